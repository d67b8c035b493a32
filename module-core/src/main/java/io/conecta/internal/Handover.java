package io.conecta.internal;

import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Where a free object goes: to the longest waiting borrower, to rest, or out.
 *
 * <p>A return gives its object to the waiter at the head in person, unless {@link Turns} knows better.
 *
 * @param <T> what is pooled
 */
final class Handover<T> {
    private final PoolState<T> state;
    private final Disposal<T> disposal;
    private final @Nullable Order<T> order;

    Handover(PoolState<T> state, Disposal<T> disposal, @Nullable Order<T> order) {
        this.state = state;
        this.disposal = disposal;
        this.order = order;
    }

    /** {@return an idle slot that needs no ping, now lent to this thread, or null} Looks everywhere. */
    @Nullable
    Slot<T> claim(long thread) {
        Slot<T> slot = order == null ? state.slots.claim(thread) : order.claim(thread);
        return slot == null ? claimReserved(thread) : slot;
    }

    /** As {@link #claim}, for those who have looked at the slots. */
    @Nullable
    Slot<T> claimReserved(long thread) {
        if (state.slots.reserveIsEmpty()) {
            return null;
        }
        Limits limits = state.limits();
        while (true) {
            long now = state.clock.nanoTime();
            SlotTable.Unpacked<T> found = state.slots.unpack(true, now);
            if (found == null) {
                return null;
            }
            Slot<T> slot = found.slot();
            long idleFor = now - found.idleSince();
            if (isUnwanted(slot, now) || idleFor >= limits.idle()) {
                disposal.dispose(slot);
            } else if (found.suspect() || idleFor >= limits.pingIdleAfter()) {
                slot.rest(true); // In a slot, where those who start checks see it.
                state.slots.noteSuspect();
                state.demand();
                return null;
            } else {
                slot.lend(Slot.CAREFUL_CLAIM, thread);
                return slot;
            }
        }
    }

    /**
     * Takes a HELD slot whose object may be used again.
     *
     * @param suspect whether it has to be pinged before it is lent
     * @param idleSince since when nobody has used it
     */
    void offer(Slot<T> slot, boolean suspect, long idleSince) {
        if (isUnwanted(slot)) {
            expire(slot);
        } else if (!disposeSurplus(slot) && (suspect || !grant(slot))) {
            rest(slot, suspect || state.limits().pingsEveryTime(), idleSince);
            if (state.attention.needed()) {
                attend(slot);
            }
        }
    }

    /** As {@link #offer}, for an object that this thread has just returned. */
    void takeBack(Slot<T> slot) {
        if (isUnwanted(slot)) {
            expire(slot);
        } else if (!disposeSurplus(slot) && !passOn(slot)) {
            rest(slot);
            if (state.attention.needed()) {
                attend(slot);
            }
        }
    }

    /** Does what a return has to do beyond freeing its slot. */
    void attend(Slot<T> slot) {
        VarHandle.fullFence(); // The slot is seen free before we look who waits.
        if (state.isClosed()) {
            closeIdle(slot);
            drainReserve();
            return;
        }
        if (state.attention.has(Attention.OVERSIZE)) {
            long word = slot.word();
            if (Slot.phase(word) == Slot.IDLE && slot.tryHold(word)) {
                if (disposeSurplus(slot)) {
                    return;
                }
                rest(slot, Slot.has(word, Slot.SUSPECT), state.clock.nanoTime());
            }
        }
        if (state.attention.has(Attention.WAITERS)) {
            serve(slot);
        }
    }

    /** Wakes the first waiter if there is something for it. */
    void wakeForIdle() {
        // With a queue, cold slots may be idle too, which takes longer to find out than to let the waiter look.
        if (state.attention.has(Attention.WAITERS) && (order != null || state.slots.hasIdle())) {
            state.waiters.wakeHead();
        }
    }

    /** Closes an object that nobody holds. {@return its closing, or null if somebody does or none is there} */
    Disposal<T>.@Nullable Closing closeIdle(Slot<T> slot) {
        for (long word = slot.word(); Slot.phase(word) == Slot.IDLE; word = slot.word()) {
            if (slot.tryHold(word)) {
                return expire(slot);
            }
        }
        return null;
    }

    /**
     * Closes the object if it is idle and has to leave the pool, or marks it to be closed when it comes back. Tries until it is
     * settled, however fast the object is lent and returned.
     */
    void evict(Slot<T> slot, long now) {
        for (long word = slot.word(); isEvictable(word) && isUnwanted(slot, now); word = slot.word()) {
            if (Slot.phase(word) == Slot.IDLE) {
                if (slot.tryHold(word)) {
                    expire(slot);
                    return;
                }
            } else if (slot.tryFlag(word, Slot.DOOMED)) {
                return;
            }
        }
    }

    private static boolean isEvictable(long word) {
        long phase = Slot.phase(word);
        return phase == Slot.IDLE || (phase == Slot.LENT && !Slot.has(word, Slot.DOOMED));
    }

