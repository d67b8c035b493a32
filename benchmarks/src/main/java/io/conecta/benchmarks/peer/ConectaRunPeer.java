package io.conecta.benchmarks.peer;

import io.conecta.Pool;
import org.openjdk.jmh.infra.Blackhole;

/** Conecta by {@code run}, with a lambda that captures, as most do. */
final class ConectaRunPeer extends ConectaCallbackPeer {
    private ConectaRunPeer(Pool<Thing> pool) {
        super(pool);
    }

    static Peer<?> open(Pool<Thing> pool) {
        return new ConectaRunPeer(pool);
    }

    @Override
    public void pair(Blackhole hole) throws InterruptedException {
        pool.run(hole::consume);
    }

    @Override
    public void pair(Blackhole hole, long tokens) throws InterruptedException {
        pool.run(thing -> work(hole, thing, tokens));
    }
}
