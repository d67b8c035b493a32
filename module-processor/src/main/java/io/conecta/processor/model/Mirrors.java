package io.conecta.processor.model;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Reads annotations without loading their classes. */
public final class Mirrors {
    /** The package of Conecta's annotations, with a dot. */
    public static final String PACKAGE = "io.conecta.annotation.";

    /** The annotation on what is pooled. */
    public static final String POOLED = PACKAGE + "Pooled";

    /** The annotation on parameters. */
    public static final String SETTING = PACKAGE + "Setting";

    /** The annotation on parameters that are the key. */
    public static final String KEY = PACKAGE + "Key";

    private Mirrors() {}

    /** {@return the annotation of that name on the element, null if it has none} */
    public static @Nullable AnnotationMirror find(Element element, String annotation) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (mirror.getAnnotationType().asElement() instanceof TypeElement type
                    && type.getQualifiedName().contentEquals(annotation)) {
                return mirror;
            }
        }
        return null;
    }

    /** {@return whether the element has the annotation of that name} */
    public static boolean has(Element element, String annotation) {
        return find(element, annotation) != null;
    }

    /** {@return the value given for the attribute, null if it is left at its default} */
    public static @Nullable AnnotationValue given(@Nullable AnnotationMirror mirror, String attribute) {
        if (mirror == null) {
            return null;
        }
        for (var entry : mirror.getElementValues().entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(attribute)) {
                return entry.getValue();
            }
        }
        return null;
    }

    /** {@return the text given for the attribute, null if it is left at its default} */
    public static @Nullable String text(@Nullable AnnotationMirror mirror, String attribute) {
        AnnotationValue value = given(mirror, attribute);
        return value == null ? null : String.valueOf(value.getValue());
    }
}
