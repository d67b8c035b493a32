package com.acme;

import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.config.TypedPoolBuilder;
import java.util.Map;
import javax.annotation.processing.Generated;

/** A pool of {@link Mailer}. */
@Generated("io.conecta.processor.PoolProcessor")
interface Mailer_SomePool extends Pool<Mailer> {
    /** The options that {@code @Pooled} gives. */
    PoolSettings DEFAULTS = PoolSettings.defaults()
            .withName("some");

    /**
     * Starts the construction of a pool whose objects come from {@code some}.
     *
     * @param <X> a type of {@code some}
     * @param host passed to {@code some}
     * @param password passed to {@code some}
     * @param onClose passed to {@code some}
     * @return the builder, for options
     */
    static <X extends Runnable> TypedPoolBuilder<Mailer, Mailer_SomePool> builder(
            String host,
            String password,
            X onClose) {
        return Mailer_SomePoolProvider.start(Mailer_SomeFuncs.newFunc(host, password, onClose));
    }

    /**
     * Builds a pool, to be closed, whose objects come from {@code some}.
     *
     * @param <X> a type of {@code some}
     * @param host passed to {@code some}
     * @param password passed to {@code some}
     * @param onClose passed to {@code some}
     * @return the pool
     */
    static <X extends Runnable> Mailer_SomePool create(String host, String password, X onClose) {
        return builder(host, password, onClose).build();
    }

    /**
     * Starts the construction of a pool with the defaults of {@code password}.
     *
     * @param <X> a type of {@code some}
     * @param host passed to {@code some}
     * @param onClose passed to {@code some}
     * @return the builder, for options
     */
    static <X extends Runnable> TypedPoolBuilder<Mailer, Mailer_SomePool> builder(String host, X onClose) {
        return builder(host, "\"x\"", onClose);
    }

    /**
     * Builds a pool, to be closed, with the defaults of {@code password}.
     *
     * @param <X> a type of {@code some}
     * @param host passed to {@code some}
     * @param onClose passed to {@code some}
     * @return the pool
     */
    static <X extends Runnable> Mailer_SomePool create(String host, X onClose) {
        return builder(host, onClose).build();
    }

    /**
     * Starts the construction of a pool from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the builder, for options
     */
    static TypedPoolBuilder<Mailer, Mailer_SomePool> builder(Map<String, ?> configuration) {
        return new Mailer_SomePoolProvider().builder(configuration);
    }

    /**
     * Builds a pool, to be closed, from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the pool
     */
    static Mailer_SomePool create(Map<String, ?> configuration) {
        return builder(configuration).build();
    }
}
