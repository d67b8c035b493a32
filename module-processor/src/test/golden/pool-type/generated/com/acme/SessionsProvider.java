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

/** Builds pools of {@link Parlor.Session} from configuration; found by {@link java.util.ServiceLoader}. */
@Generated("io.conecta.processor.PoolProcessor")
public final class SessionsProvider implements PoolProvider<Parlor.Session> {
    /** For {@link java.util.ServiceLoader}. */
    public SessionsProvider() {}

    @Override
    public Class<Parlor.Session> type() {
        return Parlor.Session.class;
    }

    @Override
    public Class<Sessions> poolType() {
        return Sessions.class;
    }

    @Override
    public PoolSettings settings() {
        return Sessions.DEFAULTS;
    }

    @Override
    public List<ConfigurationKey> keys() {
        return List.of(
                new ConfigurationKey("host", String.class, true, false),
                new ConfigurationKey("port", Integer.class, true, false));
    }

    @Override
    public NewFunc<Parlor.Session> newFunc(PoolConfiguration configuration) {
        String host = configuration.required("host").text();
        Integer port = configuration.required("port").as(Integer.class, Integer::valueOf);
        configuration.check();
        return SessionsFuncs.newFunc(host, port);
    }

    @Override
    public TypedPoolBuilder<Parlor.Session, Sessions> builder(NewFunc<? extends Parlor.Session> newFunc) {
        return start(newFunc);
    }

    @Override
    public TypedPoolBuilder<Parlor.Session, Sessions> builder(Map<String, ?> configuration) {
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
    static TypedPoolBuilder<Parlor.Session, Sessions> start(NewFunc<? extends Parlor.Session> newFunc) {
        return new TypedPoolBuilder<Parlor.Session, Sessions>(newFunc, SessionsImpl::new)
                .settings(Sessions.DEFAULTS)
                .pingFunc(SessionsFuncs.pingFunc())
                .prepareFunc(SessionsFuncs.prepareFunc())
                .resetFunc(SessionsFuncs.resetFunc())
                .closeFunc(SessionsFuncs.closeFunc());
    }

    /** The pool behind {@link Sessions}. */
    private static final class SessionsImpl extends ForwardingPool<Parlor.Session> implements Sessions {
        private SessionsImpl(Pool<Parlor.Session> pool) {
            super(pool);
        }
    }
}
