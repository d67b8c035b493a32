package com.acme;

import io.conecta.NewFunc;
import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.config.ConfigurationKey;
import io.conecta.config.ForwardingPool;
import io.conecta.config.PoolConfiguration;
import io.conecta.config.PoolProvider;
import io.conecta.config.TypedPoolBuilder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Generated;

/** Builds pools of {@link Mailer} from configuration; found by {@link java.util.ServiceLoader}. */
@Generated("io.conecta.processor.PoolProcessor")
public final class Mailer_NonePoolProvider implements PoolProvider<Mailer> {
    /** For {@link java.util.ServiceLoader}. */
    public Mailer_NonePoolProvider() {}

    @Override
    public Class<Mailer> type() {
        return Mailer.class;
    }

    @Override
    public Class<Mailer_NonePool> poolType() {
        return Mailer_NonePool.class;
    }

    @Override
    public PoolSettings settings() {
        return Mailer_NonePool.DEFAULTS;
    }

    @Override
    public List<ConfigurationKey> keys() {
        return List.of(
                new ConfigurationKey("host", String.class, true, false),
                new ConfigurationKey("price", BigDecimal.class, false, false));
    }

    @Override
    public NewFunc<Mailer> newFunc(PoolConfiguration configuration) {
        String host = configuration.required("host").text();
        BigDecimal price = configuration.withDefault("price", "0.5").as(BigDecimal.class, BigDecimal::new);
        configuration.check();
        return Mailer_NoneFuncs.newFunc(host, price);
    }

    @Override
    public TypedPoolBuilder<Mailer, Mailer_NonePool> builder(NewFunc<? extends Mailer> newFunc) {
        return start(newFunc);
    }

    @Override
    public TypedPoolBuilder<Mailer, Mailer_NonePool> builder(Map<String, ?> configuration) {
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
    static TypedPoolBuilder<Mailer, Mailer_NonePool> start(NewFunc<? extends Mailer> newFunc) {
        return new TypedPoolBuilder<Mailer, Mailer_NonePool>(newFunc, Mailer_NonePoolImpl::new)
                .settings(Mailer_NonePool.DEFAULTS)
                .pingFunc(Mailer_NoneFuncs.pingFunc())
                .closeFunc(Mailer_NoneFuncs.closeFunc());
    }

    /** The pool behind {@link Mailer_NonePool}. */
    private static final class Mailer_NonePoolImpl extends ForwardingPool<Mailer> implements Mailer_NonePool {
        private Mailer_NonePoolImpl(Pool<Mailer> pool) {
            super(pool);
        }
    }
}
