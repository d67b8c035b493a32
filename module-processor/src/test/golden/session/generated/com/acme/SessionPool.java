package com.acme;

import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.config.TypedPoolBuilder;
import java.time.Duration;
import java.util.Map;
import javax.annotation.processing.Generated;

/** A pool of {@link Session}. */
@Generated("io.conecta.processor.PoolProcessor")
public interface SessionPool extends Pool<Session> {
    /** The options that {@code @Pooled} gives. */
    PoolSettings DEFAULTS = PoolSettings.defaults()
            .withName("Session")
            .withMaxSize(16)
            .withScanInterval(Duration.ofSeconds(5))
            .withMaxLifetime(Duration.ofMinutes(30));

    /**
     * Starts the construction of a pool whose objects come from {@code open}.
     *
     * @param host passed to {@code open}
     * @param port passed to {@code open}
     * @return the builder, for options
     */
    static TypedPoolBuilder<Session, SessionPool> builder(String host, int port) {
        return SessionPoolProvider.start(SessionFuncs.newFunc(host, port));
    }

    /**
     * Builds a pool, to be closed, whose objects come from {@code open}.
     *
     * @param host passed to {@code open}
     * @param port passed to {@code open}
     * @return the pool
     */
    static SessionPool create(String host, int port) {
        return builder(host, port).build();
    }

    /**
     * Starts the construction of a pool with the defaults of {@code port}.
     *
     * @param host passed to {@code open}
     * @return the builder, for options
     */
    static TypedPoolBuilder<Session, SessionPool> builder(String host) {
        return builder(host, 22);
    }

    /**
     * Builds a pool, to be closed, with the defaults of {@code port}.
     *
     * @param host passed to {@code open}
     * @return the pool
     */
    static SessionPool create(String host) {
        return builder(host).build();
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
