package io.conecta.internal.budget;

import java.util.concurrent.locks.ReentrantLock;

/** A lock that is held for moments only, and can be had without memory. */
final class ShortLock {
    private final ReentrantLock lock = new ReentrantLock();

    /** {@link #unlock} follows. */
    void lock() {
        try {
            lock.lock();
        } catch (OutOfMemoryError noNode) { // To wait in line takes a node; the lock is held for moments only.
            while (!lock.tryLock()) {
                Thread.onSpinWait();
            }
        }
    }

    void unlock() {
        lock.unlock();
    }
}
