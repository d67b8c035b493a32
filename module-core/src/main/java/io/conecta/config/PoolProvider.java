package io.conecta.config;

import io.conecta.NewFunc;
import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolCreateException;
import io.conecta.PoolSettings;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Builds pools of one annotated class from configuration; generated for every {@code @Pooled} class and found by
 * {@link java.util.ServiceLoader}, on the class path and the module path; see {@link Pools}.
 *
 * @param <T> what is pooled
 */
public interface PoolProvider<T> {
    /** {@return the class of the pooled objects} */
    Class<T> type();

    /** {@return the typed pool's interface; its name is the pool's PID in Config Admin} */
    Class<? extends Pool<T>> poolType();

    /** {@return the options given by the annotation, including the pool's name} */
    PoolSettings settings();

    /**
     * The keys of the creator's parameters, so that frameworks need not guess; those of the options are in
     * {@link PoolSettings#toMap()}.
     *
     * @return the keys in the order of the parameters; none if the provider was generated before providers told them
     */
    default List<ConfigurationKey> keys() {
        return List.of();
    }

    /**
     * Reads the parameters of the creator.
     *
     * @param configuration settings by name; text is converted, values of the right type are used as they are, and collaborators
     *     are looked up by parameter name
     * @return a function that creates objects with these parameters
     * @throws PoolConfigurationException naming every mistake in the configuration, including those in keys and in options that have
     *     been read already
     */
    NewFunc<T> newFunc(PoolConfiguration configuration);

    /**
     * Starts building a pool.
     *
     * @param newFunc creates the objects
     * @return a builder with the annotated hooks and {@link #settings()}
     */
    PoolBuilder<T> builder(NewFunc<? extends T> newFunc);

    /**
     * Starts building a pool from configuration; more options may follow, or a listener.
     *
     * @param configuration as in {@link #create(Map)}
     * @return a builder with the annotated hooks and the options of the configuration
     * @throws PoolConfigurationException as {@link #create(Map)}
     */
    default PoolBuilder<T> builder(Map<String, ?> configuration) {
        PoolConfiguration values = PoolConfiguration.of(configuration);
        PoolSettings settings = values.settingsForBuild(settings());
        NewFunc<T> newFunc = newFunc(values);
        return builder(newFunc).settings(settings);
    }

    /**
     * Builds a pool.
     *
     * @param configuration option and setting names with their values, as in {@link #newFunc}; an unknown key is a mistake,
     *     unless it contains a dot
     * @return the running pool, also an instance of {@link #poolType()}; the caller must close it
     * @throws PoolConfigurationException naming every wrong key, its value and the fix
     * @throws PoolCreateException as {@link PoolBuilder#build()}
     */
    default Pool<T> create(Map<String, ?> configuration) {
        return builder(configuration).build();
    }

    /**
     * Builds a pool.
     *
     * @param configuration as in {@link #create(Map)}, all of it text; including the defaults of the properties
     * @return the running pool, also an instance of {@link #poolType()}; the caller must close it
     * @throws PoolConfigurationException as {@link #create(Map)}
     * @throws PoolCreateException as {@link PoolBuilder#build()}
     */
    default Pool<T> create(Properties configuration) {
        return create(Providers.entries(configuration));
    }
}
