package io.conecta.internal.store;

import org.jspecify.annotations.Nullable;

/**
 * What a borrower has got by the slow path. Exact: object and loan belong together, whatever becomes of the slot later.
 *
 * <p>Fields instead of accessors: at the end of the stack, a field can still be read where nothing can be called.
 *
 * @param <T> what is pooled
 */
public final class Borrowed<T> {
    public final Slot<T> slot;
    public final T object;
    /** Identifies the loan. */
    public final long loan;

    public Borrowed(Slot<T> slot, T object, long loan) {
        this.slot = slot;
        this.object = object;
        this.loan = loan;
    }

    /**
     * Claims an idle slot, and reads its object beside. The object is read before the CAS: if that succeeds, the object has not moved
     * meanwhile. Read after it, it might be the next tenant's already, if the loan is reclaimed at once.
     *
     * @return null if the slot is not idle, or somebody was quicker
     */
    public static <T> @Nullable Borrowed<T> tryClaim(Slot<T> slot, long step, Thread thread) {
        long word = slot.word();
        if (!Slot.isPlainIdle(word)) {
            return null;
        }
        T object = slot.object;
        if (object == null) {
            return null;
        }
        Borrowed<T> borrowed =
                new Borrowed<>(slot, object, Slot.loan(word + step)); // What takes memory and stack comes first.
        return slot.tryClaim(word, step, thread) ? borrowed : null;
    }

    /** A HELD slot, now lent to this thread. */
    public static <T> Borrowed<T> lend(Slot<T> slot, long step, Thread thread) {
        T object = slot.require();
        return of(slot, object, Slot.loan(slot.lend(step, thread)));
    }

    /** {@return a loan that the caller has} Without memory for it, the loan is marked as abandoned. */
    public static <T> Borrowed<T> of(Slot<T> slot, T object, long loan) {
        boolean made = false;
        try {
            Borrowed<T> borrowed = new Borrowed<>(slot, object, loan);
            made = true;
            return borrowed;
        } finally {
            if (!made) {
                slot.abandoned = loan; // No memory even for this.
            }
        }
    }
}
