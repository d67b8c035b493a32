package io.conecta.processor;

import org.jspecify.annotations.Nullable;

/** What {@code -Aconecta.osgi=…} and {@code -Aconecta.cdi=…} ask for. */
enum Wanted {
    /** A component or a producer wherever the compilation sees what it needs. */
    AUTO,
    /** The same, or an error. */
    REQUIRED,
    /** None. */
    NONE;

    /** The name of the processor's option for OSGi components. */
    static final String OSGI = "conecta.osgi";

    /** The name of the processor's option for CDI producers. */
    static final String CDI = "conecta.cdi";

    /** {@return what the text asks for, auto if there is none; null if it is wrong} */
    static @Nullable Wanted of(@Nullable String text) {
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
