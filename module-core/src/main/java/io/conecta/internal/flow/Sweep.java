package io.conecta.internal.flow;

import io.conecta.Loan;
import io.conecta.internal.flow.Handoff.Source;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Counters;
import io.conecta.internal.runtime.Limits;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.runtime.Work;
import io.conecta.internal.store.Census;
import io.conecta.internal.store.Gate;
import io.conecta.internal.store.Signals;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;

/**
 * One pass over all objects: closes or flags what has expired, reports leaks, settles what an error of ours has left behind, and opens the
 * fast path again.
 *
 * @param <T> what is pooled
 */
final class Sweep<T> {
    private final Store<T> store;
    private final UserCode<T> user;
    private final Handoff<T> handoff;
    private final Doubt<T> doubt;
    private final Closer<T> closer;
    private final Stopwatch<T> stopwatch;
    private final Ages<T> ages;
    private final Limits limits;
    private final int epoch;
    /** The doubt that this pass may end: an object that fails its ping meanwhile may be one that was visited before. */
    private final int asOf;
    /** How many idle objects may be closed for being idle too long: {@code minIdle} stay. */
    private int mayExpire;
    /** Nanoseconds until the next limit is reached. */
    private long next = Clock.FOREVER;
    /** Whether an object from before a clear may yet come to rest; whether one is in doubt. */
    private boolean old;

    private boolean doubted;
    /** Whether a loan may be reclaimed that does not end soon. */
    private boolean watched;

    Sweep(
            Store<T> store,
            UserCode<T> user,
            Handoff<T> handoff,
            Doubt<T> doubt,
            Closer<T> closer,
            Stopwatch<T> stopwatch,
            Ages<T> ages) {
        this.store = store;
        this.user = user;
        this.handoff = handoff;
        this.doubt = doubt;
        this.closer = closer;
        this.stopwatch = stopwatch;
        this.ages = ages;
        limits = store.limits();
        epoch = store.epoch();
        asOf = store.doubt();
        mayExpire = Census.of(store.slots).idle - limits.settings().minIdle();
    }

    /** {@return nanoseconds until the next limit is reached, {@link Clock#FOREVER} if none will be} */
    long run() {
        store.slots.forEach(this::visit);
        visitReserve();
        openGate();
        ages.watch(watched && !store.isClosed() ? limits.leak() : Clock.FOREVER);
        return next;
    }

    private void visit(Slot<T> slot) {
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
        boolean again = ages.sighted(slot, word);
        if (phase == Slot.IDLE) {
            slot.forgetEnded();
            visitIdle(slot, word, now);
        } else {
            visitOut(slot, word, again, now);
        }
    }

    private void attend(Slot<T> slot) {
        if (Slot.phase(slot.word()) == Slot.IDLE && store.signals.has(Signals.CLOSED | Signals.OVERSIZE)) {
            handoff.attend(slot);
        }
    }

    /** Settles what an error of ours has left behind. */
    private void rescue(Slot<T> slot) {
        for (long word = slot.word(); slot.isAbandoned(word); word = slot.word()) {
            long now = user.clock().nanoTime(); // Before the slot is ours.
            boolean condemned = Slot.has(word, Slot.DOOMED) && Slot.phase(word) == Slot.HELD;
            if (condemned || slot.tryHold(word)) {
                slot.abandoned = Slot.EMPTY; // Whoever fails from here on marks it anew.
                if (condemned && slot.stay.leaving) {
                    closer.startWorker(); // The close is in line; who put it there may have failed right after.
                } else if (condemned) {
                    closer.resume(slot);
                } else if (slot.stay.unfit || Slot.has(word, Slot.DOOMED)) {
                    slot.unlisted = true;
                    handoff.close(slot);
                } else {
                    slot.unlisted = true;
                    handoff.settle(slot, true, now, Source.POOL);
                }
                return;
            }
        }
    }

    private void visitIdle(Slot<T> slot, long word, long now) {
        T object = slot.object();
        if (object == null) {
            return; // Just closed.
        }
        long idleFor = ages.idleAt(slot, now);
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

    private void visitOut(Slot<T> slot, long word, boolean again, long now) {
        T object = slot.object();
        if (object == null) {
            return; // Just returned and closed.
        }
        boolean reclaim = mayReclaim(word) && limits.leak() != Clock.FOREVER;
        if (reclaim && again) { // Most loans are over before: they cost no beat of that clock.
            ages.watch(slot, now);
            watched = true;
        }
        long heldFor = reclaim ? ages.watchedFor(slot) : ages.ageAt(slot, now);
        if (heldFor >= limits.leak()) {
            leaked(slot, word, object, heldFor);
            return;
        }
        note(limits.leak() - heldFor);
        note(limits.lifetimeOf(object) - (now - slot.stay.born));
    }

    private boolean mayReclaim(long word) {
        return limits.settings().reclaimLeaked() && Slot.has(word, Slot.CAREFUL);
    }

    private void leaked(Slot<T> slot, long word, T object, long heldFor) {
        boolean told = Slot.has(word, Slot.LEAKED);
        boolean reclaim = mayReclaim(word);
        if (told && !reclaim) {
            return;
        }
        Loan loan = Loans.of(slot, word, object, heldFor);
        long time = stopwatch.time(slot, Slot.tenure(word));
        if (!(reclaim ? slot.tryReclaim(word) : slot.tryFlag(word, Slot.LEAKED))) {
            return; // Just returned.
        }
        if (!told) {
            store.counters.increment(Counters.LEAKS);
        }
        if (reclaim) {
            slot.unlisted = true;
            closer.close(slot, true, () -> {
                stopwatch.tell(time);
                user.leaked(loan, true);
            });
        } else {
            user.background().execute(Work.of(store.name, () -> user.leaked(loan, false)));
        }
    }

    private void visitReserve() {
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
                ages.idleSince(slot, found.idleSince());
                handoff.settle(slot, found.suspect(), found.idleSince(), Source.POOL);
            }
        }
    }

    /** Opens the fast path again once what it was closed for is over. */
    private void openGate() {
        if (!old && store.gate.isClosedFor(Gate.OLD_OBJECTS)) {
            store.gate.closeIf(Gate.OLD_OBJECTS, () -> store.epoch() != epoch);
        }
        if (!doubted && store.slots.reserveIsEmpty()) {
            doubt.clear(asOf);
        }
    }

    private void note(long nanosLeft) {
        if (nanosLeft > 0) {
            next = Math.min(next, nanosLeft);
        }
    }
}
