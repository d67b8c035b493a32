package io.conecta;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An object that is lent: to whom, and for how long.
 *
 * <p>{@link Pool#close(java.time.Duration)} and {@link Pool#suspend(java.time.Duration)} also list objects that nobody holds but that the pool has not been able to close;
 * their {@code borrower} is {@code null}.
 *
 * @param object the lent object
 * @param borrower the name of the thread that borrowed it, or its number if it has no name; {@code a thread that has ended} if it
 *     has been collected; {@code null} while the pool itself pings or
 *     closes the object
 * @param age the least time for which it has been lent, measured at the last sweep. Never overstated: time in which the process was
 *     suspended does not count
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
