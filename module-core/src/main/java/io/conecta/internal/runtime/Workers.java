package io.conecta.internal.runtime;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The worker threads of a {@link Background}, and the work that waits for one because none could be started. Shares the lock of the
 * background, which counts whose work is under way: while there is any, the workers are not {@link #retire retired}.
 */
final class Workers implements ThreadFactory {
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final long KEEP_ALIVE_SECONDS = 1;

    private final Background background;
    private final ReentrantLock lock;

    private final WorkLine line = new WorkLine();
    /** Guarded by {@link #lock}; null while there is no work. */
    private @Nullable ExecutorService executor;
    /** Guarded by {@link #lock}; null until work has failed. */
    private @Nullable LastResort failures;

    Workers(Background background, ReentrantLock lock) {
        this.background = background;
        this.lock = lock;
    }

    /** Under the lock: keeps work that has been counted, and for which no thread can be started. */
    void putInLine(Work work) {
        line.add(work);
        background.wakeTimekeeper();
    }

    /** Tries to start a worker for what is in line; that one does all of it. */
    void startLine() {
        Work first = takeFromLine();
        if (first != null && !tryStart(first)) {
            lock.lock();
            try {
                line.addFirst(first);
            } finally {
                lock.unlock();
            }
        }
    }

    @Nullable
    Work takeFromLine() {
        lock.lock();
        try {
            return line.poll();
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. */
    boolean isLineEmpty() {
        return line.isEmpty();
    }

    /** Under the lock, when no work is counted. {@return what the caller has to shut down without the lock, or null} */
    @Nullable
    ExecutorService retire() {
        ExecutorService idle = executor;
        executor = null;
        return idle;
    }

    /** {@return whether a worker does this work, which has been counted} Does not fail. */
    boolean tryStart(Work work) {
        try {
            executor().execute(work);
            return true;
        } catch (Throwable noThread) {
            return false; // Mostly OutOfMemoryError: unable to create a native thread.
        }
    }

    /** Tells of work that failed, which should not happen; never fails. */
    void failed(Work work, Throwable failure, Clock clock) {
        String pool = null;
        int untold = 0;
        try {
            pool = work.pool();
            String kind = LastResort.kind(pool, failure);
            lock.lock();
            try {
                failures = failures == null ? new LastResort() : failures;
                untold = failures.untold(kind, clock.nanoTime());
            } finally {
                lock.unlock();
            }
        } catch (Throwable noMemory) {
            // A line too many is better than one too few.
        }
        if (untold >= 0) {
            LastResort.tell(pool, failure, untold);
        }
    }

    @Override
    public Thread newThread(Runnable task) {
        return background.newThread("conecta-worker-" + NUMBERS.incrementAndGet(), task);
    }

    private ExecutorService executor() {
        lock.lock();
        try {
            ExecutorService now = executor;
            if (now == null) {
                now = new ThreadPoolExecutor(
                        0, Integer.MAX_VALUE, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this);
                executor = now;
            }
            return now;
        } finally {
            lock.unlock();
        }
    }
}
