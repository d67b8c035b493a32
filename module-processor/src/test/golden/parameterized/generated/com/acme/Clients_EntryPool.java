package com.acme;

import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.config.TypedPoolBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.annotation.processing.Generated;

/** A pool of {@link Map.Entry}. */
@Generated("io.conecta.processor.PoolProcessor")
interface Clients_EntryPool extends Pool<Map.Entry<? extends Number, List<int[]>>> {
    /** The options that {@code @Pooled} gives. */
    PoolSettings DEFAULTS = PoolSettings.defaults()
            .withName("entry");

    /**
     * Starts the construction of a pool whose objects come from {@code entry}.
     *
     * @param <X> a type of {@code entry}
     * @param source passed to {@code entry}
     * @param one passed to {@code entry}
     * @return the builder, for options
     */
    static <X extends Runnable> TypedPoolBuilder<Map.Entry<? extends Number, List<int[]>>, Clients_EntryPool> builder(
            Function<? super String, Map<Integer, X>> source,
            Supplier<? extends X> one) {
        return Clients_EntryPoolProvider.start(Clients_EntryFuncs.newFunc(source, one));
    }

    /**
     * Builds a pool, to be closed, whose objects come from {@code entry}.
     *
     * @param <X> a type of {@code entry}
     * @param source passed to {@code entry}
     * @param one passed to {@code entry}
     * @return the pool
     */
    static <X extends Runnable> Clients_EntryPool create(
            Function<? super String, Map<Integer, X>> source,
            Supplier<? extends X> one) {
        return builder(source, one).build();
    }

    /**
     * Starts the construction of a pool from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the builder, for options
     */
    static TypedPoolBuilder<Map.Entry<? extends Number, List<int[]>>, Clients_EntryPool> builder(Map<String, ?> configuration) {
        return new Clients_EntryPoolProvider().builder(configuration);
    }

    /**
     * Builds a pool, to be closed, from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the pool
     */
    static Clients_EntryPool create(Map<String, ?> configuration) {
        return builder(configuration).build();
    }
}
