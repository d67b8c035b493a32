package io.conecta;

import org.jspecify.annotations.Nullable;

/** No object became available within the borrow's timeout. The cause, if any, is the last failed creation. */
public class PoolTimeoutException extends PoolException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message the pool's name, the fact, the values and the way out
     * @param cause what led to it, or {@code null}
     */
    public PoolTimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
