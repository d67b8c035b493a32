package com.acme;

import io.conecta.NewFunc;
import io.conecta.Pool;
import io.conecta.PoolSettings;
import io.conecta.config.ConfigurationKey;
import io.conecta.config.ForwardingPool;
import io.conecta.config.PoolConfiguration;
import io.conecta.config.PoolProvider;
import io.conecta.config.TypedPoolBuilder;
import java.net.URI;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Generated;

/** Builds pools of {@link Clients.Redis} from configuration; found by {@link java.util.ServiceLoader}. */
@Generated("io.conecta.processor.PoolProcessor")
@SuppressWarnings("unchecked")
public final class Clients_RedisPoolProvider implements PoolProvider<Clients.Redis<String, byte[]>> {
    /** For {@link java.util.ServiceLoader}. */
    public Clients_RedisPoolProvider() {}

    @Override
    public Class<Clients.Redis<String, byte[]>> type() {
        return (Class<Clients.Redis<String, byte[]>>) (Class<?>) Clients.Redis.class;
    }

    @Override
    public Class<Clients_RedisPool> poolType() {
        return Clients_RedisPool.class;
    }

    @Override
    public PoolSettings settings() {
        return Clients_RedisPool.DEFAULTS;
    }

    @Override
    public List<ConfigurationKey> keys() {
        return List.of(new ConfigurationKey("uri", URI.class, false, false));
    }

    @Override
    public NewFunc<Clients.Redis<String, byte[]>> newFunc(PoolConfiguration configuration) {
        URI uri = configuration.withDefault("uri", "redis://localhost:6379").as(URI.class, URI::create);
        configuration.check();
        return Clients_RedisFuncs.newFunc(uri);
    }

    @Override
    public TypedPoolBuilder<Clients.Redis<String, byte[]>, Clients_RedisPool> builder(NewFunc<? extends Clients.Redis<String, byte[]>> newFunc) {
        return start(newFunc);
    }

    @Override
    public TypedPoolBuilder<Clients.Redis<String, byte[]>, Clients_RedisPool> builder(Map<String, ?> configuration) {
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
    static TypedPoolBuilder<Clients.Redis<String, byte[]>, Clients_RedisPool> start(NewFunc<? extends Clients.Redis<String, byte[]>> newFunc) {
        return new TypedPoolBuilder<Clients.Redis<String, byte[]>, Clients_RedisPool>(newFunc, Clients_RedisPoolImpl::new)
                .settings(Clients_RedisPool.DEFAULTS)
                .pingFunc(Clients_RedisFuncs.pingFunc());
    }

    /** The pool behind {@link Clients_RedisPool}. */
    private static final class Clients_RedisPoolImpl extends ForwardingPool<Clients.Redis<String, byte[]>> implements Clients_RedisPool {
        private Clients_RedisPoolImpl(Pool<Clients.Redis<String, byte[]>> pool) {
            super(pool);
        }
    }
}
