package io.conecta.config;

import io.conecta.KeyedPool;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@linkplain KeyedPoolProvider providers} of annotated classes with a {@code @Key}, on the class path and the module path, as
 * {@link Pools} finds the others.
 *
 * <p>Thread-safe. Looks the providers up on each call and caches none, so it keeps no class loader alive.
 */
public final class KeyedPools {
    private KeyedPools() {}

    /** {@return every provider that the thread's context class loader sees, including those in modules} */
    public static List<KeyedPoolProvider<?, ?>> load() {
        return Providers.KEYED.load();
    }

    /**
     * Every provider that a class loader sees.
     *
     * @param loader where to look, {@code null} for the system class loader
     * @return the providers
     */
    public static List<KeyedPoolProvider<?, ?>> load(@Nullable ClassLoader loader) {
        return Providers.KEYED.load(loader);
    }

    /**
     * Every provider in a module layer and its parents.
     *
     * @param layer where to look
     * @return the providers
     */
    public static List<KeyedPoolProvider<?, ?>> load(ModuleLayer layer) {
        return Providers.KEYED.load(layer);
    }

    /**
     * The provider for a class, looked up as by {@link Pools#of}.
     *
     * @param type the class of the pooled objects
     * @param <T> what is pooled
     * @return its provider
     * @throws NoSuchElementException if there is none
     * @throws IllegalStateException if there are several, since methods can be {@code @Pooled} too; use {@link #named}
     */
    @SuppressWarnings("unchecked")
    public static <T> KeyedPoolProvider<?, T> of(Class<T> type) {
        return (KeyedPoolProvider<?, T>) Providers.KEYED.of(type);
    }

    /**
     * The provider with a name, as the thread's context class loader sees it.
     *
     * @param name the name of the pool as annotated, of its class, or of the pool's type (which is its PID)
     * @return the provider
     * @throws NoSuchElementException if there is none
     * @throws IllegalStateException if there are several; use the name of the pool's type
     */
    public static KeyedPoolProvider<?, ?> named(String name) {
        return Providers.KEYED.named(name);
    }

    /**
     * Builds a pool of an annotated class.
     *
     * @param type the class of the pooled objects
     * @param configuration as in {@link KeyedPoolProvider#create(Map)}
     * @param <T> what is pooled
     * @return the running pool, which the caller must close
     * @throws NoSuchElementException as {@link #of}
     * @throws PoolConfigurationException naming every wrong key, its value and the fix
     */
    public static <T> KeyedPool<?, T> create(Class<T> type, Map<String, ?> configuration) {
        return of(type).create(configuration);
    }

    /**
     * Builds a pool of an annotated class.
     *
     * @param type the class of the pooled objects
     * @param configuration as in {@link KeyedPoolProvider#create(Properties)}
     * @param <T> what is pooled
     * @return the running pool, which the caller must close
     * @throws NoSuchElementException as {@link #of}
     * @throws PoolConfigurationException naming every wrong key, its value and the fix
     */
    public static <T> KeyedPool<?, T> create(Class<T> type, Properties configuration) {
        return of(type).create(configuration);
    }
}
