package io.conecta.benchmarks.peer;

import org.apache.commons.pool2.BaseKeyedPooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericKeyedObjectPool;
import org.apache.commons.pool2.impl.GenericKeyedObjectPoolConfig;
import org.openjdk.jmh.infra.Blackhole;

/** The keyed pool of Apache commons-pool2 as it comes. */
final class CommonsKeyedPeer extends KeyedPeer<GenericKeyedObjectPool<Integer, Thing>> {
    private CommonsKeyedPeer(int keys) {
        super(new GenericKeyedObjectPool<>(new ThingFactory(), config()), keys);
    }

    /** No key has been used. */
    static KeyedPeer<?> open(int keys) {
        return new CommonsKeyedPeer(keys);
    }

    private static GenericKeyedObjectPoolConfig<Thing> config() {
        GenericKeyedObjectPoolConfig<Thing> config = new GenericKeyedObjectPoolConfig<>();
        config.setMaxTotalPerKey(1);
        config.setMaxIdlePerKey(1);
        config.setMaxTotal(-1);
        config.setJmxEnabled(false);
        return config;
    }

    @Override
    public void pair(Blackhole hole) throws Exception {
        Integer key = key();
        Thing thing = pool.borrowObject(key);
        hole.consume(thing);
        pool.returnObject(key, thing);
    }

    @Override
    public void close() {
        pool.close();
    }

    private static final class ThingFactory extends BaseKeyedPooledObjectFactory<Integer, Thing> {
        @Override
        public Thing create(Integer key) {
            return new Thing();
        }

        @Override
        public PooledObject<Thing> wrap(Thing thing) {
            return new DefaultPooledObject<>(thing);
        }
    }
}
