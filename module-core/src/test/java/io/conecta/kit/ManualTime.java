package io.conecta.kit;

import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Time that moves only when a test moves it. It starts just before {@code nanoTime} wraps around, so every test that lets more
 * than three seconds pass shows the arithmetic to be right.
 *
 * <p>{@link #advance} goes from one event to the next: a timer that is due, a thread whose park has run out. After each it waits
 * until the workers are quiet, so that what one event leads to happens before the next.
 */
public final class ManualTime implements Clock {
    private static final long BEFORE_THE_WRAP = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(3);

    private final Gates gates;
    private final List<Parked> parked = new ArrayList<>();
    /** Those that have ever parked in this time: until they have settled, the time must not move. */
    private final Set<Thread> regulars = new HashSet<>();

    private long now = BEFORE_THE_WRAP;
    private long looks;
    /** Looks until one fails; negative: none does. */
    private long untilFailure = -1;

    private @Nullable Background background;
    private @Nullable Threads threads;

    /** One park of one thread. */
    private static final class Parked {
        private final Thread thread;
        private final long until;
        private final boolean forEver;

        Parked(Thread thread, long until, boolean forEver) {
            this.thread = thread;
            this.until = until;
            this.forEver = forEver;
        }
    }

    ManualTime(Gates gates) {
        this.gates = gates;
    }

    void drives(Background driven, Threads itsThreads) {
        background = driven;
        threads = itsThreads;
    }

    @Override
    public synchronized long nanoTime() {
        looks++;
        if (untilFailure > 0 && --untilFailure == 0) {
            throw new OutOfMemoryError("made up, at look " + looks);
        }
        return now;
    }

    /**
     * Makes one look at the time fail as if there were no memory: the way to an error in the middle of the engine.
     *
     * @param look which look from now on, from 1; 0 for none
     */
    public synchronized void failAtLook(long look) {
        untilFailure = look;
    }

    /** Whether the look that was to fail has failed. */
    public synchronized boolean hasFailed() {
        return untilFailure == 0;
    }

    private synchronized long now() {
        return now;
    }

    /** {@return how often anybody has asked for the time} */
    public synchronized long looks() {
        return looks;
    }

    @Override
    public void parkNanos(Object blocker, long nanos) {
        if (nanos <= 0) {
            return;
        }
        Parked self;
        synchronized (this) {
            self = new Parked(Thread.currentThread(), now + nanos, nanos == FOREVER);
            parked.add(self);
            regulars.add(Thread.currentThread());
        }
        LockSupport.park(blocker);
        synchronized (this) {
            parked.remove(self);
        }
    }

    /** Whether the thread is parked in this time. */
    public synchronized boolean isParked(Thread thread) {
        return parked.stream().anyMatch(one -> one.thread == thread);
    }

    /** Wakes every parked thread although nothing has happened, and waits until they are parked again. */
    public void wakeSpuriously() {
        List<Parked> all;
        synchronized (this) {
            all = List.copyOf(parked);
        }
        wake(all);
    }

    /** Lets time pass, and everything happen that is due meanwhile. */
    public void advance(Duration duration) {
        long end = now() + duration.toNanos();
        quiesce();
        for (long wait = untilNext(); wait <= end - now(); wait = untilNext()) {
            move(wait);
            wake(due());
            runDue();
            quiesce();
        }
        move(end - now());
    }

    /** Lets time jump as when the process was stopped: nothing happens meanwhile, everything that is due after. */
    public void jump(Duration duration) {
        quiesce();
        move(duration.toNanos());
        wake(due());
        runDue();
        quiesce();
    }

    /** What the timekeeper does, which survives an error made up. */
    void runDue() {
        try {
            requireDriven().runDue();
        } catch (OutOfMemoryError madeUp) {
            requireDriven().runDue();
        }
    }

    /** Waits until every task has ended or is held at a gate; or, while no thread can be started, every worker. */
    public void quiesce() {
        Background driven = requireDriven();
        Threads started = threads;
        if (started != null && started.areStarved()) {
            Patience.until("the workers are quiet", () -> started.alive() == gates.workersHeld());
            return;
        }
        do {
            Patience.until("the workers are quiet", () -> {
                int before = driven.tasks();
                return before == gates.workersHeld() && before == driven.tasks();
            });
            letSettle();
        } while (driven.tasks() != gates.workersHeld());
    }

    /**
     * A worker's last step may have woken a thread that was parked. If the time moved while that thread reckons how long to park next, it would
     * park for too long. One that runs on has something else to do.
     */
    private void letSettle() {
        List<Thread> all;
        synchronized (this) {
            all = List.copyOf(regulars);
        }
        for (Thread each : all) {
            long start = System.nanoTime();
            while (each != Thread.currentThread()
                    && !isAtRest(each)
                    && System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(200)) {
                Thread.onSpinWait();
            }
        }
    }

    private Background requireDriven() {
        Background driven = background;
        if (driven == null) {
            throw new IllegalStateException("this time drives nothing");
        }
        return driven;
    }

    private synchronized void move(long nanos) {
        now += nanos;
    }

    private long untilNext() {
        long wait;
        try {
            wait = requireDriven().untilNext();
        } catch (OutOfMemoryError madeUp) {
            wait = requireDriven().untilNext();
        }
        synchronized (this) {
            for (Parked one : parked) {
                wait = one.forEver ? wait : Math.min(wait, Math.max(0, one.until - now));
            }
        }
        return wait;
    }

    private synchronized List<Parked> due() {
        return parked.stream()
                .filter(one -> !one.forEver && one.until - now <= 0)
                .toList();
    }

    private void wake(List<Parked> threads) {
        threads.forEach(one -> LockSupport.unpark(one.thread));
        threads.forEach(one -> Patience.until(one.thread + " has settled", () -> !holds(one) && isAtRest(one.thread)));
    }

    private synchronized boolean holds(Parked entry) {
        return parked.contains(entry);
    }

    private static boolean isAtRest(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> true;
            default -> false;
        };
    }
}
