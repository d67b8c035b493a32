package io.conecta.internal;

import java.util.concurrent.atomic.AtomicLong;

/** What the slow paths count. Kept apart from everything that the fast paths read. */
final class Counters {
    final AtomicLong created = new AtomicLong();
    final AtomicLong closed = new AtomicLong();
    final AtomicLong createFailures = new AtomicLong();
    final AtomicLong pingFailures = new AtomicLong();
    final AtomicLong timeouts = new AtomicLong();
    final AtomicLong leaks = new AtomicLong();
}
