package io.conecta.internal.runtime;

import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock that is got even if there is no memory: a {@link ReentrantLock} takes some to wait. For locks that are held for moments, behind which there is
 * something to be put right that nobody else would.
 */
public final class PatientLock extends ReentrantLock {
    private static final long serialVersionUID = 1L;
    private static final long RETRY_NANOS = 1_000_000;

    @Override
    public void lock() {
        while (true) {
            try {
                super.lock();
                return;
            } catch (OutOfMemoryError none) { // Before the thread has joined the lock's queue.
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }
}
