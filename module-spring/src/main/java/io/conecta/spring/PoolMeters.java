package io.conecta.spring;

import io.conecta.Pool;
import io.conecta.micrometer.ConectaMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The meters of the pools that are beans, in every registry, from when a pool is built until its bean goes. Builds no pool. Of two pools
 * of one name the first is shown.
 */
final class PoolMeters implements MeterBinder, LivePools.Watcher {
    private static final Log LOG = LogFactory.getLog(PoolMeters.class);

    /** Guarded by this. */
    private final List<MeterRegistry> registries = new ArrayList<>();
    /** In the order in which they came; guarded by this. */
    private final List<Shown> pools = new ArrayList<>();

    private record Shown(Pool<?> pool, ConectaMetrics metrics) {}

    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        registries.add(registry);
        pools.forEach(each -> bind(each.metrics(), registry));
    }

    @Override
    public synchronized void came(Pool<?> pool) {
        if (pools.stream().anyMatch(each -> each.pool() == pool)) {
            return;
        }
        ConectaMetrics metrics = new ConectaMetrics(pool);
        pools.add(new Shown(pool, metrics));
        registries.forEach(registry -> bind(metrics, registry));
    }

    @Override
    public synchronized void went(Pool<?> pool) {
        pools.removeIf(each -> {
            if (each.pool() == pool) {
                each.metrics().close();
                return true;
            }
            return false;
        });
    }

    private static void bind(ConectaMetrics metrics, MeterRegistry registry) {
        try {
            metrics.bindTo(registry);
        } catch (IllegalStateException another) { // That is no reason for an application not to start.
            LOG.warn("no meters for a pool: " + another.getMessage());
        }
    }
}
