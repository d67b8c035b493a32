package com.acme;

import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.config.TypedPoolBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import javax.annotation.processing.Generated;

/** A pool of {@link Mailer}. */
@Generated("io.conecta.processor.PoolProcessor")
interface Mailer_AllPool extends Pool<Mailer> {
    /** The options that {@code @Pooled} gives. */
    PoolSettings DEFAULTS = PoolSettings.defaults()
            .withName("all");

    /**
     * Starts the construction of a pool whose objects come from {@code all}.
     *
     * @param host passed to {@code all}
     * @param port passed to {@code all}
     * @param limit passed to {@code all}
     * @param level passed to {@code all}
     * @param ratio passed to {@code all}
     * @param quiet passed to {@code all}
     * @param quote passed to {@code all}
     * @param security passed to {@code all}
     * @param fallback passed to {@code all}
     * @param timeout passed to {@code all}
     * @param keepAlive passed to {@code all}
     * @param relay passed to {@code all}
     * @return the builder, for options
     */
    static TypedPoolBuilder<Mailer, Mailer_AllPool> builder(
            String host,
            int port,
            Long limit,
            byte level,
            float ratio,
            boolean quiet,
            char quote,
            Mailer.Security security,
            Mailer.Security fallback,
            Duration timeout,
            Duration keepAlive,
            URI relay) {
        return Mailer_AllPoolProvider.start(Mailer_AllFuncs.newFunc(
                host,
                port,
                limit,
                level,
                ratio,
                quiet,
                quote,
                security,
                fallback,
                timeout,
                keepAlive,
                relay));
    }

    /**
     * Builds a pool, to be closed, whose objects come from {@code all}.
     *
     * @param host passed to {@code all}
     * @param port passed to {@code all}
     * @param limit passed to {@code all}
     * @param level passed to {@code all}
     * @param ratio passed to {@code all}
     * @param quiet passed to {@code all}
     * @param quote passed to {@code all}
     * @param security passed to {@code all}
     * @param fallback passed to {@code all}
     * @param timeout passed to {@code all}
     * @param keepAlive passed to {@code all}
     * @param relay passed to {@code all}
     * @return the pool
     */
    static Mailer_AllPool create(
            String host,
            int port,
            Long limit,
            byte level,
            float ratio,
            boolean quiet,
            char quote,
            Mailer.Security security,
            Mailer.Security fallback,
            Duration timeout,
            Duration keepAlive,
            URI relay) {
        return builder(
                host,
                port,
                limit,
                level,
                ratio,
                quiet,
                quote,
                security,
                fallback,
                timeout,
                keepAlive,
                relay).build();
    }

    /**
     * Starts the construction of a pool with the defaults of {@code host}, {@code port}, {@code limit}, {@code level},
     * {@code ratio}, {@code quiet}, {@code quote}, {@code security}, {@code fallback}, {@code timeout}, {@code
     * keepAlive} and {@code relay}.
     *
     * @return the builder, for options
     */
    static TypedPoolBuilder<Mailer, Mailer_AllPool> builder() {
        return builder(
                "localhost",
                25,
                -1L,
                (byte) 7,
                0.5f,
                true,
                '\'',
                Mailer.Security.TLS,
                Mailer.Security.valueOf("SSL3"),
                Duration.ofSeconds(90),
                PoolSettings.FOREVER,
                URI.create("smtp://localhost"));
    }

    /**
     * Builds a pool, to be closed, with the defaults of {@code host}, {@code port}, {@code limit}, {@code level},
     * {@code ratio}, {@code quiet}, {@code quote}, {@code security}, {@code fallback}, {@code timeout}, {@code
     * keepAlive} and {@code relay}.
     *
     * @return the pool
     */
    static Mailer_AllPool create() {
        return builder().build();
    }

    /**
     * Starts the construction of a pool from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the builder, for options
     */
    static TypedPoolBuilder<Mailer, Mailer_AllPool> builder(Map<String, ?> configuration) {
        return new Mailer_AllPoolProvider().builder(configuration);
    }

    /**
     * Builds a pool, to be closed, from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the pool
     */
    static Mailer_AllPool create(Map<String, ?> configuration) {
        return builder(configuration).build();
    }
}
