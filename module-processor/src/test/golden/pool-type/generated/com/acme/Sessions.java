package com.acme;

import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.config.TypedPoolBuilder;
import java.time.Duration;
import java.util.Map;
import javax.annotation.processing.Generated;

/** A pool of {@link Parlor.Session}. */
@Generated("io.conecta.processor.PoolProcessor")
public interface Sessions extends Pool<Parlor.Session> {
    /** The options that {@code @Pooled} gives. */
    PoolSettings DEFAULTS = PoolSettings.defaults()
            .withName("Session")
            .withMaxSize(16)
            .withScanInterval(Duration.ofSeconds(5));

    /**
     * Starts the construction of a pool whose objects come from its constructor.
     *
     * @param host passed to its constructor
     * @param port passed to its constructor
     * @return the builder, for options
     */
    static TypedPoolBuilder<Parlor.Session, Sessions> builder(String host, int port) {
        return SessionsProvider.start(SessionsFuncs.newFunc(host, port));
    }

    /**
     * Builds a pool, to be closed, whose objects come from its constructor.
     *
     * @param host passed to its constructor
     * @param port passed to its constructor
     * @return the pool
     */
    static Sessions create(String host, int port) {
        return builder(host, port).build();
    }

    /**
     * Starts the construction of a pool from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the builder, for options
     */
    static TypedPoolBuilder<Parlor.Session, Sessions> builder(Map<String, ?> configuration) {
        return new SessionsProvider().builder(configuration);
    }

    /**
     * Builds a pool, to be closed, from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the pool
     */
    static Sessions create(Map<String, ?> configuration) {
        return builder(configuration).build();
    }
}
