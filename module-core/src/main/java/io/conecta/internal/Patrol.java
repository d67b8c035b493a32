package io.conecta.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Looks every millisecond, while borrowers wait and slots are used in {@link Turns}, for an object that rests although nobody comes for it,
 * and wakes the first waiter for it; and for a slot whose loans have become too long to leave waiters alone for so many of them.
 *
 * @param <T> what is pooled
 */
final class Patrol<T> {
    private static final long ROUND_NANOS = 1_000_000;

    private final Background background;
    private final SlotTable<T> slots;
    private final WaitQueue<T> waiters;
    private final AtomicBoolean underWay = new AtomicBoolean();
    /** Whether slots have ever been used in turns. */
    private volatile boolean needed;

    private volatile boolean stopped;
    private volatile Background.@Nullable Timer next;

    Patrol(Background background, SlotTable<T> slots, WaitQueue<T> waiters) {
        this.background = background;
        this.slots = slots;
        this.waiters = waiters;
    }

    /** A slot rests while somebody waits: from now on somebody has to look after them. */
    void need() {
        needed = true;
        start();
    }

    /** Somebody waits. */
    void start() {
        if (needed && !underWay.get() && underWay.compareAndSet(false, true)) {
            schedule();
        }
    }

    boolean isUnderWay() {
        return underWay.get();
    }

    void stop() {
        stopped = true;
        background.cancel(next);
    }

    private void schedule() {
        next = background.schedule(ROUND_NANOS, this::walk);
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
        if (slots.findAtRest(background.clock().nanoTime() - ROUND_NANOS)) {
            waiters.wakeHead();
        }
        if (!stopped) {
            schedule();
        }
    }
}
