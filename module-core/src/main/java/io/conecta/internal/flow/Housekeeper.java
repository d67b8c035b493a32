package io.conecta.internal.flow;

import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.HookRunner;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The pool's clockwork: scans, and sweeps that do by the clock what borrowing and returning leave undone.
 *
 * <p>No borrow and no return looks at a clock. A sweep tells time instead: a slot whose word has not moved since an earlier sweep has
 * been idle, or lent, since then ({@link Ages}). What it finds expired it closes or flags ({@link Sweep}). Sweeps are as frequent as the shortest limit needs
 * (a sixteenth of it), and run when one is known to be reached; a pool without limits has none between its scans.
 *
 * @param <T> what is pooled
 */
public final class Housekeeper<T> {
    private static final long[] SETTLE_NANOS = {1_000_000, 8_000_000, 64_000_000};

    private final Store<T> store;
    private final UserCode<T> user;
    private final Background background;
    private final HookRunner runner;
    private final Handoff<T> handoff;
    private final Doubt<T> doubt;
    private final Pinger<T> pinger;
    private final Closer<T> closer;
    private final Health<T> health;
    private final Stopwatch<T> stopwatch;
    private final @Nullable QueueOrder<T> order;
    private final Clockwork clockwork;
    private final Ages<T> ages;
    private final Refill<T> refill;
    /** Only ever tried: nobody waits for a sweep, which may call a user's queue. */
    private final ReentrantLock sweeping = new ReentrantLock();

    /** Whether somebody found {@link #sweeping} locked; whoever has it sets a timer for the sweep when done. */
    private volatile boolean missed;

    /** Whether idle times and ages of loans begin anew with the next sweep. Set before what the sweep is to heed with that. */
    private volatile boolean anew;

    private final AtomicBoolean scanning = new AtomicBoolean();

    public Housekeeper(
            Store<T> store,
            UserCode<T> user,
            HookRunner runner,
            Handoff<T> handoff,
            Doubt<T> doubt,
            Supply<T> supply,
            Pinger<T> pinger,
            Closer<T> closer,
            Health<T> health,
            Stopwatch<T> stopwatch,
            @Nullable QueueOrder<T> order,
            Clockwork clockwork) {
        this.store = store;
        this.user = user;
        this.background = user.background();
        this.runner = runner;
        this.handoff = handoff;
        this.doubt = doubt;
        this.pinger = pinger;
        this.closer = closer;
        this.health = health;
        this.stopwatch = stopwatch;
        this.order = order;
        this.clockwork = clockwork;
        this.ages = new Ages<>(user.clock(), background);
        this.refill = new Refill<>(store, supply);
    }

    /** Sweeps, and pings in the background. */
    public void scan() {
        health.observe();
        user.instruments().look();
        sweep();
        if (!user.hooks().pings()) {
            refill.run();
        } else if (scanning.compareAndSet(false, true)) {
            boolean started = false;
            try {
                new Scan<>(store, user, runner, pinger, order, this::scanned).start();
                started = true;
            } finally {
                if (!started) {
                    scanning.set(false);
                }
            }
        }
    }

    private void scanned() {
        scanning.set(false);
        refill.run();
    }

    /**
     * Sweeps again shortly, and once more later: a return that overlaps a change may have overwritten a flag or missed it.
     *
     * @param atEnd runs after the last of these sweeps
     */
    public void settle(Runnable atEnd) {
        settle(0, atEnd);
    }

    private void settle(int pass, Runnable atEnd) {
        if (pass == SETTLE_NANOS.length) {
            atEnd.run();
            return;
        }
        background.schedule(
                SETTLE_NANOS[pass],
                () -> clockwork.apart(() -> {
                    try {
                        sweep();
                    } finally {
                        settle(pass + 1, atEnd); // Whatever becomes of a sweep, the pool's threads have to end.
                    }
                }));
    }

    /** Creates what {@code minIdle} lacks. */
    public void refill() {
        refill.run();
    }

    /** Looks at every object once. */
    public void sweep() {
        missed = true; // First: who has the lock looks at this when it is free again.
        if (!sweeping.tryLock()) {
            return;
        }
        long next;
        try {
            missed = false;
            Sweep<T> sweep = new Sweep<>(store, user, handoff, doubt, closer, stopwatch, ages);
            if (anew) { // After the sweep has read the limits: with new ones, this is seen.
                anew = false;
                store.slots.forEach(ages::forget);
            }
            next = sweep.run();
        } finally {
            sweeping.unlock();
        }
        closer.startWorker();
        handoff.settleSize();
        refill.run();
        clockwork.sweepWithin(missed ? Clockwork.SHORTEST_NANOS : next);
    }

    private void makeUpForMissed() {
        if (missed) {
            missed = false;
            clockwork.sweepWithin(Clockwork.SHORTEST_NANOS);
        }
    }

    /**
     * Lets idle times and ages of loans begin anew, for the sweeps that heed limits which are set after this. Waits for no sweep, which may call
     * a user's queue: the next one does it, before it judges anything.
     */
    public void forgetAges() {
        anew = true;
    }

    /** Takes the time of what is out, without touching it; a sweep that is under way does so too. */
    public void look() {
        if (!sweeping.tryLock()) {
            return;
        }
        try {
            store.slots.forEach(slot -> ages.sighted(slot, slot.word()));
        } finally {
            sweeping.unlock();
        }
        makeUpForMissed();
    }

    /** {@return for how long at least the loan has run, in nanoseconds, not counting when the process was stopped} */
    public long ageOf(Slot<T> slot, long word) {
        return ages.ageOf(slot, word);
    }
}
