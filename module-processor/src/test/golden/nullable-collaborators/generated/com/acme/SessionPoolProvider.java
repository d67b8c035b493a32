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
import java.util.concurrent.Executor;
import javax.annotation.processing.Generated;
import javax.sql.DataSource;

/** Builds pools of {@link Session} from configuration; found by {@link java.util.ServiceLoader}. */
@Generated("io.conecta.processor.PoolProcessor")
@SuppressWarnings("unchecked")
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
        return List.of(
                new ConfigurationKey("source", DataSource.class, true, true),
                new ConfigurationKey("executor", Executor.class, false, true),
                new ConfigurationKey("codec", Session.Codec.class, true, true),
                new ConfigurationKey("onClose", Runnable.class, false, true),
                new ConfigurationKey("other", Session.Codec.class, false, true),
                new ConfigurationKey("user", String.class, false, false),
                new ConfigurationKey("roles", String[].class, false, false));
    }

    @Override
    public NewFunc<Session> newFunc(PoolConfiguration configuration) {
        DataSource source = configuration.required("source").object(DataSource.class);
        Executor executor = configuration.optional("executor").object(Executor.class);
        Session.Codec<String> codec = configuration.required("codec").object(Session.Codec.class);
        Runnable onClose = configuration.optional("onClose").object(Runnable.class);
        Session.Codec<? super Integer> other = configuration.optional("other").object(Session.Codec.class);
        String user = configuration.optional("user").text();
        String[] roles = configuration.optional("roles").textArray();
        configuration.check();
        return SessionFuncs.newFunc(source, executor, codec, onClose, other, user, roles);
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
                .pingFunc(SessionFuncs.pingFunc());
    }

    /** The pool behind {@link SessionPool}. */
    private static final class SessionPoolImpl extends ForwardingPool<Session> implements SessionPool {
        private SessionPoolImpl(Pool<Session> pool) {
            super(pool);
        }
    }
}
