package io.conecta.config;

import io.conecta.NewFunc;
import io.conecta.PoolSettings;
import io.conecta.internal.runtime.Spelling;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of pools as properties {@code conecta.pools.<pool name>.<key>}, out of sources of different precedence, as
 * MicroProfile Config has them; generated CDI producers read it. Nothing in it needs MicroProfile.
 *
 * <p>A key counts once, however it is spelled: the source of the highest ordinal that has it wins. {@code conecta.pools.echo.max-size},
 * {@code conecta.pools.echo.maxSize} and the variable {@code CONECTA_POOLS_ECHO_MAX_SIZE} are one key, and different values in one source
 * are a mistake. An empty value counts as absent, as MicroProfile Config has it. The key {@code enabled} switches a pool off.
 *
 * <p>Reads the sources when it is asked. Thread-safe if they are.
 */
public final class PoolProperties {
    /** Where the configuration of pools begins. */
    static final String PREFIX = "conecta.pools.";

    private static final System.Logger LOG = System.getLogger("io.conecta");

    private final Collection<String> names;
    private final Lookup lookup;

    private PoolProperties(Collection<String> names, Lookup lookup) {
        this.names = names;
        this.lookup = lookup;
    }

    /**
     * A property as its source has it.
     *
     * @param name its name, as it is spelled
     * @param value its value; null or empty if it is absent
     * @param source where it comes from, for people
     * @param ordinal the precedence of that source: the highest wins
     */
    public record Property(String name, @Nullable String value, String source, int ordinal) {}

    /** Finds properties by name. */
    @FunctionalInterface
    public interface Lookup {
        /**
         * Finds a property.
         *
         * @param name its name, in one spelling
         * @return what the source of the highest precedence has under that very name, null if none has it
         */
        @Nullable
        Property find(String name);
    }

    /**
     * What a configuration comes to.
     *
     * @param settings the options
     * @param newFunc creates the objects
     * @param <T> what is pooled
     */
    public record Reading<T>(PoolSettings settings, NewFunc<T> newFunc) {}

    /**
     * Properties of some configuration.
     *
     * @param names the names that its sources list, those included that are about something else; keys that are not listed are asked for
     *     in the spellings {@code max-size} and {@code maxSize}
     * @param lookup finds the value of a name
     * @return the properties
     */
    public static PoolProperties of(Iterable<String> names, Lookup lookup) {
        Set<String> ours = new TreeSet<>();
        names.forEach(name -> {
            if (name.startsWith(PREFIX) || PropertyNames.isVariable(name)) {
                ours.add(name);
            }
        });
        ours.removeIf(name -> isGuess(name, ours, lookup));
        return new PoolProperties(ours, lookup);
    }

    /** Some implementations list a variable a second time, as a property that it might be meant for: {@code max.size}. */
    private static boolean isGuess(String name, Set<String> names, Lookup lookup) {
        String variable = PropertyNames.variable(name);
        if (name.equals(variable) || !names.contains(variable)) {
            return false;
        }
        Property property = lookup.find(name);
        Property original = lookup.find(variable);
        return property != null
                && original != null
                && property.source().equals(original.source())
                && Objects.equals(property.value(), original.value());
    }

    /** {@return the properties of the system (ordinal 400) and the variables of the environment (300), as they are now} */
    public static PoolProperties ofSystem() {
        Map<String, String> variables = System.getenv();
        Set<String> names = new LinkedHashSet<>(System.getProperties().stringPropertyNames());
        names.addAll(variables.keySet());
        return of(names, name -> {
            String property = System.getProperty(name);
            return property != null
                    ? new Property(name, property, "system properties", 400)
                    : new Property(name, variables.get(name), "environment variables", 300);
        });
    }

