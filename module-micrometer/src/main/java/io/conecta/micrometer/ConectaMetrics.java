package io.conecta.micrometer;

import io.conecta.Pool;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The meters of one pool, for any number of registries:
 *
 * <pre>{@code
 * new ConectaMetrics(pool).bindTo(registry);
 * }</pre>
 *
 * <p>Every meter has the tag {@code pool}, the pool's name:
 *
 * <ul>
 *   <li>gauges {@code conecta.pool.size}, {@code .max}, {@code .idle}, {@code .lent}, {@code .creating} and {@code .waiting}. Each look takes
 *       the figures as they are then. {@code max} is 2147483647 if {@code maxSize} has no limit, so that a ratio with it stays near zero;
 *   <li>timers {@code conecta.pool.wait} and {@code conecta.pool.create}, with the tag {@code outcome} ({@code success} or {@code failure}),
 *       and {@code conecta.pool.use}, with buckets from 0.1 ms to 30 s. What they measure is said in {@link io.conecta.PoolMeter};
 *   <li>counters {@code conecta.pool.timeouts}, {@code .rejections}, {@code .create.failures}, {@code .ping.failures}, {@code .leaks} and
 *       {@code .closed}.
 * </ul>
 *
 * <p>The meters are removed from the registry as soon as the pool is closed, or found to be unreachable without having been closed. Neither
 * this object nor a registry keeps a pool reachable, so give it the pool that you keep, not a wrapper that you drop. Nothing here builds a
 * pool, creates an object or waits for one.
 *
 * <p>Thread-safe.
 */
public final class ConectaMetrics implements MeterBinder, AutoCloseable {
    private final WeakReference<Pool<?>> pool;
    private final Tags tags;
    /** Guarded by {@link BoundPool#LOCK}. */
    private final List<BoundPool> bound = new ArrayList<>();

    /**
     * The meters of a pool, with its name as their only tag.
     *
     * @param pool the pool
     * @throws NullPointerException if {@code pool} is null
     */
    public ConectaMetrics(Pool<?> pool) {
        this(pool, Tags.empty());
    }

    /**
     * The meters of a pool, with further tags. Prometheus demands the same keys of all meters of one name: give all pools the same keys there.
     *
     * @param pool the pool
     * @param tags the tags besides {@code pool}
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if there is a tag {@code pool}, which is the pool's name
     */
    public ConectaMetrics(Pool<?> pool, Iterable<Tag> tags) {
        this.pool = new WeakReference<>(Objects.requireNonNull(pool, "pool"));
        this.tags = Registration.tags(BoundPool.POOL, pool.name(), Objects.requireNonNull(tags, "tags"));
    }

    /**
     * Registers the meters, until the pool or this object is closed. Does nothing if they are there already, or if the pool is closed.
     *
     * @param registry the registry
     * @throws NullPointerException if {@code registry} is null
     * @throws IllegalStateException if the registry has the meters of another pool of the same name and tags; nothing is registered then
     */
    @Override
    public void bindTo(MeterRegistry registry) {
        Objects.requireNonNull(registry, "registry");
        Pool<?> live = pool.get();
        if (live == null || live.isClosed()) {
            return;
        }
        BoundPool binding;
        BoundPool.LOCK.lock();
        try {
            bound.removeIf(BoundPool::isOver);
            if (bound.stream().anyMatch(each -> each.isIn(registry))) {
                return;
            }
            binding = new BoundPool(live, tags, registry);
            bound.add(binding);
        } finally {
            BoundPool.LOCK.unlock();
        }
        live.addMeter(binding);
    }

    /** Removes the meters from all registries, and leaves the pool as it is. Doing it again changes nothing. */
    @Override
    public void close() {
        BoundPool.LOCK.lock();
        try {
            bound.forEach(BoundPool::poolClosed);
            bound.clear();
        } finally {
            BoundPool.LOCK.unlock();
        }
    }
}
