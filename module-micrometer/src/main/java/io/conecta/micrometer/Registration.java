package io.conecta.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What one pool or budget has registered in one registry. A registry answers the registration of a meter that it has already with that meter, and would
 * let two of them fall into one; here that is an error. Guarded by {@link BoundPool#LOCK}.
 */
final class Registration {
    private final MeterRegistry registry;
    private final Owner owner;
    private final Tags tags;
    private final Set<Meter> others = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Meter> own = new ArrayList<>();

    /**
     * Whose meters they are.
     *
     * @param kind such as {@code pool}
     * @param name its name
     * @param anyGauge the name of a gauge that each of that kind has
     * @param example how to give further tags
     */
    record Owner(String kind, String name, String anyGauge, String example) {}

    Registration(MeterRegistry registry, Owner owner, Tags tags) {
        this.registry = registry;
        this.owner = owner;
        this.tags = tags;
        // Whoever is looked at and has no pool or budget any more goes, and makes room for its successor.
        registry.find(owner.anyGauge).tags(tags).gauges().forEach(Gauge::value);
        others.addAll(registry.getMeters());
    }

    /**
     * {@return the tags of each meter}
     *
     * @throws IllegalArgumentException if the further ones have the one that is the name
     */
    static Tags tags(String kind, String name, Iterable<Tag> further) {
        further.forEach(tag -> {
            if (tag.getKey().equals(kind)) {
                throw new IllegalArgumentException(kind + " \"" + name + "\": the tag " + kind + " is the " + kind
                        + "'s name, was given as \"" + tag.getValue() + "\"; use another key");
            }
        });
        return Tags.of(further).and(kind, name);
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
            throw new IllegalStateException(owner.kind + " \"" + owner.name
                    + "\": the registry already has the meter " + meter.getId() + " of a live " + owner.kind
                    + "; give one of the two another name, or further tags: " + owner.example);
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
