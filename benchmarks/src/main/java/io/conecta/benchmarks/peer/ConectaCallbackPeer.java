package io.conecta.benchmarks.peer;

import io.conecta.Pool;
import org.openjdk.jmh.infra.Blackhole;

/** What the two callback shapes have in common: they pair, and cannot be taken apart. */
abstract class ConectaCallbackPeer extends Peer<Thing> {
    final Pool<Thing> pool;

    ConectaCallbackPeer(Pool<Thing> pool) {
        this.pool = pool;
    }

    @Override
    public abstract void pair(Blackhole hole) throws Exception;

    @Override
    public abstract void pair(Blackhole hole, long tokens) throws Exception;

    @Override
    public Thing borrow() {
        throw new UnsupportedOperationException("a callback cannot be taken apart");
    }

    @Override
    public Thing tryBorrow() {
        throw new UnsupportedOperationException("a callback cannot be taken apart");
    }

    @Override
    public Object object(Thing held) {
        return held;
    }

    @Override
    public void giveBack(Thing held) {
        throw new UnsupportedOperationException("a callback cannot be taken apart");
    }

    @Override
    public void close() {
        pool.close();
    }

    static void work(Blackhole hole, Thing thing, long tokens) {
        hole.consume(thing);
        Blackhole.consumeCPU(tokens);
    }
}
