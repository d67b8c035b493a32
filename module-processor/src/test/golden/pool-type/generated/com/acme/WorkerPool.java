package com.acme;

import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.config.TypedPoolBuilder;
import java.util.Map;
import javax.annotation.processing.Generated;

/** A pool of {@link Thread}. */
@Generated("io.conecta.processor.PoolProcessor")
interface WorkerPool extends Pool<Thread> {
    /** The options that {@code @Pooled} gives. */
    PoolSettings DEFAULTS = PoolSettings.defaults()
            .withName("worker");

    /**
     * Starts the construction of a pool whose objects come from {@code worker}.
     *
     * @param group passed to {@code worker}
     * @return the builder, for options
     */
    static TypedPoolBuilder<Thread, WorkerPool> builder(String group) {
        return WorkerPoolProvider.start(WorkerFuncs.newFunc(group));
    }

    /**
     * Builds a pool, to be closed, whose objects come from {@code worker}.
     *
     * @param group passed to {@code worker}
     * @return the pool
     */
    static WorkerPool create(String group) {
        return builder(group).build();
    }

    /**
     * Starts the construction of a pool from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the builder, for options
     */
    static TypedPoolBuilder<Thread, WorkerPool> builder(Map<String, ?> configuration) {
        return new WorkerPoolProvider().builder(configuration);
    }

    /**
     * Builds a pool, to be closed, from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the pool
     */
    static WorkerPool create(Map<String, ?> configuration) {
        return builder(configuration).build();
    }
}
