package io.conecta.internal.waiting;

import io.conecta.internal.runtime.Clock;
import io.conecta.internal.store.Store;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The overload valve: controlled delay on the line of waiters. Shut, borrowers wait as long as they like. It opens once every borrower that was
 * served within a {@code queueInterval} had waited longer than {@code queueTarget}, or nobody was served at all while the head waited that
 * long. While it is open, borrowers are turned away after {@code queueTarget}. It shuts when the line is short again: a borrower is served within
 * half of the target, or nobody waits.
 *
 * <p>Only those who wait touch it, and only if {@code queueTarget} is set. Thread-safe.
 */
public final class Valve {
    private final Store<?> store;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    /** Whether somebody waits, as far as this has heard. Guarded by {@link #lock}, as all below. */
    private boolean waiting;
    /** When the interval ends. */
    private long ends;
    /** Whether somebody was served in time within the interval. */
    private boolean inTime;

    private volatile boolean open;

    Valve(Store<?> store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Whether there is a valve at all. */
    public boolean isInUse() {
        return store.limits().queueTarget() != Clock.FOREVER;
    }

    /** {@return for how long a borrower waits before it looks at the valve again, having waited for so long} */
    public long untilLook(long waited) {
        long target = store.limits().queueTarget();
        return waited < target ? target - waited : Math.max(1_000_000, target / 4);
    }

    /** Somebody begins to wait. */
    public void begins() {
        lock.lock();
        try {
            if (!waiting) {
                waiting = true;
                nextInterval(clock.nanoTime());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Shuts it if nobody waits any more; asked under the lock, so that who begins to wait meanwhile is heard of later. */
    public void calmIf(BooleanSupplier nobodyWaits) {
        lock.lock();
        try {
            if (nobodyWaits.getAsBoolean()) {
                waiting = false;
                open = false;
            }
        } finally {
            lock.unlock();
        }
    }

    /** The pool is about to be resumed: nobody was served until now, which was no overload. Another interval begins. */
    public void restart() {
        lock.lock();
        try {
            open = false;
            nextInterval(clock.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /** A borrower was served after that time. */
    public void served(long waited) {
        long target = store.limits().queueTarget();
        lock.lock();
        try {
            look(clock.nanoTime());
            inTime |= waited <= target;
            if (open && waited <= target / 2) {
                open = false;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether borrowers are turned away, as of the last look. */
    public boolean isOpen() {
        return open && isInUse();
    }

    /** Whether a borrower that has waited for that time is to be turned away. */
    public boolean turnsAway(long waited) {
        if (waited < store.limits().queueTarget()) {
            return false;
        }
        lock.lock();
        try {
            look(clock.nanoTime());
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** Asked by or for one who has waited longer than the target, or was served. */
    private void look(long now) {
        if (waiting && now - ends >= 0) {
            open |= !inTime;
            nextInterval(now);
        }
    }

    private void nextInterval(long now) {
        ends = now + store.limits().queueInterval();
        inTime = false;
    }
}
