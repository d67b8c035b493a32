package io.conecta.internal.runtime;

import java.util.concurrent.atomic.AtomicLongArray;

/** What the slow paths count. Kept apart from everything that the fast paths read. */
public final class Counters {
    public static final int CREATED = 0;
    public static final int CLOSED = 1;
    public static final int CREATE_FAILURES = 2;
    public static final int PING_FAILURES = 3;
    public static final int TIMEOUTS = 4;
    public static final int REJECTIONS = 5;
    public static final int LEAKS = 6;

    private final AtomicLongArray counts = new AtomicLongArray(LEAKS + 1);

    public void increment(int what) {
        counts.incrementAndGet(what);
    }

    public long get(int what) {
        return counts.get(what);
    }
}
