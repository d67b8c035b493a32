package io.conecta.internal.runtime;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to leave a backend alone that keeps failing: not at all after the first failure, then 50 ms doubling up to 5 s, each less up
 * to a half by chance, so that many pools do not knock in step.
 */
public final class Backoff {
    private static final long FIRST_NANOS = 50_000_000;
    private static final long LONGEST_NANOS = 5_000_000_000L;

    private Backoff() {}

    /** {@return nanoseconds to wait after this many failures in a row} */
    public static long after(int failures) {
        if (failures < 2) {
            return 0;
        }
        long full = Math.min(LONGEST_NANOS, FIRST_NANOS << Math.min(failures - 2, 20));
        return full - ThreadLocalRandom.current().nextLong(full / 2);
    }
}
