package io.conecta.processor;

import org.jspecify.annotations.Nullable;

/** What {@code -Aconecta.osgi=…} asks for. */
enum Osgi {
    /** A component wherever the compilation sees OSGi's annotations. */
    AUTO,
    /** A component, or an error. */
    REQUIRED,
    /** No component. */
    NONE;

    /** The name of the processor's option. */
    static final String OPTION = "conecta.osgi";

    /** The annotation by which bnd learns of the component. */
    static final String HEADER = "org.osgi.annotation.bundle.Header";

    /** {@return what the text asks for, auto if there is none; null if it is wrong} */
    static @Nullable Osgi of(@Nullable String text) {
        return text == null
                ? AUTO
                : switch (text) {
                    case "auto" -> AUTO;
                    case "required" -> REQUIRED;
                    case "none" -> NONE;
                    default -> null;
                };
    }
}
