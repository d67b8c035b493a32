package io.conecta.benchmarks.peer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The physical limit: each thread has a slot of its own on a cache line of its own, claims it by one compare-and-set and frees it
 * by one release store. No pool that hands an object from thread to thread can do less.
 */
@SuppressWarnings("UnusedVariable") // the padding
final class LimitPeer extends Peer<Object> {
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Slot.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Slot slot = new Slot();

    static Peer<?> open() {
        return new LimitPeer();
    }

    @Override
    public Peer<Object> forThread() {
        return new LimitPeer();
    }

    @Override
    public Object borrow() {
        return tryBorrow();
    }

    @Override
    public Object tryBorrow() {
        return STATE.compareAndSet(slot, 0, 1) ? slot.object : null;
    }

    @Override
    public Object object(Object held) {
        return held;
    }

    @Override
    public void giveBack(Object held) {
        STATE.setRelease(slot, 0);
    }

    /** Keeps what lies before the slot in memory off its cache line. */
    private static class Before {
        long b0;
        long b1;
        long b2;
        long b3;
        long b4;
        long b5;
        long b6;
        long b7;
        long b8;
        long b9;
        long b10;
        long b11;
        long b12;
        long b13;
    }

    private static class Hot extends Before {
        int state;
        final Object object = new Thing();
    }

    /** The padding behind. */
    private static final class Slot extends Hot {
        long a0;
        long a1;
        long a2;
        long a3;
        long a4;
        long a5;
        long a6;
        long a7;
        long a8;
        long a9;
        long a10;
        long a11;
        long a12;
        long a13;
    }
}
