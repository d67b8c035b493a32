package io.conecta.spring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * What an environment says under {@code conecta.pools}. A key counts once, however it is spelled: the source of highest precedence that
 * has it wins. Reads the sources as they are when it is made.
 */
final class PoolProperties {
    private final List<Layer> layers = new ArrayList<>();
    private final PropertySourcesPlaceholdersResolver resolver;
    private Collection<PoolPlan<?>> plans = List.of();

    PoolProperties(ConfigurableEnvironment environment) {
        resolver = new PropertySourcesPlaceholdersResolver(environment);
        for (ConfigurationPropertySource source : ConfigurationPropertySources.from(environment.getPropertySources())) {
            layers.add(
                    source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource variables
                            ? new VariablesLayer(variables, () -> plans)
                            : new PoolLayer(source));
        }
    }

    /** Tells which pools there are, without which a variable's name cannot be understood whole. */
    void know(Collection<PoolPlan<?>> all) {
        plans = List.copyOf(all);
    }

    /** {@return the pools that are spoken of, each once, as it is spelled first} */
    Collection<String> pools() {
        Map<String, String> pools = new LinkedHashMap<>();
        layers.forEach(layer -> layer.pools().forEach(pool -> pools.putIfAbsent(Names.bare(pool), pool)));
        return pools.values();
    }

    /** {@return what is said of a pool} */
    PoolEntries entries(String pool, Collection<String> keys) {
        PoolEntries entries = new PoolEntries(pool);
        Set<String> settled = new HashSet<>();
        for (Layer layer : layers) {
            List<Layer.Found> found;
            try {
                found = layer.find(pool, keys, resolver);
            } catch (BindException | IllegalArgumentException unreadable) {
                entries.wrong(Names.PREFIX.append(Names.bare(pool)) + ": a list or map in it cannot be read: "
                        + unreadable.getClass().getSimpleName());
                continue;
            }
            Set<String> here = found.stream()
                    .map(each -> Names.bare(each.key()))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            here.removeAll(settled);
            found.stream().filter(each -> here.contains(Names.bare(each.key()))).forEach(each -> add(each, entries));
            settled.addAll(here);
        }
        return entries;
    }

    private void add(Layer.Found found, PoolEntries entries) {
        try {
            entries.add(found, resolver.resolvePlaceholders(found.value()));
        } catch (IllegalArgumentException unresolved) { // Its message repeats the value.
            entries.unreadable(
                    found,
                    ": has a placeholder, ${…}, that leads round in a circle or is not closed; write what is meant");
        }
    }
}
