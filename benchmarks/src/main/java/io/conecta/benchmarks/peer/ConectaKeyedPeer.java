package io.conecta.benchmarks.peer;

import io.conecta.KeyedPool;
import org.openjdk.jmh.infra.Blackhole;

/** Conecta's keyed pool by {@code getOrCreate} and {@code put}. */
final class ConectaKeyedPeer extends KeyedPeer<KeyedPool<Integer, Thing>> {
    private ConectaKeyedPeer(int keys) {
        super(KeyedPool.<Integer, Thing>builder(key -> new Thing()).maxSize(1).build(), keys);
    }

    /** No key has been used. */
    static KeyedPeer<?> open(int keys) {
        return new ConectaKeyedPeer(keys);
    }

    @Override
    public void pair(Blackhole hole) throws InterruptedException {
        Integer key = key();
        Thing thing = pool.getOrCreate(key);
        hole.consume(thing);
        pool.put(key, thing);
    }

    @Override
    public void close() {
        pool.close();
    }
}
