package io.conecta;

import org.jspecify.annotations.Nullable;

/** Why a pool could not do what it was asked; the subclasses tell the cases apart. */
public class PoolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message the pool's name, the fact, the values and the way out
     * @param cause what led to it, or {@code null}
     */
    public PoolException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
