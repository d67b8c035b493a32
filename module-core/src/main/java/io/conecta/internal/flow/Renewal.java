package io.conecta.internal.flow;

import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Work;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the objects that exist when it begins, one after the other, evenly spread over a time. Where there is room, an object's successor is
 * created first, and the object leaves only when that has succeeded. Where there is none, it leaves first, if creations succeed; a lent one
 * when it comes back. An object whose successor cannot be created stays, and has its turn again after the others.
 *
 * <p>A later renewal takes the place of one that is under way. A pool that is suspended is renewed further when it is resumed.
 *
 * @param <T> what is pooled
 */
public final class Renewal<T> {
    private static final long SHORTEST_NANOS = 1_000_000;
    /** Before an object is looked at again. */
    private static final long LATER_NANOS = 100_000_000;
    /** How often a successor is tried, for one object. */
    private static final int TRIES = 3;

    private final Store<T> store;
    private final Background background;
    private final Handoff<T> handoff;
    private final Supply<T> supply;
    private final ReentrantLock lock = new ReentrantLock();
    /** The one under way. Guarded by {@link #lock}. */
    private @Nullable Run current;

    public Renewal(Store<T> store, Background background, Handoff<T> handoff, Supply<T> supply) {
        this.store = store;
        this.background = background;
        this.handoff = handoff;
        this.supply = supply;
    }

    /** Begins; waits for nothing. */
    public void begin(long overNanos) {
        Run run = new Run(overNanos);
        lock.lock();
        try {
            stopCurrent();
            current = run;
        } finally {
            lock.unlock();
        }
        run.step();
    }

    public void stop() {
        lock.lock();
        try {
            stopCurrent();
        } finally {
            lock.unlock();
        }
    }

    private void stopCurrent() {
        if (current != null) {
            background.cancel(current.timer);
            current = null;
        }
    }

    /** One object that is to be replaced; known weakly, or it would be kept after it has left. */
    private static final class Old<T> {
        private final Slot<T> slot;
        private final WeakReference<T> object;
        private int tries;
        /** Whether it may leave: its successor is there, or there was no room for one beside it. */
        private volatile boolean mayLeave;

        private Old(Slot<T> slot, T object) {
            this.slot = slot;
            this.object = new WeakReference<>(object);
        }

        private boolean isThere() {
            T now = slot.object();
            return now != null && object.refersTo(now);
        }
    }

    /** One renewal. Its steps follow one another. */
    private final class Run {
        private final Queue<Old<T>> left = new ConcurrentLinkedQueue<>();
        /** Creations of successors in flight. */
        private final AtomicInteger pending = new AtomicInteger();
        /** Objects in the reserve, which have no slot: the oldest leave first. */
        private int reserved = store.slots.reserveSize();

        private final long pause;
        private Background.@Nullable Timer timer;

        Run(long overNanos) {
            store.slots.forEach(slot -> {
                T object = slot.object();
                if (object != null) {
                    left.add(new Old<>(slot, object));
                }
            });
            int all = left.size() + reserved;
            pause = Math.max(SHORTEST_NANOS, all == 0 ? 0 : overNanos / all);
        }

        private void next(long nanos) {
            lock.lock();
            try {
                if (current == this && !store.isClosed()) {
                    timer = background.schedule(nanos, () -> background.execute(Work.of(store.name, this::step)));
                }
            } finally {
                lock.unlock();
            }
        }

        private void step() {
            if (store.isClosed()) {
                return;
            }
            if (store.isSuspended()) {
                next(Math.max(pause, LATER_NANOS));
                return;
            }
            boolean more = pending.get() > 0; // Before the look: what comes back into the line later is counted here.
            Old<T> old = left.poll();
            while (old != null && !old.isThere()) {
                old = left.poll();
            }
            if (old != null) {
                boolean begun = replace(old);
                next(!begun || old.tries > 1 ? Math.max(pause, LATER_NANOS) : pause);
            } else if (reserved > 0) {
                reserved--;
                handoff.closeOldest();
                supply.startCreation(failure -> {});
                next(pause);
            } else if (more) {
                next(LATER_NANOS);
            }
        }

        /** {@return false if that has to wait until fewer creations are in flight} */
        private boolean replace(Old<T> old) {
            old.tries++;
            if (old.mayLeave) {
                retire(old);
            } else if (supply.isDown()) {
                again(old);
            } else if (store.capacity.isExhausted()) {
                old.mayLeave = true;
                retire(old);
            } else if (!createSuccessor(old)) {
                if (store.capacity.isRefused()) { // The budget has no room for a successor beside it.
                    old.mayLeave = true;
                    retire(old);
                    return true;
                }
                old.tries--; // Held back, which is no failure.
                left.add(old);
                return false;
            }
            return true;
        }

        private boolean createSuccessor(Old<T> old) {
            pending.incrementAndGet();
            boolean started = supply.startCreation(failure -> {
                old.mayLeave = failure == null;
                if (old.mayLeave) {
                    retire(old);
                } else {
                    again(old);
                }
                pending.decrementAndGet();
            });
            if (!started) {
                pending.decrementAndGet();
            }
            return started;
        }

        /** It has its turn again: its successor may yet be created, or its mark may have been overwritten by a return. */
        private void again(Old<T> old) {
            if (old.tries < TRIES || old.mayLeave) {
                left.add(old);
            }
        }

        private void retire(Old<T> old) {
            Slot<T> slot = old.slot;
            while (true) {
                long word = slot.word(); // Before the object: what is done to the word below fails if it is another's
                // by then.
                if (!old.isThere() || Slot.has(word, Slot.DOOMED)) {
                    return;
                }
                if (Slot.phase(word) == Slot.IDLE) {
                    if (handoff.closeIdle(slot, word)) {
                        return;
                    }
                } else if (!Slot.isOut(word) || slot.tryFlag(word, Slot.DOOMED)) {
                    again(old);
                    return;
                }
            }
        }
    }
}
