package io.conecta.benchmarks.peer;

import org.openjdk.jmh.infra.Blackhole;

/**
 * One pool under test, filled with as many objects as it may hold.
 *
 * <p>A class and not an interface, and never more than one of its subclasses loaded in a fork: so the JIT compiler binds these
 * methods statically and inlines them, and a peer is measured as if it were called directly.
 *
 * @param <R> what a borrow gives: the object itself or the handle that gives it back
 */
public abstract class Peer<R> {
    /** How long a borrow waits before it counts as unserved. */
    static final int PATIENCE_SECONDS = 1;

    /** The peer as one thread sees it. */
    public Peer<R> forThread() {
        return this;
    }

    /** Borrows, waiting up to {@link #PATIENCE_SECONDS}; null if that was not enough. */
    public abstract R borrow() throws Exception;

    /** Borrows what is idle now, or gives null. */
    public abstract R tryBorrow() throws Exception;

    /** The object that was borrowed. */
    public abstract Object object(R held);

    /** Gives back. */
    public abstract void giveBack(R held) throws Exception;

    /** Borrow, touch, give back. */
    public void pair(Blackhole hole) throws Exception {
        R held = borrow();
        if (held != null) {
            hole.consume(object(held));
            giveBack(held);
        }
    }

    /** Borrow, touch, work, give back. */
    public void pair(Blackhole hole, long tokens) throws Exception {
        R held = borrow();
        if (held != null) {
            hole.consume(object(held));
            Blackhole.consumeCPU(tokens);
            giveBack(held);
        }
    }

    /** Ends the pool. */
    public void close() throws Exception {}
}
