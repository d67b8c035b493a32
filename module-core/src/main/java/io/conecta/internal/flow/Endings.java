package io.conecta.internal.flow;

import io.conecta.internal.runtime.LateSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Wakes the threads that wait until nothing is being created or closed any more. Thread-safe. */
public final class Endings {
    /** How many there were, to find out that there has been another. */
    private final AtomicInteger count = new AtomicInteger();

    private final LateSet<Thread> watchers = new LateSet<>();

    /** A closing has ended, or a creation, whose object would have to be closed. */
    void ended() {
        count.incrementAndGet(); // First: whoever begins to watch from here on sees it.
        if (!watchers.isEmpty()) { // A JVM's first creation links no lambda for nothing.
            watchers.forEach(LockSupport::unpark);
        }
    }

    /** {@return how many have ended, modulo 2^32} */
    public int count() {
        return count.get();
    }

    /** Wakes the thread after every end, until {@link #unwatch}. */
    public void watch(Thread thread) {
        watchers.add(thread);
    }

    public void unwatch(Thread thread) {
        watchers.remove(thread);
    }
}
