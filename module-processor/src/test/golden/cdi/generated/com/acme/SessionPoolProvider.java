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
                new ConfigurationKey("beans", Session.Instance.class, true, true),
                new ConfigurationKey("title", Supplier.class, false, true),
                new ConfigurationKey("mistakes", Runnable.class, true, true),
                new ConfigurationKey("objects", Session.Bean[].class, true, true),
                new ConfigurationKey("java", Comparable.class, true, true),
                new ConfigurationKey("reading", Integer.class, true, false));
    }

    @Override
    public NewFunc<Session> newFunc(PoolConfiguration configuration) {
        Session.Instance<? super Session.Bean> beans = configuration.required("beans").object(Session.Instance.class);
        Supplier<List<Session.Bean[]>> name = configuration.optional("title").object(Supplier.class);
        Runnable mistakes = configuration.required("mistakes").object(Runnable.class);
        Session.Bean[] objects = configuration.required("objects").object(Session.Bean[].class);
        Comparable<String> java = configuration.required("java").object(Comparable.class);
        Integer reading = configuration.required("reading").as(Integer.class, Integer::valueOf);
        configuration.check();
        return SessionFuncs.newFunc(beans, name, mistakes, objects, java, reading);
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
