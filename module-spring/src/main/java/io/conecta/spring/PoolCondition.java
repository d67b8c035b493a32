package io.conecta.spring;

import io.conecta.Pool;
import io.conecta.PoolFailure;
import io.conecta.PoolSettings;
import io.conecta.PoolStats;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a pool is well, by what it has seen: nothing is borrowed, created or pinged for the question. A pool that is busy is up, and so
 * is one that nobody has used yet.
 *
 * @param status what health endpoints say
 * @param details why, and the figures
 */
record PoolCondition(Status status, Map<String, Object> details) {
    /** An older failure says little about a pool that has worked before and that nobody has used since. */
    private static final Duration RECENT = Duration.ofMinutes(1);

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
        PoolStats stats = pool.stats();
        String reason = pool.isClosed() ? "closed" : failure(pool, stats);
        if (reason != null) {
            details.put("reason", reason);
        }
        details.put("maxSize", stats.maxSize() == PoolSettings.UNLIMITED ? "none" : stats.maxSize());
        details.put("idle", stats.idle());
        details.put("lent", stats.lent());
        details.put("creating", stats.creating());
        details.put("waiting", stats.waiting());
        return new PoolCondition(reason == null ? Status.UP : Status.DOWN, details);
    }

    /** Nothing is there, and the last creation failed: just now, or all of them did. */
    private static @Nullable String failure(Pool<?> pool, PoolStats stats) {
        if (stats.idle() + stats.lent() > 0) {
            return null;
        }
        Optional<PoolFailure> creation = pool.failures().stream()
                .filter(failure -> failure.what().equals("creation"))
                .filter(failure -> stats.created() == 0 || failure.age().compareTo(RECENT) < 0)
                .findFirst();
        return creation.map(failure -> "has no objects; creation failed: " + Objects.requireNonNull(failure.error()))
                .orElse(null);
    }
}
