package io.conecta.processor.model;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;

/**
 * An annotated method or constructor.
 *
 * @param role what it does
 * @param declared where the annotation is
 * @param called the method that is called: the one declared, or what overrides it
 */
public record Hook(Role role, ExecutableElement declared, ExecutableElement called) {
    /** {@return whether it is static} */
    public boolean isStatic() {
        return called.getModifiers().contains(Modifier.STATIC);
    }

    /** {@return whether it returns nothing} */
    public boolean isVoid() {
        return called.getReturnType().getKind() == TypeKind.VOID;
    }

    /** {@return its name} */
    public String name() {
        return called.getSimpleName().toString();
    }

    /** {@return how many parameters it has, the object of a static one not counted} */
    public int extraParameters() {
        return called.getParameters().size() - (isStatic() ? 1 : 0);
    }
}
