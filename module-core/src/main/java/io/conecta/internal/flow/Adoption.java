package io.conecta.internal.flow;

import io.conecta.PoolBudget;
import io.conecta.PoolClosedException;
import io.conecta.PoolFullException;
import io.conecta.internal.runtime.Option;
import io.conecta.internal.runtime.StackProbe;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * Takes objects into the pool that were created elsewhere, in steps: only while they get their slots must no other pool adopt anything.
 *
 * @param <T> what is pooled
 */
public final class Adoption<T> {
    private final Store<T> store;
    private final Supply<T> supply;

    public Adoption(Store<T> store, Supply<T> supply) {
        this.store = store;
        this.supply = supply;
    }

    /** Takes a place for the object, which may ask the user's budget. To be followed by {@link #occupy}. */
    public void begin(T object) {
        StackProbe.check();
        if (store.owns(object)) {
            throw cannotAdopt(object);
        }
        if (store.isClosed()) {
            throw new PoolClosedException(
                    "pool \"" + store.name + "\" is closed and cannot adopt " + UserCode.describe(object)
                            + "; it is still yours: close it",
                    null);
        }
        if (!takePlace()) {
            PoolBudget shortOf = store.capacity.isExhausted() ? null : store.capacity.shortOf();
            throw new PoolFullException(
                    "pool \"" + store.name + "\": no room to adopt " + UserCode.describe(object) + ", maxSize="
                            + Option.MAX_SIZE.text(store.limits().maxSize()) + (shortOf == null ? "" : ", " + shortOf)
                            + "; it is still yours: close it, or "
                            + (shortOf == null ? "raise maxSize" : shortOf.advice()),
                    null);
        }
    }

    /**
     * Gives the object its slot, without user code. To be followed by {@link #end}, or by {@link #giveUp} if there is none.
     *
     * @return the slot, or null if the object is in the pool already
     */
    public @Nullable Slot<T> occupy(T object) {
        return supply.occupy(object);
    }

    /** Gives the place back. */
    public void giveUp() {
        store.capacity.takeBack();
    }

    /** Lends the object or lays it to rest, which may call the user's queue. */
    public void end(T object, @Nullable Slot<T> slot) {
        if (!supply.join(object, slot)) {
            throw cannotAdopt(object);
        }
    }

    private boolean takePlace() {
        if (!store.capacity.tryTake()) {
            return false;
        }
        if (!store.capacity.confirm()) {
            store.capacity.takeBack();
            return false;
        }
        store.capacity.joined(); // Nobody waits for it.
        return true;
    }

    private IllegalStateException cannotAdopt(T object) {
        return new IllegalStateException("pool \"" + store.name + "\": cannot adopt " + UserCode.describe(object)
                + ", which is in the pool already, or lent by it; adopt an object once");
    }
}
