package io.conecta.internal.flow;

import io.conecta.Loan;
import io.conecta.internal.flow.Handoff.Source;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.HookRunner;
import io.conecta.internal.runtime.Limits;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.runtime.Work;
import io.conecta.internal.store.Gate;
import io.conecta.internal.store.Signals;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
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
public final class Housekeeper<T> {
    private static final long SHORTEST_NANOS = 1_000_000;
    private static final long REFILL_NANOS = 250_000_000;
    private static final long[] SETTLE_NANOS = {1_000_000, 8_000_000, 64_000_000};

    private final Store<T> store;
    private final UserCode<T> user;
    private final Background background;
    private final HookRunner runner;
    private final Handoff<T> handoff;
    private final Supply<T> supply;
    private final Pinger<T> pinger;
    private final Closer<T> closer;
    private final Health<T> health;
    private final @Nullable QueueOrder<T> order;
    /** Only ever tried: nobody waits for a sweep, which may call a user's queue. */
    private final ReentrantLock sweeping = new ReentrantLock();

    /** Whether somebody found {@link #sweeping} locked; whoever has it sets a timer for the sweep when done. */
    private volatile boolean missed;

    private final AtomicBoolean refilling = new AtomicBoolean();
    private final AtomicBoolean scanning = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by {@link #lock}, as the next. */
    private Background.@Nullable Timer scanTimer;

    private Background.@Nullable Timer sweepTimer;
    private boolean stopped;

    public Housekeeper(
            Store<T> store,
            UserCode<T> user,
            HookRunner runner,
            Handoff<T> handoff,
            Supply<T> supply,
            Pinger<T> pinger,
            Closer<T> closer,
            Health<T> health,
            @Nullable QueueOrder<T> order) {
        this.store = store;
        this.user = user;
        this.background = user.background();
        this.runner = runner;
        this.handoff = handoff;
        this.supply = supply;
        this.pinger = pinger;
        this.closer = closer;
        this.health = health;
        this.order = order;
    }

    /** Sets the timers according to the limits in force. */
    public void start() {
        scheduleScan();
        scheduleSweep(period(store.limits()));
        refill();
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

    /** Sweeps, and pings in the background. */
    public void scan() {
        health.observe();
        sweep();
        if (!user.hooks().pings()) {
            refill();
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
        refill();
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
                () -> apart(() -> {
                    try {
                        sweep();
                    } finally {
                        settle(pass + 1, atEnd); // Whatever becomes of a sweep, the pool's threads have to end.
                    }
                }));
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
            Sweep sweep = new Sweep();
            store.slots.forEach(sweep::visit);
            sweep.visitReserve();
            sweep.openGate();
            next = sweep.next;
        } finally {
            sweeping.unlock();
        }
        closer.startWorker();
        handoff.settleSize();
        refill();
        scheduleSweep(missed ? SHORTEST_NANOS : Math.min(next, period(store.limits())));
    }

    private void makeUpForMissed() {
        if (missed) {
            missed = false;
            scheduleSweep(SHORTEST_NANOS);
        }
    }

    /** Lets idle times and ages of loans begin anew. */
    public void forgetAges() {
        sweeping.lock();
        try {
            store.slots.forEach(slot -> slot.sighting.seen = -1);
        } finally {
            sweeping.unlock();
        }
        makeUpForMissed();
    }

    /** Takes the time of what is out, without touching it; a sweep that is under way does so too. */
    public void look() {
        if (!sweeping.tryLock()) {
            return;
        }
        try {
            store.slots.forEach(slot -> sighted(slot, slot.word()));
        } finally {
            sweeping.unlock();
        }
        makeUpForMissed();
    }

    /** Notes when the slot's word was first seen. After it was read: so no age is ever overstated. Under {@link #sweeping}. */
    private void sighted(Slot<T> slot, long word) {
        Slot.Sighting sighting = slot.sighting;
        long tenure = Slot.tenure(word);
        if (sighting.seen != tenure) {
            sighting.at = user.clock().nanoTime();
            sighting.stalled = background.stalled();
            sighting.seen = tenure;
        }
    }

    /** {@return for how long at least the loan has run, as of a time, when the process was running too} */
    private long ageAt(Slot<T> slot, long now) {
        Slot.Sighting sighting = slot.sighting;
        return Math.max(0, now - sighting.at - (background.stalled() - sighting.stalled));
    }

    /** {@return for how long at least the loan has run, in nanoseconds, not counting when the process was stopped} */
    public long ageOf(Slot<T> slot, long word) {
        long now = user.clock().nanoTime();
        return slot.sighting.seen == Slot.tenure(word) ? ageAt(slot, now) : 0;
    }

    /** One at a time, or two would fill the same gap; creations are counted first, or one that ends meanwhile would be missed. */
    private void refill() {
        int wanted = store.limits().settings().minIdle();
        if (wanted == 0 || store.isClosed() || !refilling.compareAndSet(false, true)) {
            return;
        }
        try {
            int[] ready = {supply.creating() + store.slots.reserveSize()};
            store.slots.forEach(slot -> {
                long word = slot.word();
                long phase = Slot.phase(word);
                boolean pinged = phase == Slot.HELD && !Slot.has(word, Slot.DOOMED); // Idle again when that is over.
                ready[0] += phase == Slot.IDLE || pinged ? 1 : 0;
            });
            supply.create(wanted - ready[0]);
        } finally {
            refilling.set(false);
        }
    }

    /** The timer is set anew before anything else, on the timekeeper: whatever becomes of this scan, there will be another. */
    private void scheduleScan() {
        lock.lock();
        try {
            background.cancel(scanTimer);
            if (!stopped) {
                scanTimer = background.schedule(store.limits().scan(), () -> {
                    scheduleScan();
                    background.execute(Work.of(this::scan));
                });
            }
        } finally {
            lock.unlock();
        }
    }

    private void scheduleSweep(long nanos) {
        lock.lock();
        try {
            background.cancel(sweepTimer);
            sweepTimer =
                    stopped ? null : background.schedule(Math.max(SHORTEST_NANOS, nanos), () -> apart(this::sweep));
        } finally {
            lock.unlock();
        }
    }

    /** Keeps a user's queue off the timekeeper. */
    private void apart(Runnable action) {
        if (order == null) {
            action.run();
        } else {
            background.execute(Work.of(action));
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
        private final Limits limits = store.limits();
        private final int epoch = store.epoch();
        /** The doubt that this pass may end: an object that fails its ping meanwhile may be one that was visited before. */
        private final int doubt = store.doubt();
        /** How many idle objects may be closed for being idle too long: {@code minIdle} stay. */
        private int mayExpire = store.slots.census().idle - limits.settings().minIdle();
        /** Nanoseconds until the next limit is reached. */
        private long next = Clock.FOREVER;
        /** Whether an object from before a clear may yet come to rest; whether one is in doubt. */
        private boolean old;

        private boolean doubted;

        void visit(Slot<T> slot) {
            rescue(slot);
            long now = user.clock().nanoTime();
            handoff.evict(slot, now);
            attend(slot);
            long word = slot.word();
            long phase = Slot.phase(word);
            if (phase == Slot.EMPTY || (phase == Slot.HELD && Slot.has(word, Slot.DOOMED))) {
                return;
            }
            old |= slot.stay.epoch != epoch; // HELD ones too: who holds one may have asked before the epoch changed.
            doubted |= store.isDoubted(slot);
            if (phase == Slot.HELD) {
                return;
            }
            sighted(slot, word);
            if (phase == Slot.IDLE) {
                slot.forgetEnded();
                visitIdle(slot, word, now);
            } else {
                visitOut(slot, word, now);
            }
        }

        private void attend(Slot<T> slot) {
            if (Slot.phase(slot.word()) == Slot.IDLE && store.signals.has(Signals.CLOSED | Signals.OVERSIZE)) {
                handoff.attend(slot);
            }
        }

        /** Settles what an error of ours has left behind. */
        private void rescue(Slot<T> slot) {
            long left = slot.abandoned;
            if (left == Slot.EMPTY) {
                return;
            }
            slot.abandoned = Slot.EMPTY;
            long word = slot.word();
            if (Slot.tenure(word) != Slot.tenure(left)) {
                return; // It has moved on all the same.
            }
            boolean condemned = Slot.has(word, Slot.DOOMED) && Slot.phase(word) == Slot.HELD;
            if (condemned) {
                closer.resume(slot);
            } else if (slot.tryHold(word)) {
                slot.unlisted = true;
                handoff.settle(slot, true, user.clock().nanoTime(), Source.POOL);
            }
        }

        private void visitIdle(Slot<T> slot, long word, long now) {
            T object = slot.object();
            if (object == null) {
                return; // Just closed.
            }
            long idleFor = now - slot.sighting.at;
            long idle = limits.idleOf(object);
            if (idleFor >= idle && mayExpire > 0) {
                if (slot.tryHold(word)) {
                    mayExpire--;
                    handoff.close(slot);
                }
                return;
            }
            note(idle - idleFor);
            note(limits.lifetimeOf(object) - (now - slot.stay.born));
            if (idleFor < limits.pingIdleAfter()) {
                note(limits.pingIdleAfter() - idleFor);
            } else if (!Slot.has(word, Slot.SUSPECT) && slot.tryFlag(word, Slot.SUSPECT)) {
                store.slots.noteSuspect();
            }
        }

        private void visitOut(Slot<T> slot, long word, long now) {
            T object = slot.object();
            if (object == null) {
                return; // Just returned and closed.
            }
            long heldFor = ageAt(slot, now);
            if (heldFor >= limits.leak()) {
                leaked(slot, word, object, heldFor);
                return;
            }
            note(limits.leak() - heldFor);
            note(limits.lifetimeOf(object) - (now - slot.stay.born));
        }

        private void leaked(Slot<T> slot, long word, T object, long heldFor) {
            boolean told = Slot.has(word, Slot.LEAKED);
            boolean reclaim = limits.settings().reclaimLeaked() && Slot.has(word, Slot.CAREFUL);
            if (told && !reclaim) {
                return;
            }
            Loan loan = Loans.of(slot, word, object, heldFor);
            if (!(reclaim ? slot.tryReclaim(word) : slot.tryFlag(word, Slot.LEAKED))) {
                return; // Just returned.
            }
            if (!told) {
                store.counters.leaks.incrementAndGet();
            }
            if (reclaim) {
                slot.unlisted = true;
                closer.close(slot, true, () -> user.leaked(loan, true));
            } else {
                background.execute(Work.of(() -> user.leaked(loan, false)));
            }
        }

        void visitReserve() {
            if (limits.idle() == Clock.FOREVER
                    && limits.lifetime() == Clock.FOREVER
                    && !store.isClosed()
                    && !store.signals.has(Signals.OVERSIZE)
                    && !store.slots.reserveIsOlderThan(epoch)) {
                return;
            }
            for (int left = store.slots.reserveSize(); left > 0; left--) {
                long now = user.clock().nanoTime();
                var found = store.slots.unpack(false, now);
                if (found == null) {
                    return;
                }
                Slot<T> slot = found.slot();
                long idleLeft = limits.idleOf(slot.require()) - (now - found.idleSince());
                if (idleLeft <= 0 && mayExpire > 0) {
                    mayExpire--;
                    handoff.close(slot);
                } else {
                    note(idleLeft);
                    note(limits.lifetimeOf(slot.require()) - (now - slot.stay.born));
                    slot.sighting.seen = Slot.atRest(
                            slot.word()); // Should it come to rest in a hot slot, it has been idle since then.
                    slot.sighting.at = found.idleSince();
                    handoff.settle(slot, found.suspect(), found.idleSince(), Source.POOL);
                }
            }
        }

        /** Opens the fast path again once what it was closed for is over. */
        void openGate() {
            if (!old && store.gate.isClosedFor(Gate.OLD_OBJECTS)) {
                store.gate.closeIf(Gate.OLD_OBJECTS, () -> store.epoch() != epoch);
            }
            if (!doubted && store.slots.reserveIsEmpty()) {
                handoff.clearDoubt(doubt);
            }
        }

        private void note(long nanosLeft) {
            if (nanosLeft > 0) {
                next = Math.min(next, nanosLeft);
            }
        }
    }
}
