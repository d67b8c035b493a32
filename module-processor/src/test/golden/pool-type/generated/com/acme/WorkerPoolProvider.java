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

/** Builds pools of {@link Thread} from configuration; found by {@link java.util.ServiceLoader}. */
@Generated("io.conecta.processor.PoolProcessor")
public final class WorkerPoolProvider implements PoolProvider<Thread> {
    /** For {@link java.util.ServiceLoader}. */
    public WorkerPoolProvider() {}

    @Override
    public Class<Thread> type() {
        return Thread.class;
    }

    @Override
    public Class<WorkerPool> poolType() {
        return WorkerPool.class;
    }

    @Override
    public PoolSettings settings() {
        return WorkerPool.DEFAULTS;
    }

    @Override
    public List<ConfigurationKey> keys() {
        return List.of(new ConfigurationKey("group.name", String.class, true, false));
    }

    @Override
    public NewFunc<Thread> newFunc(PoolConfiguration configuration) {
        String group = configuration.required("group.name").text();
        configuration.check();
        return WorkerFuncs.newFunc(group);
    }

    @Override
    public TypedPoolBuilder<Thread, WorkerPool> builder(NewFunc<? extends Thread> newFunc) {
        return start(newFunc);
    }

    @Override
    public TypedPoolBuilder<Thread, WorkerPool> builder(Map<String, ?> configuration) {
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
    static TypedPoolBuilder<Thread, WorkerPool> start(NewFunc<? extends Thread> newFunc) {
        return new TypedPoolBuilder<Thread, WorkerPool>(newFunc, WorkerPoolImpl::new)
                .settings(WorkerPool.DEFAULTS)
                .pingFunc(WorkerFuncs.pingFunc())
                .closeFunc(WorkerFuncs.closeFunc());
    }

    /** The pool behind {@link WorkerPool}. */
    private static final class WorkerPoolImpl extends ForwardingPool<Thread> implements WorkerPool {
        private WorkerPoolImpl(Pool<Thread> pool) {
            super(pool);
        }
    }
}
