package io.conecta.commons;

import java.lang.invoke.VarHandle;
import java.util.NoSuchElementException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * {@code maxTotal} of a keyed pool: so many objects over all keys, those in creation and closing included. First come, first served.
 * Thread-safe.
 *
 * <p>A creation that finds no place has an idle object of another key closed. If there is none, the next object that comes back to a key
 * with more than its share is closed for it. The creation counts itself before it looks for idle objects, and a return looks for those who
 * wait once its object is idle, with a full fence in between on both sides: one of them sees the other.
 */
final class SharedLimit {
    /** Shorter than the engine lets a creation take; who still wants an object then asks again. */
    private static final long PATIENCE_SECONDS = 25;

    /** There was no place, or none came free in time. */
    static final class NoPlace extends Exception {
        private static final long serialVersionUID = 1L;

        NoPlace(int limit) {
            super("maxTotal=" + limit + " objects over all keys are there, and none is idle", null, false, false);
        }
    }

    final int limit;
    private final boolean waits;
    private final Semaphore free;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * Makes a limit.
     *
     * @param limit objects at most; negative: no limit
     * @param waits whether who finds no place waits for one
     */
    SharedLimit(int limit, boolean waits) {
        this.limit = limit;
        this.waits = waits;
        this.free = new Semaphore(Math.max(0, limit), true);
    }

    /** {@return the view of one key} */
    ForKey of(Runnable evictElsewhere) {
        return new ForKey(evictElsewhere);
    }

    /** One key's part. */
    final class ForKey implements Places {
        private final Runnable evictElsewhere;
        private final AtomicInteger mine = new AtomicInteger();

        private ForKey(Runnable evictElsewhere) {
            this.evictElsewhere = evictElsewhere;
        }

        @Override
        public void take() throws NoPlace, InterruptedException {
            if (limit < 0 || free.tryAcquire(0, TimeUnit.SECONDS)) {
                return;
            }
            mine.incrementAndGet();
            waiting.incrementAndGet();
            try {
                evictElsewhere.run();
                if (!free.tryAcquire(waits ? PATIENCE_SECONDS : 0, TimeUnit.SECONDS)) {
                    throw new NoPlace(limit);
                }
            } finally {
                waiting.decrementAndGet();
                mine.decrementAndGet();
            }
        }

        @Override
        public void free() {
            if (limit >= 0) {
                free.release();
            }
        }

        @Override
        public boolean isFull() {
            return limit >= 0 && free.availablePermits() == 0;
        }

        @Override
        public void makeRoom() {
            evictElsewhere.run();
            if (isFull()) {
                throw new NoSuchElementException("Pool exhausted: " + new NoPlace(limit).getMessage());
            }
        }

        /** {@return whether creations of other keys wait for a place} */
        boolean isWantedElsewhere() {
            if (limit < 0) {
                return false;
            }
            VarHandle.fullFence(); // The engine's return is a release store; what it left idle is to be seen by who
            // counts itself.
            return waiting.get() > mine.get();
        }
    }
}
