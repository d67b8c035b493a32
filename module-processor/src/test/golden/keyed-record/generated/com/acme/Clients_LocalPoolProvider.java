package com.acme;

import io.conecta.KeyedPool;
import io.conecta.KeyedPoolSettings;
import io.conecta.NewKeyedFunc;
import io.conecta.config.ConfigurationKey;
import io.conecta.config.ForwardingKeyedPool;
import io.conecta.config.KeyedPoolProvider;
import io.conecta.config.PoolConfiguration;
import io.conecta.config.TypedKeyedPoolBuilder;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Generated;

/** Builds pools of {@link StringBuilder} from configuration; found by {@link java.util.ServiceLoader}. */
@Generated("io.conecta.processor.PoolProcessor")
public final class Clients_LocalPoolProvider implements KeyedPoolProvider<Integer, StringBuilder> {
    /** For {@link java.util.ServiceLoader}. */
    public Clients_LocalPoolProvider() {}

    @Override
    public Class<StringBuilder> type() {
        return StringBuilder.class;
    }

    @Override
    public Class<Clients_LocalPool> poolType() {
        return Clients_LocalPool.class;
    }

    @Override
    public KeyedPoolSettings settings() {
        return Clients_LocalPool.DEFAULTS;
    }

    @Override
    public List<ConfigurationKey> keys() {
        return List.of();
    }

    @Override
    public NewKeyedFunc<Integer, StringBuilder> newFunc(PoolConfiguration configuration) {
        configuration.check();
        return Clients_LocalFuncs.newFunc();
    }

    @Override
    public TypedKeyedPoolBuilder<Integer, StringBuilder, Clients_LocalPool> builder(NewKeyedFunc<? super Integer, ? extends StringBuilder> newFunc) {
        return start(newFunc);
    }

    @Override
    public TypedKeyedPoolBuilder<Integer, StringBuilder, Clients_LocalPool> builder(Map<String, ?> configuration) {
        PoolConfiguration values = PoolConfiguration.of(configuration);
        KeyedPoolSettings settings = values.settingsForBuild(settings());
        return start(newFunc(values)).settings(settings);
    }

    /**
     * Starts the construction of a pool with the annotated hooks and options.
     *
     * @param newFunc creates the objects
     * @return the builder
     */
    static TypedKeyedPoolBuilder<Integer, StringBuilder, Clients_LocalPool> start(NewKeyedFunc<? super Integer, ? extends StringBuilder> newFunc) {
        return new TypedKeyedPoolBuilder<Integer, StringBuilder, Clients_LocalPool>(newFunc, Clients_LocalPoolImpl::new)
                .settings(Clients_LocalPool.DEFAULTS)
                .pingFunc(Clients_LocalFuncs.pingFunc())
                .closeFunc(Clients_LocalFuncs.closeFunc());
    }

    /** The pool behind {@link Clients_LocalPool}. */
    private static final class Clients_LocalPoolImpl extends ForwardingKeyedPool<Integer, StringBuilder> implements Clients_LocalPool {
        private Clients_LocalPoolImpl(KeyedPool<Integer, StringBuilder> pool) {
            super(pool);
        }
    }
}
