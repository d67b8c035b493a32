package io.conecta.commons;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** The counters of commons-pool2's MXBeans that the engine does not keep; one for all keys of a keyed pool. Thread-safe. */
final class Tally {
    final LongAdder borrowed = new LongAdder();
    final LongAdder returned = new LongAdder();
    final LongAdder created = new LongAdder();
    final LongAdder destroyed = new LongAdder();
    final LongAdder destroyedByEvictor = new LongAdder();
    final LongAdder destroyedByBorrowValidation = new LongAdder();

    private final boolean details;
    private final Recent active = new Recent();
    private final Recent idle = new Recent();
    private final Recent waits = new Recent();
    private final AtomicLong longestWaitMillis = new AtomicLong();

    /** @param details whether times are kept, as {@code collectDetailedStatistics} says */
    Tally(boolean details) {
        this.details = details;
    }

    void borrowed(long waitedNanos, Duration idleTime) {
        borrowed.increment();
        if (details) {
            Duration wait = Duration.ofNanos(waitedNanos);
            waits.add(wait);
            idle.add(idleTime);
            if (wait.toMillis() > longestWaitMillis.get()) {
                longestWaitMillis.accumulateAndGet(wait.toMillis(), Math::max);
            }
        }
    }

    void returned(Duration activeTime) {
        returned.increment();
        if (details) {
            active.add(activeTime);
        }
    }

    long meanActiveMillis() {
        return active.meanMillis();
    }

    long meanIdleMillis() {
        return idle.meanMillis();
    }

    long meanWaitMillis() {
        return waits.meanMillis();
    }

    long longestWaitMillis() {
        return longestWaitMillis.get();
    }
}
