package com.acme;

import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.config.TypedPoolBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.annotation.processing.Generated;

/** A pool of {@link Session}. */
@Generated("io.conecta.processor.PoolProcessor")
interface SessionPool extends Pool<Session> {
    /** The options that {@code @Pooled} gives. */
    PoolSettings DEFAULTS = PoolSettings.defaults()
            .withName("the \"sessions\"");

    /**
     * Starts the construction of a pool whose objects come from its constructor.
     *
     * @param beans what beans there are
     * @param name passed to its constructor
     * @param mistakes passed to its constructor
     * @param objects passed to its constructor
     * @param java passed to its constructor
     * @param reading passed to its constructor
     * @return the builder, for options
     */
    static TypedPoolBuilder<Session, SessionPool> builder(
            Session.Instance<? super Session.Bean> beans,
            @Session.Nullable Supplier<List<Session.Bean[]>> name,
            Runnable mistakes,
            Session.Bean[] objects,
            Comparable<String> java,
            int reading) {
        return SessionPoolProvider.start(SessionFuncs.newFunc(beans, name, mistakes, objects, java, reading));
    }

    /**
     * Builds a pool, to be closed, whose objects come from its constructor.
     *
     * @param beans what beans there are
     * @param name passed to its constructor
     * @param mistakes passed to its constructor
     * @param objects passed to its constructor
     * @param java passed to its constructor
     * @param reading passed to its constructor
     * @return the pool
     */
    static SessionPool create(
            Session.Instance<? super Session.Bean> beans,
            @Session.Nullable Supplier<List<Session.Bean[]>> name,
            Runnable mistakes,
            Session.Bean[] objects,
            Comparable<String> java,
            int reading) {
        return builder(beans, name, mistakes, objects, java, reading).build();
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
