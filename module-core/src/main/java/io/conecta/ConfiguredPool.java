package io.conecta;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A pool that follows its configuration; the generated OSGi components extend it, and nothing in it needs OSGi.
 *
 * <p>A changed configuration is applied in place by {@link #modified}: options at once; what creation needs by a new generation of
 * objects (idle ones are closed now, lent ones when they come back). A wrong one is refused whole and logged through
 * {@link System.Logger} {@code "io.conecta"}; the pool goes on with the last good one.
 *
 * <p>{@link PoolListener} services hear the pool's events from when they are {@linkplain #addListener added} on.
 *
 * <p>Unless the configuration says otherwise, {@code failFast} is off: a backend that is down at the start does not keep the
 * pool away.
 *
 * @param <T> what is pooled
 */
public abstract class ConfiguredPool<T> extends ForwardingPool<T> {
    private static final AtomicBoolean REHEARSED = new AtomicBoolean();

    private final Source<T> source;

    /**
     * Builds the pool.
     *
     * @param provider knows the annotated class
     * @param properties the configuration; keys that nobody knows are left alone
     * @param collaborators the objects that creation needs, {@linkplain #named named}
     * @throws PoolConfigurationException if the configuration is wrong; it is logged too
     */
    protected ConfiguredPool(PoolProvider<T> provider, Map<String, ?> properties, Collaborator... collaborators) {
        this(new Source<>(provider, List.of(collaborators)), properties);
    }

    /**
     * Names an object that creation needs.
     *
     * @param key its key
     * @param object the object, {@code null} if it is optional and absent
     * @return both
     */
    protected static Collaborator named(String key, @Nullable Object object) {
        return new Collaborator(key, object);
    }

    /**
     * An object that creation needs.
     *
     * @param key its key
     * @param object the object, {@code null} if it is optional and absent
     */
    protected record Collaborator(String key, @Nullable Object object) {}

    private ConfiguredPool(Source<T> source, Map<String, ?> properties) {
        super(source.build(properties));
        this.source = source;
        rehearse();
    }

    /**
     * Applies a changed configuration, or refuses it whole.
     *
     * @param properties the configuration, complete
     */
    public final void modified(Map<String, ?> properties) {
        source.apply(properties, this);
    }

    /**
     * Adds a listener, unless it is meant for other pools.
     *
     * @param listener the listener
     * @param properties what it is meant for: {@code pool.name} and {@code pool.type}, each one value, several or, for all, none
     */
    public final void addListener(PoolListener<? super T> listener, Map<String, ?> properties) {
        if (Listeners.selects(properties.get(PoolConfiguration.POOL_NAME), name())
                && Listeners.selects(
                        properties.get("pool.type"), source.provider.type().getName())) {
            source.listeners.add(listener);
        }
    }

    /**
     * Removes a listener, if it was added.
     *
     * @param listener the listener
     */
    public final void removeListener(PoolListener<? super T> listener) {
        source.listeners.remove(listener);
    }

    /** The latest failure of each kind, a refused configuration included until it is mended. */
    @Override
    public final List<PoolFailure> failures() {
        return source.failures(target().failures());
    }

    /**
     * Closes the pool, and waits for lent objects to come back, up to {@code closeTimeout} (5 s if that is off): who borrowed
     * just now may still give back before this bundle, or that of a collaborator, has gone. Keeps an interrupt.
     */
    public final void deactivate() {
        Duration drain = settings().closeTimeout();
        try {
            close(drain.equals(PoolSettings.FOREVER) ? PoolSettings.defaults().closeTimeout() : drain);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Goes once through the end of a pool: what that needs is loaded now, since a bundle that is refreshed together with core
     * comes to its end when core can load no more classes.
     */
    private static void rehearse() {
        if (!REHEARSED.compareAndSet(false, true)) {
            return;
        }
        Pool<Object> pool = Pool.builder(Object::new)
                .name("rehearsal")
                .initialSize(2)
                .failFast(false)
                .build();
        pool.get().ifPresent(object -> {
            pool.close();
            pool.put(object);
        });
        pool.close();
    }

    /** Where objects come from, and the configuration in force. */
    private static final class Source<T> {
        private final PoolProvider<T> provider;
        private final List<Collaborator> collaborators;
        private final Listeners<T> listeners = new Listeners<>();
        /** Why the last configuration was refused, and when; null since one was accepted. */
        private volatile @Nullable Refusal refusal;

        private record Refusal(String mistakes, long nanos) {}

        /** What a configuration comes to. */
        private record Reading<T>(PoolSettings settings, NewFunc<T> newFunc, Map<String, @Nullable Object> values) {}

        /** Written by the thread that configures, read by those that create. */
        private volatile @Nullable Reading<T> current;

        Source(PoolProvider<T> provider, List<Collaborator> collaborators) {
            this.provider = provider;
            this.collaborators = collaborators;
        }

        Pool<T> build(Map<String, ?> properties) {
            try {
                Reading<T> reading = read(properties, PoolConfiguration::settingsForBuild);
                current = reading;
                Pool<T> pool = provider.builder(this::create)
                        .settings(reading.settings())
                        .listener(listeners)
                        .build();
                return pool instanceof ForwardingPool<T> typed ? typed.target() : pool;
            } catch (IllegalArgumentException wrong) {
                log("configuration refused, so there is no pool: ", wrong);
                throw wrong;
            }
        }

        List<PoolFailure> failures(List<PoolFailure> ofPool) {
            List<PoolFailure> all = new ArrayList<>(ofPool);
            Refusal last = refusal;
            if (last != null) {
                Duration age = Duration.ofNanos(Math.max(0, System.nanoTime() - last.nanos()));
                all.add(new PoolFailure("configuration", last.mistakes(), age));
            }
            all.sort(Comparator.comparing(PoolFailure::age));
            return all;
        }

        private T create() throws Exception {
            return Objects.requireNonNull(current).newFunc().create();
        }

        void apply(Map<String, ?> properties, Pool<T> pool) {
            try {
                Reading<T> reading = read(properties, PoolConfiguration::settings);
                pool.reconfigure(reading.settings());
                Reading<T> former = Objects.requireNonNull(current);
                if (!Objects.deepEquals(values(reading), values(former))) {
                    current = reading;
                    pool.clear();
                }
                refusal = null;
            } catch (IllegalArgumentException wrong) {
                refusal = new Refusal(String.valueOf(wrong.getMessage()), System.nanoTime());
                log("configuration refused, the pool goes on with the last good one: ", wrong);
            }
        }

        private Reading<T> read(
                Map<String, ?> properties, BiFunction<PoolConfiguration, PoolSettings, PoolSettings> options) {
            Map<String, @Nullable Object> entries = new LinkedHashMap<>(properties);
            collaborators.forEach(collaborator -> entries.put(collaborator.key(), collaborator.object()));
            PoolConfiguration configuration = PoolConfiguration.ofService(entries);
            PoolSettings settings =
                    options.apply(configuration, provider.settings().withFailFast(false));
            return new Reading<>(settings, provider.newFunc(configuration), configuration.values());
        }

        /** The values without their keys, whose order is fixed, so that arrays compare by content. */
        private static @Nullable Object[] values(Reading<?> reading) {
            return reading.values().values().toArray();
        }

        private void log(String fact, IllegalArgumentException wrong) {
            System.getLogger("io.conecta")
                    .log(Level.ERROR, provider.poolType().getName() + ": " + fact + wrong.getMessage());
        }
    }
}
