package io.conecta.benchmarks.peer;

import org.openjdk.jmh.infra.Blackhole;

/**
 * A pool for each of many keys, one object each, which are used in turn; by one thread.
 *
 * @param <P> the pool
 */
abstract class KeyedPeer<P> extends Peer<Thing> {
    final P pool;
    private final Integer[] keys;
    private int next;

    KeyedPeer(P pool, int keys) {
        this.pool = pool;
        this.keys = new Integer[keys];
        for (int i = 0; i < keys; i++) {
            this.keys[i] = i;
        }
    }

    final Integer key() {
        int at = next;
        next = at + 1 == keys.length ? 0 : at + 1;
        return keys[at];
    }

    /** Uses each key once. */
    final Peer<?> filled() throws Exception {
        Blackhole hole = new Blackhole(
                "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");
        for (int i = 0; i < keys.length; i++) {
            pair(hole);
        }
        return this;
    }

    @Override
    public abstract void pair(Blackhole hole) throws Exception;

    @Override
    public final void pair(Blackhole hole, long tokens) {
        throw new UnsupportedOperationException("a key is used without work");
    }

    @Override
    public final Thing borrow() {
        throw new UnsupportedOperationException("a borrow needs its key");
    }

    @Override
    public final Thing tryBorrow() {
        throw new UnsupportedOperationException("a borrow needs its key");
    }

    @Override
    public final Object object(Thing held) {
        return held;
    }

    @Override
    public final void giveBack(Thing held) {
        throw new UnsupportedOperationException("a return needs its key");
    }
}
