package io.conecta.internal.flow;

import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Limits;
import io.conecta.internal.runtime.StackProbe;
import io.conecta.internal.runtime.Threads;
import io.conecta.internal.store.Borrowed;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import io.conecta.internal.store.Unpacked;
import org.jspecify.annotations.Nullable;

/**
 * What borrowers take by themselves, everywhere an object may be idle: the slots, the user's queue, the reserve. Each claim looks at the
 * object behind its CAS; one that may not be lent goes its way, by the {@link Handoff}.
 *
 * @param <T> what is pooled
 */
public final class Claims<T> {
    private final Store<T> store;
    private final Clock clock;
    private final Handoff<T> handoff;
    private final @Nullable QueueOrder<T> order;

    public Claims(Store<T> store, Clock clock, Handoff<T> handoff, @Nullable QueueOrder<T> order) {
        this.store = store;
        this.clock = clock;
        this.handoff = handoff;
        this.order = order;
    }

    /** {@return an idle object that needs no ping, now lent to this thread, or null} Looks everywhere. */
    @Nullable
    Borrowed<T> claim(Thread thread) {
        while (!store.isSuspended()) {
            long id = Threads.id(thread);
            Borrowed<T> borrowed = order == null ? store.slots.claim(thread, id) : order.claim(thread, id);
            if (borrowed == null) {
                return claimReserved(thread);
            }
            boolean keeps;
            boolean known = false;
            try {
                keeps = mayKeep(borrowed);
                known = true;
            } finally {
                if (!known) {
                    if ((borrowed.slot.abandoned ^ borrowed.loan) >>> Slot.GENERATION_SHIFT
                            != 0) { // As abandonLoan, without a call.
                        borrowed.slot.abandoned = borrowed.loan;
                    }
                }
            }
            if (keeps) {
                return borrowed;
            }
        }
        return null;
    }

    /** Whether a claimed object may be lent; otherwise it goes its way. Only what a closed gate is for can be in the way. */
    private boolean mayKeep(Borrowed<T> borrowed) {
        Slot<T> slot = borrowed.slot;
        boolean unwanted = store.isClosed() || store.isDrained() || slot.stay.epoch != store.epoch();
        if (!unwanted && !store.isDoubted(slot) && !store.isSuspended()) {
            return true;
        }
        StackProbe.check();
        if (slot.tryHoldLoan(borrowed.loan)) {
            slot.unlisted = true;
            if (unwanted) {
                handoff.close(slot);
            } else {
                handoff.restAgain(slot, store.isDoubted(slot) ? Slot.DOUBTED : 0);
            }
        }
        store.checkOpen();
        return false;
    }

    /**
     * Ends a loan that this borrower was granted if its object is from before a clear, or the pool is suspended: whoever granted it may have
     * looked before that. Behind its own begin, the borrower looks again.
     *
     * @return whether that was so; the object goes its way then
     */
    boolean refuse(Borrowed<T> granted) {
        Slot<T> slot = granted.slot;
        if (slot.stay.epoch == store.epoch() && !store.isSuspended()) {
            return false;
        }
        try {
            StackProbe.check();
        } catch (StackOverflowError noStack) {
            slot.abandoned = granted.loan;
            throw noStack;
        }
        if (slot.tryHoldLoan(granted.loan)) {
            slot.unlisted = true;
            handoff.settle(slot, false, clock.nanoTime(), Handoff.Source.POOL);
        }
        return true;
    }

    /** As {@link #claim}, for those who have looked at the slots. */
    @Nullable
    Borrowed<T> claimReserved(Thread thread) {
        if (store.slots.reserveIsEmpty() || store.isSuspended()) {
            return null;
        }
        Limits limits = store.limits();
        StackProbe.check(); // An object must not be in a slot and in the reserve.
        while (!store.isSuspended()) {
            long now = clock.nanoTime();
            Unpacked<T> found = store.slots.unpack(true, now);
            if (found == null) {
                return null;
            }
            Slot<T> slot = found.slot();
            long idleFor = now - found.idleSince();
            if (store.isUnwanted(slot, now) || idleFor >= limits.idleOf(slot.require())) {
                handoff.close(slot);
            } else if (found.suspect() || idleFor >= limits.pingIdleAfter() || store.isDoubted(slot)) {
                slot.rest(Slot.SUSPECT); // In a slot, where those who start pings see it.
                store.slots.noteSuspect();
                return null;
            } else {
                Borrowed<T> borrowed = Borrowed.lend(slot, Slot.CAREFUL_CLAIM, thread);
                if (mayKeep(borrowed)) { // The pool may have been suspended or cleared since we looked.
                    return borrowed;
                }
            }
        }
        return null;
    }
}
