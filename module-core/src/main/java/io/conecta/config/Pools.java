package io.conecta.config;

import io.conecta.KeyedPool;
import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolCreateException;
import io.conecta.PoolSettings;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@linkplain PoolProvider providers} of annotated classes, on the class path and the module path.
 *
 * <pre>{@code
 * Pool<Session> pool = Pools.of(Session.class).create(Map.of("host", "localhost", "maxSize", "32"));
 * }</pre>
 *
 * <p>Thread-safe. Looks the providers up on each call and caches none, so it keeps no class loader alive.
 */
public final class Pools {
    private Pools() {}

    /** {@return every provider that the thread's context class loader sees, including those in modules} */
    public static List<PoolProvider<?>> load() {
        return Providers.PLAIN.load();
    }

    /**
     * Every provider that a class loader sees.
     *
     * @param loader where to look, {@code null} for the system class loader
     * @return the providers
     */
    public static List<PoolProvider<?>> load(@Nullable ClassLoader loader) {
        return Providers.PLAIN.load(loader);
    }

    /**
     * Every provider in a module layer and its parents.
     *
     * @param layer where to look
     * @return the providers
     */
    public static List<PoolProvider<?>> load(ModuleLayer layer) {
        return Providers.PLAIN.load(layer);
    }

    /**
     * The provider for a class, looked up with the class's own loader, then with the thread's context class loader.
     *
     * @param type the class of the pooled objects
     * @param <T> what is pooled
     * @return its provider
     * @throws NoSuchElementException if there is none
     * @throws IllegalStateException if there are several, since methods can be {@code @Pooled} too; use {@link #named}
     */
    @SuppressWarnings("unchecked")
    public static <T> PoolProvider<T> of(Class<T> type) {
        return (PoolProvider<T>) Providers.PLAIN.of(type);
    }

    /**
     * The provider with a name, as the thread's context class loader sees it.
     *
     * @param name the name of the pool as annotated, of its class, or of the pool's type (which is its PID)
     * @return the provider
     * @throws NoSuchElementException if there is none
     * @throws IllegalStateException if there are several; use the name of the pool's type
     */
    public static PoolProvider<?> named(String name) {
        return Providers.PLAIN.named(name);
    }

    /**
     * Builds a pool of an annotated class.
     *
     * @param type the class of the pooled objects
     * @param configuration as in {@link PoolProvider#create(Map)}
     * @param <T> what is pooled
     * @return the running pool, which the caller must close
     * @throws NoSuchElementException as {@link #of}
     * @throws PoolConfigurationException naming every wrong key, its value and the fix
     * @throws PoolCreateException as {@link PoolBuilder#build()}
     */
    public static <T> Pool<T> create(Class<T> type, Map<String, ?> configuration) {
        return of(type).create(configuration);
    }

    /**
     * Builds a pool of an annotated class.
     *
     * @param type the class of the pooled objects
     * @param configuration as in {@link PoolProvider#create(Properties)}
     * @param <T> what is pooled
     * @return the running pool, which the caller must close
     * @throws NoSuchElementException as {@link #of}
     * @throws PoolConfigurationException naming every wrong key, its value and the fix
     * @throws PoolCreateException as {@link PoolBuilder#build()}
     */
    public static <T> Pool<T> create(Class<T> type, Properties configuration) {
        return of(type).create(configuration);
    }

    /**
     * Closes a pool at the end of an application: waits for lent objects, up to
     * {@code closeTimeout}, or 5 s if that is off, and logs which are still out then. An interrupt ends the wait; the pool is closed
     * all the same, and the flag kept.
     *
     * @param pool the pool
     */
    public static void drain(Pool<?> pool) {
        drain(pool.name(), pool.settings(), pool::close);
    }

    /**
     * Closes a keyed pool at the end of an application, as {@link #drain(Pool)}.
     *
     * @param pool the pool
     */
    public static void drain(KeyedPool<?, ?> pool) {
        drain(pool.name(), pool.settings().each(), pool::close);
    }

    /** A close that waits. */
    @FunctionalInterface
    private interface Drain {
        List<Loan> close(Duration drain) throws InterruptedException;
    }

    private static void drain(String name, PoolSettings settings, Drain pool) {
        Duration timeout = settings.closeTimeout();
        Duration bound =
                timeout.equals(PoolSettings.FOREVER) ? PoolSettings.defaults().closeTimeout() : timeout;
        boolean interrupted = Thread.interrupted();
        try {
            List<Loan> out = pool.close(bound);
            if (!out.isEmpty()) {
                System.getLogger("io.conecta")
                        .log(
                                Level.WARNING,
                                "pool \"" + name
                                        + "\": closed without waiting any longer for lent objects; see that what borrows"
                                        + " ends before the application, or raise closeTimeout; still out: " + out);
            }
        } catch (InterruptedException now) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
