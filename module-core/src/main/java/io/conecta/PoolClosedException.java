package io.conecta;

import org.jspecify.annotations.Nullable;

/** The pool was closed, before the call or while it waited. */
public class PoolClosedException extends PoolException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message the pool's name, the fact, the values and the way out
     * @param cause what led to it, or {@code null}
     */
    public PoolClosedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
