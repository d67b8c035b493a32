package io.conecta.internal.store;

import io.conecta.internal.runtime.PatientLock;
import io.conecta.internal.runtime.StackProbe;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the objects are: the hot slots, which borrowers claim by one CAS each; the cold slots, which hold lent objects beyond
 * those; and the reserve, which holds idle objects beyond those.
 *
 * <p>A borrower tries the slot it got last, then the hot slots in turn, then the reserve. Finding nothing costs one look at each of at
 * most {@value #MOST_HOT} slots and one at the reserve, however large the pool is. Memory grows with the objects, not with the limit.
 *
 * <p>The lock guards the structure: which slots there are, which are EMPTY, who is in the reserve, the identity table. It is held
 * for a few instructions, never around user code, a park or a loop over foreign data. Whoever waits for it has looked whether there is stack
 * enough ({@link StackProbe}): an overflow in the lock itself would leave its queue in disorder. What may take memory comes first under it.
 *
 * @param <T> what is pooled
 */
public final class SlotTable<T> {
    static final int MOST_HOT = 256;

    /** The hot slots, without gaps; replaced when they grow. Written under {@link #lock}. */
    private volatile Slot<T>[] hot = Slot.noSlots();
    /** Whether slots share cache lines. */
    private final boolean small;
    /** How often a suspect has come to rest; spares the search for them. */
    private final AtomicLong suspects = new AtomicLong();
    /** What that was when a search began that found none; less, if it found one. */
    private volatile long sought;
    /** Set once, before the pool is used. */
    private @Nullable Runnable onSuspect;
    /** What a claim adds to the word; {@link Slot#CAREFUL_CLAIM} if returns need care. */
    private long claimStep = Slot.PLAIN_CLAIM;

    private final IdentityTable<T> identities = new IdentityTable<>();
    /** None until the first object is packed. Written under {@link #lock}. */
    private volatile Reserve<T> reserve = Reserve.none();

    private final ReentrantLock lock = new PatientLock();
    /** EMPTY slots, hot ones. As long as {@link #hot}. Guarded by {@link #lock}, as all below. */
    private Slot<T>[] emptyHot = Slot.noSlots();

    private int emptyHotCount;
    /** None until one is needed. Read without the lock too, to find out whether there are any. */
    private volatile ColdSlots<T> cold = ColdSlots.none();
    /** The loans of slots that were dropped, less the generations that were no loans but objects that moved out. */
    private long loansElsewhere;

    private int mostHot;

    /** @param small as of {@link Store} */
    SlotTable(boolean small) {
        this.small = small;
    }

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

    public long claimStep() {
        return claimStep;
    }

    /**
     * {@return an idle hot slot, now lent to this thread as {@link Slot#claimed}, or null; suspects are passed over} Begins with the slot after
     * this one: it has been at rest for longest if they are used in turn.
     */
    public @Nullable Slot<T> claimAfter(Slot<T> slot, Thread thread, long id) {
        Slot<T>[] slots = hot;
        int count = slots.length;
        long step = claimStep;
        for (int left = count, i = start(slot, id, count); left > 0; left--) {
            Slot<T> candidate = slots[i];
            long word = candidate.loanWord();
            if (candidate.tryClaim(word, step, thread)) {
                candidate.claimed = word + step;
                return candidate;
            }
            i = i + 1 == count ? 0 : i + 1;
        }
        return null;
    }

    private static int start(Slot<?> slot, long id, int count) {
        int from = slot.index == Slot.NOWHERE ? (int) id & Integer.MAX_VALUE : slot.index + 1;
        return count == 0 ? 0 : from % count;
    }

    /** As {@link #claimAfter}, exact for loans that may be reclaimed. */
    public @Nullable Borrowed<T> claim(Thread thread, long id) {
        Slot<T>[] slots = hot;
        int count = slots.length;
        for (int left = count, i = count == 0 ? 0 : ((int) id & Integer.MAX_VALUE) % count; left > 0; left--) {
            Borrowed<T> borrowed = Borrowed.tryClaim(slots[i], claimStep, thread);
            if (borrowed != null) {
                return borrowed;
            }
            i = i + 1 == count ? 0 : i + 1;
        }
        return null;
    }

    /** As {@link #claim}, and looks at the cold slots too, whose objects are idle there only in a pool with a queue. */
    public @Nullable Borrowed<T> claimAnywhere(Thread thread, long id) {
        Borrowed<T> borrowed = claim(thread, id);
        if (borrowed == null && !cold.isEmpty()) {
            for (Slot<T> candidate : coldSlots()) {
                borrowed = Borrowed.tryClaim(candidate, claimStep, thread);
                if (borrowed != null) {
                    return borrowed;
                }
            }
        }
        return borrowed;
    }

    /** {@return the slot that has this object, or null} */
    public @Nullable Slot<T> find(Object object) {
        return identities.find(object);
    }

    /** Whether a hot slot is idle and unsuspected, or the reserve has something. */
    public boolean hasIdle() {
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

    public boolean isAllHot() {
        return cold.isEmpty();
    }

    /** Visits the hot slots: those that plain returns leave idle. */
    public void forEachHot(Consumer<? super Slot<T>> visitor) {
        for (Slot<T> slot : hot) {
            visitor.accept(slot);
        }
    }

    /** Runs whenever a suspect has come to rest. */
    public void onSuspect(Runnable action) {
        onSuspect = action;
    }

    /** There is a suspect, as of now. To be called after its slot says so. */
    public void noteSuspect() {
        suspects.incrementAndGet();
        if (onSuspect != null) {
            onSuspect.run();
        }
    }

    public boolean mayHaveSuspects() {
        return sought != suspects.get(); // Read first: a search that finds one stores less than it read.
    }

    /** {@return a slot whose idle object is to be pinged before it is lent, now HELD, or null} Looks, even if there can be none. */
    public @Nullable Slot<T> holdSuspect() {
        long noted = suspects.get(); // A suspect noted from here on is looked for again, and one noted before is seen.
        Slot<T> held = holdSuspect(hot);
        held = held == null && !cold.isEmpty() ? holdSuspect(coldSlots()) : held;
        sought = held == null ? noted : noted - 1; // There may be more. No call: behind a hold, nothing may fail.
        return held;
    }

    private @Nullable Slot<T> holdSuspect(Slot<T>[] among) {
        for (Slot<T> slot : among) {
            if (slot.tryHoldSuspect()) {
                return slot;
            }
        }
        return null;
    }

    public boolean reserveIsEmpty() {
        return reserve.isEmpty();
    }

    public int reserveSize() {
        StackProbe.check();
        lock.lock();
        try {
            return reserve.size();
        } finally {
            lock.unlock();
        }
    }

    /** Whether something in the reserve may be from before this epoch. */
    public boolean reserveIsOlderThan(int epoch) {
        StackProbe.check();
        lock.lock();
        try {
            return !reserve.isEmpty() && reserve.epoch() != epoch;
        } finally {
            lock.unlock();
        }
    }

    public boolean reserveHas(Object object) {
        StackProbe.check();
        lock.lock();
        try {
            return reserve.contains(object);
        } finally {
            lock.unlock();
        }
    }

    /** {@return a HELD slot with this new object, or null if a slot has it already} */
    public @Nullable Slot<T> occupy(T object, long now, int epoch, int vouched) {
        lock.lock();
        try {
            if (identities.find(object) != null) {
                return null;
            }
            identities.makeRoom();
            Slot<T> slot = emptySlot();
            slot.stay.brings(0, 0, Slot.loans(slot.word()));
            settleIn(slot, object, now, epoch, vouched);
            return slot;
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #occupy}, for an object from elsewhere: null also if it is in the reserve, which takes a look at all of it. */
    public @Nullable Slot<T> adopt(T object, long now, int epoch, int vouched) {
        lock.lock();
        try {
            return reserve.contains(object) ? null : occupy(object, now, epoch, vouched);
        } finally {
            lock.unlock();
        }
    }

    /** {@return the HELD slot of an object out of the reserve, the one pushed last or first, or null if it is empty} */
    public @Nullable Unpacked<T> unpack(boolean newest, long now) {
        lock.lock();
        try {
            if (reserve.isEmpty()) {
                return null;
            }
            identities.makeRoom();
            Slot<T> slot = emptySlot();
            Reserve.Entry<T> entry;
            try {
                entry = newest ? reserve.popNewest() : reserve.popOldest();
            } catch (Throwable noMemory) {
                putBack(slot);
                throw noMemory;
            }
            if (entry == null) {
                putBack(slot);
                return null;
            }
            int tick = Reserve.tick(now);
            long born = now - Reserve.nanosBetween(entry.born(), tick);
            slot.stay.brings(entry.uses(), entry.failures(), Slot.loans(slot.word()));
            settleIn(slot, entry.object(), born, reserve.epoch(), reserve.vouched());
            return new Unpacked<>(slot, now - Reserve.nanosBetween(entry.idleSince(), tick), entry.suspect());
        } finally {
            lock.unlock();
        }
    }

    /** Moves the object of a HELD cold slot into the reserve; the slot is EMPTY then. */
    public void pack(Slot<T> slot, long idleSince, boolean suspect) {
        lock.lock();
        try {
            reserve = reserve.own();
            reserve.push(slot, idleSince, suspect);
            moveOut(slot);
        } finally {
            lock.unlock();
        }
    }

    /** HELD → EMPTY: the object has left the pool. */
    public void vacate(Slot<T> slot) {
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
     * @return the loans that no slot counts, or counts too many
     */
    public long forEach(Consumer<? super Slot<T>> visitor) {
        Slot<T>[] others;
        long loans;
        StackProbe.check();
        lock.lock();
        try {
            others = cold.copy();
            loans = loansElsewhere;
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
        StackProbe.check();
        lock.lock();
        try {
            return cold.copy();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no memory. */
    private void settleIn(Slot<T> slot, T object, long born, int epoch, int vouched) {
        slot.object = object;
        slot.stay.born = born;
        slot.stay.epoch = epoch;
        slot.stay.vouched = vouched;
        slot.trace = null;
        slot.hook(null);
        slot.abandoned = Slot.EMPTY;
        slot.unlisted = true;
        slot.occupy();
        identities.add(slot);
    }

    /** Takes no memory. */
    private void moveOut(Slot<T> slot) {
        identities.remove(slot);
        slot.object = null;
        slot.trace = null;
        slot.vacate();
        loansElsewhere--; // The generation that vacate has added is no loan.
        putBack(slot);
    }

    private void putBack(Slot<T> slot) {
        if (!slot.cold) {
            emptyHot[emptyHotCount++] = slot;
        } else {
            loansElsewhere += cold.putBack(slot);
        }
    }

    /** {@return an EMPTY slot, in no list} May take memory. */
    private Slot<T> emptySlot() {
        if (emptyHotCount > 0) {
            return emptyHot[--emptyHotCount];
        }
        if (hot.length < mostHot) {
            return newHotSlot();
        }
        cold = cold.own();
        return cold.emptySlot();
    }

    private Slot<T> newHotSlot() {
        Slot<T> slot = small ? new Slot<>(false, hot.length) : new Slot.Padded<>(hot.length);
        Slot<T>[] grown = Arrays.copyOf(hot, hot.length + 1);
        grown[hot.length] = slot;
        if (emptyHot.length < grown.length) {
            emptyHot = Arrays.copyOf(emptyHot, grown.length * 2);
        }
        hot = grown;
        return slot;
    }
}
