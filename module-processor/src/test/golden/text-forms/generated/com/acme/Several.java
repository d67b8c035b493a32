package com.acme;

import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.config.TypedPoolBuilder;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.Generated;

/** A pool of {@link Everything}. */
@Generated("io.conecta.processor.PoolProcessor")
interface Several extends Pool<Everything> {
    /** The options that {@code @Pooled} gives. */
    PoolSettings DEFAULTS = PoolSettings.defaults()
            .withName("several");

    /**
     * Starts the construction of a pool whose objects come from {@code several}.
     *
     * @param texts passed to {@code several}
     * @param numbers passed to {@code several}
     * @param set passed to {@code several}
     * @param levels passed to {@code several}
     * @param array passed to {@code several}
     * @param map passed to {@code several}
     * @param maybe passed to {@code several}
     * @param until passed to {@code several}
     * @param versions passed to {@code several}
     * @param more where else to look
     * @return the builder, for options
     */
    static TypedPoolBuilder<Everything, Several> builder(
            List<String> texts,
            List<Integer> numbers,
            Set<String> set,
            Set<Everything.Level> levels,
            String[] array,
            Map<String, String> map,
            Optional<String> maybe,
            Optional<Duration> until,
            List<? extends Everything.Version> versions,
            List<URL> more) {
        return SeveralProvider.start(SeveralFuncs.newFunc(
                texts,
                numbers,
                set,
                levels,
                array,
                map,
                maybe,
                until,
                versions,
                more));
    }

    /**
     * Builds a pool, to be closed, whose objects come from {@code several}.
     *
     * @param texts passed to {@code several}
     * @param numbers passed to {@code several}
     * @param set passed to {@code several}
     * @param levels passed to {@code several}
     * @param array passed to {@code several}
     * @param map passed to {@code several}
     * @param maybe passed to {@code several}
     * @param until passed to {@code several}
     * @param versions passed to {@code several}
     * @param more where else to look
     * @return the pool
     */
    static Several create(
            List<String> texts,
            List<Integer> numbers,
            Set<String> set,
            Set<Everything.Level> levels,
            String[] array,
            Map<String, String> map,
            Optional<String> maybe,
            Optional<Duration> until,
            List<? extends Everything.Version> versions,
            List<URL> more) {
        return builder(texts, numbers, set, levels, array, map, maybe, until, versions, more).build();
    }

    /**
     * Starts the construction of a pool from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the builder, for options
     */
    static TypedPoolBuilder<Everything, Several> builder(Map<String, ?> configuration) {
        return new SeveralProvider().builder(configuration);
    }

    /**
     * Builds a pool, to be closed, from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the pool
     */
    static Several create(Map<String, ?> configuration) {
        return builder(configuration).build();
    }
}
