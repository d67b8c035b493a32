package io.conecta;

import org.jspecify.annotations.Nullable;

/** The pool was closed, before the call or during it. */
public class PoolClosedException extends PoolException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the pool's name, what happened, the values and how to fix it
     * @param cause what led to it, or {@code null}
     */
    public PoolClosedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
