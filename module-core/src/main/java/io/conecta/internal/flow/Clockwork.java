package io.conecta.internal.flow;

import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Limits;
import io.conecta.internal.runtime.StackProbe;
import io.conecta.internal.runtime.Work;
import io.conecta.internal.store.Store;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * When the housekeeping is due: the timers of scans and sweeps, by the limits in force. What is done then is the {@link Housekeeper}'s, which
 * need not be there before.
 */
public final class Clockwork implements Runnable {
    static final long SHORTEST_NANOS = 1_000_000;
    private static final long REFILL_NANOS = 250_000_000;

    private final Store<?> store;
    private final Background background;
    private final boolean hasQueue;
    private final Chores chores;
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by {@link #lock}, as the next. */
    private Background.@Nullable Timer scanTimer;

    private Background.@Nullable Timer sweepTimer;
    private boolean stopped;
    /** Whether a sweep is about to settle what was abandoned. */
    private volatile boolean rescuing;

    /** What there is to be done. */
    public interface Chores {
        /** Sweeps, and pings in the background. */
        void scan();

        /** Looks at every object once. */
        void sweep();

        /** Creates what {@code minIdle} lacks. */
        void refill();
    }

    /**
     * No timer is set yet.
     *
     * @param hasQueue whether there is a user's queue, which sweeps may call
     */
    public Clockwork(Store<?> store, Background background, boolean hasQueue, Chores chores) {
        this.store = store;
        this.background = background;
        this.hasQueue = hasQueue;
        this.chores = chores;
    }

    /** Sets the timers according to the limits in force. */
    public void start() {
        scheduleScan();
        sweepWithin(Clock.FOREVER);
        if (store.limits().settings().minIdle() > 0) {
            chores.refill();
        }
    }

    public void stop() {
        lock.lock();
        try {
            stopped = true;
            background.cancel(scanTimer);
            background.cancel(sweepTimer);
        } finally {
            lock.unlock();
        }
    }

    /**
     * It is time for a scan. The timer is set anew before anything else, on the timekeeper: whatever becomes of this scan, there will be
     * another.
     */
    @Override
    public void run() {
        scheduleScan();
        background.execute(Work.of(store.name, chores::scan));
    }

    private void scheduleScan() {
        lock.lock();
        try {
            if (!stopped) {
                Background.Timer before = scanTimer;
                scanTimer = background.schedule(store.limits().scan(), this);
                background.cancel(before);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Has the next sweep begin in so many nanoseconds, or sooner if a limit asks for that. */
    void sweepWithin(long nanos) {
        long wait = Math.max(SHORTEST_NANOS, Math.min(nanos, period(store.limits())));
        lock.lock();
        try {
            Background.Timer before = sweepTimer;
            sweepTimer = // First: without memory for it, the one before stays.
                    stopped || wait == Clock.FOREVER ? null : background.schedule(wait, () -> apart(chores::sweep));
            background.cancel(before);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Something was abandoned: has a sweep settle it, whatever the limits are, in a closed pool too. Does not fail: for want of memory or stack,
     * whoever looks next asks again.
     */
    void rescue() {
        if (rescuing) {
            return;
        }
        try {
            StackProbe.check();
            rescuing = true; // First: the timer may run at once.
            background.schedule(SHORTEST_NANOS, this::sweepNow);
        } catch (VirtualMachineError none) {
            rescuing = false;
        }
    }

    private void sweepNow() {
        rescuing = false; // First: what is abandoned from here on may be missed by this sweep.
        apart(chores::sweep);
    }

    /** Keeps a user's queue off the timekeeper. */
    void apart(Runnable action) {
        if (hasQueue) {
            background.execute(Work.of(store.name, action));
        } else {
            action.run();
        }
    }

    private static long period(Limits limits) {
        long period = limits.settings().minIdle() > 0 ? REFILL_NANOS : Clock.FOREVER;
        period = Math.min(period, part(limits.idle()));
        long leak = part(limits.leak());
        period = Math.min(
                period,
                limits.settings().reclaimLeaked() && leak != Clock.FOREVER
                        ? leak / 2
                        : leak); // Each loan is seen twice first.
        period = Math.min(period, part(limits.pingIdleAfter()));
        return limits.lifetime() == Clock.FOREVER ? period : Math.min(period, limits.lifetime() / 2);
    }

    private static long part(long limit) {
        return limit == Clock.FOREVER || limit <= 0 ? Clock.FOREVER : limit / 16;
    }
}
