package io.conecta.internal.runtime;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Where the pool's time comes from, so that a test can own it. Monotonic; the wall clock is never asked. */
public interface Clock {
    /** The real time. */
    Clock SYSTEM = new Clock() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void parkNanos(Object blocker, long nanos) {
            LockSupport.parkNanos(blocker, nanos);
        }
    };

    /** No deadline: further away than any time that can be reached. */
    long FOREVER = Long.MAX_VALUE;

    /** {@return the time in nanoseconds; it may be negative and may wrap, so compare differences} */
    long nanoTime();

    /** As {@link LockSupport#parkNanos(Object, long)}, in this clock's time. */
    void parkNanos(Object blocker, long nanos);

    /** {@return the duration in nanoseconds, zero if negative, and {@link #FOREVER} if it is beyond counting} */
    static long nanos(Duration duration) {
        if (duration.isNegative()) {
            return 0;
        }
        // A quarter of the range keeps every difference between two deadlines positive: 73 years.
        return duration.toSeconds() >= (Long.MAX_VALUE >> 2) / 1_000_000_000L ? FOREVER : duration.toNanos();
    }
}
