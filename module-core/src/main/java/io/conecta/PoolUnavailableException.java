package io.conecta;

import io.conecta.config.ConfiguredPool;
import org.jspecify.annotations.Nullable;

/**
 * The pool could not be built from its configuration, and lends nothing until that is fixed; see {@link ConfiguredPool}. The message
 * names every mistake with its way out; the cause is what was thrown.
 */
public class PoolUnavailableException extends PoolException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message the pool's name, the fact, the values and the way out
     * @param cause what led to it, or {@code null}
     */
    public PoolUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
