package io.conecta.spring;

import io.conecta.Pool;
import io.conecta.PoolStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The figures of the pools that are beans, in every registry, from when a pool is built until its bean goes. Builds no pool. Of two pools
 * of one name the first is shown.
 */
final class PoolMeters implements MeterBinder, LivePools.Watcher {
    private static final Log LOG = LogFactory.getLog(PoolMeters.class);

    /** Guarded by this. */
    private final List<MeterRegistry> registries = new ArrayList<>();
    /** Guarded by this. */
    private final IdentityHashMap<Pool<?>, Map<MeterRegistry, List<Meter>>> meters = new IdentityHashMap<>();

    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        registries.add(registry);
        meters.forEach((pool, bound) -> bound.put(registry, bind(pool, registry)));
    }

    @Override
    public synchronized void came(Pool<?> pool) {
        if (meters.containsKey(pool)) {
            return;
        }
        if (meters.keySet().stream().anyMatch(other -> other.name().equals(pool.name()))) {
            LOG.warn("pool \"" + pool.name()
                    + "\": another pool of this name is live, so this one has no meters; give one of them"
                    + " another name");
            return;
        }
        Map<MeterRegistry, List<Meter>> bound = new HashMap<>();
        registries.forEach(registry -> bound.put(registry, bind(pool, registry)));
        meters.put(pool, bound);
    }

    @Override
    public synchronized void went(Pool<?> pool) {
        Map<MeterRegistry, List<Meter>> bound = meters.remove(pool);
        if (bound != null) {
            bound.forEach((registry, all) -> all.forEach(registry::remove));
        }
    }

    private static List<Meter> bind(Pool<?> pool, MeterRegistry registry) {
        return List.of(
                gauge(pool, registry, "size", "objects that exist, in any state", PoolMeters::size),
                gauge(pool, registry, "max", "objects at most", PoolStats::maxSize),
                gauge(pool, registry, "idle", "objects at rest", PoolStats::idle),
                gauge(pool, registry, "lent", "objects that are out", PoolStats::lent),
                gauge(pool, registry, "creating", "creations in flight", PoolStats::creating),
                gauge(pool, registry, "waiting", "borrowers that wait", PoolStats::waiting),
                counter(pool, registry, "timeouts", "borrows that timed out", PoolStats::timeouts),
                counter(pool, registry, "rejections", "borrows that were turned away", PoolStats::rejections),
                counter(pool, registry, "create.failures", "creations that failed", PoolStats::createFailures),
                counter(pool, registry, "ping.failures", "pings that failed", PoolStats::pingFailures),
                counter(pool, registry, "leaks", "loans reported as leaked", PoolStats::leaks),
                counter(pool, registry, "closed", "objects closed", PoolStats::closed));
    }

    private static double size(PoolStats stats) {
        return (double) stats.idle() + stats.lent() + stats.inMaintenance();
    }

    private static Meter gauge(
            Pool<?> pool, MeterRegistry registry, String name, String what, ToDoubleFunction<PoolStats> figure) {
        return Gauge.builder("conecta.pool." + name, pool, each -> figure.applyAsDouble(each.stats()))
                .tag("pool", pool.name())
                .description(what)
                .register(registry);
    }

    private static Meter counter(
            Pool<?> pool, MeterRegistry registry, String name, String what, ToDoubleFunction<PoolStats> figure) {
        return FunctionCounter.builder("conecta.pool." + name, pool, each -> figure.applyAsDouble(each.stats()))
                .tag("pool", pool.name())
                .description(what)
                .register(registry);
    }
}
