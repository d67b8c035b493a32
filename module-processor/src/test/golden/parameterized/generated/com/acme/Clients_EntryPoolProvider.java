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
import java.util.function.Function;
import java.util.function.Supplier;
import javax.annotation.processing.Generated;

/** Builds pools of {@link Map.Entry} from configuration; found by {@link java.util.ServiceLoader}. */
@Generated("io.conecta.processor.PoolProcessor")
@SuppressWarnings("unchecked")
public final class Clients_EntryPoolProvider implements PoolProvider<Map.Entry<? extends Number, List<int[]>>> {
    /** For {@link java.util.ServiceLoader}. */
    public Clients_EntryPoolProvider() {}

    @Override
    public Class<Map.Entry<? extends Number, List<int[]>>> type() {
        return (Class<Map.Entry<? extends Number, List<int[]>>>) (Class<?>) Map.Entry.class;
    }

    @Override
    public Class<Clients_EntryPool> poolType() {
        return Clients_EntryPool.class;
    }

    @Override
    public PoolSettings settings() {
        return Clients_EntryPool.DEFAULTS;
    }

    @Override
    public List<ConfigurationKey> keys() {
        return List.of(
                new ConfigurationKey("source", Function.class, true, true),
                new ConfigurationKey("one", Supplier.class, true, true));
    }

    @Override
    public NewFunc<Map.Entry<? extends Number, List<int[]>>> newFunc(PoolConfiguration configuration) {
        Function<? super String, Map<Integer, Runnable>> source = configuration.required("source").object(Function.class);
        Supplier<? extends Runnable> one = configuration.required("one").object(Supplier.class);
        configuration.check();
        return Clients_EntryFuncs.newFunc(source, one);
    }

    @Override
    public TypedPoolBuilder<Map.Entry<? extends Number, List<int[]>>, Clients_EntryPool> builder(NewFunc<? extends Map.Entry<? extends Number, List<int[]>>> newFunc) {
        return start(newFunc);
    }

    @Override
    public TypedPoolBuilder<Map.Entry<? extends Number, List<int[]>>, Clients_EntryPool> builder(Map<String, ?> configuration) {
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
    static TypedPoolBuilder<Map.Entry<? extends Number, List<int[]>>, Clients_EntryPool> start(NewFunc<? extends Map.Entry<? extends Number, List<int[]>>> newFunc) {
        return new TypedPoolBuilder<Map.Entry<? extends Number, List<int[]>>, Clients_EntryPool>(newFunc, Clients_EntryPoolImpl::new)
                .settings(Clients_EntryPool.DEFAULTS)
                .pingFunc(Clients_EntryFuncs.pingFunc())
                .closeFunc(Clients_EntryFuncs.closeFunc());
    }

    /** The pool behind {@link Clients_EntryPool}. */
    private static final class Clients_EntryPoolImpl extends ForwardingPool<Map.Entry<? extends Number, List<int[]>>> implements Clients_EntryPool {
        private Clients_EntryPoolImpl(Pool<Map.Entry<? extends Number, List<int[]>>> pool) {
            super(pool);
        }
    }
}
