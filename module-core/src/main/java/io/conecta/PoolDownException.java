package io.conecta;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the pool connects to is known to be down, and nothing is left in the pool that could be lent. The borrower has not waited, or
 * what it waited for has turned out to be broken; with {@code waitWhenDown} it would have waited on. The cause is the last failed creation.
 */
public class PoolDownException extends PoolException {
    private static final long serialVersionUID = 1L;

    /** For how long the backend had been down. */
    private final Duration down;
    /** When the next attempt was due. */
    private final Duration nextAttempt;

    /**
     * Makes an exception.
     *
     * @param message the pool's name, the fact, the values and the way out
     * @param down for how long the backend has been down
     * @param nextAttempt when the next attempt to create an object is due, from now; zero if one is under way
     * @param cause why the last creation failed, or {@code null}
     */
    public PoolDownException(String message, Duration down, Duration nextAttempt, @Nullable Throwable cause) {
        super(message, cause);
        this.down = down;
        this.nextAttempt = nextAttempt;
    }

    /** {@return for how long the backend had been down} */
    public Duration down() {
        return down;
    }

    /** {@return when the next attempt to create an object was due, from then; zero if one was under way} */
    public Duration nextAttempt() {
        return nextAttempt;
    }
}
