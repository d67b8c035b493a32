package io.conecta.internal.flow;

import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps {@code minIdle} objects ready: starts the creations that are missing.
 *
 * @param <T> what is pooled
 */
final class Refill<T> {
    private final Store<T> store;
    private final Supply<T> supply;
    private final AtomicBoolean refilling = new AtomicBoolean();

    Refill(Store<T> store, Supply<T> supply) {
        this.store = store;
        this.supply = supply;
    }

    /** Starts what is missing. One at a time, or two would fill the same gap; creations are counted first, or one that ends meanwhile would be missed. */
    void run() {
        int wanted = store.limits().settings().minIdle();
        if (wanted == 0 || store.isClosed() || !refilling.compareAndSet(false, true)) {
            return;
        }
        try {
            int[] ready = {supply.creating() + store.slots.reserveSize()};
            store.slots.forEach(slot -> {
                long word = slot.word();
                long phase = Slot.phase(word);
                boolean pinged = phase == Slot.HELD && !Slot.has(word, Slot.DOOMED); // Idle again when that is over.
                ready[0] += phase == Slot.IDLE || pinged ? 1 : 0;
            });
            supply.create(wanted - ready[0]);
        } finally {
            refilling.set(false);
        }
    }
}
