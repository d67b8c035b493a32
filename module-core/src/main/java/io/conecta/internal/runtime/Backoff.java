package io.conecta.internal.runtime;

import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to leave a backend alone that keeps failing: not at all after the first failure, then 50 ms, doubling up to the longest, each
 * minus up to half of it by chance, so that many pools do not try in step.
 */
public final class Backoff {
    private static final long FIRST_NANOS = 50_000_000;

    private Backoff() {}

    /** {@return nanoseconds to wait after this many failures in a row, at most {@code longest}} */
    public static long after(int failures, long longest) {
        if (failures < 2) {
            return 0;
        }
        int doublings = Math.min(failures - 2, 20);
        long full = Math.min(longest, FIRST_NANOS << doublings);
        return full - ThreadLocalRandom.current().nextLong(Math.max(1, full / 2));
    }
}
