package com.acme;

import io.conecta.KeyedPool;
import io.conecta.KeyedPoolSettings;
import io.conecta.config.TypedKeyedPoolBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import javax.annotation.processing.Generated;

/** A pool by key of {@link Session}. */
@Generated("io.conecta.processor.PoolProcessor")
public interface SessionPool extends KeyedPool<String, Session> {
    /** The options that {@code @Pooled} gives. */
    KeyedPoolSettings DEFAULTS = KeyedPoolSettings.defaults()
            .withName("Session")
            .withMaxSize(4)
            .withMaxTotal(100)
            .withKeyIdleTimeout(Duration.ofMinutes(5));

    /**
     * Starts the construction of a pool whose objects come from its constructor.
     *
     * @param token who asks
     * @param timeout how long it may take
     * @param trace hears of it
     * @return the builder, for options
     */
    static TypedKeyedPoolBuilder<String, Session, SessionPool> builder(
            Supplier<String> token,
            Duration timeout,
            @Nullable Runnable trace) {
        return SessionPoolProvider.start(SessionFuncs.newFunc(token, timeout, trace));
    }

    /**
     * Builds a pool, to be closed, whose objects come from its constructor.
     *
     * @param token who asks
     * @param timeout how long it may take
     * @param trace hears of it
     * @return the pool
     */
    static SessionPool create(Supplier<String> token, Duration timeout, @Nullable Runnable trace) {
        return builder(token, timeout, trace).build();
    }

    /**
     * Starts the construction of a pool with the defaults of {@code timeout}.
     *
     * @param token who asks
     * @param trace hears of it
     * @return the builder, for options
     */
    static TypedKeyedPoolBuilder<String, Session, SessionPool> builder(
            Supplier<String> token,
            @Nullable Runnable trace) {
        return builder(token, Duration.ofSeconds(5), trace);
    }

    /**
     * Builds a pool, to be closed, with the defaults of {@code timeout}.
     *
     * @param token who asks
     * @param trace hears of it
     * @return the pool
     */
    static SessionPool create(Supplier<String> token, @Nullable Runnable trace) {
        return builder(token, trace).build();
    }

    /**
     * Starts the construction of a pool from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the builder, for options
     */
    static TypedKeyedPoolBuilder<String, Session, SessionPool> builder(Map<String, ?> configuration) {
        return new SessionPoolProvider().builder(configuration);
    }

    /**
     * Builds a pool, to be closed, from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the pool
     */
    static SessionPool create(Map<String, ?> configuration) {
        return builder(configuration).build();
    }

    /**
     * A {@link Mailer} for any number of threads: each call borrows an object, calls it and returns it, and after an
     * exception the object counts as suspect. It closes no object and not the pool.
     *
     * @param key for what key it borrows
     * @return one that may be kept
     */
    Mailer facade(String key);
}
