package io.conecta;

import io.conecta.internal.runtime.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A pool explains itself: who has what, who waits for how long, what is being created, what went wrong, and what to do. Immutable, but the
 * loans refer to the objects that are lent.
 *
 * <p>A report is cheap enough for production: well below a millisecond with 1,000 lent objects, and no borrower waits for it. The parts are
 * read one after the other, so in a pool that moves they may differ by what has moved meanwhile.
 *
 * @param name the pool's name
 * @param settings the settings in force
 * @param stats the figures
 * @param health the health
 * @param loans what is lent, longest-held first
 * @param waiters the borrowers that wait, first in line first
 * @param creations the creations in flight, oldest first
 * @param failures the latest failure of each kind, newest first
 * @param diagnosis what is wrong, with the evidence
 * @param advice what to do about it; empty if there is nothing to do
 */
public record PoolReport(
        String name,
        PoolSettings settings,
        PoolStats stats,
        PoolHealth health,
        List<Loan> loans,
        List<Waiter> waiters,
        List<Creation> creations,
        List<PoolFailure> failures,
        Diagnosis diagnosis,
        String advice) {
    /**
     * Copies the lists.
     *
     * @param name the pool's name
     * @param settings the settings in force
     * @param stats the figures
     * @param health the health
     * @param loans what is lent, longest-held first
     * @param waiters the borrowers that wait, first in line first
     * @param creations the creations in flight, oldest first
     * @param failures the latest failure of each kind, newest first
     * @param diagnosis what is wrong, with the evidence
     * @param advice what to do about it; empty if there is nothing to do
     * @throws NullPointerException if a component is null
     */
    public PoolReport {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(stats, "stats");
        Objects.requireNonNull(health, "health");
        loans = List.copyOf(loans);
        waiters = List.copyOf(waiters);
        creations = List.copyOf(creations);
        failures = List.copyOf(failures);
        Objects.requireNonNull(diagnosis, "diagnosis");
        Objects.requireNonNull(advice, "advice");
    }

    /**
     * A borrower that waits.
     *
     * @param thread the name of its thread, or its number if it has no name
     * @param waiting for how long it has been in line
     */
    public record Waiter(String thread, Duration waiting) {
        /**
         * A waiter.
         *
         * @param thread the name of its thread, or its number if it has no name
         * @param waiting for how long it has been in line
         * @throws NullPointerException if a component is null
         */
        public Waiter {
            Objects.requireNonNull(thread, "thread");
            Objects.requireNonNull(waiting, "waiting");
        }

        /** {@return its parts by name, the time as options are written} */
        @Override
        public String toString() {
            return "Waiter[thread=" + thread + ", waiting=" + DurationText.age(waiting) + "]";
        }
    }

    /**
     * A creation in flight.
     *
     * @param age for how long it has been under way
     * @param stack where it is, topmost frame first; empty if it is younger than 100 ms, not one of the three oldest, or has just ended
     */
    public record Creation(Duration age, List<StackTraceElement> stack) {
        /**
         * Copies the list.
         *
         * @param age for how long it has been under way
         * @param stack where it is, topmost frame first; empty if it is younger than 100 ms, not one of the three oldest, or has just ended
         * @throws NullPointerException if a component is null
         */
        public Creation {
            Objects.requireNonNull(age, "age");
            stack = List.copyOf(stack);
        }

        /** {@return its parts by name, the age as options are written} */
        @Override
        public String toString() {
            return "Creation[age=" + DurationText.age(age) + ", stack=" + stack + "]";
        }
    }

    /** {@return all of it as text for people, of several lines; of long lists the beginning; settings that are not the default} */
    @Override
    public String toString() {
        return ReportText.of(this);
    }
}
