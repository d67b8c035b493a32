package io.conecta.internal;

import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the objects are: the hot slots, which borrowers claim by one CAS each; the cold slots, which hold lent objects beyond
 * those; and the reserve, which holds idle objects beyond those.
 *
 * <p>A borrower tries the slot it got last ({@link Hints}), then the hot slots in turn, then the reserve. Finding nothing costs one look
 * at each of at most {@value #MOST_HOT} slots and one at the reserve, however large the pool is. Memory grows with the objects, not with
 * the limit.
 *
 * <p>The lock guards the structure: which slots there are, which are EMPTY, who is in the reserve, the identity table. It is held
 * for a few instructions, never around user code, a park or a loop over foreign data.
 *
 * @param <T> what is pooled
 */
final class SlotTable<T> {
    static final int MOST_HOT = 256;
    private static final int MOST_EMPTY_COLD = 64;

    /** The hot slots, without gaps; replaced when they grow. Written under {@link #lock}. */
    private volatile Slot<T>[] hot = newArray(0);
    /** Whether there may be suspects among the idle; spares the search for them. */
    private volatile boolean suspects;
    /** What a claim adds to the word; {@link Slot#CAREFUL_CLAIM} if returns need care. */
    private long claimStep = Slot.PLAIN_CLAIM;

    private final IdentityTable<T> identities = new IdentityTable<>();
    private final Reserve<T> reserve = new Reserve<>();
    private final ReentrantLock lock = new ReentrantLock();
    /** EMPTY slots, hot ones. Guarded by {@link #lock}, as all below. */
    private Slot<T>[] emptyHot = newArray(4);

    private int emptyHotCount;
    private Slot<T>[] emptyCold = newArray(4);
    private int emptyColdCount;
    private @Nullable Slot<T>[] cold = newArray(4);
    /** The loans of slots that were dropped. */
    private long droppedLoans;
    /** Written under {@link #lock}. */
    private volatile int coldCount;

    private int mostHot;
    /** The epoch of what is in the reserve, the oldest if they differ: a clear that overlaps may then close more than it has to. */
    private int reserveEpoch;

    /** How many hot slots there may be, for a pool of this size. */
    void limit(int maxSize) {
        lock.lock();
        try {
            mostHot = Math.min(maxSize, MOST_HOT);
        } finally {
            lock.unlock();
        }
    }

    /** What claims add from now on. */
    void careful(boolean careful) {
        claimStep = careful ? Slot.CAREFUL_CLAIM : Slot.PLAIN_CLAIM;
    }

    long claimStep() {
        return claimStep;
    }

    /** {@return an idle hot slot, now lent to this thread, or null; suspects are passed over} */
    @Nullable
    Slot<T> claim(long thread) {
        return claimFrom((int) thread & Integer.MAX_VALUE, thread);
    }

    /** As {@link #claim}, beginning with the slot after this one: it has been at rest for longest if they are used in turn. */
    @Nullable
    Slot<T> claimAfter(Slot<T> slot, long thread) {
        return slot.index == Slot.NOWHERE ? claim(thread) : claimFrom(slot.index + 1, thread);
    }

    private @Nullable Slot<T> claimFrom(int start, long thread) {
        Slot<T>[] slots = hot;
        int count = slots.length;
        long step = claimStep;
        for (int left = count, i = count == 0 ? 0 : start % count; left > 0; left--) {
            Slot<T> slot = slots[i];
            if (slot.tryClaim(step, thread)) {
                return slot;
            }
            i = i + 1 == count ? 0 : i + 1;
        }
        return null;
    }

    /** As {@link #claim}, and looks at the cold slots too, whose objects are idle there only in a pool with a queue. */
    @Nullable
    Slot<T> claimAnywhere(long thread) {
        Slot<T> slot = claim(thread);
        if (slot == null && coldCount > 0) {
            for (Slot<T> candidate : coldSlots()) {
                if (candidate.tryClaim(claimStep, thread)) {
                    return candidate;
                }
            }
        }
        return slot;
    }

    /** {@return the slot that has this object, or null} */
    @Nullable
    Slot<T> find(Object object) {
        return identities.find(object);
    }

    /** Whether a hot slot is idle and unsuspected, or the reserve has something. */
    boolean hasIdle() {
        if (!reserve.isEmpty()) {
            return true;
        }
        for (Slot<T> slot : hot) {
            if (Slot.isPlainIdle(slot.word())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a hot slot has been idle since the last patrol, or the reserve has something. For the patrol only.
     *
     * @param since when the last patrol was: returns of slots at which nobody has looked for waiters since then look at once
     */
    boolean findAtRest(long since) {
        boolean found = !reserve.isEmpty();
        for (Slot<T> slot : hot) {
            long word = slot.word();
            found |= Slot.isPlainIdle(word) && slot.patrolled == word;
            slot.patrolled = word;
            Turns.lookNow(slot, since);
        }
        return found;
    }

    /** There is a suspect, as of now. To be called after its slot says so. */
    void noteSuspect() {
        suspects = true;
    }

    boolean mayHaveSuspects() {
        return suspects;
    }

    /** {@return a slot whose idle object is to be pinged before it is lent, now HELD, or null} */
    @Nullable
    Slot<T> holdSuspect() {
        if (!suspects) {
            return null;
        }
        suspects = false; // Before looking: a suspect noted from here on is looked for again.
        for (Slot<T> slot : hot) {
            if (slot.tryHoldSuspect()) {
                suspects = true;
                return slot;
            }
        }
        if (coldCount > 0) {
            for (Slot<T> slot : coldSlots()) {
                if (slot.tryHoldSuspect()) {
                    suspects = true;
                    return slot;
                }
            }
        }
        return null;
    }

    int lent() {
        return count(Slot.LENT);
    }

    /** {@return how many slots are idle, suspects included} */
    int idle() {
        return count(Slot.IDLE);
    }

    private int count(long phase) {
        int[] count = {0};
        forEach(slot -> count[0] += Slot.phase(slot.word()) == phase ? 1 : 0);
        return count[0];
    }

    boolean reserveIsEmpty() {
        return reserve.isEmpty();
    }

    int reserveSize() {
        lock.lock();
        try {
            return reserve.size();
        } finally {
            lock.unlock();
        }
    }

    /** Whether something in the reserve may be from before this epoch. */
    boolean reserveIsOlderThan(int epoch) {
        lock.lock();
        try {
            return !reserve.isEmpty() && reserveEpoch != epoch;
        } finally {
            lock.unlock();
        }
    }

    boolean reserveHas(Object object) {
        lock.lock();
        try {
            return reserve.contains(object);
        } finally {
            lock.unlock();
        }
    }

    /** {@return a HELD slot with this new object, or null if a slot has it already} */
    @Nullable
    Slot<T> occupy(T object, long now, int epoch) {
        lock.lock();
        try {
            if (identities.find(object) != null) {
                return null;
            }
            return moveIn(new Reserve.Entry<>(object, 0, 0, 0, 0, false), now, epoch);
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #occupy}, for an object from elsewhere: null also if it is in the reserve, which takes a look at all of it. */
    @Nullable
    Slot<T> adopt(T object, long now, int epoch) {
        lock.lock();
        try {
            return reserve.contains(object) ? null : occupy(object, now, epoch);
        } finally {
            lock.unlock();
        }
    }

    /** {@return the HELD slot of an object out of the reserve, the one pushed last or first, or null if it is empty} */
    @Nullable
    Unpacked<T> unpack(boolean newest, long now) {
        lock.lock();
        try {
            Reserve.Entry<T> entry = newest ? reserve.popNewest() : reserve.popOldest();
            if (entry == null) {
                return null;
            }
            int tick = Reserve.tick(now);
            Slot<T> slot = moveIn(entry, now - Reserve.nanosBetween(entry.born(), tick), reserveEpoch);
            return new Unpacked<>(slot, now - Reserve.nanosBetween(entry.idleSince(), tick), entry.suspect());
        } finally {
            lock.unlock();
        }
    }

    /** An object's new slot, since when it has been idle, and whether it is to be pinged before it is lent. */
    record Unpacked<T>(Slot<T> slot, long idleSince, boolean suspect) {}

    /** Moves the object of a HELD cold slot into the reserve; the slot is EMPTY then. */
    void pack(Slot<T> slot, long now, long idleSince, boolean suspect) {
        lock.lock();
        try {
            reserveEpoch = reserve.isEmpty() ? slot.epoch : Math.min(reserveEpoch, slot.epoch);
            int uses = (int) Math.min(Integer.MAX_VALUE, Slot.loans(slot.word()) - slot.loansBefore);
            reserve.push(new Reserve.Entry<>(
                    slot.require(), Reserve.tick(slot.born), Reserve.tick(idleSince), uses, slot.failures, suspect));
            moveOut(slot);
        } finally {
            lock.unlock();
        }
    }

    /** HELD → EMPTY: the object has left the pool. */
    void vacate(Slot<T> slot) {
        lock.lock();
        try {
            moveOut(slot);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Visits every slot there is, EMPTY ones too; slots made meanwhile may be missed.
     *
     * @return the loans of the slots that are no more
     */
    long forEach(Consumer<? super Slot<T>> visitor) {
        Slot<T>[] others;
        long loans;
        lock.lock();
        try {
            others = Arrays.copyOf(cold, coldCount);
            loans = droppedLoans;
        } finally {
            lock.unlock();
        }
        for (Slot<T> slot : hot) {
            visitor.accept(slot);
        }
        for (Slot<T> slot : others) {
            visitor.accept(slot);
        }
        return loans;
    }

    private Slot<T>[] coldSlots() {
        lock.lock();
        try {
            return Arrays.copyOf(cold, coldCount);
        } finally {
            lock.unlock();
        }
    }

    private Slot<T> moveIn(Reserve.Entry<T> entry, long born, int epoch) {
        Slot<T> slot = emptySlot();
        slot.object = entry.object();
        slot.born = born;
        slot.epoch = epoch;
        slot.failures = entry.failures();
        slot.loansBefore = Slot.loans(slot.word()) - entry.uses();
        slot.seen = -1;
        slot.trace = null;
        slot.unlisted = true;
        slot.occupy();
        identities.add(slot);
        return slot;
    }

    private void moveOut(Slot<T> slot) {
        identities.remove(slot);
        slot.object = null;
        slot.trace = null;
        slot.vacate();
        if (!slot.cold) {
            emptyHot = with(emptyHot, emptyHotCount++, slot);
        } else if (emptyColdCount < MOST_EMPTY_COLD) {
            emptyCold = with(emptyCold, emptyColdCount++, slot);
        } else {
            drop(slot);
        }
    }

    /** After a peak, slots are garbage. Who still has such a slot finds it EMPTY for ever: no slot takes up its loans. */
    private void drop(Slot<T> slot) {
        droppedLoans += Slot.loans(slot.word());
        int last = coldCount - 1;
        cold[slot.index] = cold[last];
        cold[slot.index].index = slot.index;
        cold[last] = null;
        coldCount = last;
        if (last < cold.length / 4) {
            cold = Arrays.copyOf(cold, cold.length / 2);
        }
    }

    private Slot<T> emptySlot() {
        if (emptyHotCount > 0) {
            return emptyHot[--emptyHotCount];
        }
        if (hot.length < mostHot) {
            Slot<T> slot = new Slot.Padded<>(hot.length);
            Slot<T>[] grown = Arrays.copyOf(hot, hot.length + 1);
            grown[hot.length] = slot;
            hot = grown;
            return slot;
        }
        if (emptyColdCount > 0) {
            return emptyCold[--emptyColdCount];
        }
        Slot<T> slot = new Slot<>(true, coldCount);
        cold = with(cold, coldCount, slot);
        int count = coldCount + 1;
        coldCount = count;
        return slot;
    }

    private static <T> Slot<T>[] with(Slot<T>[] array, int index, Slot<T> slot) {
        Slot<T>[] roomy = index < array.length ? array : Arrays.copyOf(array, index * 2);
        roomy[index] = slot;
        return roomy;
    }

    @SuppressWarnings("unchecked")
    private static <T> Slot<T>[] newArray(int length) {
        return (Slot<T>[]) new Slot<?>[length];
    }
}
