package io.conecta;

import org.jspecify.annotations.Nullable;

/** A pool could not do what it was asked to do; the subclasses say why. */
public class PoolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the pool's name, what happened, the values and how to fix it
     * @param cause what led to it, or {@code null}
     */
    public PoolException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
