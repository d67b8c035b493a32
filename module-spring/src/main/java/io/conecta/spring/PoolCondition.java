package io.conecta.spring;

import io.conecta.Pool;
import io.conecta.PoolHealth;
import io.conecta.PoolSettings;
import io.conecta.PoolStats;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What health endpoints say of a pool. Nothing is borrowed, created or pinged for the question.
 *
 * @param status whether it is up
 * @param details why, and the figures
 */
record PoolCondition(Status status, Map<String, Object> details) {
    /** What health endpoints know. */
    enum Status {
        UP,
        DOWN,
        UNKNOWN
    }

    /** {@return the condition of a pool, null for one that is built only when it is used} */
    static PoolCondition of(@Nullable Pool<?> pool) {
        Map<String, Object> details = new LinkedHashMap<>();
        if (pool == null) {
            details.put("reason", "not built yet: its bean is lazy");
            return new PoolCondition(Status.UNKNOWN, details);
        }
        PoolHealth health = pool.health();
        details.put("state", health.status().name().toLowerCase(Locale.ROOT));
        details.put("reason", health.reason());
        PoolStats stats = pool.stats();
        details.put("maxSize", stats.maxSize() == PoolSettings.UNLIMITED ? "none" : stats.maxSize());
        details.put("idle", stats.idle());
        details.put("lent", stats.lent());
        details.put("creating", stats.creating());
        details.put("waiting", stats.waiting());
        return new PoolCondition(health.isUp() ? Status.UP : Status.DOWN, details);
    }
}
