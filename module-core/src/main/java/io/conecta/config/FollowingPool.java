package io.conecta.config;

import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.PoolUnavailableException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Delegates to the pool of its own configuration, among those that come and go; the generated façade components extend what uses it, and
 * nothing in it needs OSGi. Without that pool it lends nothing ({@link PoolUnavailableException}); when the pool has gone, it answers as a
 * closed pool.
 *
 * @param <T> what is pooled
 */
public final class FollowingPool<T> extends ForwardingPool<T> {
    private static final String PID = "service.pid";

    private final @Nullable Object pid;
    private volatile Pool<T> followed;

    /**
     * Makes a pool that waits for the one to follow.
     *
     * @param name what the pool is called until then
     * @param properties the configuration of the façade, which is the pool's
     */
    public FollowingPool(String name, Map<String, ?> properties) {
        this(new UnbuiltPool<>(PoolSettings.defaults().withName(name)), properties.get(PID));
    }

    private FollowingPool(Pool<T> none, @Nullable Object pid) {
        super(none);
        this.followed = none;
        this.pid = pid;
    }

    @Override
    Pool<T> target() {
        return followed;
    }

    /**
     * Takes a pool that has come, if it has the same configuration.
     *
     * @param pool the pool
     * @param properties its properties
     */
    public void follow(Pool<T> pool, Map<String, ?> properties) {
        if (Objects.equals(pid, properties.get(PID))) {
            followed = Objects.requireNonNull(pool, "pool");
        }
    }
}
