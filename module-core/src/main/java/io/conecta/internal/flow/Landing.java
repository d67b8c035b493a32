package io.conecta.internal.flow;

import io.conecta.internal.runtime.Clock;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an object that only the thread which has created it knows of: it gets a slot, or is queued to be closed. Where there is no memory for
 * that, the thread tries until there is. Nobody else could.
 *
 * @param <T> what is pooled
 */
final class Landing<T> {
    private static final long RETRY_NANOS = 20_000_000;

    private final Store<T> store;
    private final Clock clock;
    private final Closer<T> closer;
    /** Calls of {@code newFunc}, those included whose creation was given up. */
    private final AtomicInteger calls = new AtomicInteger();

    Landing(Store<T> store, Clock clock, Closer<T> closer) {
        this.store = store;
        this.clock = clock;
        this.closer = closer;
    }

    /** {@code newFunc} is about to be called, by a creation that is in flight still. */
    void begins() {
        calls.incrementAndGet();
    }

    /** That has ended: its object has a slot or is queued to be closed, if there is one. */
    void over() {
        calls.decrementAndGet();
    }

    /** Whether an object may yet come. */
    boolean isExpecting() {
        return calls.get() > 0;
    }

    /** A creation has ended: its object has a slot or is queued to be closed, if there is one. */
    void ended() {
        closer.endings.ended();
    }

    /** {@return a HELD slot with this new object, or null if a slot has it already} */
    @Nullable
    Slot<T> occupy(T object, int epoch, int vouched) {
        while (true) {
            try {
                return store.slots.occupy(object, clock.nanoTime(), epoch, vouched);
            } catch (OutOfMemoryError none) { // Nothing has changed.
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    /** Closes an object that has no slot and no place, but a permit. */
    void closeStray(T object) {
        while (true) {
            try {
                closer.closeStray(object);
                return;
            } catch (OutOfMemoryError none) { // As above.
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }
}
