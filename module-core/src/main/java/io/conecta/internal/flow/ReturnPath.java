package io.conecta.internal.flow;

import io.conecta.PoolListener.Hook;
import io.conecta.internal.flow.Handoff.Source;
import io.conecta.internal.runtime.Failure;
import io.conecta.internal.runtime.Guard;
import io.conecta.internal.runtime.Limits;
import io.conecta.internal.runtime.StackProbe;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Returning when it takes more than freeing a slot: a hook to run, limits to check, flags to heed, objects the slots do not know.
 *
 * @param <T> what is pooled
 */
public final class ReturnPath<T> {
    /** No word of a slot: the loan has ended. */
    private static final long ENDED = -1;
    /** No word of a slot: the object is in another, or in none. */
    private static final long GONE = -2;

    private final Store<T> store;
    private final UserCode<T> user;
    private final Handoff<T> handoff;
    private final HookWatch<T> watch;
    private final Stopwatch<T> stopwatch;

    public ReturnPath(
            Store<T> store, UserCode<T> user, Handoff<T> handoff, HookWatch<T> watch, Stopwatch<T> stopwatch) {
        this.store = store;
        this.user = user;
        this.handoff = handoff;
        this.watch = watch;
        this.stopwatch = stopwatch;
    }

    /**
     * Ends the loan by compare-and-set and gives the object on. An error of ours, for want of stack or memory, comes out only as long as
     * nothing has changed: so whoever catches it still has the object.
     *
     * @param loan identifies the loan
     * @param suspect whether the object is to be pinged before it is lent again
     * @return false if the loan had ended already
     */
    public boolean giveBack(Slot<T> slot, long loan, boolean suspect) {
        long time = stopwatch.time(slot, loan);
        boolean ended = end(slot, loan, suspect);
        if (ended) {
            stopwatch.tell(time);
        }
        return ended;
    }

    private boolean end(Slot<T> slot, long loan, boolean suspect) {
        long now = slot.loanWord();
        store.noteReturner(slot, loan);
        if (!suspect && Slot.loan(now) == loan && Slot.isCarefulLoan(now) && mayRestAsItIs(slot) && slot.tryFree(now)) {
            try {
                if (store.signals.concern(slot, now)) {
                    handoff.attend(slot);
                }
            } catch (StackOverflowError noStack) {
                // It is returned. The waiter at the head looks by itself.
            }
            return true;
        }
        StackProbe.glance();
        long held = Slot.heldAfter(loan);
        long word = user.hooks().resetFunc() == null ? hold(slot, loan) : reset(slot, loan);
        if (word == ENDED) {
            return false;
        }
        if (word == GONE) {
            return true;
        }
        try {
            boolean wanted = !Slot.has(word, Slot.DOOMED) && !store.isUnwanted(slot);
            if (wanted) {
                handoff.settle(slot, suspect || Slot.has(word, Slot.SUSPECT), handoff.idleSince(slot), Source.RETURNED);
            } else {
                close(slot);
            }
        } catch (VirtualMachineError noStack) {
            // The loan has ended, and its return must not seem to have failed; the housekeeper settles the slot.
            slot.abandoned = held;
        }
        return true;
    }

    /** Does what a plain return has to do that has freed its slot, of a loan by that word. */
    public void attend(Slot<T> slot, long word) {
        store.noteReturner(slot, word);
        handoff.attend(slot);
    }

    /** Whether returning an object means no more than to free its slot, if by compare-and-set. */
    private boolean mayRestAsItIs(Slot<T> slot) {
        return !slot.isCold()
                && slot.trace == null
                && user.hooks().resetFunc() == null
                && user.hooks().queue() == null
                && store.limits().restsAsItIs()
                && !store.isInDoubt();
    }

