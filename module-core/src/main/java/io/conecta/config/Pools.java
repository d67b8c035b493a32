package io.conecta.config;

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
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        return list(ServiceLoader.load(PoolProvider.class));
    }

    /**
     * Every provider that a class loader sees.
     *
     * @param loader where to look, {@code null} for the system class loader
     * @return the providers
     */
    public static List<PoolProvider<?>> load(@Nullable ClassLoader loader) {
        return list(ServiceLoader.load(PoolProvider.class, loader));
    }

    /**
     * Every provider in a module layer and its parents.
     *
     * @param layer where to look
     * @return the providers
     */
    public static List<PoolProvider<?>> load(ModuleLayer layer) {
        return list(ServiceLoader.load(layer, PoolProvider.class));
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
        List<PoolProvider<?>> found = matching(type, near(type));
        if (found.isEmpty()) {
            found = matching(type, load());
        }
        if (found.isEmpty()) {
            throw new NoSuchElementException("no pool provider for " + type.getName()
                    + "; is it @Pooled, and was it compiled with conecta-processor?"
                    + (type.getModule().isNamed()
                            ? " Its module must have: provides io.conecta.config.PoolProvider with " + type.getName()
                                    + "PoolProvider;"
                            : "")
                    + " Found: " + names(load()));
        }
        if (found.size() > 1) {
            throw new IllegalStateException(
                    "several pool providers for " + type.getName() + "; choose one by Pools.named(…): " + names(found));
        }
        return (PoolProvider<T>) found.get(0);
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
        List<PoolProvider<?>> all = load();
        List<PoolProvider<?>> found =
                all.stream().filter(provider -> answersTo(provider, name)).toList();
        if (found.isEmpty()) {
            throw new NoSuchElementException("no pool provider named " + name + "; found: " + names(all));
        }
        if (found.size() > 1) {
            throw new IllegalStateException(
                    "several pool providers named " + name + "; name the pool's type: " + names(found));
        }
        return found.get(0);
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
        Duration timeout = pool.settings().closeTimeout();
        Duration bound =
                timeout.equals(PoolSettings.FOREVER) ? PoolSettings.defaults().closeTimeout() : timeout;
        boolean interrupted = Thread.interrupted();
        try {
            List<Loan> out = pool.close(bound);
            if (!out.isEmpty()) {
                System.getLogger("io.conecta")
                        .log(
                                Level.WARNING,
                                "pool \"" + pool.name()
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

    private static List<PoolProvider<?>> near(Class<?> type) {
        ModuleLayer layer = type.getModule().getLayer();
        return layer == null ? load(type.getClassLoader()) : load(layer);
    }

    private static List<PoolProvider<?>> matching(Class<?> type, List<PoolProvider<?>> providers) {
        return providers.stream().filter(provider -> provider.type() == type).toList();
    }

    private static boolean answersTo(PoolProvider<?> provider, String name) {
        return Stream.of(
                        provider.settings().name(),
                        provider.type().getSimpleName(),
                        provider.type().getName(),
                        provider.poolType().getName())
                .anyMatch(name::equals);
    }

    private static List<PoolProvider<?>> list(ServiceLoader<?> providers) {
        return providers.stream()
                .<PoolProvider<?>>map(provider -> (PoolProvider<?>) provider.get())
                .toList();
    }

    private static String names(List<PoolProvider<?>> providers) {
        return providers.isEmpty()
                ? "none"
                : providers.stream()
                        .map(provider -> provider.poolType().getName())
                        .collect(Collectors.joining(", "));
    }
}
