package io.conecta.config;

import io.conecta.internal.runtime.Secrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the providers of one kind of pool.
 *
 * @param <P> the providers
 */
final class Providers<P> {
    /** Those of pools. */
    static final Providers<PoolProvider<?>> PLAIN = new Providers<>(
            PoolProvider.class,
            "Pools",
            new Loads(
                    () -> ServiceLoader.load(PoolProvider.class),
                    loader -> ServiceLoader.load(PoolProvider.class, loader),
                    layer -> ServiceLoader.load(layer, PoolProvider.class)),
            provider -> provider.settings().name(),
            PoolProvider::type,
            PoolProvider::poolType);

    /** Those of keyed pools. */
    static final Providers<KeyedPoolProvider<?, ?>> KEYED = new Providers<>(
            KeyedPoolProvider.class,
            "KeyedPools",
            new Loads(
                    () -> ServiceLoader.load(KeyedPoolProvider.class),
                    loader -> ServiceLoader.load(KeyedPoolProvider.class, loader),
                    layer -> ServiceLoader.load(layer, KeyedPoolProvider.class)),
            provider -> provider.settings().name(),
            KeyedPoolProvider::type,
            KeyedPoolProvider::poolType);

    /** The ways to look services up. A mediator between bundles knows them by the class that is written right there. */
    private record Loads(
            Supplier<ServiceLoader<?>> all,
            Function<@Nullable ClassLoader, ServiceLoader<?>> near,
            Function<ModuleLayer, ServiceLoader<?>> within) {}

    private final Class<?> service;
    private final String finder;
    private final Loads loads;
    private final Function<P, String> name;
    private final Function<P, Class<?>> type;
    private final Function<P, Class<?>> poolType;

    private Providers(
            Class<?> service,
            String finder,
            Loads loads,
            Function<P, String> name,
            Function<P, Class<?>> type,
            Function<P, Class<?>> poolType) {
        this.service = service;
        this.finder = finder;
        this.loads = loads;
        this.name = name;
        this.type = type;
        this.poolType = poolType;
    }

    /** {@return text of properties by key, their defaults included} */
    static Map<String, String> entries(Properties configuration) {
        Map<String, String> entries = new LinkedHashMap<>();
        for (String key : configuration.stringPropertyNames()) {
            entries.put(key, configuration.getProperty(key, ""));
        }
        return entries;
    }

    List<P> load() {
        return list(loads.all().get());
    }

    List<P> load(@Nullable ClassLoader loader) {
        return list(loads.near().apply(loader));
    }

    List<P> load(ModuleLayer layer) {
        return list(loads.within().apply(layer));
    }

    /** {@return the provider for a class} */
    P of(Class<?> wanted) {
        List<P> found = matching(wanted, near(wanted));
        if (found.isEmpty()) {
            found = matching(wanted, load());
        }
        if (found.isEmpty()) {
            throw new NoSuchElementException("no pool provider for " + wanted.getName()
                    + "; is it @Pooled, and was it compiled with conecta-processor?"
                    + (wanted.getModule().isNamed()
                            ? " Its module must have: provides " + service.getName() + " with " + wanted.getName()
                                    + "PoolProvider;"
                            : "")
                    + others(wanted) + " Found: " + names(load()));
        }
        if (found.size() > 1) {
            throw new IllegalStateException("several pool providers for " + wanted.getName() + "; choose one by "
                    + finder + ".named(…): " + names(found));
        }
        return found.get(0);
    }

    /** {@return that the other kind has the class, empty if it has not} */
    private String others(Class<?> wanted) {
        Providers<?> other = service == PLAIN.service ? KEYED : PLAIN;
        boolean has = other.has(wanted);
        return has
                ? " It has a pool " + (other == KEYED ? "by key" : "without keys") + ": see " + other.finder + "."
                : "";
    }

    private boolean has(Class<?> wanted) {
        return !matching(wanted, near(wanted)).isEmpty();
    }

    /** {@return the provider that answers to a name} */
    P named(String wanted) {
        List<P> all = load();
        List<P> found =
                all.stream().filter(provider -> answersTo(provider, wanted)).toList();
        if (found.isEmpty()) {
            throw new NoSuchElementException(
                    "no pool provider named " + Secrets.hidden(wanted) + "; found: " + names(all));
        }
        if (found.size() > 1) {
            throw new IllegalStateException("several pool providers named " + Secrets.hidden(wanted)
                    + "; name the pool's type: " + names(found));
        }
        return found.get(0);
    }

    private List<P> near(Class<?> wanted) {
        ModuleLayer layer = wanted.getModule().getLayer();
        return layer == null ? load(wanted.getClassLoader()) : load(layer);
    }

    private List<P> matching(Class<?> wanted, List<P> providers) {
        return providers.stream()
                .filter(provider -> type.apply(provider) == wanted)
                .toList();
    }

    private boolean answersTo(P provider, String wanted) {
        return Stream.of(
                        name.apply(provider),
                        type.apply(provider).getSimpleName(),
                        type.apply(provider).getName(),
                        poolType.apply(provider).getName())
                .anyMatch(wanted::equals);
    }

    @SuppressWarnings("unchecked") // The service's class knows no type arguments.
    private List<P> list(ServiceLoader<?> providers) {
        return providers.stream().map(provider -> (P) provider.get()).toList();
    }

    private String names(List<P> providers) {
        return providers.isEmpty()
                ? "none"
                : providers.stream()
                        .map(provider -> poolType.apply(provider).getName())
                        .collect(Collectors.joining(", "));
    }
}
