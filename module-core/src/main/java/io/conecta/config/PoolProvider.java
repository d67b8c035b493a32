package io.conecta.config;

import io.conecta.NewFunc;
import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolCreateException;
import io.conecta.PoolSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Builds pools of one annotated class from configuration; generated for every {@code @Pooled} class and found by
 * {@link java.util.ServiceLoader}, on class path and module path; see {@link Pools}.
 *
 * @param <T> what is pooled
 */
public interface PoolProvider<T> {
    /** {@return the class of the pooled objects} */
    Class<T> type();

    /** {@return the typed pool's interface; its name is the pool's PID in Config Admin} */
    Class<? extends Pool<T>> poolType();

    /** {@return the options given by the annotation, the pool's name among them} */
    PoolSettings settings();

    /**
     * Reads what the creation of objects needs.
     *
     * @param configuration settings by name; text is converted, values of the right type are taken as they are, and objects
     *     that the factory needs are looked up by parameter name
     * @return creates objects so configured
     * @throws PoolConfigurationException naming every mistake in the configuration, those in keys and options (if they were
     *     read before) included
     */
    NewFunc<T> newFunc(PoolConfiguration configuration);

    /**
     * Starts a pool's construction.
     *
     * @param newFunc creates the objects
     * @return a builder with the annotated hooks and {@link #settings()}
     */
    PoolBuilder<T> builder(NewFunc<? extends T> newFunc);

    /**
     * Builds a pool.
     *
     * @param configuration option and setting names with their values, as in {@link #newFunc}; a key that nobody knows is a
     *     mistake unless it has a dot
     * @return the running pool, also an instance of {@link #poolType()}; to be closed
     * @throws PoolConfigurationException naming every key that is wrong, its value and the way out
     * @throws PoolCreateException as {@link PoolBuilder#build()}
     */
    default Pool<T> create(Map<String, ?> configuration) {
        PoolConfiguration values = PoolConfiguration.of(configuration);
        PoolSettings settings = values.settingsForBuild(settings());
        NewFunc<T> newFunc = newFunc(values);
        return builder(newFunc).settings(settings).build();
    }

    /**
     * Builds a pool.
     *
     * @param configuration as in {@link #create(Map)}, all of it text; its defaults count too
     * @return the running pool, also an instance of {@link #poolType()}; to be closed
     * @throws PoolConfigurationException as {@link #create(Map)}
     * @throws PoolCreateException as {@link PoolBuilder#build()}
     */
    default Pool<T> create(Properties configuration) {
        Map<String, String> entries = new LinkedHashMap<>();
        for (String key : configuration.stringPropertyNames()) {
            entries.put(key, configuration.getProperty(key, ""));
        }
        return create(entries);
    }
}
