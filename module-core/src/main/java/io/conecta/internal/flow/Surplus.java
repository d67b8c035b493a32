package io.conecta.internal.flow;

import io.conecta.internal.store.Signals;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;

/**
 * Closes what the pool has too much: more than {@code maxSize} after it was lowered, or than its budget leaves.
 *
 * @param <T> what is pooled
 */
public final class Surplus<T> {
    private final Store<T> store;
    private final Handoff<T> handoff;
    private final Housekeeper<T> housekeeper;

    public Surplus(Store<T> store, Handoff<T> handoff, Housekeeper<T> housekeeper) {
        this.store = store;
        this.handoff = handoff;
        this.housekeeper = housekeeper;
    }

    /** Closes idle objects while there are too many; lent ones follow when they come back. */
    public void trim() {
        if (store.capacity.isOversize()) {
            store.signals.raise(Signals.OVERSIZE);
            store.slots.forEach(slot -> {
                if (Slot.phase(slot.word()) == Slot.IDLE) {
                    handoff.attend(slot);
                }
            });
            handoff.trimReserve();
            housekeeper.settle(() -> {});
        } else {
            handoff.settleSize();
        }
    }
}
