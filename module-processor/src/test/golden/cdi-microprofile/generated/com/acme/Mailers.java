package com.acme;

import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.config.TypedPoolBuilder;
import java.util.Map;
import javax.annotation.processing.Generated;

/** A pool of {@link Mailer}. */
@Generated("io.conecta.processor.PoolProcessor")
public interface Mailers extends Pool<Mailer> {
    /** The options that {@code @Pooled} gives. */
    PoolSettings DEFAULTS = PoolSettings.defaults()
            .withName("mail")
            .withMaxSize(4);

    /**
     * Starts the construction of a pool whose objects come from {@code open}.
     *
     * @param host passed to {@code open}
     * @param port passed to {@code open}
     * @return the builder, for options
     */
    static TypedPoolBuilder<Mailer, Mailers> builder(String host, int port) {
        return MailersProvider.start(MailersFuncs.newFunc(host, port));
    }

    /**
     * Builds a pool, to be closed, whose objects come from {@code open}.
     *
     * @param host passed to {@code open}
     * @param port passed to {@code open}
     * @return the pool
     */
    static Mailers create(String host, int port) {
        return builder(host, port).build();
    }

    /**
     * Starts the construction of a pool from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the builder, for options
     */
    static TypedPoolBuilder<Mailer, Mailers> builder(Map<String, ?> configuration) {
        return new MailersProvider().builder(configuration);
    }

    /**
     * Builds a pool, to be closed, from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the pool
     */
    static Mailers create(Map<String, ?> configuration) {
        return builder(configuration).build();
    }
}
