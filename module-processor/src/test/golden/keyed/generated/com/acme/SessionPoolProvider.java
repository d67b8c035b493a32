package com.acme;

import io.conecta.KeyedPool;
import io.conecta.KeyedPoolSettings;
import io.conecta.NewKeyedFunc;
import io.conecta.config.ConfigurationKey;
import io.conecta.config.ForwardingKeyedPool;
import io.conecta.config.KeyedPoolProvider;
import io.conecta.config.PoolConfiguration;
import io.conecta.config.TypedKeyedPoolBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.annotation.processing.Generated;

/** Builds pools of {@link Session} from configuration; found by {@link java.util.ServiceLoader}. */
@Generated("io.conecta.processor.PoolProcessor")
@SuppressWarnings("unchecked")
public final class SessionPoolProvider implements KeyedPoolProvider<String, Session> {
    /** For {@link java.util.ServiceLoader}. */
    public SessionPoolProvider() {}

    @Override
    public Class<Session> type() {
        return Session.class;
    }

    @Override
    public Class<SessionPool> poolType() {
        return SessionPool.class;
    }

    @Override
    public KeyedPoolSettings settings() {
        return SessionPool.DEFAULTS;
    }

    @Override
    public List<ConfigurationKey> keys() {
        return List.of(
                new ConfigurationKey("token", Supplier.class, true, true),
                new ConfigurationKey("timeout", Duration.class, false, false),
                new ConfigurationKey("trace", Runnable.class, false, true));
    }

    @Override
    public NewKeyedFunc<String, Session> newFunc(PoolConfiguration configuration) {
        Supplier<String> token = configuration.required("token").object(Supplier.class);
        Duration timeout = configuration.withDefault("timeout", "5s").as(Duration.class, PoolConfiguration::duration);
        Runnable trace = configuration.optional("trace").object(Runnable.class);
        configuration.check();
        return SessionFuncs.newFunc(token, timeout, trace);
    }

    @Override
    public TypedKeyedPoolBuilder<String, Session, SessionPool> builder(NewKeyedFunc<? super String, ? extends Session> newFunc) {
        return start(newFunc);
    }

    @Override
    public TypedKeyedPoolBuilder<String, Session, SessionPool> builder(Map<String, ?> configuration) {
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
    static TypedKeyedPoolBuilder<String, Session, SessionPool> start(NewKeyedFunc<? super String, ? extends Session> newFunc) {
        return new TypedKeyedPoolBuilder<String, Session, SessionPool>(newFunc, SessionPoolImpl::new)
                .settings(SessionPool.DEFAULTS)
                .pingFunc(SessionFuncs.pingFunc())
                .prepareFunc(SessionFuncs.prepareFunc())
                .resetFunc(SessionFuncs.resetFunc())
                .closeFunc(SessionFuncs.closeFunc());
    }

    /** The pool behind {@link SessionPool}. */
    private static final class SessionPoolImpl extends ForwardingKeyedPool<String, Session> implements SessionPool {
        private SessionPoolImpl(KeyedPool<String, Session> pool) {
            super(pool);
        }

        @Override
        public Mailer facade(String key) {
            return new SessionFacade(this, key);
        }
    }
}
