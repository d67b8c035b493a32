package io.conecta.benchmarks.peer;

import java.time.Duration;
import java.util.NoSuchElementException;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

/** Apache commons-pool2 as it comes. */
final class CommonsPeer extends Peer<Thing> {
    private final GenericObjectPool<Thing> pool;

    private CommonsPeer(GenericObjectPool<Thing> pool) {
        this.pool = pool;
    }

    static Peer<?> open(int size) throws Exception {
        GenericObjectPool<Thing> pool = new GenericObjectPool<>(new ThingFactory(), config(size));
        pool.preparePool();
        return new CommonsPeer(pool);
    }

    static GenericObjectPoolConfig<Thing> config(int size) {
        GenericObjectPoolConfig<Thing> config = new GenericObjectPoolConfig<>();
        config.setMaxTotal(size);
        config.setMaxIdle(size);
        config.setMinIdle(size);
        config.setMaxWait(Duration.ofSeconds(PATIENCE_SECONDS));
        config.setJmxEnabled(false);
        return config;
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

    static final class ThingFactory extends BasePooledObjectFactory<Thing> {
        @Override
        public Thing create() {
            return new Thing();
        }

        @Override
        public PooledObject<Thing> wrap(Thing thing) {
            return new DefaultPooledObject<>(thing);
        }
    }
}
