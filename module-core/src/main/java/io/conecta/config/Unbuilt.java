package io.conecta.config;

import io.conecta.PoolClosedException;
import io.conecta.PoolException;
import io.conecta.PoolHealth;
import io.conecta.PoolStats;
import io.conecta.PoolUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no pool, and what is known of it all the same: what stands in for a pool that is not built asks this. Thread-safe.
 *
 * @param <P> the pool
 * @param <S> its settings
 */
final class Unbuilt<P, S> {
    private record Reason<S>(
            S settings, String text, @Nullable Throwable cause) {}

    private final Function<S, String> names;
    private volatile Reason<S> reason;
    private final long since = System.nanoTime();
    private volatile boolean closed;

    private volatile Supplier<@Nullable P> retry = () -> null;
    /** What else there is to do when it is closed. */
    private final Runnable ended;

    Unbuilt(S settings, Function<S, String> names, Runnable ended) {
        this.names = names;
        this.ended = ended;
        reason = new Reason<>(settings, "it has not been activated; start its component", null);
    }

    /** Asks for a pool at each borrow, whether one can be built after all. */
    void retry(Supplier<@Nullable P> retries) {
        retry = retries;
    }

    /** From now on this is why. */
    void because(S settings, String text, Throwable cause) {
        reason = new Reason<>(settings, text, cause);
    }

    /** {@return what has been built after all} */
    P built() {
        P pool = closed ? null : retry.get();
        if (pool == null) {
            throw refusal();
        }
        return pool;
    }

    PoolException refusal() {
        Reason<S> why = reason;
        return closed
                ? closed()
                : new PoolUnavailableException("pool \"" + name() + "\" lends nothing: " + why.text(), why.cause());
    }

    PoolClosedException closed() {
        return new PoolClosedException("pool \"" + name() + "\" is closed; start its component again", null);
    }

    IllegalArgumentException foreign() {
        return new IllegalArgumentException("pool \"" + name()
                + "\": cannot take back what is not from this pool, which has lent nothing yet; return it"
                + " to the pool that lent it");
    }

    IllegalStateException notLent() {
        return new IllegalStateException("pool \"" + name()
                + "\": cannot discard what is not out on loan from this pool, which has lent nothing yet; discard it in the pool"
                + " that lent it");
    }

    String name() {
        return names.apply(reason.settings());
    }

    S settings() {
        return reason.settings();
    }

    PoolStats stats() {
        return new PoolStats(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    PoolHealth health() {
        Duration age = Duration.ofNanos(Math.max(0, System.nanoTime() - since));
        return closed
                ? new PoolHealth(PoolHealth.Status.CLOSED, "the pool is closed", age, List.of())
                : new PoolHealth(PoolHealth.Status.DOWN, reason.text(), age, List.of());
    }

    /** {@return why there is no pool, as a report says it} */
    String sentence() {
        return closed ? "the pool is closed" : "the pool is not built: " + reason.text();
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        ended.run();
    }

    /** {@return what stands in for a pool of this type, as text} */
    String text(String type) {
        return type + "[" + name() + ", not built" + (closed ? ", closed" : "") + "]";
    }
}
