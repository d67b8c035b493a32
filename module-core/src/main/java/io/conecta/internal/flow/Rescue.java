package io.conecta.internal.flow;

import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import java.util.function.Consumer;

/**
 * Looks whether anything was {@link Slot#abandoned}, and has a sweep settle it. A mark is all that can be left where memory or stack has run out, so it
 * is those who look for an object, or at the figures, that find it.
 *
 * @param <T> what is pooled
 */
public final class Rescue<T> implements Consumer<Slot<T>> {
    private final Store<T> store;
    private final Clockwork clockwork;

    public Rescue(Store<T> store, Clockwork clockwork) {
        this.store = store;
        this.clockwork = clockwork;
    }

    /** Takes no memory unless something was abandoned, or there are cold slots. */
    void look() {
        if (store.slots.isAllHot()) {
            store.slots.forEachHot(this);
        } else {
            store.slots.forEach(this);
        }
    }

    @Override
    public void accept(Slot<T> slot) {
        if (slot.isAbandoned(slot.word())) {
            clockwork.rescue();
        }
    }
}
