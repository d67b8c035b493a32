package com.acme;

import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.config.TypedPoolBuilder;
import java.util.Map;
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
     * @param host passed to its constructor
     * @return the builder, for options
     */
    static TypedPoolBuilder<Session, SessionPool> builder(String host) {
        return SessionPoolProvider.start(SessionFuncs.newFunc(host));
    }

    /**
     * Builds a pool, to be closed, whose objects come from its constructor.
     *
     * @param host passed to its constructor
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

    /**
     * A {@link Mailer} for any number of threads: each call borrows an object, calls it and returns it, and after an
     * exception the object counts as suspect. It closes no object and not the pool.
     *
     * @return always the same one
     */
    Mailer<String> facade();
}
