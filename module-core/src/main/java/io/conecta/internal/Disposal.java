package io.conecta.internal;

import io.conecta.PoolListener.Hook;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Closes objects, each exactly once, on at most {@value #MOST_AT_ONCE} workers a pool. A close that hangs is given up after
 * {@code closeTimeout}: reported, its place given to others.
 *
 * @param <T> what is pooled
 */
final class Disposal<T> {
    private static final int MOST_AT_ONCE = 8;

    private final PoolState<T> state;
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by {@link #lock}. */
    private final Deque<Closing> pending = new ArrayDeque<>();
    /** Workers that are not stuck. Guarded by {@link #lock}. */
    private int working;
    /** Threads that wait for the pool to drain; woken after every closing. */
    private final ConcurrentLinkedQueue<Thread> watchers = new ConcurrentLinkedQueue<>();

    Disposal(PoolState<T> state) {
        this.state = state;
    }

    /** Closes the object of a HELD slot; its place is free when that is done. */
    Closing dispose(Slot<T> slot) {
        return dispose(slot, false, () -> {});
    }

    /** Closes the object of a HELD slot if the pool has too many. {@return whether it does so} */
    boolean disposeSurplus(Slot<T> slot) {
        if (!state.capacity.tryCondemn(state.limits().maxSize())) {
            return false;
        }
        condemned(slot, false, () -> {});
        return true;
    }

    /**
     * Closes the object of a HELD slot.
     *
     * @param reclaimed whether its holder still has it
     * @param news told to the listener before the object is closed
     */
    Closing dispose(Slot<T> slot, boolean reclaimed, Runnable news) {
        state.capacity.condemn();
        return condemned(slot, reclaimed, news);
    }

    private Closing condemned(Slot<T> slot, boolean reclaimed, Runnable news) {
        T object = slot.require();
        slot.condemn();
        state.closedObjects.add(object, reclaimed);
        return enqueue(new Closing(object, slot, news));
    }

    /** Closes an object that has no slot and no place: one that was created too late. */
    void disposeStray(T object) {
        state.closedObjects.add(object, false);
        enqueue(new Closing(object, null, () -> {}));
    }

    /** Wakes the thread after every closing, until {@link #unwatch}. */
    void watch(Thread thread) {
        watchers.add(thread);
    }

    void unwatch(Thread thread) {
        watchers.remove(thread);
    }

    private Closing enqueue(Closing closing) {
        boolean another;
        lock.lock();
        try {
            pending.add(closing);
            another = working < MOST_AT_ONCE;
            if (another) {
                working++;
            }
        } finally {
            lock.unlock();
        }
        if (another) {
            state.executeSurely(this::work);
        }
        return closing;
    }

    private void work() {
        for (Closing next = next(); next != null; next = next()) {
            if (!next.run()) {
                return; // Stuck for a while; another worker has taken over.
            }
        }
    }

    private @Nullable Closing next() {
        lock.lock();
        try {
            Closing next = pending.poll();
            if (next == null) {
                working--;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** One object's way out. */
    final class Closing {
        private final T object;
        private final @Nullable Slot<T> slot;
        private final Runnable news;
        private final AtomicBoolean settled = new AtomicBoolean();
        private final ConcurrentLinkedQueue<Thread> waiting = new ConcurrentLinkedQueue<>();
        private volatile boolean done;

        private Closing(T object, @Nullable Slot<T> slot, Runnable news) {
            this.object = object;
            this.slot = slot;
            this.news = news;
        }

        /** Waits until the object is closed or given up, up to {@code nanos}; an interrupt is kept for later. */
        void await(long nanos) {
            long start = state.clock.nanoTime();
            boolean interrupted = false;
            waiting.add(Thread.currentThread());
            while (!done) {
                long left = nanos == Clock.FOREVER ? nanos : nanos - (state.clock.nanoTime() - start);
                if (left <= 0) {
                    break;
                }
                state.clock.parkNanos(this, left);
                interrupted |= Thread.interrupted();
            }
            waiting.remove(Thread.currentThread());
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        /** {@return whether this worker may go on to the next} */
        private boolean run() {
            long limit = state.limits().close();
            Guard told = Guard.start(state.background, limit, () -> {
                if (closeNow(limit)) {
                    work();
                }
            });
            news.run();
            return told.finish() && closeNow(limit);
        }

        private boolean closeNow(long limit) {
            Guard guard = Guard.start(state.background, limit, () -> {
                state.background.execute(Disposal.this::work);
                settle(new TimeoutException("the close took longer than closeTimeout="
                        + Limits.millis(state.limits().settings().closeTimeout())
                        + "; it was interrupted and is not waited for"));
            });
            Throwable error = state.hooks.close(object);
            if (!guard.finish()) {
                return false;
            }
            Guard telling = Guard.start(state.background, limit, Disposal.this::work);
            settle(error);
            return telling.finish();
        }

        private void settle(@Nullable Throwable error) {
            if (!settled.compareAndSet(false, true)) {
                return;
            }
            state.counters.closed.incrementAndGet();
            if (slot != null) {
                state.slots.vacate(slot);
                state.capacity.releaseCondemned();
                state.demand();
            }
            if (error != null) {
                state.hooks.failed(Hook.CLOSE, object, error);
            }
            state.hooks.closed(object, error);
            done = true;
            waiting.forEach(LockSupport::unpark);
            watchers.forEach(LockSupport::unpark);
        }
    }
}
