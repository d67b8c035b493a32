package io.conecta;

import io.conecta.internal.runtime.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How a pool is, as it knows without borrowing or pinging anything. Immutable.
 *
 * @param status what state the pool is in
 * @param reason why, in one sentence for people; shows no secrets but what exceptions say
 * @param since for how long it has been in that state, as far as the pool has noticed
 * @param failures the latest failure of each kind, newest first, as {@link Pool#failures()}
 */
public record PoolHealth(Status status, String reason, Duration since, List<PoolFailure> failures) {
    /**
     * Copies the list.
     *
     * @param status what state the pool is in
     * @param reason why, in one sentence for people
     * @param since for how long it has been in that state
     * @param failures the latest failure of each kind, newest first
     * @throws NullPointerException if a component is null
     */
    public PoolHealth {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(since, "since");
        failures = List.copyOf(failures);
    }

    /** What state a pool is in. */
    public enum Status {
        /** It lends. */
        UP(true),
        /** Everything is out, and moving: borrowers wait for others to return, which is no failure. */
        BUSY(true),
        /** The backend is back: creations are started slowly at first. Or its {@link PoolBudget budget} is recovering. */
        RECOVERING(true),
        /** {@link Pool#suspend()} was called: borrowers wait until it is resumed. */
        SUSPENDED(true),
        /** Everything is out, and no loan has begun for {@code leakThreshold}, or for 30 s if that is off: nothing has come back to be lent. */
        STUCK(false),
        /** The last creation failed, and none has succeeded since; one that an executor refused does not count. Or its {@link PoolBudget budget} is down, or has nothing left while all that this pool has of it is held by closes that were given up. */
        DOWN(false),
        /** It was closed. */
        CLOSED(false);

        private final boolean up;

        Status(boolean up) {
            this.up = up;
        }

        /** {@return whether a pool in this state is fit for use} */
        public boolean isUp() {
            return up;
        }
    }

    /** {@return its parts by name, the time as options are written} */
    @Override
    public String toString() {
        return "PoolHealth[status=" + status + ", reason=" + reason + ", since=" + DurationText.age(since)
                + ", failures=" + failures + "]";
    }

    /** {@return whether the pool is fit for use: it lends, or borrowers wait for others to return or for the end of a suspension} */
    public boolean isUp() {
        return status.isUp();
    }
}
