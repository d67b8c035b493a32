package io.conecta;

import org.jspecify.annotations.Nullable;

/**
 * An object could not be created, or a new one not prepared. The cause is what the {@link NewFunc} or {@link PrepareFunc} threw, or says that
 * it timed out or returned {@code null}.
 */
public class PoolCreateException extends PoolException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the pool's name, what happened, the values and how to fix it
     * @param cause what led to it, or {@code null}
     */
    public PoolCreateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
