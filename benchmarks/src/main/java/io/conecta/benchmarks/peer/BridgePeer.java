package io.conecta.benchmarks.peer;

import io.conecta.commons.ConectaObjectPool;
import java.time.Duration;
import java.util.NoSuchElementException;

/** The program of {@link CommonsPeer}, with its factory and configuration, on Conecta's engine. */
final class BridgePeer extends Peer<Thing> {
    private final ConectaObjectPool<Thing> pool;

    private BridgePeer(ConectaObjectPool<Thing> pool) {
        this.pool = pool;
    }

    static Peer<?> open(int size) throws Exception {
        ConectaObjectPool<Thing> pool =
                new ConectaObjectPool<>(new CommonsPeer.ThingFactory(), CommonsPeer.config(size));
        pool.addObjects(size);
        return new BridgePeer(pool);
    }

    @Override
    public Thing borrow() throws Exception {
        try {
            return pool.borrowObject();
        } catch (NoSuchElementException e) {
            return null;
        }
    }

    @Override
    public Thing tryBorrow() throws Exception {
        try {
            return pool.borrowObject(Duration.ZERO);
        } catch (NoSuchElementException e) {
            return null;
        }
    }

    @Override
    public Object object(Thing held) {
        return held;
    }

    @Override
    public void giveBack(Thing held) {
        pool.returnObject(held);
    }

    @Override
    public void close() {
        pool.close();
    }
}
