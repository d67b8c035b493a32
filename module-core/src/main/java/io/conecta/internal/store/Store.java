package io.conecta.internal.store;

import io.conecta.PoolClosedException;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Counters;
import io.conecta.internal.runtime.Limits;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * What the pool has, and what holds for it: the slots, the places, the limits in force, and since when objects are old or in doubt.
 *
 * @param <T> what is pooled
 */
public final class Store<T> implements IntSupplier {
    public final String name;
    public final Signals signals;
    public final SlotTable<T> slots;
    public final Capacity capacity = new Capacity(this);
    public final ClosedObjects closedObjects = new ClosedObjects();
    public final Counters counters = new Counters();
    public final Gate gate;

    private final Clock clock;
    private final boolean alwaysCareful;
    private volatile Limits limits;
    /** Whether nothing is lent; whether nothing stays either, which implies the former. */
    private volatile boolean suspended;

    private volatile boolean drained;
    private volatile boolean returnedByOthers;
    /** Grows with every {@code clear}. */
    private final AtomicInteger epoch = new AtomicInteger();
    /** Grows with every failed ping; what was vouched for before is in doubt. */
    private final AtomicInteger doubt = new AtomicInteger();
    /** Up to which doubt objects need no ping: one of them has passed since. Only ever grows: a pass that is late takes nothing back. */
    private final AtomicInteger cleared = new AtomicInteger();

    /**
     * An empty store.
     *
     * @param alwaysCareful whether returns need care whatever the limits say
     * @param gate opens and closes the fast path
     */
    public Store(String name, Clock clock, Limits limits, boolean alwaysCareful, Gate gate) {
        this(name, clock, limits, alwaysCareful, gate, false);
    }

    /**
     * As the other.
     *
     * @param small whether there are so many pools like it that memory counts for more than what neighbours in memory cost each other
     */
    public Store(String name, Clock clock, Limits limits, boolean alwaysCareful, Gate gate, boolean small) {
        this.signals = small ? new Signals() : new Signals.Padded();
        this.slots = new SlotTable<>(small);
        this.name = name;
        this.clock = clock;
        this.alwaysCareful = alwaysCareful;
        this.gate = gate;
        this.limits = limits;
        limits(limits);
    }

    public Limits limits() {
        return limits;
    }

    /** {@return the places that there are}, for the {@link Capacity} */
    @Override
    public int getAsInt() {
        return limits.maxSize();
    }

    /** The limits in force from now on. */
    public void limits(Limits value) {
        limits = value;
        slots.limit(value.maxSize());
        slots.careful(value.careful() || alwaysCareful);
        gate.step(slots.claimStep());
    }

    public int epoch() {
        return epoch.get();
    }

    /** From now on, what is here is old. */
    public void nextEpoch() {
        epoch.incrementAndGet();
    }

    /** {@return the doubt as of now, to be vouched against} */
    public int doubt() {
        return doubt.get();
    }

    /** Whether an object has failed its ping and none has passed since. */
    public boolean isInDoubt() {
        return doubt.get() != cleared.get();
    }

    /** An object has failed its ping: what was vouched for before is in doubt. {@return whether nothing was in doubt until now} */
    public boolean raiseDoubt() {
        boolean first = !isInDoubt();
        doubt.incrementAndGet();
        return first;
    }

    /** An object has passed its ping, which began at that doubt. {@return whether this ended the doubt} */
    public boolean clearDoubt(int asOf) {
        // Until another has failed since that ping began, or somebody else has cleared as much. Who was quicker may
        // have been out of date.
        for (int before = cleared.get(); asOf == doubt.get() && asOf != before; before = cleared.get()) {
            if (cleared.compareAndSet(before, asOf)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the object of a slot must pass a ping first, because another has failed one. Exact for who owns the slot. */
    public boolean isDoubted(Slot<T> slot) {
        return isInDoubt() && slot.stay.vouched != doubt.get();
    }

    /** Whether nothing is lent, and nothing begun, until the pool is resumed. */
    public boolean isSuspended() {
        return suspended;
    }

    /** Whether nothing stays either, until the pool is resumed. */
    public boolean isDrained() {
        return drained;
    }

    /** From now on nothing is lent; if it is drained, nothing stays. Under the lock of the one change at a time. */
    public void suspend(boolean drain) {
        drained |= drain;
        suspended = true;
        gate.close(Gate.SUSPENDED, true);
    }

    /** Lends again. As {@link #suspend}. */
    public void resume() {
        drained = false;
        suspended = false;
        gate.close(Gate.SUSPENDED, false);
    }

    /** Notes a return by another thread than the borrower's, if this is one. Not on the fast path: it may miss some. */
    public void noteReturner(Slot<T> slot, long word) {
        Thread borrower = slot.borrower();
        if (!returnedByOthers
                && borrower != Thread.currentThread()
                && Slot.isOut(word)
                && Slot.loans(slot.word()) == Slot.loans(word)) {
            returnedByOthers = true;
        }
    }

    /** {@return the word of a slot that a returner had to look for} It is another thread's loan more often than others. */
    public long found(Slot<T> slot) {
        long word = slot.word();
        noteReturner(slot, word);
        return word;
    }

    /** Whether the object is this pool's. */
    public boolean owns(Object object) {
        Slot<T> slot = slots.find(object);
        return (slot != null && slot.object() == object) || slots.reserveHas(object);
    }

    /** Whether the object is out on loan. */
    public boolean hasLent(Object object) {
        Slot<T> slot = slots.find(object);
        return slot != null && slot.object() == object && Slot.phase(slot.word()) == Slot.LENT;
    }

    /** Whether a thread was seen to return what another had borrowed: then who borrowed says nothing of who has it. */
    public boolean isReturnedByOthers() {
        return returnedByOthers;
    }

    public boolean isClosed() {
        return signals.has(Signals.CLOSED);
    }

    public void checkOpen() {
        if (isClosed()) {
            throw closed();
        }
    }

    public PoolClosedException closed() {
        return new PoolClosedException(
                "pool \"" + name + "\" is closed; borrow before closing it, or build another", null);
    }

    /**
     * Whether the object has to leave the pool: it is from before a clear, too old, used up, or the pool is closed or drained. Exact for
     * who owns the slot, a guess for others.
     */
    public boolean isUnwanted(Slot<T> slot) {
        return isUnwanted(slot, limits.lifetime() == Clock.FOREVER ? slot.stay.born : clock.nanoTime());
    }

    /** As the other, at a time that is known. */
    public boolean isUnwanted(Slot<T> slot, long now) {
        Limits current = limits;
        T object = slot.object;
        return isClosed()
                || drained
                || slot.stay.epoch != epoch()
                || (object != null && now - slot.stay.born >= current.lifetimeOf(object))
                || current.isUsedUp(slot.uses(slot.word()));
    }
}
