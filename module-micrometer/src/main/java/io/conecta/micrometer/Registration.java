package io.conecta.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What one pool has registered in one registry. A registry answers the registration of a meter that it has already with that meter, and would
 * let two pools fall into one; here that is an error. Guarded by {@link BoundPool#LOCK}.
 */
final class Registration {
    private final MeterRegistry registry;
    private final String pool;
    private final Tags tags;
    private final Set<Meter> others = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Meter> own = new ArrayList<>();

    Registration(MeterRegistry registry, String pool, Tags tags) {
        this.registry = registry;
        this.pool = pool;
        this.tags = tags;
        // Whoever is looked at and has no pool any more goes, and makes room for its successor.
        registry.find(BoundPool.PREFIX + "size").tags(tags).gauges().forEach(Gauge::value);
        others.addAll(registry.getMeters());
    }

    MeterRegistry registry() {
        return registry;
    }

    Tags tags() {
        return tags;
    }

    /**
     * Takes note of what the registry has answered.
     *
     * @throws IllegalStateException if that is not a new meter
     */
    <M extends Meter> M add(M meter) {
        if (others.contains(meter)) {
            throw new IllegalStateException("pool \"" + pool + "\": the registry already has the meter "
                    + meter.getId() + " of a live pool; give one of the two another name, or further tags:"
                    + " new ConectaMetrics(pool, Tags.of(…))");
        }
        own.add(meter);
        return meter;
    }

    void complete() {
        others.clear();
    }

    void remove() {
        own.forEach(registry::remove);
        own.clear();
    }
}
