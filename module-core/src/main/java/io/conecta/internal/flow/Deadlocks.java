package io.conecta.internal.flow;

import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks for borrowers that wait for each other, over all pools that they wait for. A pool is in a deadlock if every place is a loan, and
 * every holder waits for a pool in a deadlock. So one holder that does not wait ends the search, which makes it cheap in a pool that works.
 *
 * <p>Everything is read without a lock, and then once more. A slot's word counts its loans, and a wait is one {@link Waiting}: so whatever
 * both looks have found alike was so at one time in between. What is left to chance is that the borrower of a loan is written a few
 * instructions after its claim, and that an object may have been passed on to another thread which has returned none so far. A pool that
 * has seen such a return is in no deadlock, as far as this can tell.
 */
final class Deadlocks {
    private final @Nullable Waiting self;
    private final List<Deadlock.Hold> holds = new ArrayList<>();
    private final Set<Store<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Store<?>> open = new ArrayDeque<>();

    private Deadlocks(@Nullable Waiting self) {
        this.self = self;
    }

    /**
     * {@return the deadlock that a pool is in, or null}
     *
     * @param self the wait of this thread, which is about to park or has just given up; null if it does not wait
     */
    static @Nullable Deadlock find(Store<?> store, @Nullable Waiting self) {
        if (!mayBe(store)) {
            return null;
        }
        Deadlock found = new Deadlocks(self).search(store);
        if (found != null) {
            found.holds().forEach(hold -> hold.waiting().found = found);
        }
        return found;
    }

    /** Whether the holder of every object is known and waits; asked of none behind the first for which it is not. */
    private <T> boolean allHeld(Store<T> store) {
        boolean[] all = {true};
        store.slots.forEachHot(slot -> all[0] = all[0] && (isEmpty(slot) || holdOf(store, slot) != null));
        return all[0];
    }

    private static boolean mayBe(Store<?> store) {
        return store.limits().maxSize() > 0
                && store.capacity.isExhausted()
                && !store.isReturnedByOthers()
                && !store.isSuspended()
                && !store.isClosed();
    }

    private @Nullable Deadlock search(Store<?> store) {
        open.add(store);
        seen.add(store);
        for (Store<?> next = open.poll(); next != null; next = open.poll()) {
            if (!enter(next)) {
                return null;
            }
        }
        letClaimsEnd();
        for (Deadlock.Hold hold : holds) {
            if (!hold.goesOn() || waitOf(hold.waiting().thread) != hold.waiting()) {
                return null;
            }
        }
        return seen.stream().allMatch(Deadlocks::mayBe) ? new Deadlock(List.copyOf(holds)) : null;
    }

    /** Lets borrowers go on that were stopped between a claim and saying whose it is. */
    @SuppressWarnings("ThreadPriorityCheck") // A hint that costs little where the scheduler ignores it.
    static void letClaimsEnd() {
        Thread.yield();
    }

    /** {@return whether all places of the pool are loans to threads that wait} Notes them. */
    private <T> boolean enter(Store<T> store) {
        if (!mayBe(store) || !allHeld(store)) {
            return false;
        }
        List<Deadlock.Hold> here = new ArrayList<>();
        store.slots.forEach(slot -> {
            Deadlock.Hold hold = holdOf(store, slot);
            if (hold != null) {
                here.add(hold);
            }
        });
        if (here.size() < store.limits().maxSize()) {
            return false;
        }
        for (Deadlock.Hold hold : here) {
            Store<?> next = hold.waiting().store;
            if (seen.add(next)) {
                open.add(next);
            }
        }
        return holds.addAll(here);
    }

    private static boolean isEmpty(Slot<?> slot) {
        return Slot.phase(slot.word()) == Slot.EMPTY;
    }

    /** {@return the loan of a slot to a thread that waits, or null if it is anything else} */
    private Deadlock.@Nullable Hold holdOf(Store<?> store, Slot<?> slot) {
        long word = slot.word();
        Thread borrower = slot.borrower();
        Waiting waiting = Slot.phase(word) == Slot.LENT && borrower != null ? waitOf(borrower) : null;
        return waiting == null ? null : new Deadlock.Hold(store, slot, word, waiting);
    }

    private @Nullable Waiting waitOf(Thread thread) {
        Waiting mine = self;
        if (mine != null && mine.thread == thread) {
            return mine;
        }
        return LockSupport.getBlocker(thread) instanceof Waiting waiting && waiting.goesOn() ? waiting : null;
    }
}
