package com.acme;

import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.config.TypedPoolBuilder;
import java.util.Map;
import java.util.function.Supplier;
import javax.annotation.processing.Generated;

/** A pool of {@link Link.Wire}. */
@Generated("io.conecta.processor.PoolProcessor")
public interface Link_WirePool extends Pool<Link.Wire> {
    /** The options that {@code @Pooled} gives. */
    PoolSettings DEFAULTS = PoolSettings.defaults()
            .withName("Wire");

    /**
     * Starts the construction of a pool whose objects come from {@code open}.
     *
     * @param <X> what is told
     * @param host the host, as in {@code example.org}; a name or an address, see there
     * @param port passed to {@code open}
     * @param listener hears &#64;everything &amp; more
     * @param timeout in &lt;s&gt; &amp; "ms"
     * @return the builder, for options
     */
    static <X extends Runnable> TypedPoolBuilder<Link.Wire, Link_WirePool> builder(
            String host,
            int port,
            Supplier<X> listener,
            long timeout) {
        return Link_WirePoolProvider.start(Link_WireFuncs.newFunc(host, port, listener, timeout));
    }

    /**
     * Builds a pool, to be closed, whose objects come from {@code open}.
     *
     * @param <X> what is told
     * @param host the host, as in {@code example.org}; a name or an address, see there
     * @param port passed to {@code open}
     * @param listener hears &#64;everything &amp; more
     * @param timeout in &lt;s&gt; &amp; "ms"
     * @return the pool
     */
    static <X extends Runnable> Link_WirePool create(String host, int port, Supplier<X> listener, long timeout) {
        return builder(host, port, listener, timeout).build();
    }

    /**
     * Starts the construction of a pool from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the builder, for options
     */
    static TypedPoolBuilder<Link.Wire, Link_WirePool> builder(Map<String, ?> configuration) {
        return new Link_WirePoolProvider().builder(configuration);
    }

    /**
     * Builds a pool, to be closed, from configuration.
     *
     * @param configuration settings and options by key, as text or as what they are
     * @return the pool
     */
    static Link_WirePool create(Map<String, ?> configuration) {
        return builder(configuration).build();
    }
}
