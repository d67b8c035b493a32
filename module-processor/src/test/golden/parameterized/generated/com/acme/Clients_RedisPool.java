package com.acme;

import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.config.TypedPoolBuilder;
import java.net.URI;
import java.util.Map;
import javax.annotation.processing.Generated;

/** A pool of {@link Clients.Redis}. */
@Generated("io.conecta.processor.PoolProcessor")
public interface Clients_RedisPool extends Pool<Clients.Redis<String, byte[]>> {
    /** The options that {@code @Pooled} gives. */
    PoolSettings DEFAULTS = PoolSettings.defaults()
            .withName("redis")
            .withMaxSize(8);

    /**
     * Starts the construction of a pool whose objects come from {@code redis}.
     *
     * @param uri passed to {@code redis}
     * @return the builder, for options
     */
    static TypedPoolBuilder<Clients.Redis<String, byte[]>, Clients_RedisPool> builder(URI uri) {
        return Clients_RedisPoolProvider.start(Clients_RedisFuncs.newFunc(uri));
    }

    /**
     * Builds a pool, to be closed, whose objects come from {@code redis}.
     *
     * @param uri passed to {@code redis}
     * @return the pool
     */
    static Clients_RedisPool create(URI uri) {
        return builder(uri).build();
    }

    /**
     * Starts the construction of a pool with the defaults of {@code uri}.
     *
     * @return the builder, for options
     */
    static TypedPoolBuilder<Clients.Redis<String, byte[]>, Clients_RedisPool> builder() {
        return builder(URI.create("redis://localhost:6379"));
    }

    /**
     * Builds a pool, to be closed, with the defaults of {@code uri}.
     *
     * @return the pool
     */
    static Clients_RedisPool create() {
        return builder().build();
    }

    /**
     * Starts the construction of a pool from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the builder, for options
     */
    static TypedPoolBuilder<Clients.Redis<String, byte[]>, Clients_RedisPool> builder(Map<String, ?> configuration) {
        return new Clients_RedisPoolProvider().builder(configuration);
    }

    /**
     * Builds a pool, to be closed, from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the pool
     */
    static Clients_RedisPool create(Map<String, ?> configuration) {
        return builder(configuration).build();
    }
}
