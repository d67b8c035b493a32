package io.conecta;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An object that is out: who has it, and since when.
 *
 * @param object the lent object
 * @param borrower the name of the thread that borrowed it
 * @param age how long it has been out at least; the pool looks at its watch when it scans, not when it lends
 * @param trace where it was borrowed, if the pool records traces, else {@code null}
 */
public record Loan(
        Object object,
        String borrower,
        Duration age,
        @Nullable Throwable trace) {
    /** One line: the object's class and identity, its borrower and its age. */
    @Override
    public String toString() {
        return object.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(object)) + " held by \""
                + borrower + "\" for at least " + age.toMillis() + " ms";
    }
}
