package io.conecta.internal.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Whether a return has anything to do beyond freeing its slot: one word that every return reads and hardly anybody writes.
 */
public sealed class Signals permits Signals.Padded {
    /** Somebody waits. */
    public static final int WAITERS = 1;
    /** The pool is closed. */
    public static final int CLOSED = 2;
    /** There may be more objects than {@code maxSize}. */
    public static final int OVERSIZE = 4;

    private static final VarHandle BITS;

    static {
        try {
            BITS = MethodHandles.lookup().findVarHandle(Signals.class, "bits", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    @SuppressWarnings("UnusedVariable") // Through BITS.
    private int bits;

    /** {@return whether any bit is set} */
    public final boolean any() {
        return (int) BITS.getVolatile(this) != 0;
    }

    /**
     * Whether a return has anything to do beyond freeing its slot. Volatile: ordered with the CAS of a careful return; not with the
     * release store of a plain one.
     *
     * @param word the loan that has just ended
     */
    public final boolean concern(Slot<?> slot, long word) {
        int now = (int) BITS.getVolatile(this);
        return now != 0 && (now != WAITERS || word >= slot.turn.lookAt);
    }

    /** {@return whether this bit is set} */
    public final boolean has(int bit) {
        return ((int) BITS.getVolatile(this) & bit) != 0;
    }

    public final void raise(int bit) {
        BITS.getAndBitwiseOr(this, bit);
    }

    public final void clear(int bit) {
        BITS.getAndBitwiseAnd(this, ~bit);
    }

    /** With the rest of two cache lines to itself, since its neighbours in memory may be busier. */
    @SuppressWarnings("unused") // Padding is there to be there.
    static final class Padded extends Signals {
        private long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12, p13;
    }
}
