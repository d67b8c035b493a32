package io.conecta.internal;

import io.conecta.PoolClosedException;
import io.conecta.PoolFullException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Returning when it takes more than freeing a slot: hooks to run, limits to check, flags to heed, objects the slots do not know.
 *
 * @param <T> what is pooled
 */
final class Returns<T> {
    private final PoolState<T> state;
    private final Handover<T> handover;
    private final Supply<T> supply;
    private final Disposal<T> disposal;

    Returns(PoolState<T> state, Handover<T> handover, Supply<T> supply, Disposal<T> disposal) {
        this.state = state;
        this.handover = handover;
        this.supply = supply;
        this.disposal = disposal;
    }

    /**
     * Ends the loan by compare-and-set and gives the object on.
     *
     * @param loan identifies the loan
     * @param suspect whether the object is to be pinged before it is lent again
     * @return false if the loan had ended already
     */
    boolean giveBack(Slot<T> slot, long loan, boolean suspect) {
        long now = slot.loanWord();
        if (!suspect && Slot.loan(now) == loan && Slot.isCarefulLoan(now) && mayRestAsItIs(slot) && slot.tryFree(now)) {
            if (state.attention.needed(slot, now)) {
                handover.attend(slot);
            }
            return true;
        }
        long word = hold(slot, loan);
        if (word == ENDED) {
            return false;
        }
        if (Slot.has(word, Slot.DOOMED) || handover.isUnwanted(slot) || !state.hooks.reset(slot.require())) {
            disposal.dispose(slot).await(state.limits().close());
        } else if (suspect || state.limits().pingsEveryTime()) {
            handover.offer(slot, true, state.clock.nanoTime());
        } else {
            handover.takeBack(slot);
        }
        return true;
    }

    /** Whether returning an object means no more than to free its slot, if by compare-and-set. */
    private boolean mayRestAsItIs(Slot<T> slot) {
        return !slot.cold
                && slot.trace == null
                && state.hooks.resetFunc() == null
                && state.hooks.queue() == null
                && state.limits().restsAsItIs();
    }

    /** Ends the loan and closes the object. {@return false if the loan had ended already} */
    boolean discard(Slot<T> slot, long loan) {
        if (hold(slot, loan) == ENDED) {
            return false;
        }
        disposal.dispose(slot).await(state.limits().close());
        return true;
    }

    /** Gives back an object that is not on a plain loan: a careful one, an object returned twice, or a foreign one. */
    void put(T object, @Nullable Slot<T> slot) {
        if (slot != null) {
            long word = wordOf(slot, object);
            if (Slot.phase(word) == Slot.LENT && giveBack(slot, Slot.loan(word), false)) {
                return;
            }
            long now = wordOf(slot, object); // Another look: the pool may have taken it back just now.
            if (now != GONE) {
                if (wasReclaimed(now)) {
                    return;
                }
                throw returnedTwice(object);
            }
        }
        adopt(object);
    }

    /** Closes a lent object. */
    void discard(T object, @Nullable Slot<T> slot) {
        if (slot != null) {
            long word = wordOf(slot, object);
            if ((Slot.phase(word) == Slot.LENT && discard(slot, Slot.loan(word)))
                    || wasReclaimed(wordOf(slot, object))) {
                return;
            }
        }
        if (!Objects.equals(state.closedObjects.reclaimed(object), true)) {
            throw new IllegalStateException("pool \"" + state.name + "\": cannot discard " + describe(object)
                    + ": it is not out on loan from this pool; discard an object once, instead of returning it");
        }
    }

    /**
     * The slot's word while it has this object, or {@link #GONE}. Word first, object after: a late return may find the slot with
     * another object, whose loan is not this caller's to end. If it moves on after our look, so does the word.
     */
    private static <T> long wordOf(Slot<T> slot, T object) {
        long word = slot.word();
        return slot.object == object ? word : GONE;
    }

    /** Whether the pool has taken the object back from its holder, and is closing it. */
    private static boolean wasReclaimed(long word) {
        return Slot.phase(word) == Slot.HELD && Slot.has(word, Slot.LEAKED);
    }

    private void adopt(T object) {
        Boolean reclaimed = state.closedObjects.reclaimed(object);
        if (reclaimed != null) {
            if (reclaimed) {
                return; // Reported when it was taken back; there is nothing left to do for its late holder.
            }
            throw new IllegalStateException("pool \"" + state.name + "\": cannot take back " + describe(object)
                    + ": the pool has closed it; return an object once, and not after discarding it");
        }
        if (state.slots.reserveHas(object)) {
            throw returnedTwice(object);
        }
        if (state.isClosed()) {
            throw new PoolClosedException(
                    "pool \"" + state.name + "\" is closed and cannot adopt " + describe(object)
                            + "; it is still yours",
                    null);
        }
        if (!state.tryTakePlace()) {
            throw new PoolFullException(
                    "pool \"" + state.name + "\": no room to adopt " + describe(object) + ", maxSize="
                            + state.limits().maxSize() + "; it is still yours: close it, or raise maxSize",
                    null);
        }
        if (!supply.adopt(object, state.epoch())) {
            state.capacity.release();
            state.demand();
            throw returnedTwice(object);
        }
    }

    /** No word of a slot: the loan has ended. */
    private static final long ENDED = -1;
    /** No word of a slot: the object is in another, or in none. */
    private static final long GONE = -2;

    /** LENT → HELD. {@return the word of the loan with its flags, or {@link #ENDED}} */
    private long hold(Slot<T> slot, long loan) {
        for (long word = slot.loanWord(); Slot.loan(word) == loan; word = slot.loanWord()) {
            if (slot.tryHold(word)) {
                slot.unlisted = true;
                slot.trace = null;
                return word;
            }
        }
        return ENDED;
    }

    private IllegalStateException returnedTwice(T object) {
        return new IllegalStateException("pool \"" + state.name + "\": " + describe(object)
                + " is in the pool already: it was returned twice; a lease returns its object once");
    }

    private static String describe(Object object) {
        return object.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(object));
    }
}
