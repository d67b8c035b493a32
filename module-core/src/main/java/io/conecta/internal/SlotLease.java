package io.conecta.internal;

import io.conecta.Lease;
import io.conecta.internal.store.Slot;

/**
 * A loan by its slot and word: whatever happens to the slot later has another word. Small and final, so that a lease which does
 * not escape is never allocated.
 *
 * @param <T> what is pooled
 */
final class SlotLease<T> implements Lease<T> {
    final Engine<T> engine;
    final Slot<T> slot;
    final T object;
    final long loan;

    SlotLease(Engine<T> engine, Slot<T> slot, T object, long loan) {
        this.engine = engine;
        this.slot = slot;
        this.object = object;
        this.loan = loan;
    }

    @Override
    public T get() {
        if (slot.loanWord() != loan && hasEnded()) { // Without flags on the loan, one comparison.
            throw new IllegalStateException(
                    "pool \"" + engine.name()
                            + "\": the lease has ended: it was closed, discarded, reclaimed as leaked, or revoked by the budget; take another");
        }
        return object;
    }

    private boolean hasEnded() {
        return Slot.loan(slot.loanWord()) != loan;
    }

    @Override
    public void suspect() {
        engine.suspect(slot, loan);
    }

    @Override
    public void discard() {
        engine.discard(slot, loan);
    }

    @Override
    public void close() {
        try {
            engine.giveBack(slot, loan);
        } catch (Throwable noStack) {
            slot.abandoned = loan; // Nobody closes a lease a second time because the first has failed.
            throw noStack;
        }
    }

    @Override
    public String toString() {
        return "Lease[" + engine.name() + ", " + (hasEnded() ? "ended" : "open") + "]";
    }
}
