package io.conecta.commons;

import io.conecta.PoolClosedException;
import io.conecta.PoolCreateException;
import io.conecta.PoolException;
import java.util.NoSuchElementException;

/** What commons-pool2 throws where the engine throws its own. */
final class Refusal {
    private Refusal() {}

    /**
     * Tells a borrower in commons-pool2's words why it gets nothing.
     *
     * @return what the factory threw when it made an object, as it was; {@link IllegalStateException} if the pool is closed; else
     *     {@link NoSuchElementException}
     */
    static Exception of(PoolException refused) {
        if (refused instanceof PoolClosedException) {
            return new IllegalStateException("Pool not open: " + refused.getMessage(), refused);
        }
        if (refused instanceof PoolCreateException) {
            Throwable cause = refused.getCause();
            if (cause instanceof Error error) {
                throw error;
            }
            if (cause instanceof Exception exception
                    && !(cause instanceof Unfit || cause instanceof SharedLimit.NoPlace)) {
                return exception;
            }
        }
        NoSuchElementException none = new NoSuchElementException(refused.getMessage());
        none.initCause(refused);
        return none;
    }
}
