package com.acme;

import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.config.TypedPoolBuilder;
import java.util.Map;
import javax.annotation.processing.Generated;

/** A pool of {@link Link.Spool}. */
@Generated("io.conecta.processor.PoolProcessor")
interface Link_SpoolPool extends Pool<Link.Spool> {
    /** The options that {@code @Pooled} gives. */
    PoolSettings DEFAULTS = PoolSettings.defaults()
            .withName("Spool");

    /**
     * Starts the construction of a pool whose objects come from its constructor.
     *
     * @param label what it is called
     * @param size how much there is
     * @return the builder, for options
     */
    static TypedPoolBuilder<Link.Spool, Link_SpoolPool> builder(String label, int size) {
        return Link_SpoolPoolProvider.start(Link_SpoolFuncs.newFunc(label, size));
    }

    /**
     * Builds a pool, to be closed, whose objects come from its constructor.
     *
     * @param label what it is called
     * @param size how much there is
     * @return the pool
     */
    static Link_SpoolPool create(String label, int size) {
        return builder(label, size).build();
    }

    /**
     * Starts the construction of a pool from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the builder, for options
     */
    static TypedPoolBuilder<Link.Spool, Link_SpoolPool> builder(Map<String, ?> configuration) {
        return new Link_SpoolPoolProvider().builder(configuration);
    }

    /**
     * Builds a pool, to be closed, from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the pool
     */
    static Link_SpoolPool create(Map<String, ?> configuration) {
        return builder(configuration).build();
    }
}
