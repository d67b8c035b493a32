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

/** Builds pools of {@link Mailer} from configuration; found by {@link java.util.ServiceLoader}. */
@Generated("io.conecta.processor.PoolProcessor")
public final class Mailer_SomePoolProvider implements PoolProvider<Mailer> {
    /** For {@link java.util.ServiceLoader}. */
    public Mailer_SomePoolProvider() {}

    @Override
    public Class<Mailer> type() {
        return Mailer.class;
    }

    @Override
    public Class<Mailer_SomePool> poolType() {
        return Mailer_SomePool.class;
    }

    @Override
    public PoolSettings settings() {
        return Mailer_SomePool.DEFAULTS;
    }

    @Override
    public List<ConfigurationKey> keys() {
        return List.of(
                new ConfigurationKey("host", String.class, true, false),
                new ConfigurationKey("password", String.class, false, false),
                new ConfigurationKey("onClose", Runnable.class, true, true));
    }

    @Override
    public NewFunc<Mailer> newFunc(PoolConfiguration configuration) {
        String host = configuration.required("host").text();
        String password = configuration.withDefault("password", "\"x\"").text();
        Runnable onClose = configuration.required("onClose").object(Runnable.class);
        configuration.check();
        return Mailer_SomeFuncs.newFunc(host, password, onClose);
    }

    @Override
    public TypedPoolBuilder<Mailer, Mailer_SomePool> builder(NewFunc<? extends Mailer> newFunc) {
        return start(newFunc);
    }

    @Override
    public TypedPoolBuilder<Mailer, Mailer_SomePool> builder(Map<String, ?> configuration) {
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
    static TypedPoolBuilder<Mailer, Mailer_SomePool> start(NewFunc<? extends Mailer> newFunc) {
        return new TypedPoolBuilder<Mailer, Mailer_SomePool>(newFunc, Mailer_SomePoolImpl::new)
                .settings(Mailer_SomePool.DEFAULTS)
                .pingFunc(Mailer_SomeFuncs.pingFunc())
                .closeFunc(Mailer_SomeFuncs.closeFunc());
    }

    /** The pool behind {@link Mailer_SomePool}. */
    private static final class Mailer_SomePoolImpl extends ForwardingPool<Mailer> implements Mailer_SomePool {
        private Mailer_SomePoolImpl(Pool<Mailer> pool) {
            super(pool);
        }
    }
}
