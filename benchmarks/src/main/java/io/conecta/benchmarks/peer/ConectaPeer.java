package io.conecta.benchmarks.peer;

import io.conecta.Pool;
import io.conecta.PoolTimeoutException;

/** Conecta by {@code getOrCreate} and {@code put}. */
final class ConectaPeer extends Peer<Thing> {
    private final Pool<Thing> pool;

    private ConectaPeer(Pool<Thing> pool) {
        this.pool = pool;
    }

    static Peer<?> open(Pool<Thing> pool) {
        return new ConectaPeer(pool);
    }

    @Override
    public Thing borrow() throws InterruptedException {
        try {
            return pool.getOrCreate();
        } catch (PoolTimeoutException e) {
            return null;
        }
    }

    @Override
    public Thing tryBorrow() {
        return pool.get().orElse(null);
    }

    @Override
    public Object object(Thing held) {
        return held;
    }

    @Override
    public void giveBack(Thing held) {
        pool.put(held);
    }

    @Override
    public void close() {
        pool.close();
    }
}
