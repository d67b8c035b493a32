package com.acme;

import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.config.TypedPoolBuilder;
import java.math.BigDecimal;
import java.util.Map;
import javax.annotation.processing.Generated;

/** A pool of {@link Mailer}. */
@Generated("io.conecta.processor.PoolProcessor")
interface Mailer_NonePool extends Pool<Mailer> {
    /** The options that {@code @Pooled} gives. */
    PoolSettings DEFAULTS = PoolSettings.defaults()
            .withName("none");

    /**
     * Starts the construction of a pool whose objects come from {@code none}.
     *
     * @param host passed to {@code none}
     * @param price passed to {@code none}
     * @return the builder, for options
     */
    static TypedPoolBuilder<Mailer, Mailer_NonePool> builder(String host, BigDecimal price) {
        return Mailer_NonePoolProvider.start(Mailer_NoneFuncs.newFunc(host, price));
    }

    /**
     * Builds a pool, to be closed, whose objects come from {@code none}.
     *
     * @param host passed to {@code none}
     * @param price passed to {@code none}
     * @return the pool
     */
    static Mailer_NonePool create(String host, BigDecimal price) {
        return builder(host, price).build();
    }

    /**
     * Starts the construction of a pool from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the builder, for options
     */
    static TypedPoolBuilder<Mailer, Mailer_NonePool> builder(Map<String, ?> configuration) {
        return new Mailer_NonePoolProvider().builder(configuration);
    }

    /**
     * Builds a pool, to be closed, from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the pool
     */
    static Mailer_NonePool create(Map<String, ?> configuration) {
        return builder(configuration).build();
    }
}
