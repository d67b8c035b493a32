package io.conecta.processor;

import io.conecta.processor.generate.Generator;
import io.conecta.processor.model.Blueprint;
import io.conecta.processor.model.Declaration;
import io.conecta.processor.model.Lombok;
import io.conecta.processor.model.Mirrors;
import io.conecta.processor.model.Origin;
import io.conecta.processor.model.Reader;
import io.conecta.processor.model.Tools;
import io.conecta.processor.validate.Environment;
import io.conecta.processor.validate.Outputs;
import io.conecta.processor.validate.Problem;
import io.conecta.processor.validate.Problems;
import io.conecta.processor.validate.Strays;
import io.conecta.processor.validate.Validator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;

/**
 * Writes the pools of {@code @Pooled} classes: reads what the user wrote, checks it, and generates if nothing is wrong.
 *
 * <p>Isolating: each generated file comes from one annotated class.
 */
@SupportedAnnotationTypes({
    "io.conecta.annotation.*",
    "javax.annotation.processing.Generated",
    "org.osgi.annotation.bundle.Capabilities",
    "org.osgi.annotation.bundle.Capability",
    "org.osgi.annotation.bundle.Header",
    "org.osgi.annotation.bundle.Requirement",
    "org.osgi.annotation.bundle.Requirements"
})
@SupportedOptions({Wanted.OSGI, Wanted.CDI})
public final class PoolProcessor extends AbstractProcessor {
    /** Classes whose signatures wait for types that other processors generate. */
    private final Set<String> waiting = new LinkedHashSet<>();

    private final Set<String> sources = new LinkedHashSet<>();
    /** Names of the modules whose module-info is among the sources; tests are compiled without. */
    private final Set<String> modules = new HashSet<>();

    /** Names of the types written so far. */
    private final Set<String> written = new HashSet<>();

    private final Outputs outputs = new Outputs(sources);
    private Wanted osgi = Wanted.AUTO;
    private Wanted cdi = Wanted.AUTO;

    /** Made by the compiler. */
    public PoolProcessor() {}

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        osgi = wanted(Wanted.OSGI);
        cdi = wanted(Wanted.CDI);
    }

    private Wanted wanted(String option) {
        String text = processingEnv.getOptions().get(option);
        Wanted wanted = Wanted.of(text);
        if (wanted == null) {
            processingEnv.getMessager().printMessage(Kind.ERROR, Problem.OPTION.message(option, String.valueOf(text)));
            return Wanted.AUTO;
        }
        return wanted;
    }

    @Override
    @SuppressWarnings("DoNotClaimAnnotations")
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Tools tools = Tools.of(processingEnv);
        round.getRootElements()
                .forEach(root -> (root instanceof ModuleElement ? modules : sources).add(root.toString()));
        Origin origin = new Origin(processingEnv);
        Reader reader = new Reader(tools);
        Set<TypeElement> holders = holders(annotations, round, tools);
        if (round.processingOver()) {
            holders.forEach(holder -> giveUp(holder, tools));
            return false;
        }
        for (TypeElement holder : holders) {
            List<Declaration> declarations = reader.read(holder);
            if (declarations.stream().anyMatch(reader::isUnfinished)) {
                waiting.add(holder.getQualifiedName().toString());
                continue;
            }
            for (Declaration declaration : declarations) {
                if (!origin.isDone(declaration)) {
                    generate(declaration, tools, origin);
                }
            }
        }
        new Strays(processingEnv.getMessager(), sources, origin).check(annotations, round);
        return isOurs(annotations, round);
    }

    /** Checks a declaration and, if there is no error, writes its pool. */
    private void generate(Declaration declaration, Tools tools, Origin origin) {
        boolean hasOsgi = osgi != Wanted.NONE && Environment.hasOsgi(declaration.holder(), tools);
        boolean hasCdi = cdi != Wanted.NONE && Environment.hasCdi(declaration.holder(), tools);
        Problems problems = new Problems(processingEnv.getMessager(), sources, declaration.annotated());
        try {
            new Validator(tools).check(declaration, problems);
            new Environment(tools, osgi == Wanted.REQUIRED, cdi == Wanted.REQUIRED, modules)
                    .check(declaration, problems);
            outputs.check(declaration, hasCdi, origin, problems);
            if (!problems.hasErrors()) {
                new Generator(processingEnv.getFiler(), written)
                        .write(Blueprint.of(declaration, tools), hasOsgi, hasCdi, problems);
            }
        } catch (RuntimeException bug) {
            problems.at(declaration.annotated(), Problem.BUG, declaration.defaultName(), bug);
        }
    }

    /**
     * Claims Conecta's annotations, and those on generated code in the rounds that see it: {@code -Xlint:processing} would find
     * them unused.
     */
    private boolean isOurs(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        return annotations.stream()
                        .anyMatch(annotation ->
                                annotation.getQualifiedName().toString().startsWith(Mirrors.PACKAGE))
                || round.getRootElements().stream().anyMatch(root -> written.contains(root.toString()));
    }

    /** A type that is missing to the end is reported by the compiler; a constructor is not. */
    private void giveUp(TypeElement holder, Tools tools) {
        if (Lombok.isDue(holder, tools)) {
            new Problems(processingEnv.getMessager(), sources, holder)
                    .at(holder, Problem.LOMBOK, holder.getSimpleName());
        }
    }

    /** The classes to read in this round: new ones and those that waited. */
    private Set<TypeElement> holders(Set<? extends TypeElement> annotations, RoundEnvironment round, Tools tools) {
        Set<TypeElement> holders = new LinkedHashSet<>();
        for (String name : List.copyOf(waiting)) {
            TypeElement holder = tools.elements().getTypeElement(name);
            if (holder != null) {
                holders.add(holder);
            }
        }
        waiting.clear();
        for (TypeElement annotation : annotations) {
            if (annotation.getQualifiedName().contentEquals(Mirrors.POOLED)) {
                for (Element annotated : round.getElementsAnnotatedWith(annotation)) {
                    holders.add(
                            annotated instanceof TypeElement type
                                    ? type
                                    : (TypeElement) annotated.getEnclosingElement());
                }
            }
        }
        return holders;
    }
}
