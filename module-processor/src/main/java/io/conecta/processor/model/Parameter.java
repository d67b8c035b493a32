package io.conecta.processor.model;

import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of what creates the objects.
 *
 * @param element the parameter
 * @param described what its {@code @Setting} is on: itself, or the field of its name
 * @param key its key in configuration
 * @param form how it gets its value
 * @param type its type
 * @param configured its type as configuration sees it: type variables replaced by their bounds
 * @param item what becomes of one text: an item of a list, a set or an optional, else the parameter itself
 * @param defaultText its default, null if it has none
 * @param description what it is for, may be empty
 * @param nullable whether null is fine
 */
public record Parameter(
        VariableElement element,
        VariableElement described,
        String key,
        Form form,
        TypeMirror type,
        TypeMirror configured,
        Item item,
        @Nullable String defaultText,
        String description,
        boolean nullable) {
    /** {@return its name, as its author calls it} */
    public String name() {
        return element.getSimpleName().toString();
    }

    /**
     * {@return what generated code calls it: a variable obscures a type of its name, so one that is called like a type gets another}
     */
    public String local() {
        boolean looksLikeType = Character.isUpperCase(name().codePointAt(0));
        return looksLikeType || isCalledAsIts(type) || isCalledAs(Origin.outermost(element)) ? name() + "_" : name();
    }

    private boolean isCalledAsIts(TypeMirror mirror) {
        return mirror instanceof ArrayType array
                ? isCalledAsIts(array.getComponentType())
                : mirror instanceof DeclaredType declared && isCalledAs(Origin.outermost(declared.asElement()));
    }

    private boolean isCalledAs(@Nullable TypeElement outermost) {
        return outermost != null && outermost.getSimpleName().equals(element.getSimpleName());
    }

    /** {@return whether it is the key of a keyed pool, or a part of it, and so not of the configuration} */
    public boolean isKey() {
        return Key.is(element);
    }

    /** {@return whether a configuration must have it} */
    public boolean required() {
        return defaultText == null && !nullable && form != Form.OPTIONAL;
    }

    /** {@return what a class must extend to be the value of a {@code Class} parameter, null if anything will do} */
    public @Nullable TypeMirror classBound() {
        if (!(configured instanceof DeclaredType declared)
                || declared.getTypeArguments().isEmpty()) {
            return null;
        }
        TypeMirror argument = declared.getTypeArguments().get(0);
        return argument instanceof WildcardType wildcard ? wildcard.getExtendsBound() : argument;
    }
}
