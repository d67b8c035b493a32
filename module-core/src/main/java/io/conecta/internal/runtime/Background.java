package io.conecta.internal.runtime;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The threads of all pools: one daemon that keeps time, and daemon workers that run user code.
 *
 * <p>All pools of a process share {@link #SHARED}. Threads exist only while somebody {@link #retain retains} them: an open pool, work that
 * is under way, a timer that is set.
 *
 * <p>Two promises carry the rest of the engine. Starting work never fails and never runs it here: work for which no thread can be started
 * is kept in line, and taken up by the next free worker or the timekeeper's next attempt. And the timekeeper runs nothing of the user's
 * and cannot die: a timer that fails is tried again.
 */
public final class Background implements Runnable {
    /** What all pools of this process use, unless a test gives them one of its own. */
    public static final Background SHARED = new Background(Clock.SYSTEM, true);

    /** The times of two timers, one of them late, must not be further apart than half the range. */
    private static final long MOST_NANOS = Long.MAX_VALUE >> 1;
    /** Between two attempts at what failed for want of a thread or of memory. */
    private static final long RETRY_NANOS = 20_000_000;
    /** The timekeeper looks at least so often for pools that were dropped without being closed. */
    private static final long LONGEST_SLEEP_NANOS = 60_000_000_000L;

    private static final long ENDED = -1;
    /** A timekeeper that wakes later than this was stopped, most likely with the process, nobody knows since when; else the delay counts. */
    private static final long STALL_NANOS = 100_000_000;

    private final Clock clock;
    private final boolean ownThread;
    /** Makes a thread of a name and a task; null: {@link Threads#daemon}. */
    private final @Nullable BiFunction<String, Runnable, Thread> threads;

    private final ReentrantLock lock = new PatientLock();
    /** Guarded by {@link #lock}. */
    private final Timers timers = new Timers();
    /** Open pools, work under way or in line, and set timers. Guarded by {@link #lock}. */
    private int users;
    /** Open pools among the users. Guarded by {@link #lock}. */
    private int pools;
    /** Timers among the users. Guarded by {@link #lock}. */
    private int setTimers;

    private final Workers workers;
    /** Guarded by {@link #lock}; null while there are no users. */
    private @Nullable Thread timekeeper;
    /** When timers were looked after last, in the clock's time. Guarded by {@link #lock}. */
    private long lookedAt;
    /** How long this process was stopped, as far as the timekeeper noticed. Written under {@link #lock}. */
    private volatile long stalled;

    private final Unreachables unreachables = new Unreachables();

    /**
     * @param clock gives the time
     * @param ownThread whether a thread runs the timers; otherwise whoever owns the clock calls {@link #runDue()}
     */
    public Background(Clock clock, boolean ownThread) {
        this(clock, ownThread, null);
    }

    /** As the other, with threads that a test makes. */
    Background(Clock clock, boolean ownThread, @Nullable BiFunction<String, Runnable, Thread> threads) {
        this.clock = clock;
        this.ownThread = ownThread;
        this.threads = threads;
        this.workers = new Workers(this, lock);
        this.lookedAt = clock.nanoTime();
    }

    /** {@return the clock of this background} */
    public Clock clock() {
        return clock;
    }

    /**
     * {@return for how long the process was stopped until now: by a signal, a suspended machine, a long collection} Nanoseconds, never
     * more than the clock has moved on. Noticed only while timers are set.
     */
    public long stalled() {
        return stalled;
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

    /** {@return how much work is under way or about to be, timers on their way counted as such} */
    public int tasks() {
        lock.lock();
        try {
            return users - pools - setTimers;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Holds the threads for an open pool, until {@link #release()}.
     *
     * @throws OutOfMemoryError if there is no timekeeper and none can be started
     */
    public void retain() {
        lock.lock();
        try {
            if (ownThread) {
                ensureTimekeeper();
            }
            users++;
            pools++;
        } finally {
            lock.unlock();
        }
    }

    /** Undoes one {@link #retain()}; the last one lets the threads end. */
    public void release() {
        leave(1, 0);
    }

    /** Once there are no users the workers end, with the last pool and timer the timekeeper. */
    private void leave(int fewerPools, int fewerTimers) {
        ExecutorService idle = null;
        lock.lock();
        try {
            pools -= fewerPools;
            setTimers -= fewerTimers;
            if (--users == 0) {
                idle = workers.retire();
            }
            if (pools == 0) {
                wakeTimekeeper();
            }
        } finally {
            lock.unlock();
        }
        if (idle != null) {
            idle.shutdown();
        }
    }

    /** Has a worker do this, at once and beside all else; later, if no thread can be started now. Never here; fails only for want of stack. */
    public void execute(Work work) {
        StackProbe.check(); // An executor that fails when it has taken the work already would have it done twice.
        lock.lock();
        try {
            users++;
            work.owner = this;
        } finally {
            lock.unlock();
        }
        if (!workers.tryStart(work)) {
            lock.lock(); // No deeper than before: for want of stack it would have failed there.
            try {
                workers.putInLine(work);
            } finally {
                lock.unlock();
            }
        }
    }

    /** On a worker: does this work and what is in line. */
    void work(Work first) {
        for (Work work = first; work != null; work = workers.takeFromLine()) {
            try {
                work.perform();
            } catch (Throwable failure) {
                workers.failed(work, failure, clock);
            } finally {
                leave(0, 0);
            }
        }
    }

    /**
     * Runs a short task of the pool's own after a delay, on the timekeeper. A task that throws runs again a little later.
     *
     * @return the timer; null if the delay is {@link Clock#FOREVER}, or so near to it that no difference could be trusted
     * @throws OutOfMemoryError if there is no memory for it; no timer is set then
     */
    public @Nullable Timer schedule(long delayNanos, Runnable task) {
        if (delayNanos > MOST_NANOS) {
            return null;
        }
        StackProbe.check(); // Half an insertion would leave a timer that nobody has counted.
        lock.lock();
        try {
            Timer timer = new Timer(clock.nanoTime() + delayNanos, timers.nextNumber(), task);
            timers.add(timer);
            users++;
            setTimers++;
            if (ownThread) {
                wakeTimekeeperFor(timer);
            }
            return timer;
        } finally {
            lock.unlock();
        }
    }

    /** Under {@link #lock}. */
    private void wakeTimekeeperFor(Timer timer) {
        try {
            ensureTimekeeper();
            if (timers.isFirst(timer)) {
                wakeTimekeeper();
            }
        } catch (Throwable noThread) {
            // No pool is open, or there would be a timekeeper. Whoever sets the next timer tries again.
        }
    }

    /** Under {@link #lock}. Takes no memory. */
    void wakeTimekeeper() {
        LockSupport.unpark(timekeeper);
    }

    Thread newThread(String name, Runnable task) {
        return threads == null ? Threads.daemon(name, task) : threads.apply(name, task);
    }

    /** Under {@link #lock}. */
    private void ensureTimekeeper() {
        if (timekeeper != null) {
            return;
        }
        Thread thread = newThread("conecta-timekeeper", this);
        timekeeper = thread;
        try {
            thread.start();
        } catch (Throwable noThread) {
            timekeeper = null;
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
            leave(0, 1);
        }
    }

    /** Runs the timers that are due, those that they set for now included, and starts what is in line. */
    public void runDue() {
        noticeStall();
        workers.startLine();
        for (Timers.Entry timer = takeDue(); timer != null; timer = takeDue()) {
            boolean done = false;
            try {
                timer.task.run();
                done = true;
            } catch (Throwable failure) {
                runAgain(timer); // Out of memory, mostly. Each timer's task may run twice; none may be lost.
            }
            if (done) {
                leave(0, 1);
            }
        }
        retryFailed();
        for (Work work = unreachables.next(); work != null; work = unreachables.next()) {
            execute(work);
        }
        lock.lock();
        try {
            lookedAt = clock.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Under the lock.
    private void noticeStall() {
        lock.lock();
        try {
            long now = clock.nanoTime();
            long late = timers.late(now);
            long most = Math.max(0, now - lookedAt);
            stalled += late > STALL_NANOS ? most : Math.min(late, most);
        } finally {
            lock.unlock();
        }
    }

    private void runAgain(Timers.Entry timer) {
        lock.lock();
        try {
            timers.addFailed(timer);
        } finally {
            lock.unlock();
        }
    }

    private void retryFailed() {
        lock.lock();
        try {
            timers.retryFailed(clock.nanoTime() + RETRY_NANOS);
        } finally {
            lock.unlock();
        }
    }

    /** {@return nanoseconds until there is something to do for who runs the timers, {@link Clock#FOREVER} if there is nothing} */
    public long untilNext() {
        lock.lock();
        try {
            long next = timers.untilFirst(clock.nanoTime());
            return workers.isLineEmpty() && !timers.haveFailed() ? next : Math.min(next, RETRY_NANOS);
        } finally {
            lock.unlock();
        }
    }

    private Timers.@Nullable Entry takeDue() {
        lock.lock();
        try {
            return timers.takeDue(clock.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /** Keeps the time: the timekeeper's, and to be called by nobody else. */
    @Override
    public void run() {
        while (true) {
            try {
                runDue();
                long wait = waitOrEnd();
                if (wait == ENDED) {
                    return;
                }
                if (wait > 0) {
                    clock.parkNanos(this, wait);
                }
            } catch (Throwable failure) {
                LockSupport.parkNanos(
                        RETRY_NANOS); // Out of memory, mostly; whatever it is, all pools need this thread.
            }
            Thread.interrupted(); // Whoever that was: with the flag set, no park would wait any more.
        }
    }

    /**
     * {@return how long the timekeeper may sleep, or {@link #ENDED} if it is not needed any more} Decided under the lock at once, and no lock
     * is taken between this and the sleep: waiting for a lock would use up the permit of whoever changes something meanwhile.
     */
    private long waitOrEnd() {
        lock.lock();
        try {
            if (pools == 0 && timers.isEmpty() && workers.isLineEmpty()) {
                timekeeper = null;
                return ENDED;
            }
            return Math.min(untilNext(), LONGEST_SLEEP_NANOS);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Does something when nobody can reach an object any more.
     *
     * @param object must not be reachable from {@code work}
     * @return ends the watch
     */
    public Runnable whenUnreachable(Object object, Work work) {
        return unreachables.watch(object, work);
    }

    /** What {@link #schedule} has set, to {@link #cancel} it by. */
    public static final class Timer extends Timers.Entry {
        private Timer(long at, long number, Runnable task) {
            super(at, number, task);
        }
    }
}
