package io.conecta.processor.model;

import java.util.List;
import java.util.Objects;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements.Origin;

/** Lombok changes classes in place instead of generating others; until it has, one sees what it is about to replace. */
public final class Lombok {
    private Lombok() {}

    /** {@return whether Lombok is going to write the class's constructor, and has not yet} */
    public static boolean isDue(TypeElement type, Tools tools) {
        List<ExecutableElement> constructors = ElementFilter.constructorsIn(type.getEnclosedElements());
        return constructors.size() == 1
                && tools.elements().getOrigin(constructors.get(0)) == Origin.MANDATED
                && type.getAnnotationMirrors().stream().anyMatch(Lombok::writesConstructors);
    }

    /**
     * {@return whether a constructor is one that {@code @SuperBuilder} wrote: it takes the builder, a class within its own that
     * has both of Lombok's methods}
     */
    public static boolean takesBuilder(ExecutableElement constructor, Tools tools) {
        return constructor.getParameters().size() == 1
                && tools.types().asElement(constructor.getParameters().get(0).asType()) instanceof TypeElement builder
                && Objects.equals(builder.getEnclosingElement(), constructor.getEnclosingElement())
                && builder.getModifiers().contains(Modifier.ABSTRACT)
                && builder.getTypeParameters().size() >= 2
                && has(builder, "self")
                && has(builder, "build");
    }

    private static boolean has(TypeElement type, String method) {
        return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .anyMatch(one -> one.getParameters().isEmpty()
                        && one.getModifiers().contains(Modifier.ABSTRACT)
                        && one.getSimpleName().contentEquals(method));
    }

    private static boolean writesConstructors(AnnotationMirror mirror) {
        return switch (mirror.getAnnotationType().toString()) {
            case "lombok.AllArgsConstructor",
                    "lombok.RequiredArgsConstructor",
                    "lombok.NoArgsConstructor",
                    "lombok.Builder",
                    "lombok.experimental.SuperBuilder",
                    "lombok.Data",
                    "lombok.Value" -> true;
            default -> false;
        };
    }
}
