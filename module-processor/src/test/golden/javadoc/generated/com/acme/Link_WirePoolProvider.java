package com.acme;

import io.conecta.NewFunc;
import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.config.ConfigurationKey;
import io.conecta.config.ForwardingPool;
import io.conecta.config.PoolConfiguration;
import io.conecta.config.PoolProvider;
import io.conecta.config.TypedPoolBuilder;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.annotation.processing.Generated;

/** Builds pools of {@link Link.Wire} from configuration; found by {@link java.util.ServiceLoader}. */
@Generated("io.conecta.processor.PoolProcessor")
@SuppressWarnings("unchecked")
public final class Link_WirePoolProvider implements PoolProvider<Link.Wire> {
    /** For {@link java.util.ServiceLoader}. */
    public Link_WirePoolProvider() {}

    @Override
    public Class<Link.Wire> type() {
        return Link.Wire.class;
    }

    @Override
    public Class<Link_WirePool> poolType() {
        return Link_WirePool.class;
    }

    @Override
    public PoolSettings settings() {
        return Link_WirePool.DEFAULTS;
    }

    @Override
    public List<ConfigurationKey> keys() {
        return List.of(
                new ConfigurationKey("host", String.class, true, false),
                new ConfigurationKey("port", Integer.class, true, false),
                new ConfigurationKey("listener", Supplier.class, true, true),
                new ConfigurationKey("timeout", Long.class, true, false));
    }

    @Override
    public NewFunc<Link.Wire> newFunc(PoolConfiguration configuration) {
        String host = configuration.required("host").text();
        Integer port = configuration.required("port").as(Integer.class, Integer::valueOf);
        Supplier<Runnable> listener = configuration.required("listener").object(Supplier.class);
        Long timeout = configuration.required("timeout").as(Long.class, Long::valueOf);
        configuration.check();
        return Link_WireFuncs.newFunc(host, port, listener, timeout);
    }

    @Override
    public TypedPoolBuilder<Link.Wire, Link_WirePool> builder(NewFunc<? extends Link.Wire> newFunc) {
        return start(newFunc);
    }

    @Override
    public TypedPoolBuilder<Link.Wire, Link_WirePool> builder(Map<String, ?> configuration) {
        PoolConfiguration values = PoolConfiguration.of(configuration);
        PoolSettings settings = values.settingsForBuild(settings());
        return start(newFunc(values)).settings(settings);
    }

    /**
     * Starts the construction of a pool with the annotated hooks and options.
     *
     * @param newFunc creates the objects
     * @return the builder
     */
    static TypedPoolBuilder<Link.Wire, Link_WirePool> start(NewFunc<? extends Link.Wire> newFunc) {
        return new TypedPoolBuilder<Link.Wire, Link_WirePool>(newFunc, Link_WirePoolImpl::new)
                .settings(Link_WirePool.DEFAULTS)
                .pingFunc(Link_WireFuncs.pingFunc())
                .closeFunc(Link_WireFuncs.closeFunc());
    }

    /** The pool behind {@link Link_WirePool}. */
    private static final class Link_WirePoolImpl extends ForwardingPool<Link.Wire> implements Link_WirePool {
        private Link_WirePoolImpl(Pool<Link.Wire> pool) {
            super(pool);
        }
    }
}
