package io.conecta;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An object that is out: who has it, and since when.
 *
 * <p>{@link Pool#close(java.time.Duration)} also lists objects that nobody holds but the pool has not got rid of: {@code borrower} is
 * {@code null} then.
 *
 * @param object the lent object
 * @param borrower the name of the thread that borrowed it, for one without a name its number; {@code null} if it is in the pool's own
 *     hand: being pinged, or closed
 * @param age how long it has been out at least, measured at the last sweep and never overstated: time in which the process was stopped
 *     does not count
 * @param trace where it was borrowed, if the pool records traces, else {@code null}
 */
public record Loan(
        Object object,
        @Nullable String borrower,
        Duration age,
        @Nullable Throwable trace) {
    /** One line: the object's class and identity, its borrower and its age. */
    @Override
    public String toString() {
        String what = object.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(object));
        String who = borrower == null ? " being pinged or closed by the pool" : " held by \"" + borrower + "\"";
        return what + who + " for at least " + age.toMillis() + " ms";
    }
}
