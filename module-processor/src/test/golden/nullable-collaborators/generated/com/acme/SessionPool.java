package com.acme;

import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.config.TypedPoolBuilder;
import java.util.Map;
import java.util.concurrent.Executor;
import javax.annotation.processing.Generated;
import javax.sql.DataSource;

/** A pool of {@link Session}. */
@Generated("io.conecta.processor.PoolProcessor")
public interface SessionPool extends Pool<Session> {
    /** The options that {@code @Pooled} gives. */
    PoolSettings DEFAULTS = PoolSettings.defaults()
            .withName("Session");

    /**
     * Starts the construction of a pool whose objects come from its constructor.
     *
     * @param source passed to its constructor
     * @param executor passed to its constructor
     * @param codec passed to its constructor
     * @param onClose passed to its constructor
     * @param other passed to its constructor
     * @param user passed to its constructor
     * @param roles passed to its constructor
     * @return the builder, for options
     */
    static TypedPoolBuilder<Session, SessionPool> builder(
            DataSource source,
            @Session.Nullable Executor executor,
            Session.Codec<String> codec,
            @Session.Declared.Nullable Runnable onClose,
            Session.@Session.Nullable Codec<? super @Session.Nullable Integer> other,
            @Session.Nullable String user,
            String @Session.Nullable [] roles) {
        return SessionPoolProvider.start(SessionFuncs.newFunc(source, executor, codec, onClose, other, user, roles));
    }

    /**
     * Builds a pool, to be closed, whose objects come from its constructor.
     *
     * @param source passed to its constructor
     * @param executor passed to its constructor
     * @param codec passed to its constructor
     * @param onClose passed to its constructor
     * @param other passed to its constructor
     * @param user passed to its constructor
     * @param roles passed to its constructor
     * @return the pool
     */
    static SessionPool create(
            DataSource source,
            @Session.Nullable Executor executor,
            Session.Codec<String> codec,
            @Session.Declared.Nullable Runnable onClose,
            Session.@Session.Nullable Codec<? super @Session.Nullable Integer> other,
            @Session.Nullable String user,
            String @Session.Nullable [] roles) {
        return builder(source, executor, codec, onClose, other, user, roles).build();
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
}