    /**
     * Reads the configuration of one pool. {@code failFast} is false unless it is configured.
     *
     * @param provider knows the annotated class
     * @param pool the pool's name
     * @param objects what creation needs and text cannot stand for, by key; null values are absent
     * @param <T> what is pooled
     * @return what the pool is to be built with
     * @throws PoolConfigurationException naming every mistake, with the full property and its source
     * @throws IllegalStateException if the configuration says {@code enabled=false}
     */
    public <T> Reading<T> read(PoolProvider<T> provider, String pool, Map<String, ? extends @Nullable Object> objects) {
        PropertyEntries entries = entries(provider, pool);
        if (!entries.isEnabled()) {
            throw new IllegalStateException("pool \"" + pool + "\" is disabled by "
                    + entries.property(PropertyEntries.ENABLED) + "=false; remove that, or do not use the pool");
        }
        List<String> mistakes = mistakes(provider, entries);
        if (!mistakes.isEmpty()) {
            throw new PoolConfigurationException(mistakes);
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>(entries.values());
        all.putAll(objects);
        PoolConfiguration configuration = PoolConfiguration.of(all, entries::property);
        PoolSettings settings = configuration.settingsForBuild(defaults(provider, pool));
        return new Reading<>(settings, provider.newFunc(configuration));
    }

    /**
     * Checks the configuration of all pools of a container when it starts, so that all mistakes are told at once; and builds those whose
     * {@code failFast} is configured. Warns of pools that are configured and that nobody knows.
     *
     * @param properties the configuration
     * @param caller who calls; of all definitions, only one has an effect
     * @param all every definition in the container, the caller included
     * @param isKnown whether there is a pool of a name besides
     * @throws PoolConfigurationException naming every mistake in every pool that is enabled and used
     */
    public static void check(
            PoolProperties properties,
            PoolDefinition caller,
            Iterable<? extends PoolDefinition> all,
            Predicate<String> isKnown) {
        List<PoolDefinition> definitions = StreamSupport.stream(all.spliterator(), false)
                .<PoolDefinition>map(each -> each)
                .sorted(Comparator.comparing(PoolProperties::typeName))
                .toList();
        if (definitions.isEmpty() || !typeName(definitions.get(0)).equals(typeName(caller))) {
            return;
        }
        List<String> mistakes = new ArrayList<>();
        List<PoolDefinition> eager = new ArrayList<>();
        for (PoolDefinition each : definitions) {
            if (each.isUsed() && properties.check(each, mistakes)) {
                eager.add(each);
            }
        }
        properties.warnOfUnknown(
                definitions.stream().map(PoolProperties::poolName).toList(), isKnown);
        if (!mistakes.isEmpty()) {
            throw new PoolConfigurationException(mistakes);
        }
        eager.forEach(PoolDefinition::build);
    }

    private static String typeName(PoolDefinition definition) {
        return definition.provider().poolType().getName();
    }

    private static String poolName(PoolDefinition definition) {
        return definition.provider().settings().name();
    }

    /** {@return whether the pool is to be built at once} */
    private boolean check(PoolDefinition definition, List<String> mistakes) {
        PropertyEntries entries = entries(definition.provider(), poolName(definition));
        if (!entries.isEnabled()) {
            return false;
        }
        mistakes.addAll(mistakes(definition.provider(), entries));
        mistakes.addAll(definition.mistakes());
        Object failFast = entries.value("failFast");
        return failFast != null && "true".equalsIgnoreCase(failFast.toString().strip());
    }

    private static <T> List<String> mistakes(PoolProvider<T> provider, PropertyEntries entries) {
        List<String> mistakes = new ArrayList<>(entries.take(provider));
        PoolConfiguration configuration = PoolConfiguration.of(entries.values(), entries::property);
        provider.keys().stream().filter(ConfigurationKey::isObject).forEach(key -> configuration.await(key.name()));
        try {
            configuration.settingsForBuild(defaults(provider, entries.pool()));
            provider.newFunc(configuration);
        } catch (PoolConfigurationException wrong) {
            mistakes.addAll(wrong.mistakes());
        }
        return mistakes.stream().map(entries::withSources).toList();
    }

    /** As in other containers, a backend that is down at the start does not keep the application away. */
    private static PoolSettings defaults(PoolProvider<?> provider, String pool) {
        return provider.settings().withName(pool).withFailFast(false);
    }

    private PropertyEntries entries(PoolProvider<?> provider, String pool) {
        List<String> keys = new ArrayList<>(provider.settings().toMap().keySet());
        provider.keys().forEach(key -> keys.add(key.name()));
        keys.add(PropertyEntries.ENABLED);
        PropertyEntries entries = new PropertyEntries(pool);
        for (String name : names) {
            PropertyNames.Named key = PropertyNames.key(name, pool, keys);
            if (key != null) {
                entries.add(key, lookup.find(name));
            }
        }
        for (String key : keys) { // Sources that cannot list their names.
            for (String spelled : new TreeSet<>(List.of(PropertyNames.kebab(key), key))) {
                String name = PropertyNames.property(pool, spelled);
                if (!names.contains(name)) {
                    entries.add(new PropertyNames.Named(spelled, null), lookup.find(name));
                }
            }
        }
        entries.settle();
        return entries;
    }

    private void warnOfUnknown(List<String> pools, Predicate<String> isKnown) {
        Set<String> spoken = new TreeSet<>();
        names.forEach(name -> {
            String pool = PropertyNames.pool(name, pools);
            if (pool != null) {
                spoken.add(pool);
            }
        });
        for (String pool : spoken) {
            boolean isOne = pools.stream().anyMatch(each -> Spelling.bare(each).equals(Spelling.bare(pool)));
            if (!isOne && !isKnown.test(pool)) {
                String nearest = Spelling.closest(pool, pools);
                LOG.log(
                        Level.WARNING,
                        "properties configure a pool that does not exist: " + PREFIX + pool + "; "
                                + (nearest == null ? "there are " + pools : "did you mean " + PREFIX + nearest + "?"));
            }
        }
    }
}