    /** Marks a loan: its object is to be pinged before it is lent again. */
    public void suspect(Slot<T> slot, long loan) {
        for (long word = slot.loanWord(); Slot.loan(word) == loan; word = slot.loanWord()) {
            if (Slot.has(word, Slot.SUSPECT) || slot.tryFlag(word, Slot.SUSPECT)) {
                return;
            }
        }
    }

    /** Ends the loan and closes the object. {@return false if the loan had ended already} */
    public boolean discard(Slot<T> slot, long loan) {
        StackProbe.check();
        store.noteReturner(slot, loan);
        long time = stopwatch.time(slot, loan);
        long held = Slot.heldAfter(loan);
        if (hold(slot, loan) == ENDED) {
            return false;
        }
        try {
            stopwatch.tell(time);
            close(slot);
        } catch (VirtualMachineError noStack) {
            slot.abandoned = held; // As above.
        }
        return true;
    }

    private void close(Slot<T> slot) {
        handoff.close(slot).await(store.limits().close());
    }

    /**
     * Returns an object that is not on a plain loan: a careful one, an object returned twice, or a foreign one.
     *
     * @return false if it is foreign
     */
    public boolean put(T object, @Nullable Slot<T> slot) {
        if (slot != null) {
            long word = wordOf(slot, object);
            if (Slot.phase(word) == Slot.LENT && giveBack(slot, Slot.loan(word), false)) {
                return true;
            }
            long now = wordOf(slot, object); // Another look: the pool may have taken it back just now.
            if (now != GONE) {
                if (wasReclaimed(now)) {
                    return true;
                }
                throw returnedTwice(object);
            }
        }
        return isLate(object);
    }

    /** Closes a lent object. */
    public void discard(T object, @Nullable Slot<T> slot) {
        if (slot != null) {
            long word = wordOf(slot, object);
            if ((Slot.phase(word) == Slot.LENT && discard(slot, Slot.loan(word)))
                    || wasReclaimed(wordOf(slot, object))) {
                return;
            }
        }
        if (!Objects.equals(store.closedObjects.reclaimed(object), true)) {
            throw new IllegalStateException("pool \"" + store.name + "\": cannot discard " + UserCode.describe(object)
                    + ": it is not out on loan from this pool; discard an object once, instead of returning it");
        }
    }

    /**
     * The slot's word while it has this object, or {@link #GONE}. Word first, object after: a late return may find the slot with
     * another object, whose loan is not this caller's to end. If it moves on after our look, so does the word.
     */
    private static <T> long wordOf(Slot<T> slot, T object) {
        long word = slot.word();
        return slot.object() == object ? word : GONE;
    }

    /** Whether the pool has taken the object back from its holder, and is closing it. */
    private static boolean wasReclaimed(long word) {
        return word != GONE && Slot.phase(word) == Slot.HELD && Slot.has(word, Slot.LEAKED);
    }

    /** Whether the object has been this pool's: a late return after a reclaim, which is ignored, or a return too many, which is not. */
    private boolean isLate(T object) {
        Boolean reclaimed = store.closedObjects.reclaimed(object);
        if (reclaimed == null) {
            if (store.slots.reserveHas(object)) {
                throw returnedTwice(object);
            }
            return false;
        }
        if (!reclaimed) {
            throw new IllegalStateException("pool \"" + store.name + "\": cannot take back " + UserCode.describe(object)
                    + ": the pool has closed it; return an object once, and not after discarding it");
        }
        return true; // Reported when it was taken back; there is nothing left to do for its late holder.
    }

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

