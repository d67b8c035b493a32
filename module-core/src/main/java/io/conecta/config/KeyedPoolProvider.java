package io.conecta.config;

import io.conecta.KeyedPool;
import io.conecta.KeyedPoolBuilder;
import io.conecta.KeyedPoolSettings;
import io.conecta.NewKeyedFunc;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Builds keyed pools of one annotated class from configuration; generated for every {@code @Pooled} class whose creator has a {@code @Key},
 * and found by {@link java.util.ServiceLoader}, on the class path and the module path; see {@link KeyedPools}. It is to a {@link KeyedPool} what
 * {@link PoolProvider} is to a pool.
 *
 * @param <K> by what objects are asked for
 * @param <T> what is pooled
 */
public interface KeyedPoolProvider<K, T> {
    /** {@return the class of the pooled objects} */
    Class<T> type();

    /** {@return the typed pool's interface; its name is the pool's PID in Config Admin} */
    Class<? extends KeyedPool<K, T>> poolType();

    /** {@return the options given by the annotation, including the pool's name} */
    KeyedPoolSettings settings();

    /**
     * The keys of the creator's other parameters in configuration; those of the options are in
     * {@link io.conecta.PoolSettings#toMap()}, and {@code maxTotal} and {@code keyIdleTimeout}.
     *
     * @return the keys in the order of the parameters
     */
    List<ConfigurationKey> keys();

    /**
     * Reads the parameters of the creator that are not the key.
     *
     * @param configuration as in {@link PoolProvider#newFunc}
     * @return a function that creates objects for a key with these parameters
     * @throws PoolConfigurationException as {@link PoolProvider#newFunc}
     */
    NewKeyedFunc<K, T> newFunc(PoolConfiguration configuration);

    /**
     * Starts building a pool.
     *
     * @param newFunc creates an object for a key
     * @return a builder with the annotated hooks and {@link #settings()}
     */
    KeyedPoolBuilder<K, T> builder(NewKeyedFunc<? super K, ? extends T> newFunc);

    /**
     * Starts building a pool from configuration; more options may follow, or a listener.
     *
     * @param configuration as in {@link #create(Map)}
     * @return a builder with the annotated hooks and the options of the configuration
     * @throws PoolConfigurationException as {@link #create(Map)}
     */
    KeyedPoolBuilder<K, T> builder(Map<String, ?> configuration);

    /**
     * Builds a pool. Creates nothing: keys come with their first borrow.
     *
     * @param configuration option and setting names with their values, as in {@link PoolProvider#create(Map)}; the options are those of each
     *     key, and {@code maxTotal} and {@code keyIdleTimeout}
     * @return the running pool, also an instance of {@link #poolType()}; the caller must close it
     * @throws PoolConfigurationException naming every wrong key, its value and the fix
     */
    default KeyedPool<K, T> create(Map<String, ?> configuration) {
        return builder(configuration).build();
    }

    /**
     * Builds a pool.
     *
     * @param configuration as in {@link #create(Map)}, all of it text; including the defaults of the properties
     * @return the running pool, also an instance of {@link #poolType()}; the caller must close it
     * @throws PoolConfigurationException as {@link #create(Map)}
     */
    default KeyedPool<K, T> create(Properties configuration) {
        return create(Providers.entries(configuration));
    }
}
