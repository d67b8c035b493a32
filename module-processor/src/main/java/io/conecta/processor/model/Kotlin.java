package io.conecta.processor.model;

import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Kotlin's static methods are there twice: in the class, and in its companion object; both have the annotations. */
public final class Kotlin {
    private Kotlin() {}

    /** {@return whether a method is what is left in a companion object of one that {@code @JvmStatic} made static} */
    public static boolean isCopy(ExecutableElement method) {
        return method.getEnclosingElement() instanceof TypeElement companion
                && companion.getSimpleName().contentEquals("Companion")
                && companion.getEnclosingElement() instanceof TypeElement outer
                && !method.getModifiers().contains(Modifier.STATIC)
                && ElementFilter.methodsIn(outer.getEnclosedElements()).stream()
                        .anyMatch(other -> other.getModifiers().contains(Modifier.STATIC)
                                && other.getSimpleName().equals(method.getSimpleName())
                                && other.asType()
                                        .toString()
                                        .equals(method.asType().toString()));
    }
}
