package io.conecta.spring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/** What one property source other than the environment's variables says of pools. */
final class PoolLayer implements Layer {
    private final ConfigurationPropertySource source;
    private final @Nullable PropertySource<?> underlying;
    private final List<Named> named;

    /** A property below {@code conecta.pools.<pool>.<key>}, as the source spells it. */
    private record Named(String raw, ConfigurationPropertyName name) {
        String pool() {
            return name.getElement(2, Form.ORIGINAL);
        }

        String key() {
            return name.getElement(3, Form.ORIGINAL);
        }

        boolean isPart() {
            return name.getNumberOfElements() > 4;
        }
    }

    PoolLayer(ConfigurationPropertySource source) {
        this.source = source;
        this.underlying = source.getUnderlyingSource() instanceof PropertySource<?> known ? known : null;
        this.named = underlying instanceof EnumerablePropertySource<?> listed
                ? Arrays.stream(listed.getPropertyNames())
                        .filter(raw -> Names.bare(raw).startsWith("conectapools"))
                        .map(raw -> new Named(raw, ConfigurationPropertyName.adapt(raw, '.')))
                        .filter(each -> Names.PREFIX.isAncestorOf(each.name()))
                        .filter(each -> each.name().getNumberOfElements() > 3)
                        .toList()
                : List.of();
    }

    @Override
    public List<String> pools() {
        return named.stream().map(Named::pool).toList();
    }

    @Override
    public List<Found> find(String pool, Collection<String> keys, PlaceholdersResolver resolver) {
        if (!(underlying instanceof EnumerablePropertySource<?>)) {
            return asked(pool, keys);
        }
        Map<String, Found> found = new LinkedHashMap<>();
        for (Named each : named) {
            if (Names.bare(each.pool()).equals(Names.bare(pool))) {
                if (each.isPart()) {
                    found.computeIfAbsent(each.key(), key -> whole(each, resolver));
                } else {
                    found.put(each.key(), new Found(each.key(), each.raw(), value(each), origin(each)));
                }
            }
        }
        return List.copyOf(found.values());
    }

    private Object value(Named each) {
        Object value = Objects.requireNonNull(underlying).getProperty(each.raw());
        return value == null ? "" : value;
    }

    private @Nullable Origin origin(Named each) {
        return PropertySourceOrigin.get(Objects.requireNonNull(underlying), each.raw());
    }

    /** A list or a map, which is a property for each of its parts. */
    private Found whole(Named part, PlaceholdersResolver resolver) {
        ConfigurationPropertyName name = part.name().chop(4);
        Binder binder = new Binder(List.of(source), resolver);
        Object value = part.name().isNumericIndex(4)
                ? binder.bind(name, Bindable.listOf(String.class)).orElseGet(List::of)
                : binder.bind(name, Bindable.mapOf(String.class, String.class)).orElseGet(Map::of);
        return new Found(part.key(), name.toString(), value, origin(part));
    }

    /** A source that cannot list its names is asked for each. */
    private List<Found> asked(String pool, Collection<String> keys) {
        List<Found> found = new ArrayList<>();
        for (String key : keys) {
            ConfigurationProperty property = source.getConfigurationProperty(Names.property(pool, key));
            if (property != null) {
                found.add(new Found(key, property.getName().toString(), property.getValue(), property.getOrigin()));
            }
        }
        return found;
    }
}
