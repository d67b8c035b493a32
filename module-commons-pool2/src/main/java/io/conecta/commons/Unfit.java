package io.conecta.commons;

import org.jspecify.annotations.Nullable;

/** The factory could not activate an object, or found it invalid. */
final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
    }
}
