package io.conecta.processor;

import io.conecta.processor.model.Kotlin;
import io.conecta.processor.model.Mirrors;
import io.conecta.processor.model.Names;
import io.conecta.processor.model.Tools;
import io.conecta.processor.validate.Problem;
import io.conecta.processor.validate.Problems;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.ModuleElement.ProvidesDirective;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic.Kind;
import javax.tools.StandardLocation;

/**
 * Makes the generated providers known to {@link java.util.ServiceLoader}: writes {@code META-INF/services} for the class path, and
 * checks {@code module-info.java} for the module path.
 *
 * <p>Aggregating: its file comes from all annotated classes.
 */
@SupportedAnnotationTypes(Mirrors.POOLED)
public final class RegistryProcessor extends AbstractProcessor {
    /** What is provided, and the class that finds it. */
    private enum Service {
        PLAIN("io.conecta.config.PoolProvider", "Pools"),
        KEYED("io.conecta.config.KeyedPoolProvider", "KeyedPools");

        private final String type;
        private final String finder;

        Service(String type, String finder) {
            this.type = type;
            this.finder = finder;
        }

        String path() {
            return "META-INF/services/" + type;
        }
    }

    /** Provider to the class it comes from, by what it provides. */
    private final Map<Service, Map<String, TypeElement>> providers = new EnumMap<>(Service.class);

    /** The modules whose module-info is among the sources; tests are compiled without. */
    private final Set<ModuleElement> described = new HashSet<>();

    /** Made by the compiler. */
    public RegistryProcessor() {}

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Tools tools = Tools.of(processingEnv);
        described.addAll(ElementFilter.modulesIn(round.getRootElements()));
        for (TypeElement annotation : annotations) {
            for (Element annotated : round.getElementsAnnotatedWith(annotation)) {
                if (annotated instanceof ExecutableElement method && Kotlin.isCopy(method)) {
                    continue;
                }
                Names names = Names.of(annotated, tools.packageOf(annotated));
                Element holder = annotated instanceof TypeElement ? annotated : annotated.getEnclosingElement();
                providers
                        .computeIfAbsent(names.isKeyed() ? Service.KEYED : Service.PLAIN, any -> new LinkedHashMap<>())
                        .put(names.qualified(names.provider()), (TypeElement) holder);
            }
        }
        if (round.processingOver() && !round.errorRaised() && !providers.isEmpty()) {
            for (Service service : Service.values()) {
                writeServices(service, tools);
                checkModules(service, tools);
            }
        }
        return false;
    }

    private Map<String, TypeElement> of(Service service) {
        return providers.getOrDefault(service, Map.of());
    }

    /** Lists the providers, and those of classes that an incremental build leaves alone. */
    private void writeServices(Service service, Tools tools) {
        Map<String, TypeElement> own = of(service);
        Set<String> entries = new TreeSet<>(own.keySet());
        boolean hasChanged = !own.isEmpty();
        for (String former : formerEntries(service)) {
            boolean isOther = providers.values().stream().anyMatch(all -> all != own && all.containsKey(former));
            hasChanged |= isOther;
            if (!isOther && tools.elements().getTypeElement(former) != null) {
                entries.add(former);
            }
        }
        if (!hasChanged) {
            return;
        }
        Element[] origins = providers.values().stream()
                .flatMap(all -> all.values().stream())
                .toArray(Element[]::new);
        try (Writer writer = processingEnv
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", service.path(), origins)
                .openWriter()) {
            for (String entry : entries) {
                writer.write(entry + "\n");
            }
        } catch (IOException failure) {
            processingEnv
                    .getMessager()
                    .printMessage(
                            Kind.ERROR, Problem.FILE.message(service.path(), String.valueOf(failure.getMessage())));
        }
    }

    private List<String> formerEntries(Service service) {
        List<String> entries = new ArrayList<>();
        try (Reader file = processingEnv
                        .getFiler()
                        .getResource(StandardLocation.CLASS_OUTPUT, "", service.path())
                        .openReader(true);
                BufferedReader reader = new BufferedReader(file)) {
            reader.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(entries::add);
        } catch (IOException | IllegalArgumentException none) {
            return List.of();
        }
        return entries;
    }

    /** Asks for directives in the last round only: earlier, javac checks providers that are not generated yet. */
    private void checkModules(Service service, Tools tools) {
        Map<ModuleElement, Set<String>> generated = new LinkedHashMap<>();
        of(service).forEach((provider, holder) -> {
            ModuleElement module = tools.elements().getModuleOf(holder);
            if (module != null && !module.isUnnamed()) {
                generated.computeIfAbsent(module, any -> new LinkedHashSet<>()).add(provider);
            }
        });
        generated.forEach((module, all) -> {
            Set<String> provided = provided(service, module);
            Set<String> missing = new LinkedHashSet<>(all);
            missing.removeAll(provided);
            if (!described.contains(module)) {
                tellTests(service, module, missing);
            } else if (!missing.isEmpty()) {
                Set<String> line = new LinkedHashSet<>(provided);
                line.addAll(missing);
                new Problems(processingEnv.getMessager(), Set.of(), module)
                        .at(
                                module,
                                Problem.PROVIDES,
                                module.getQualifiedName(),
                                service.finder,
                                String.join(" and ", missing),
                                provided.isEmpty() ? "add" : "extend the directive to",
                                service.type,
                                String.join(", ", line));
            }
        });
    }

    /** What is added to a module from outside, its module-info cannot provide: the main sources would not compile. */
    private void tellTests(Service service, ModuleElement module, Set<String> missing) {
        TypeElement first =
                missing.isEmpty() ? null : of(service).get(missing.iterator().next());
        if (first != null) {
            String name = first.getQualifiedName().toString();
            new Problems(processingEnv.getMessager(), Set.of(name), first)
                    .at(
                            first,
                            Problem.TEST_PROVIDER,
                            module.getQualifiedName(),
                            service.finder,
                            String.join(" and ", missing));
        }
    }

    /** What the module's one directive names so far; a second one for the service would be an error. */
    private static Set<String> provided(Service service, ModuleElement module) {
        Set<String> names = new LinkedHashSet<>();
        for (var directive : module.getDirectives()) {
            if (directive instanceof ProvidesDirective provides
                    && provides.getService().getQualifiedName().contentEquals(service.type)) {
                provides.getImplementations()
                        .forEach(implementation ->
                                names.add(implementation.getQualifiedName().toString()));
            }
        }
        return names;
    }
}
