package io.conecta.processor.model;

import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of what creates the objects.
 *
 * @param element the parameter
 * @param key its key in configuration
 * @param form how it gets its value
 * @param type its type
 * @param configured its type as configuration sees it: type variables replaced by their bounds
 * @param parser the static method that parses text, for {@link Form#PARSED}
 * @param defaultText its default, null if it has none
 * @param description what it is for, may be empty
 * @param nullable whether null is fine
 */
public record Parameter(
        VariableElement element,
        String key,
        Form form,
        TypeMirror type,
        TypeMirror configured,
        String parser,
        @Nullable String defaultText,
        String description,
        boolean nullable) {
    /** {@return its name} */
    public String name() {
        return element.getSimpleName().toString();
    }

    /** {@return whether a configuration must have it} */
    public boolean required() {
        return defaultText == null && !nullable;
    }
}
