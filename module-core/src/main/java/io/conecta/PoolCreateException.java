package io.conecta;

import org.jspecify.annotations.Nullable;

/** An object could not be created; the cause is what the {@link NewFunc} threw, or tells that it timed out or returned {@code null}. */
public class PoolCreateException extends PoolException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message the pool's name, the fact, the values and the way out
     * @param cause what led to it, or {@code null}
     */
    public PoolCreateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
