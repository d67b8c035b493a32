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
    private static final long GLANCE_NANOS = 100_000_000;

    private final Store<T> store;
    private final Clockwork clockwork;
    /** When to look again, as far as {@link #glance} goes. Racy: two may look at once. */
    private volatile long next;

    private volatile boolean glanced;

    public Rescue(Store<T> store, Clockwork clockwork) {
        this.store = store;
        this.clockwork = clockwork;
    }

    /** Looks, unless somebody has done so a moment ago: a refusal must not cost a look at all slots. */
    void glance(long now) {
        if (!glanced || now - next >= 0) {
            next = now + GLANCE_NANOS;
            glanced = true;
            look();
        }
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