    /**
     * LENT → RETURNING, the hook, RETURNING → HELD. The loan is still to be seen meanwhile, and its place comes back when the hook's time
     * is up, whether or not the hook ends.
     *
     * @return the word of the loan with its flags; {@link #ENDED} if it had ended; {@link #GONE} if all is done: the hook failed or took too
     *     long, and the object is closed
     */
    private long reset(Slot<T> slot, long loan) {
        long word = slot.loanWord();
        // Before the CAS: if that succeeds, it is this loan's. After it, a reclaim may have closed it already.
        T object = slot.object();
        while (Slot.loan(word) == loan && (object == null || !slot.tryBeginReturn(word))) {
            word = slot.loanWord();
            object = slot.object();
        }
        if (Slot.loan(word) != loan || object == null) {
            return ENDED;
        }
        long hand = loan; // What is marked should we fail: the loan, then the slot that is HELD after it, then nothing.
        long held = Slot.heldAfter(loan);
        try {
            Guard guard = new ResetGuard(slot, object, loan);
            if (Slot.has(word, Slot.DOOMED) || store.isUnwanted(slot) || !isOut(slot, loan)) {
                return endReturn(slot, loan);
            }
            watch.begin(slot, guard);
            Failure failure = isOut(slot, loan) ? user.reset(object) : null; // Else reclaimed or overdue, and closed.
            boolean inTime = watch.end(slot, guard);
            word = endReturn(slot, loan);
            hand = word == GONE ? Slot.EMPTY : held;
            if (inTime && failure == null) {
                return word;
            }
            StackProbe.check();
            return inTime && failure != null ? failed(slot, object, word, failure) : late(slot, word);
        } catch (VirtualMachineError noStack) {
            if (hand == loan) {
                slot.hook(null);
            }
            if (hand != Slot.EMPTY) {
                slot.abandoned = hand;
            }
            return GONE; // As in giveBack: the return goes on without us.
        }
    }

    private static boolean isOut(Slot<?> slot, long loan) {
        return Slot.tenure(slot.word()) == loan;
    }

    /** The hook took too long. */
    private long late(Slot<T> slot, long word) {
        if (word != GONE) { // Just ahead of the guard, which tells.
            close(slot);
        }
        return GONE;
    }

    /** RETURNING → HELD. {@return the word, or {@link #GONE} if the return was taken over or the loan reclaimed} */
    private long endReturn(Slot<T> slot, long loan) {
        long word = slot.tryEndReturn(loan);
        if (word == -1) {
            return GONE;
        }
        slot.unlisted = true;
        slot.trace = null;
        return word;
    }

    private long failed(Slot<T> slot, T object, long word, Failure failure) {
        Runnable news = () -> user.failed(Hook.RESET, object, failure);
        Closer<T>.@Nullable Closing closing = word == GONE ? null : handoff.close(slot, news);
        if (failure.error() instanceof InterruptedException) {
            Thread.currentThread().interrupt(); // It ran on the user's thread, whose interrupt it was.
        }
        if (closing == null) {
            news.run();
        } else {
            closing.await(store.limits().close());
        }
        return GONE;
    }

    /** The time of a reset. */
    private final class ResetGuard extends Guard {
        private final Slot<T> slot;
        private final T object;
        private final long loan;

        ResetGuard(Slot<T> slot, T object, long loan) {
            super(watch.background());
            this.slot = slot;
            this.object = object;
            this.loan = loan;
        }

        @Override
        protected void overdue() {
            watch.forget(slot, this);
            watch.doom(slot, loan);
            boolean done = false;
            try {
                Runnable news = this::tell;
                if (endReturn(slot, loan) == GONE) {
                    news.run();
                } else {
                    handoff.close(slot, news);
                }
                done = true;
            } finally {
                if (!done) {
                    slot.abandonLoan(loan);
                }
            }
        }

        private void tell() {
            String text = "resetFunc took longer than hookTimeout="
                    + Limits.text(store.limits().hook())
                    + "; it was interrupted, where the stack trace shows, and its object is closed; see what it waits for, or"
                    + " raise hookTimeout";
            user.failed(Hook.RESET, object, where(new TimeoutException(text)));
        }
    }

    private IllegalStateException returnedTwice(T object) {
        return new IllegalStateException("pool \"" + store.name + "\": " + UserCode.describe(object)
                + " is in the pool already: it was returned twice; a lease returns its object once");
    }
}
