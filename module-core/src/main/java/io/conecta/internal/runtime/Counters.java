package io.conecta.internal.runtime;

import java.util.concurrent.atomic.AtomicLong;

/** What the slow paths count. Kept apart from everything that the fast paths read. */
public final class Counters {
    public final AtomicLong created = new AtomicLong();
    public final AtomicLong closed = new AtomicLong();
    public final AtomicLong createFailures = new AtomicLong();
    public final AtomicLong pingFailures = new AtomicLong();
    public final AtomicLong timeouts = new AtomicLong();
    public final AtomicLong rejections = new AtomicLong();
    public final AtomicLong leaks = new AtomicLong();
}
