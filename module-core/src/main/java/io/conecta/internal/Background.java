package io.conecta.internal;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The work behind the pools: one daemon thread that keeps time, and daemon workers that run user code.
 *
 * <p>All pools of a process share {@link #SHARED}. Threads exist only while somebody {@link #retain retains} them: an open pool, a
 * task that runs, a timer that is set. The timekeeper runs timers one after the other and nothing of the user's, so it is never
 * late because of them.
 */
public final class Background {
    /** What all pools of this process use, unless a test gives them one of its own. */
    public static final Background SHARED = new Background(Clock.SYSTEM, true);

    private static final System.Logger LOG = System.getLogger("io.conecta");
    private static final AtomicInteger WORKER_NUMBERS = new AtomicInteger();
    private static final long WORKER_KEEP_ALIVE_SECONDS = 1;
    /** The times of two timers, one of them late, must not be further apart than half the range. */
    private static final long MOST_NANOS = Long.MAX_VALUE >> 1;

    private final Clock clock;
    private final boolean ownThread;
    /** Makes a thread of a name and a task. */
    private final BiFunction<String, Runnable, Thread> newThread;

    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by {@link #lock}. */
    private final TreeSet<Timer> timers = new TreeSet<>(Timer::byTime);
    /** Guarded by {@link #lock}. */
    private long timerNumbers;
    /** Open pools, running tasks and set timers. Guarded by {@link #lock}. */
    private int users;
    /** Open pools among the users. Guarded by {@link #lock}. */
    private int pools;
    /** Guarded by {@link #lock}; null while there are no users. */
    private @Nullable ExecutorService workers;
    /** Guarded by {@link #lock}; null while there are no users. */
    private @Nullable Thread timekeeper;

    /**
     * @param clock gives the time
     * @param ownThread whether a thread runs the timers; otherwise whoever owns the clock calls {@link #runDue()}
     */
    public Background(Clock clock, boolean ownThread) {
        this(clock, ownThread, Worker::create);
    }

    /** As the other, with threads that a test makes. */
    Background(Clock clock, boolean ownThread, BiFunction<String, Runnable, Thread> newThread) {
        this.clock = clock;
        this.ownThread = ownThread;
        this.newThread = newThread;
    }

    /** Whether the thread is a background's own, so that nobody but the pool has reason to interrupt it. */
    static boolean owns(Thread thread) {
        return thread instanceof Worker;
    }

    /** {@return the clock of this background} */
    public Clock clock() {
        return clock;
    }

    /** {@return how many pools, tasks and timers hold the threads; zero means that there are none} */
    public int users() {
        lock.lock();
        try {
            return users;
        } finally {
            lock.unlock();
        }
    }

    /** {@return how many tasks run or are about to, timers on their way counted as such} */
    public int tasks() {
        lock.lock();
        try {
            return users - pools - timers.size();
        } finally {
            lock.unlock();
        }
    }

    /** Holds the threads for an open pool, until {@link #release()}. */
    public void retain() {
        lock.lock();
        try {
            users++;
            pools++;
        } finally {
            lock.unlock();
        }
    }

    /** Undoes one {@link #retain()}; the last one lets the threads end. */
    public void release() {
        leave(1);
    }

    /** One user less, maybe a pool: the last user lets the workers end, the last pool the timekeeper. */
    private void leave(int fewerPools) {
        ExecutorService idle = null;
        lock.lock();
        try {
            pools -= fewerPools;
            if (--users == 0) {
                idle = workers;
                workers = null;
            }
            if (pools == 0) {
                LockSupport.unpark(timekeeper);
            }
        } finally {
            lock.unlock();
        }
        if (idle != null) {
            idle.shutdown();
        }
    }

    /** Runs a task on a worker, at once and beside all others. The task must not throw. */
    public void execute(Runnable task) {
        ExecutorService executor;
        lock.lock();
        try {
            users++;
            if (workers == null) {
                workers = newWorkers();
            }
            executor = workers;
        } finally {
            lock.unlock();
        }
        try {
            executor.execute(() -> {
                try {
                    task.run();
                } finally {
                    leave(0);
                }
            });
        } catch (RuntimeException | Error noThread) {
            leave(0);
            throw noThread;
        }
    }

    /**
     * Runs a short task of the pool's own after a delay, on the timekeeper.
     *
     * @return the timer; null if the delay is {@link Clock#FOREVER}, or so near to it that no difference could be trusted
     */
    public @Nullable Timer schedule(long delayNanos, Runnable task) {
        if (delayNanos > MOST_NANOS) {
            return null;
        }
        lock.lock();
        try {
            Timer timer = new Timer(clock.nanoTime() + delayNanos, timerNumbers++, task);
            timers.add(timer);
            users++;
            if (ownThread) {
                if (timekeeper == null) {
                    startTimekeeper(timer);
                } else if (timers.first() == timer) {
                    LockSupport.unpark(timekeeper);
                }
            }
            return timer;
        } finally {
            lock.unlock();
        }
    }

    /** Starts the timekeeper; without a thread for it, there is no timer either, and whoever sets the next one tries again. */
    private void startTimekeeper(Timer first) {
        Thread thread = newThread.apply("conecta-timekeeper", this::keepTime);
        timekeeper = thread;
        try {
            thread.start();
        } catch (Throwable noThread) {
            timekeeper = null;
            timers.remove(first);
            users--;
            throw noThread;
        }
    }

    /** Forgets a timer, if it is set and has not been taken to be run. */
    public void cancel(@Nullable Timer timer) {
        if (timer == null) {
            return;
        }
        boolean removed;
        lock.lock();
        try {
            removed = timers.remove(timer);
        } finally {
            lock.unlock();
        }
        if (removed) {
            leave(0);
        }
    }

    /** Runs the timers that are due, those that they set for now included. */
    public void runDue() {
        for (List<Timer> due = takeDue(); !due.isEmpty(); due = takeDue()) {
            for (Timer timer : due) {
                try {
                    timer.task.run();
                } catch (Throwable failure) {
                    // Out of threads or memory; whatever it is, the next timer is somebody else's.
                    LOG.log(System.Logger.Level.ERROR, "a timer failed", failure);
                } finally {
                    leave(0);
                }
            }
        }
    }

    /** {@return nanoseconds until the next timer is due, zero if one is, {@link Clock#FOREVER} if none is set} */
    public long untilNext() {
        lock.lock();
        try {
            return timers.isEmpty() ? Clock.FOREVER : Math.max(0, timers.first().at - clock.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    private List<Timer> takeDue() {
        List<Timer> due = new ArrayList<>();
        lock.lock();
        try {
            long now = clock.nanoTime();
            while (!timers.isEmpty() && timers.first().at - now <= 0) {
                due.add(timers.pollFirst());
            }
        } finally {
            lock.unlock();
        }
        return due;
    }

    private void keepTime() {
        while (true) {
            runDue();
            long wait;
            lock.lock();
            try {
                if (pools == 0 && timers.isEmpty()) {
                    timekeeper = null;
                    return;
                }
                wait = timers.isEmpty() ? Clock.FOREVER : timers.first().at - clock.nanoTime();
            } finally {
                lock.unlock();
            }
            if (wait > 0) {
                clock.parkNanos(this, wait);
                Thread.interrupted(); // Whoever that was: with the flag set, no park would wait any more.
            }
        }
    }

    private ExecutorService newWorkers() {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                WORKER_KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> newThread.apply("conecta-worker-" + WORKER_NUMBERS.incrementAndGet(), task));
    }

    /**
     * A daemon thread that remembers nothing of the thread that happened to start it: no thread group, no inherited thread-locals, no
     * context class loader, no access control context. Otherwise it would keep a stopped bundle's class loader alive.
     */
    private static final class Worker extends Thread {
        private Worker(ThreadGroup group, Runnable task, String name) {
            super(group, task, name, 0, false);
            setDaemon(true);
            setContextClassLoader(null);
        }

        @SuppressWarnings("removal") // On 17 a thread still captures its creator's access control context.
        static Thread create(String name, Runnable task) {
            return AccessController.doPrivileged(
                    (PrivilegedAction<Thread>) () -> new Worker(Threads.rootGroup(), task, name));
        }
    }

    /** A task and its time; ordered by time, then by the order in which they were set. */
    public static final class Timer {
        private final long at;
        private final long number;
        private final Runnable task;

        private Timer(long at, long number, Runnable task) {
            this.at = at;
            this.number = number;
            this.task = task;
        }

        private static int byTime(Timer one, Timer other) {
            long difference = one.at - other.at;
            return difference == 0 ? Long.compare(one.number, other.number) : Long.signum(difference);
        }
    }
}
