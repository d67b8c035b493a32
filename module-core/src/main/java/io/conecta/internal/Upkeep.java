package io.conecta.internal;

import io.conecta.Loan;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The pool's clockwork: scans, and sweeps that do by the clock what borrowing and returning leave undone.
 *
 * <p>No borrow and no return looks at a clock. A sweep tells time instead: a slot whose word has not moved since an earlier sweep has
 * been idle, or lent, since then. What it finds expired it closes or flags. Sweeps are as frequent as the shortest limit needs
 * (a sixteenth of it), and run when one is known to be reached; a pool without limits has none between its scans.
 *
 * @param <T> what is pooled
 */
final class Upkeep<T> {
    private static final long SHORTEST_NANOS = 1_000_000;
    private static final long REFILL_NANOS = 250_000_000;
    private static final long[] SETTLE_NANOS = {1_000_000, 8_000_000, 64_000_000};

    private final PoolState<T> state;
    private final Handover<T> handover;
    private final Supply<T> supply;
    private final Checks<T> checks;
    private final Disposal<T> disposal;
    /** Only ever tried: nobody waits for a sweep, which may call a user's queue. */
    private final ReentrantLock sweeping = new ReentrantLock();

    /** Whether somebody found {@link #sweeping} locked; whoever has it sets a timer for the sweep when done. */
    private volatile boolean missed;

