package io.conecta.benchmarks.peer;

import cn.danielw.fop.DisruptorObjectPool;
import cn.danielw.fop.ObjectFactory;
import cn.danielw.fop.ObjectPool;
import cn.danielw.fop.PoolConfig;
import cn.danielw.fop.PoolExhaustedException;
import cn.danielw.fop.Poolable;

/** fast-object-pool in one partition, so that any thread can have any object, over its plain or its Disruptor queue. */
final class FastObjectPoolPeer extends Peer<Poolable<Thing>> {
    private final ObjectPool<Thing> pool;

    private FastObjectPoolPeer(ObjectPool<Thing> pool) {
        this.pool = pool;
    }

    static Peer<?> open(int size, boolean disruptor) {
        PoolConfig config = new PoolConfig()
                .setPartitionSize(1)
                .setMinSize(size)
                .setMaxSize(size)
                .setMaxWaitMilliseconds(PATIENCE_SECONDS * 1000);
        ThingFactory factory = new ThingFactory();
        return new FastObjectPoolPeer(
                disruptor ? new DisruptorObjectPool<>(config, factory) : new ObjectPool<>(config, factory));
    }

    @Override
    public Poolable<Thing> borrow() {
        try {
            return pool.borrowObject();
        } catch (PoolExhaustedException e) {
            return null;
        }
    }

    @Override
    public Poolable<Thing> tryBorrow() {
        try {
            return pool.borrowObject(false);
        } catch (PoolExhaustedException e) {
            return null;
        }
    }

    @Override
    public Object object(Poolable<Thing> held) {
        return held.getObject();
    }

    @Override
    public void giveBack(Poolable<Thing> held) {
        pool.returnObject(held);
    }

    @Override
    public void close() throws InterruptedException {
        pool.shutdown();
    }

    private static final class ThingFactory implements ObjectFactory<Thing> {
        @Override
        public Thing create() {
            return new Thing();
        }

        @Override
        public void destroy(Thing thing) {}

        @Override
        public boolean validate(Thing thing) {
            return true;
        }
    }
}
