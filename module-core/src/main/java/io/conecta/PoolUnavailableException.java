package io.conecta;

import io.conecta.config.ConfiguredPool;
import org.jspecify.annotations.Nullable;

/**
 * The pool could not be built from its configuration, and lends nothing until that is fixed; see {@link ConfiguredPool}. The message
 * names every mistake and its fix; the cause is the original exception.
 */
public class PoolUnavailableException extends PoolException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the pool's name, what happened, the values and how to fix it
     * @param cause what led to it, or {@code null}
     */
    public PoolUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