    /** {@return the closing of an object in the reserve, or null if it is empty} */
    Disposal<T>.@Nullable Closing closeFromReserve() {
        SlotTable.Unpacked<T> found = state.slots.unpack(false, state.clock.nanoTime());
        return found == null ? null : disposal.dispose(found.slot());
    }

    /** Ends the search for surplus once there is none. */
    void settleSize() {
        int maxSize = state.limits().maxSize();
        if (state.attention.has(Attention.OVERSIZE) && state.capacity.taken() <= maxSize) {
            state.attention.clear(Attention.OVERSIZE);
            if (state.capacity.taken() > state.limits().maxSize()) {
                state.attention.raise(Attention.OVERSIZE); // It was made smaller meanwhile.
            }
        }
    }

    /** Closes the object of a HELD slot, which leaves the user's queue too. */
    Disposal<T>.Closing expire(Slot<T> slot) {
        if (order != null && !slot.unlisted) {
            order.done(slot.require());
        }
        return disposal.dispose(slot);
    }

    private boolean disposeSurplus(Slot<T> slot) {
        T object = slot.require();
        boolean listed = order != null && !slot.unlisted;
        if (!disposal.disposeSurplus(slot)) {
            return false;
        }
        if (order != null && listed) {
            order.done(object);
        }
        return true;
    }

    /** Closes objects of the reserve while the pool has too many. */
    void trimReserve() {
        for (int left = state.slots.reserveSize(); left > 0; left--) {
            SlotTable.Unpacked<T> found = state.slots.unpack(false, state.clock.nanoTime());
            if (found == null) {
                return;
            }
            offer(found.slot(), found.suspect(), found.idleSince());
        }
    }

    private void drainReserve() {
        while (closeFromReserve() != null) {
            // Until it is empty.
        }
    }

    /**
     * Whether the object has to leave the pool: it is from before a clear, too old, used up, or the pool is closed. Exact for
     * who holds the slot, a guess for others.
     */
    boolean isUnwanted(Slot<T> slot) {
        return isUnwanted(slot, state.limits().lifetime() == Clock.FOREVER ? slot.born : state.clock.nanoTime());
    }

    /** As the other, at a time that is known. */
    boolean isUnwanted(Slot<T> slot, long now) {
        Limits limits = state.limits();
        T object = slot.object;
        return state.isClosed()
                || slot.epoch != state.epoch()
                || (object != null && now - slot.born >= limits.lifetimeOf(object))
                || limits.isUsedUp(Slot.loans(slot.word()) - slot.loansBefore);
    }

    /** HELD → LENT to the first waiter, or nothing. */
    private boolean grant(Slot<T> slot) {
        if (state.waiters.size() == 0) {
            return false;
        }
        T object = slot.require();
        boolean listed = !slot.unlisted;
        long step = slot.cold ? Slot.CAREFUL_CLAIM : state.slots.claimStep();
        if (!state.waiters.grantHead(WaitQueue.Grant.of(slot, step))) {
            return false;
        }
        if (order != null && listed) {
            order.done(object);
        }
        return true;
    }

    /** As the other, for an object that was in use until now and needs no ping. */
    private void rest(Slot<T> slot) {
        rest(slot, false, slot.cold ? state.clock.nanoTime() : 0);
    }

    /** HELD → IDLE, or into the reserve, which alone needs to know since when the object has been idle. */
    private void rest(Slot<T> slot, boolean suspect, long idleSince) {
        if (order != null) {
            T object = slot.require();
            boolean unlisted = slot.unlisted;
            slot.unlisted = false;
            slot.rest(suspect);
            VarHandle.fullFence(); // Whoever takes it off the queue from here on sees it idle, or marks it and we see
            // the mark.
            if ((unlisted || slot.unlisted) && !order.enlist(object)) {
                closeIdle(slot);
            }
        } else if (slot.cold) {
            state.slots.pack(slot, state.clock.nanoTime(), idleSince, suspect);
        } else {
            slot.rest(suspect);
        }
        if (suspect) {
            state.slots.noteSuspect();
        }
        VarHandle.fullFence();
    }

    private void serve(Slot<T> slot) {
        long word = slot.word();
        if (Slot.phase(word) == Slot.IDLE && Slot.has(word, Slot.SUSPECT)) {
            state.demand();
        } else if (Slot.isPlainIdle(word) && slot.tryHold(word)) {
            if (!passOn(slot)) {
                rest(slot);
                wakeForIdle();
            }
        } else {
            wakeForIdle();
        }
    }

    /** Hands over what this thread has returned, or lets it rest while its turn goes on. {@return false if nobody waits} */
    private boolean passOn(Slot<T> slot) {
        if (!slot.cold && state.waiters.size() > 0 && state.turns.goesOn(slot)) {
            rest(slot);
            state.patrol.need();
            return true;
        }
        if (!grant(slot)) {
            return false;
        }
        state.turns.handedOver(Threads.current());
        return true;
    }
}
