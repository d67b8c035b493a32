package com.acme;

import io.conecta.KeyedPool;
import io.conecta.KeyedPoolSettings;
import io.conecta.config.TypedKeyedPoolBuilder;
import java.util.Map;
import javax.annotation.processing.Generated;

/** A pool by key of {@link Clients.Ftp}. */
@Generated("io.conecta.processor.PoolProcessor")
public interface Clients_FtpPool extends KeyedPool<Clients_FtpKey, Clients.Ftp> {
    /** The options that {@code @Pooled} gives. */
    KeyedPoolSettings DEFAULTS = KeyedPoolSettings.defaults()
            .withName("Ftp");

    /**
     * Starts the construction of a pool whose objects come from its constructor.
     *
     * @param password passed to its constructor
     * @return the builder, for options
     */
    static TypedKeyedPoolBuilder<Clients_FtpKey, Clients.Ftp, Clients_FtpPool> builder(String password) {
        return Clients_FtpPoolProvider.start(Clients_FtpFuncs.newFunc(password));
    }

    /**
     * Builds a pool, to be closed, whose objects come from its constructor.
     *
     * @param password passed to its constructor
     * @return the pool
     */
    static Clients_FtpPool create(String password) {
        return builder(password).build();
    }

    /**
     * Starts the construction of a pool from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the builder, for options
     */
    static TypedKeyedPoolBuilder<Clients_FtpKey, Clients.Ftp, Clients_FtpPool> builder(Map<String, ?> configuration) {
        return new Clients_FtpPoolProvider().builder(configuration);
    }

    /**
     * Builds a pool, to be closed, from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the pool
     */
    static Clients_FtpPool create(Map<String, ?> configuration) {
        return builder(configuration).build();
    }
}
