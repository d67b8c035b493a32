package io.conecta;

import org.jspecify.annotations.Nullable;

/** No object became available within the borrow's timeout. The cause, if any, is the last failed creation. */
public class PoolTimeoutException extends PoolException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the pool's name, what happened, the values and how to fix it
     * @param cause what led to it, or {@code null}
     */
    public PoolTimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
