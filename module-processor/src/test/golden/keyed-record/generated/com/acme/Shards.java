package com.acme;

import io.conecta.KeyedPool;
import io.conecta.KeyedPoolSettings;
import io.conecta.config.TypedKeyedPoolBuilder;
import java.util.Map;
import javax.annotation.processing.Generated;

/** A pool by key of {@link StringBuffer}. */
@Generated("io.conecta.processor.PoolProcessor")
interface Shards extends KeyedPool<ShardsKey, StringBuffer> {
    /** The options that {@code @Pooled} gives. */
    KeyedPoolSettings DEFAULTS = KeyedPoolSettings.defaults()
            .withName("shard")
            .withMaxTotal(7);

    /**
     * Starts the construction of a pool whose objects come from {@code shard}.
     *
     * @param <X> a type of {@code shard}
     * @param weight passed to {@code shard}
     * @return the builder, for options
     */
    static <X extends Runnable> TypedKeyedPoolBuilder<ShardsKey, StringBuffer, Shards> builder(X weight) {
        return ShardsProvider.start(ShardsFuncs.newFunc(weight));
    }

    /**
     * Builds a pool, to be closed, whose objects come from {@code shard}.
     *
     * @param <X> a type of {@code shard}
     * @param weight passed to {@code shard}
     * @return the pool
     */
    static <X extends Runnable> Shards create(X weight) {
        return builder(weight).build();
    }

    /**
     * Starts the construction of a pool from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the builder, for options
     */
    static TypedKeyedPoolBuilder<ShardsKey, StringBuffer, Shards> builder(Map<String, ?> configuration) {
        return new ShardsProvider().builder(configuration);
    }

    /**
     * Builds a pool, to be closed, from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the pool
     */
    static Shards create(Map<String, ?> configuration) {
        return builder(configuration).build();
    }
}
