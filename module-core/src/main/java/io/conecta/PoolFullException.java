package io.conecta;

import org.jspecify.annotations.Nullable;

/** There is no room for another waiting borrower, or for an object to adopt (the caller still owns it). */
public class PoolFullException extends PoolException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the pool's name, what happened, the values and how to fix it
     * @param cause what led to it, or {@code null}
     */
    public PoolFullException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
