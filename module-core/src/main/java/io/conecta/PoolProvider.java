package io.conecta;

import java.util.Map;

/**
 * Builds pools of one annotated class from configuration; generated for every {@code @Pooled} class and found by
 * {@link java.util.ServiceLoader}, on class path and module path.
 *
 * @param <T> what is pooled
 */
public interface PoolProvider<T> {
    /** {@return the class of the pooled objects} */
    Class<T> type();

    /** {@return the typed pool's interface; its name is the pool's PID in Config Admin} */
    Class<? extends Pool<T>> poolType();

    /**
     * Builds a pool.
     *
     * @param configuration option and setting names with their values: text is converted, values of the right type are taken
     *     as they are, and objects that the factory needs are looked up by parameter name
     * @return the running pool, also an instance of {@link #poolType()}; to be closed
     * @throws IllegalArgumentException naming every key that is wrong, its value and the way out
     * @throws PoolCreateException as {@link PoolBuilder#build()}
     */
    Pool<T> create(Map<String, ?> configuration);
}
