package io.conecta;

import java.time.Duration;
import java.util.Objects;

/** Refuses option values that make no sense by themselves; each message names option, bound and value. */
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
}
