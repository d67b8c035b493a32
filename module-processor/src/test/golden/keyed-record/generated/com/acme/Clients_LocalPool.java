package com.acme;

import io.conecta.KeyedPool;
import io.conecta.KeyedPoolSettings;
import io.conecta.config.TypedKeyedPoolBuilder;
import java.util.Map;
import javax.annotation.processing.Generated;

/** A pool by key of {@link StringBuilder}. */
@Generated("io.conecta.processor.PoolProcessor")
interface Clients_LocalPool extends KeyedPool<Integer, StringBuilder> {
    /** The options that {@code @Pooled} gives. */
    KeyedPoolSettings DEFAULTS = KeyedPoolSettings.defaults()
            .withName("local");

    /**
     * Starts the construction of a pool whose objects come from {@code local}.
     *
     * @return the builder, for options
     */
    static TypedKeyedPoolBuilder<Integer, StringBuilder, Clients_LocalPool> builder() {
        return Clients_LocalPoolProvider.start(Clients_LocalFuncs.newFunc());
    }

    /**
     * Builds a pool, to be closed, whose objects come from {@code local}.
     *
     * @return the pool
     */
    static Clients_LocalPool create() {
        return builder().build();
    }

    /**
     * Starts the construction of a pool from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the builder, for options
     */
    static TypedKeyedPoolBuilder<Integer, StringBuilder, Clients_LocalPool> builder(Map<String, ?> configuration) {
        return new Clients_LocalPoolProvider().builder(configuration);
    }

    /**
     * Builds a pool, to be closed, from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the pool
     */
    static Clients_LocalPool create(Map<String, ?> configuration) {
        return builder(configuration).build();
    }
}
