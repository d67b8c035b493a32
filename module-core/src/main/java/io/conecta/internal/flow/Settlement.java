package io.conecta.internal.flow;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Who ends a creation: the one that settles it fills its place or gives it back. Whatever else happens, exactly one does.
 *
 * <pre>
 * begun ── begins ──▶ called ── settleAtEnd ──▶ settled by newFunc's thread, with place and permit
 *   │                   └────── settle ───────▶ settled by its deadline: newFunc still runs, and keeps the permit until it has ended
 *   └─ settleUnlessBegun ─────────────────────▶ settled before it has begun
 * </pre>
 */
final class Settlement {
    private final ReentrantLock lock;
    /** Guarded by {@link #lock}, as all here. */
    private boolean settled;
    /** Whether {@code newFunc} was or is about to be called; whether that has ended. */
    private boolean called;

    private boolean over;
    /** Whether it was settled in between; whether the permit that stayed has been given on. */
    private boolean keepsPermit;

    private boolean permitTaken;

    /** @param lock held for moments only */
    Settlement(ReentrantLock lock) {
        this.lock = lock;
    }

    /** {@return whether {@code newFunc} may be called: nobody has settled it, and from here on only its end does, or its deadline} */
    boolean begins() {
        lock.lock();
        try {
            called = !settled;
            return called;
        } finally {
            lock.unlock();
        }
    }

    /** {@code newFunc} has ended. */
    void ends() {
        lock.lock();
        try {
            over = true;
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether it falls to the caller to fill its place or to give it back} */
    boolean settle() {
        lock.lock();
        try {
            boolean first = !settled;
            keepsPermit |= first && called && !over;
            settled = true;
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #settle}, unless {@code newFunc} may be running: its place must not be another's meanwhile. */
    boolean settleUnlessBegun() {
        lock.lock();
        try {
            return !called && settle();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #settle}, when {@code newFunc} has ended: who settled it before has left the permit. */
    boolean settleAtEnd() {
        lock.lock();
        try {
            over = true;
            return settle();
        } finally {
            lock.unlock();
        }
    }

    /** Whether its permit stayed when its place was given back. */
    boolean keepsPermit() {
        lock.lock();
        try {
            return keepsPermit;
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether there is a permit that stayed, which is the caller's now} */
    boolean takePermit() {
        lock.lock();
        try {
            boolean there = keepsPermit && !permitTaken;
            permitTaken = true;
            return there;
        } finally {
            lock.unlock();
        }
    }
}