    private final AtomicBoolean refilling = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by {@link #lock}, as the next. */
    private Background.@Nullable Timer scanTimer;

    private Background.@Nullable Timer sweepTimer;
    private boolean stopped;

    Upkeep(PoolState<T> state, Handover<T> handover, Supply<T> supply, Checks<T> checks, Disposal<T> disposal) {
        this.state = state;
        this.handover = handover;
        this.supply = supply;
        this.checks = checks;
        this.disposal = disposal;
    }

    /** Sets the timers according to the limits in force. */
    void start() {
        scheduleScan();
        scheduleSweep(period(state.limits()));
        refill();
    }

    void stop() {
        lock.lock();
        try {
            stopped = true;
            state.background.cancel(scanTimer);
            state.background.cancel(sweepTimer);
        } finally {
            lock.unlock();
        }
    }

    /** Sweeps, and pings in the background. */
    void scan() {
        sweep();
        checks.scan(this::refill);
    }

    /**
     * Sweeps again shortly, and once more later: a return that overlaps a change may have overwritten a flag or missed it.
     *
     * @param atEnd runs after the last of these sweeps
     */
    void settle(Runnable atEnd) {
        settle(0, atEnd);
    }

    private void settle(int pass, Runnable atEnd) {
        if (pass == SETTLE_NANOS.length) {
            atEnd.run();
            return;
        }
        state.background.schedule(
                SETTLE_NANOS[pass],
                () -> apart(() -> {
                    try {
                        sweep();
                    } finally {
                        settle(pass + 1, atEnd); // Whatever becomes of a sweep, the pool's threads have to end.
                    }
                }));
    }

    /** Looks at every object once. */
    void sweep() {
        missed = true; // First: who has the lock looks at this when it is free again.
        if (!sweeping.tryLock()) {
            return;
        }
        long next;
        try {
            missed = false;
            Sweep sweep = new Sweep();
            state.slots.forEach(sweep::visit);
            sweep.visitReserve();
            if (state.attention.has(Attention.OVERSIZE)) {
                handover.trimReserve();
            }
            next = sweep.next;
        } finally {
            sweeping.unlock();
        }
        handover.settleSize();
        refill();
        scheduleSweep(missed ? SHORTEST_NANOS : Math.min(next, period(state.limits())));
    }

    private void makeUpForMissed() {
        if (missed) {
            missed = false;
            scheduleSweep(SHORTEST_NANOS);
        }
    }

    /** Lets idle times and ages of loans begin anew. */
    void forgetAges() {
        sweeping.lock();
        try {
            state.slots.forEach(slot -> slot.seen = -1);
        } finally {
            sweeping.unlock();
        }
        makeUpForMissed();
    }

    /** Takes the time of what is out, without touching it; a sweep that is under way does so too. */
    void look() {
        if (!sweeping.tryLock()) {
            return;
        }
        try {
            long now = state.clock.nanoTime();
            state.slots.forEach(slot -> {
                long word = slot.word();
                if (slot.seen != Slot.loan(word)) {
                    slot.seen = Slot.loan(word);
                    slot.seenAt = now;
                }
            });
        } finally {
            sweeping.unlock();
        }
        makeUpForMissed();
    }

    /** {@return since when the loan has been seen, at the latest} */
    long ageOf(Slot<T> slot, long word) {
        return slot.seen == Slot.loan(word) ? state.clock.nanoTime() - slot.seenAt : 0;
    }

    /** One at a time, or two would fill the same gap; creations are counted first, or one that ends meanwhile would be missed. */
    private void refill() {
        int wanted = state.limits().settings().minIdle();
        if (wanted == 0 || state.isClosed() || !refilling.compareAndSet(false, true)) {
            return;
        }
        try {
            int[] ready = {supply.creating() + state.slots.reserveSize()};
            state.slots.forEach(slot -> {
                long word = slot.word();
                long phase = Slot.phase(word);
                boolean checked = phase == Slot.HELD && !Slot.has(word, Slot.DOOMED); // Idle again when that is over.
                ready[0] += phase == Slot.IDLE || checked ? 1 : 0;
            });
            supply.create(wanted - ready[0]);
        } finally {
            refilling.set(false);
        }
    }

    private void scheduleScan() {
        lock.lock();
        try {
            state.background.cancel(scanTimer);
            if (!stopped) {
                scanTimer = state.background.schedule(
                        state.limits().scan(),
                        () -> apart(() -> {
                            scan();
                            scheduleScan();
                        }));
            }
        } finally {
            lock.unlock();
        }
    }

    private void scheduleSweep(long nanos) {
        lock.lock();
        try {
            state.background.cancel(sweepTimer);
            sweepTimer = stopped
                    ? null
                    : state.background.schedule(Math.max(SHORTEST_NANOS, nanos), () -> apart(this::sweep));
        } finally {
            lock.unlock();
        }
    }

    /** Keeps user code off the timekeeper: a queue, and an executor that may run what it is given on the spot. */
    private void apart(Runnable action) {
        if (state.hooks.executor() == null && state.hooks.queue() == null) {
            action.run();
        } else {
            state.background.execute(action);
        }
    }

    private static long period(Limits limits) {
        long period = limits.settings().minIdle() > 0 ? REFILL_NANOS : Clock.FOREVER;
        for (long limit : new long[] {limits.idle(), limits.leak(), limits.pingIdleAfter()}) {
            if (limit != Clock.FOREVER && limit > 0) {
                period = Math.min(period, limit / 16);
            }
        }
        return limits.lifetime() == Clock.FOREVER ? period : Math.min(period, limits.lifetime() / 2);
    }

    /** One pass over all objects. */
    private final class Sweep {
        private final long now = state.clock.nanoTime();
        private final Limits limits = state.limits();
        /** Nanoseconds until the next limit is reached. */
        private long next = Clock.FOREVER;

        void visit(Slot<T> slot) {
            handover.evict(slot, now);
            if (state.attention.has(Attention.OVERSIZE)) {
                handover.attend(slot);
            }
            long word = slot.word();
            long phase = Slot.phase(word);
            if (phase != Slot.IDLE && phase != Slot.LENT) {
                return;
            }
            if (slot.seen != Slot.loan(word)) {
                slot.seen = Slot.loan(word);
                slot.seenAt = now;
            }
            if (phase == Slot.IDLE) {
                visitIdle(slot, word, now - slot.seenAt);
            } else {
                visitLent(slot, word, now - slot.seenAt);
            }
        }

        private void visitIdle(Slot<T> slot, long word, long idleFor) {
            T object = slot.object;
            if (object == null) {
                return; // Just closed.
            }
            if (idleFor >= limits.idle()) {
                if (slot.tryHold(word)) {
                    handover.expire(slot);
                }
                return;
            }
            note(limits.idle() - idleFor);
            note(limits.lifetimeOf(object) - (now - slot.born));
            if (idleFor < limits.pingIdleAfter()) {
                note(limits.pingIdleAfter() - idleFor);
            } else if (!Slot.has(word, Slot.SUSPECT) && slot.tryFlag(word, Slot.SUSPECT)) {
                state.slots.noteSuspect();
            }
        }

        private void visitLent(Slot<T> slot, long word, long heldFor) {
            T object = slot.object;
            if (object == null) {
                return; // Just returned and closed.
            }
            if (heldFor >= limits.leak()) {
                leaked(slot, word, object, heldFor);
                return;
            }
            note(limits.leak() - heldFor);
            note(limits.lifetimeOf(object) - (now - slot.born));
        }

        private void leaked(Slot<T> slot, long word, T object, long heldFor) {
            boolean told = Slot.has(word, Slot.LEAKED);
            boolean wanted = limits.settings().reclaimLeaked();
            boolean reclaim = wanted && slot.isTakenUp(word);
            if (!reclaim && (told || (wanted && heldFor < 2 * limits.leak()))) {
                return; // Known; or the borrower may yet come round to look at what it got, which makes it reclaimable.
            }
            BorrowTrace trace = slot.trace;
            long borrower = slot.borrower;
            if (!(reclaim ? slot.tryReclaim(word) : slot.tryFlag(word, Slot.LEAKED))) {
                return; // Just returned.
            }
            if (!told) {
                state.counters.leaks.incrementAndGet();
            }
            Loan loan = new Loan(
                    object,
                    trace == null ? Threads.name(borrower) : trace.borrower(),
                    Duration.ofNanos(heldFor),
                    trace);
            if (reclaim) {
                disposal.dispose(slot, true, () -> state.hooks.leaked(loan, true));
            } else {
                state.background.execute(() -> state.hooks.leaked(loan, false));
            }
        }

        void visitReserve() {
            if (limits.idle() == Clock.FOREVER
                    && limits.lifetime() == Clock.FOREVER
                    && !state.isClosed()
                    && !state.slots.reserveIsOlderThan(state.epoch())) {
                return;
            }
            for (int left = state.slots.reserveSize(); left > 0; left--) {
                SlotTable.Unpacked<T> found = state.slots.unpack(false, now);
                if (found == null) {
                    return;
                }
                if (now - found.idleSince() >= limits.idle()) {
                    handover.expire(found.slot());
                } else {
                    note(limits.idle() - (now - found.idleSince()));
                    note(limits.lifetimeOf(found.slot().require()) - (now - found.slot().born));
                    handover.offer(found.slot(), found.suspect(), found.idleSince());
                }
            }
        }

        private void note(long nanosLeft) {
            if (nanosLeft > 0) {
                next = Math.min(next, nanosLeft);
            }
        }
    }
}
