package io.conecta.processor.model;

import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A class or method with {@code @Pooled}, as the user wrote it: not yet checked, so everything may be missing, doubled or wrong.
 *
 * @param holder the class that is annotated or has the annotated method
 * @param annotated what is annotated
 * @param pooled the annotation
 * @param type what is pooled
 * @param names what is generated
 * @param creators what may create objects: what has {@code @New}, else the constructors that generated code can call
 * @param hooks the annotated methods by role, the nearest in the hierarchy only; more than one is a mistake
 */
public record Declaration(
        TypeElement holder,
        Element annotated,
        AnnotationMirror pooled,
        TypeMirror type,
        Names names,
        List<Hook> creators,
        Map<Role, List<Hook>> hooks) {
    /** {@return whether a method is annotated, not a class} */
    public boolean isMethod() {
        return annotated instanceof ExecutableElement;
    }

    /** {@return whether the holder itself is pooled, by annotation of the class or of a method that returns one} */
    public boolean poolsHolder() {
        return type instanceof DeclaredType declared && declared.asElement().equals(holder);
    }

    /** {@return what is pooled, as people say it} */
    public String typeName() {
        String text = type.toString().replaceAll("<.*", "");
        return text.substring(text.lastIndexOf('.') + 1);
    }

    /** {@return the pool's name unless another is given} */
    public String defaultName() {
        return annotated.getSimpleName().toString();
    }

    /** {@return what creates objects, null if nothing does or it is not clear what} */
    public @Nullable Hook creator() {
        return creators.size() == 1 ? creators.get(0) : null;
    }

    /** {@return the hook of a role, null if there is none; of several, the first} */
    public @Nullable Hook hook(Role role) {
        List<Hook> found = hooks.getOrDefault(role, List.of());
        return found.isEmpty() ? null : found.get(0);
    }
}
