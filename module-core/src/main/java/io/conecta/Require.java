package io.conecta;

import java.time.Duration;
import java.util.Objects;

/** Refuses option values that make no sense, by themselves or together; each message names option, bound and value. */
final class Require {
    private Require() {}

    static int atLeast(int least, String option, int value) {
        if (value < least) {
            throw new IllegalArgumentException(option + " must be >= " + least + ", was " + value);
        }
        return value;
    }

    static Duration positive(String option, Duration value) {
        if (Objects.requireNonNull(value, option).isZero() || value.isNegative()) {
            throw new IllegalArgumentException(option + " must be > 0, was " + value);
        }
        return value;
    }

    static Duration notNegative(String option, Duration value) {
        if (Objects.requireNonNull(value, option).isNegative()) {
            throw new IllegalArgumentException(option + " must be >= 0, was " + value);
        }
        return value;
    }

    static void noContradiction(PoolSettings settings) {
        if (settings.minIdle() > settings.maxSize()) {
            throw new IllegalArgumentException("minIdle must be <= maxSize, was minIdle=" + settings.minIdle()
                    + " with maxSize=" + settings.maxSize() + "; lower minIdle or raise maxSize");
        }
        if (settings.reclaimLeaked() && settings.leakThreshold().equals(PoolSettings.FOREVER)) {
            throw new IllegalArgumentException(
                    "reclaimLeaked=true needs a leakThreshold, which is off; set one, say 1 minute,"
                            + " or leave reclaimLeaked out");
        }
    }

    /** What only a new pool needs: room for its initial objects. */
    static void room(PoolSettings settings) {
        if (settings.maxSize() == 0) {
            throw new IllegalArgumentException(
                    "maxSize must be >= 1, was 0; build the pool with room, and set maxSize to 0"
                            + " by reconfigure if it is to pause");
        }
        if (settings.initialSize() > settings.maxSize()) {
            throw new IllegalArgumentException("initialSize must be <= maxSize, was initialSize="
                    + settings.initialSize() + " with maxSize=" + settings.maxSize()
                    + "; lower initialSize or raise maxSize");
        }
    }
}
