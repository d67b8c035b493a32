package io.conecta.processor.model;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is compiled now from what was compiled before: incremental builds hand class files of an earlier compilation to the
 * processors once more, and some builds take generated sources for the user's.
 */
public final class Origin {
    private static final @Nullable Method FILE_OF = fileOf();

    private final ProcessingEnvironment environment;
    private final Tools tools;

    /** What was asked before; it is the same for the whole round. */
    private final Map<TypeElement, Kind> kinds = new HashMap<>();

    /** Makes it for a compilation. */
    public Origin(ProcessingEnvironment environment) {
        this.environment = environment;
        this.tools = Tools.of(environment);
    }

    /** {@return the kind of file that a type was read from; {@code OTHER} if the compiler does not tell} */
    public Kind of(TypeElement type) {
        return kinds.computeIfAbsent(type, this::ask);
    }

    private Kind ask(TypeElement type) {
        try {
            Object file = FILE_OF == null ? null : FILE_OF.invoke(environment.getElementUtils(), type);
            return file instanceof JavaFileObject known ? known.getKind() : ofTree(type);
        } catch (ReflectiveOperationException | RuntimeException unknown) {
            return Kind.OTHER;
        }
    }

    /** {@code Elements.getFileObjectOf}, since Java 18; earlier, javac tells by its trees, if nobody has wrapped the environment. */
    private static @Nullable Method fileOf() {
        try {
            return Elements.class.getMethod("getFileObjectOf", Element.class);
        } catch (NoSuchMethodException earlier) {
            return null;
        }
    }

    private Kind ofTree(TypeElement type) throws ReflectiveOperationException {
        Class<?> trees = Class.forName("com.sun.source.util.Trees");
        Object all = trees.getMethod("instance", ProcessingEnvironment.class).invoke(null, environment);
        return trees.getMethod("getTree", TypeElement.class).invoke(all, type) == null ? Kind.CLASS : Kind.SOURCE;
    }

    /** {@return whether an earlier compilation wrote the pool, and read the class from the same file} */
    public boolean isDone(Declaration declaration) {
        // Whether there is output comes last: javac looks for a class that is not there in every module.
        return switch (of(declaration.holder())) {
            case CLASS -> hasOutput(declaration);
            case OTHER -> hasNoNames(declaration) && hasOutput(declaration);
            default -> false;
        };
    }

    /** {@return whether the keys would have names that the user has not given} */
    public boolean isNameless(Declaration declaration) {
        return hasNoNames(declaration) && of(declaration.holder()) != Kind.SOURCE;
    }

    private static boolean hasNoNames(Declaration declaration) {
        Hook creator = declaration.creator();
        if (creator == null) {
            return false;
        }
        List<? extends VariableElement> parameters = creator.called().getParameters();
        boolean named = parameters.isEmpty();
        boolean keyed = true;
        boolean isWhole = declaration.names().keys() == 1; // Nobody sees the name of a single key.
        for (int i = 0; i < parameters.size(); i++) {
            if (isWhole && Key.is(parameters.get(i))) {
                continue;
            }
            named |= !parameters.get(i).getSimpleName().contentEquals("arg" + i);
            keyed &= Mirrors.text(Mirrors.find(parameters.get(i), Mirrors.SETTING), "name") != null;
        }
        return !named && !keyed;
    }

    /** {@return whether the types of these names are there, written by this processor; their annotation does not last to see} */
    public boolean hasOutput(Declaration declaration) {
        Names names = declaration.names();
        TypeElement provider = tools.visible(declaration.holder(), names.qualified(names.provider()));
        return provider != null
                && (tools.isA(provider.asType(), "io.conecta.config.PoolProvider")
                        || tools.isA(provider.asType(), "io.conecta.config.KeyedPoolProvider"))
                && ElementFilter.typesIn(provider.getEnclosedElements()).stream()
                        .anyMatch(nested -> nested.getSimpleName().contentEquals(names.pool() + "Impl"));
    }

    /** {@return the top-level type around an element, null if there is none} */
    public static @Nullable TypeElement outermost(Element element) {
        TypeElement outermost = null;
        for (Element at = element; at != null; at = at.getEnclosingElement()) {
            outermost = at instanceof TypeElement type ? type : outermost;
        }
        return outermost;
    }
}
