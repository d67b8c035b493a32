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

/** Builds pools of {@link Session} from configuration; found by {@link java.util.ServiceLoader}. */
@Generated("io.conecta.processor.PoolProcessor")
public final class SessionPoolProvider implements PoolProvider<Session> {
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
    public PoolSettings settings() {
        return SessionPool.DEFAULTS;
    }

    @Override
    public List<ConfigurationKey> keys() {
        return List.of(new ConfigurationKey("host", String.class, true, false));
    }

    @Override
    public NewFunc<Session> newFunc(PoolConfiguration configuration) {
        String host = configuration.required("host").text();
        configuration.check();
        return SessionFuncs.newFunc(host);
    }

    @Override
    public TypedPoolBuilder<Session, SessionPool> builder(NewFunc<? extends Session> newFunc) {
        return start(newFunc);
    }

    @Override
    public TypedPoolBuilder<Session, SessionPool> builder(Map<String, ?> configuration) {
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
    static TypedPoolBuilder<Session, SessionPool> start(NewFunc<? extends Session> newFunc) {
        return new TypedPoolBuilder<Session, SessionPool>(newFunc, SessionPoolImpl::new)
                .settings(SessionPool.DEFAULTS)
                .pingFunc(SessionFuncs.pingFunc())
                .closeFunc(SessionFuncs.closeFunc());
    }

    /** The pool behind {@link SessionPool}. */
    private static final class SessionPoolImpl extends ForwardingPool<Session> implements SessionPool {
        private final Mailer<String> facade = new SessionFacade(this);

        private SessionPoolImpl(Pool<Session> pool) {
            super(pool);
        }

        @Override
        public Mailer<String> facade() {
            return facade;
        }
    }
}
