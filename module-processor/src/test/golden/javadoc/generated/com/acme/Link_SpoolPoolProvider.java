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
import javax.annotation.processing.Generated;

/** Builds pools of {@link Link.Spool} from configuration; found by {@link java.util.ServiceLoader}. */
@Generated("io.conecta.processor.PoolProcessor")
public final class Link_SpoolPoolProvider implements PoolProvider<Link.Spool> {
    /** For {@link java.util.ServiceLoader}. */
    public Link_SpoolPoolProvider() {}

    @Override
    public Class<Link.Spool> type() {
        return Link.Spool.class;
    }

    @Override
    public Class<Link_SpoolPool> poolType() {
        return Link_SpoolPool.class;
    }

    @Override
    public PoolSettings settings() {
        return Link_SpoolPool.DEFAULTS;
    }

    @Override
    public List<ConfigurationKey> keys() {
        return List.of(
                new ConfigurationKey("label", String.class, true, false),
                new ConfigurationKey("size", Integer.class, true, false));
    }

    @Override
    public NewFunc<Link.Spool> newFunc(PoolConfiguration configuration) {
        String label = configuration.required("label").text();
        Integer size = configuration.required("size").as(Integer.class, Integer::valueOf);
        configuration.check();
        return Link_SpoolFuncs.newFunc(label, size);
    }

    @Override
    public TypedPoolBuilder<Link.Spool, Link_SpoolPool> builder(NewFunc<? extends Link.Spool> newFunc) {
        return start(newFunc);
    }

    @Override
    public TypedPoolBuilder<Link.Spool, Link_SpoolPool> builder(Map<String, ?> configuration) {
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
    static TypedPoolBuilder<Link.Spool, Link_SpoolPool> start(NewFunc<? extends Link.Spool> newFunc) {
        return new TypedPoolBuilder<Link.Spool, Link_SpoolPool>(newFunc, Link_SpoolPoolImpl::new)
                .settings(Link_SpoolPool.DEFAULTS)
                .pingFunc(Link_SpoolFuncs.pingFunc())
                .closeFunc(Link_SpoolFuncs.closeFunc());
    }

    /** The pool behind {@link Link_SpoolPool}. */
    private static final class Link_SpoolPoolImpl extends ForwardingPool<Link.Spool> implements Link_SpoolPool {
        private Link_SpoolPoolImpl(Pool<Link.Spool> pool) {
            super(pool);
        }
    }
}
