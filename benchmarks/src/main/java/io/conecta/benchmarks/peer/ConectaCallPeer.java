package io.conecta.benchmarks.peer;

import io.conecta.Pool;
import org.openjdk.jmh.infra.Blackhole;

/** Conecta by {@code call}, with a lambda that captures, as most do. */
final class ConectaCallPeer extends ConectaCallbackPeer {
    private ConectaCallPeer(Pool<Thing> pool) {
        super(pool);
    }

    static Peer<?> open(Pool<Thing> pool) {
        return new ConectaCallPeer(pool);
    }

    @Override
    public void pair(Blackhole hole) throws InterruptedException {
        Object result = pool.call(thing -> {
            hole.consume(thing);
            return thing;
        });
        hole.consume(result);
    }

    @Override
    public void pair(Blackhole hole, long tokens) throws InterruptedException {
        Object result = pool.call(thing -> {
            work(hole, thing, tokens);
            return thing;
        });
        hole.consume(result);
    }
}
