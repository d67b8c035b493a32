package com.acme;

import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.config.TypedPoolBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import javax.annotation.processing.Generated;

/** A pool of {@link Session}. */
@Generated("io.conecta.processor.PoolProcessor")
public interface SessionPool extends Pool<Session> {
    /** The options that {@code @Pooled} gives. */
    PoolSettings DEFAULTS = PoolSettings.defaults()
            .withName("Session");

    /**
     * Starts the construction of a pool whose objects come from its constructor.
     *
     * @param host Where the server listens
     * @param port passed to its constructor
     * @param timeout passed to its constructor
     * @param executor passed to its constructor
     * @return the builder, for options
     */
    static TypedPoolBuilder<Session, SessionPool> builder(String host, int port, Duration timeout, Executor executor) {
        return SessionPoolProvider.start(SessionFuncs.newFunc(host, port, timeout, executor));
    }

    /**
     * Builds a pool, to be closed, whose objects come from its constructor.
     *
     * @param host Where the server listens
     * @param port passed to its constructor
     * @param timeout passed to its constructor
     * @param executor passed to its constructor
     * @return the pool
     */
    static SessionPool create(String host, int port, Duration timeout, Executor executor) {
        return builder(host, port, timeout, executor).build();
    }

    /**
     * Starts the construction of a pool with the defaults of {@code port} and {@code timeout}.
     *
     * @param host Where the server listens
     * @param executor passed to its constructor
     * @return the builder, for options
     */
    static TypedPoolBuilder<Session, SessionPool> builder(String host, Executor executor) {
        return builder(host, 22, Duration.ofSeconds(30), executor);
    }

    /**
     * Builds a pool, to be closed, with the defaults of {@code port} and {@code timeout}.
     *
     * @param host Where the server listens
     * @param executor passed to its constructor
     * @return the pool
     */
    static SessionPool create(String host, Executor executor) {
        return builder(host, executor).build();
    }

    /**
     * Starts the construction of a pool from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the builder, for options
     */
    static TypedPoolBuilder<Session, SessionPool> builder(Map<String, ?> configuration) {
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
}
