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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Generated;

/** Builds pools of {@link Mailer} from configuration; found by {@link java.util.ServiceLoader}. */
@Generated("io.conecta.processor.PoolProcessor")
public final class Mailer_AllPoolProvider implements PoolProvider<Mailer> {
    /** For {@link java.util.ServiceLoader}. */
    public Mailer_AllPoolProvider() {}

    @Override
    public Class<Mailer> type() {
        return Mailer.class;
    }

    @Override
    public Class<Mailer_AllPool> poolType() {
        return Mailer_AllPool.class;
    }

    @Override
    public PoolSettings settings() {
        return Mailer_AllPool.DEFAULTS;
    }

    @Override
    public List<ConfigurationKey> keys() {
        return List.of(
                new ConfigurationKey("host", String.class, false, false),
                new ConfigurationKey("port", Integer.class, false, false),
                new ConfigurationKey("limit", Long.class, false, false),
                new ConfigurationKey("level", Byte.class, false, false),
                new ConfigurationKey("ratio", Float.class, false, false),
                new ConfigurationKey("quiet", Boolean.class, false, false),
                new ConfigurationKey("quote", Character.class, false, false),
                new ConfigurationKey("security", Mailer.Security.class, false, false),
                new ConfigurationKey("fallback", Mailer.Security.class, false, false),
                new ConfigurationKey("timeout", Duration.class, false, false),
                new ConfigurationKey("keepAlive", Duration.class, false, false),
                new ConfigurationKey("relay", URI.class, false, false));
    }

    @Override
    public NewFunc<Mailer> newFunc(PoolConfiguration configuration) {
        String host = configuration.withDefault("host", "localhost").text();
        Integer port = configuration.withDefault("port", "25").as(Integer.class, Integer::valueOf);
        Long limit = configuration.withDefault("limit", "-1").as(Long.class, Long::valueOf);
        Byte level = configuration.withDefault("level", "7").as(Byte.class, Byte::valueOf);
        Float ratio = configuration.withDefault("ratio", ".5").as(Float.class, Float::valueOf);
        Boolean quiet = configuration.withDefault("quiet", "true").as(Boolean.class, PoolConfiguration::flag);
        Character quote = configuration.withDefault("quote", "'").as(Character.class, PoolConfiguration::character);
        Mailer.Security security = configuration.withDefault("security", "TLS").as(Mailer.Security.class, Mailer.Security::valueOf);
        Mailer.Security fallback = configuration.withDefault("fallback", "SSL3").as(Mailer.Security.class, Mailer.Security::valueOf);
        Duration timeout = configuration.withDefault("timeout", "1m30s").as(Duration.class, PoolConfiguration::duration);
        Duration keepAlive = configuration.withDefault("keepAlive", "off").as(Duration.class, PoolConfiguration::duration);
        URI relay = configuration.withDefault("relay", "smtp://localhost").as(URI.class, URI::create);
        configuration.check();
        return Mailer_AllFuncs.newFunc(
                host,
                port,
                limit,
                level,
                ratio,
                quiet,
                quote,
                security,
                fallback,
                timeout,
                keepAlive,
                relay);
    }

    @Override
    public TypedPoolBuilder<Mailer, Mailer_AllPool> builder(NewFunc<? extends Mailer> newFunc) {
        return start(newFunc);
    }

    @Override
    public TypedPoolBuilder<Mailer, Mailer_AllPool> builder(Map<String, ?> configuration) {
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
    static TypedPoolBuilder<Mailer, Mailer_AllPool> start(NewFunc<? extends Mailer> newFunc) {
        return new TypedPoolBuilder<Mailer, Mailer_AllPool>(newFunc, Mailer_AllPoolImpl::new)
                .settings(Mailer_AllPool.DEFAULTS)
                .pingFunc(Mailer_AllFuncs.pingFunc())
                .closeFunc(Mailer_AllFuncs.closeFunc());
    }

    /** The pool behind {@link Mailer_AllPool}. */
    private static final class Mailer_AllPoolImpl extends ForwardingPool<Mailer> implements Mailer_AllPool {
        private Mailer_AllPoolImpl(Pool<Mailer> pool) {
            super(pool);
        }
    }
}
