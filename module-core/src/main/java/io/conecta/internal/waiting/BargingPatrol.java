package io.conecta.internal.waiting;

import io.conecta.internal.runtime.Background;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.SlotTable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Looks every millisecond, while borrowers wait and others barge ({@link Barging}), for an object that rests although nobody comes for it,
 * and wakes the first waiter for it; and for a slot whose loans have become too long to leave waiters alone for so many of them.
 *
 * @param <T> what is pooled
 */
public final class BargingPatrol<T> {
    private static final long ROUND_NANOS = 1_000_000;

    private final Background background;
    private final SlotTable<T> slots;
    private final WaitQueue<T> waiters;
    private final AtomicBoolean underWay = new AtomicBoolean();
    /** Whether others have ever barged. */
    private volatile boolean needed;

    private volatile boolean stopped;
    private volatile Background.@Nullable Timer next;

    public BargingPatrol(Background background, SlotTable<T> slots, WaitQueue<T> waiters) {
        this.background = background;
        this.slots = slots;
        this.waiters = waiters;
    }

    /** A slot rests while somebody waits: from now on somebody has to look after them. */
    public void need() {
        needed = true;
        start();
    }

    /** Somebody waits. */
    public void start() {
        if (needed && !stopped && !underWay.get() && underWay.compareAndSet(false, true)) {
            schedule();
        }
    }

    public boolean isUnderWay() {
        return underWay.get();
    }

    public void stop() {
        stopped = true;
        background.cancel(next);
    }

    private void schedule() {
        boolean set = false;
        try {
            next = background.schedule(ROUND_NANOS, this::walk);
            set = true;
        } finally {
            if (!set) {
                underWay.set(false); // No memory for a timer: the next who waits tries again.
            }
        }
        if (stopped) {
            background.cancel(next);
        }
    }

    private void walk() {
        if (waiters.size() == 0) {
            underWay.set(false);
            if (waiters.size() > 0) {
                start(); // Who came meanwhile may have found it under way still.
            }
            return;
        }
        if (findAtRest(background.clock().nanoTime() - ROUND_NANOS)) {
            waiters.wakeHead();
        }
        if (!stopped) {
            schedule();
        }
    }

    /**
     * Whether a hot slot has been idle since the last patrol, or the reserve has something.
     *
     * @param since when the last patrol was: returns of slots at which nobody has looked for waiters since then look at once
     */
    private boolean findAtRest(long since) {
        boolean[] found = {!slots.reserveIsEmpty()};
        slots.forEachHot(slot -> {
            long word = slot.word();
            found[0] |= Slot.isPlainIdle(word) && slot.turn.patrolled == word;
            slot.turn.patrolled = word;
            Barging.lookNow(slot, since);
        });
        return found[0];
    }
}
