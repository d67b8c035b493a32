package io.conecta.commons;

import io.conecta.PoolSettings;
import java.util.Set;
import org.apache.commons.pool2.impl.AbandonedConfig;
import org.apache.commons.pool2.impl.DefaultPooledObjectInfo;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.apache.commons.pool2.impl.GenericObjectPoolMXBean;
import org.jspecify.annotations.Nullable;

/** A pool for JMX, with the attributes of a {@code GenericObjectPool}. */
final class ObjectPoolAttributes extends Attributes implements GenericObjectPoolMXBean {
    private final GenericObjectPoolConfig<?> config;
    private final @Nullable AbandonedConfig abandoned;
    private final Bridge<?> pool;

    ObjectPoolAttributes(
            GenericObjectPoolConfig<?> config, @Nullable AbandonedConfig abandoned, Bridge<?> pool, Tally tally) {
        super(config, tally);
        this.config = config;
        this.abandoned = abandoned;
        this.pool = pool;
    }

    @Override
    public String getFactoryType() {
        return pool.factoryType();
    }

    @Override
    public int getMaxIdle() {
        return config.getMaxIdle();
    }

    @Override
    public int getMaxTotal() {
        return config.getMaxTotal();
    }

    @Override
    public int getMinIdle() {
        return config.getMinIdle();
    }

    @Override
    public int getNumActive() {
        return pool.stats().lent();
    }

    @Override
    public int getNumIdle() {
        return pool.stats().idle();
    }

    @Override
    public int getNumWaiters() {
        return pool.stats().waiting();
    }

    @Override
    public boolean getLogAbandoned() {
        return abandoned != null && abandoned.getLogAbandoned();
    }

    @Override
    public boolean getRemoveAbandonedOnBorrow() {
        return abandoned != null && abandoned.getRemoveAbandonedOnBorrow();
    }

    @Override
    public boolean getRemoveAbandonedOnMaintenance() {
        return abandoned != null && abandoned.getRemoveAbandonedOnMaintenance();
    }

    @Override
    public int getRemoveAbandonedTimeout() {
        long seconds = abandoned == null
                ? PoolSettings.UNLIMITED
                : abandoned.getRemoveAbandonedTimeoutDuration().toSeconds();
        return (int) Math.min(seconds, Integer.MAX_VALUE);
    }

    @Override
    public boolean isAbandonedConfig() {
        return abandoned != null;
    }

    @Override
    public boolean isClosed() {
        return pool.isClosed();
    }

    @Override
    public Set<DefaultPooledObjectInfo> listAllObjects() {
        return Set.copyOf(pool.objects());
    }
}
