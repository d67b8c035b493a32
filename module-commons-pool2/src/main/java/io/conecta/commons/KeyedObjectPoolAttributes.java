package io.conecta.commons;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.commons.pool2.impl.DefaultPooledObjectInfo;
import org.apache.commons.pool2.impl.GenericKeyedObjectPoolConfig;
import org.apache.commons.pool2.impl.GenericKeyedObjectPoolMXBean;

/** A keyed pool for JMX, with the attributes of a {@code GenericKeyedObjectPool}. */
final class KeyedObjectPoolAttributes<K> extends Attributes implements GenericKeyedObjectPoolMXBean<K> {
    private final GenericKeyedObjectPoolConfig<?> config;
    private final KeyedBridge<K, ?> pools;

    KeyedObjectPoolAttributes(GenericKeyedObjectPoolConfig<?> config, KeyedBridge<K, ?> pools, Tally tally) {
        super(config, tally);
        this.config = config;
        this.pools = pools;
    }

    @Override
    public int getMaxIdlePerKey() {
        return config.getMaxIdlePerKey();
    }

    @Override
    public int getMaxTotal() {
        return config.getMaxTotal();
    }

    @Override
    public int getMaxTotalPerKey() {
        return config.getMaxTotalPerKey();
    }

    @Override
    public int getMinIdlePerKey() {
        return config.getMinIdlePerKey();
    }

    @Override
    public int getNumActive() {
        return sum(KeyedBridge.Figures::active);
    }

    @Override
    public Map<String, Integer> getNumActivePerKey() {
        return byKey(KeyedBridge.Figures::active);
    }

    @Override
    public int getNumIdle() {
        return sum(KeyedBridge.Figures::idle);
    }

    @Override
    public int getNumWaiters() {
        return sum(KeyedBridge.Figures::waiting);
    }

    @Override
    public Map<String, Integer> getNumWaitersByKey() {
        return byKey(KeyedBridge.Figures::waiting);
    }

    @Override
    public boolean isClosed() {
        return pools.isClosed();
    }

    @Override
    public Map<String, List<DefaultPooledObjectInfo>> listAllObjects() {
        Map<String, List<DefaultPooledObjectInfo>> all = new HashMap<>();
        pools.objects().forEach((key, objects) -> all.put(String.valueOf(key), objects));
        return all;
    }

    private int sum(ToIntFunction<KeyedBridge.Figures> figure) {
        return pools.figures().values().stream().mapToInt(figure).sum();
    }

    private Map<String, Integer> byKey(ToIntFunction<KeyedBridge.Figures> figure) {
        Map<String, Integer> all = new HashMap<>();
        pools.figures()
                .forEach((key, figures) -> all.merge(String.valueOf(key), figure.applyAsInt(figures), Integer::sum));
        return all;
    }
}
