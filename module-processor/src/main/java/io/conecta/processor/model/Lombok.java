package io.conecta.processor.model;

import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
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
