package io.conecta.internal.flow;

import io.conecta.internal.store.Gate;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;

/**
 * What a ping says of the other objects. One that fails puts all in doubt: none is lent before it, or one of them, has passed a ping that
 * began later.
 *
 * @param <T> what is pooled
 */
public final class Doubt<T> {
    private final Store<T> store;
    private final Handoff<T> handoff;

    public Doubt(Store<T> store, Handoff<T> handoff) {
        this.store = store;
        this.handoff = handoff;
    }

    /** An object has failed its ping: the others are not lent before they, or one of them, have passed theirs. */
    void raise() {
        store.raiseDoubt();
        store.gate.closeIf(Gate.IN_DOUBT, store::isInDoubt);
        boolean[] any = {!store.slots.reserveIsEmpty()};
        store.slots.forEach(slot -> {
            long word = slot.word();
            if (Slot.isPlainIdle(word) && store.isDoubted(slot)) {
                any[0] |= slot.tryFlag(word, Slot.DOUBTED);
            }
        });
        if (any[0]) {
            store.slots.noteSuspect();
        }
    }

    /** An object has passed a ping that began at that doubt. */
    void clear(int asOf) {
        if (store.clearDoubt(asOf)) {
            end();
        }
    }

    /** Lets what was in doubt be lent again. */
    private void end() {
        store.gate.closeIf(Gate.IN_DOUBT, store::isInDoubt);
        store.slots.forEach(slot -> {
            long word = slot.word();
            if (Slot.phase(word) == Slot.IDLE && Slot.has(word, Slot.DOUBTED)) {
                slot.tryUnflag(word, Slot.DOUBTED);
            }
        });
        handoff.wakeForIdle();
    }
}
