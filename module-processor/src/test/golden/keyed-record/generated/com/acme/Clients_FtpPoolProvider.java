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

/** Builds pools of {@link Clients.Ftp} from configuration; found by {@link java.util.ServiceLoader}. */
@Generated("io.conecta.processor.PoolProcessor")
public final class Clients_FtpPoolProvider implements KeyedPoolProvider<Clients_FtpKey, Clients.Ftp> {
    /** For {@link java.util.ServiceLoader}. */
    public Clients_FtpPoolProvider() {}

    @Override
    public Class<Clients.Ftp> type() {
        return Clients.Ftp.class;
    }

    @Override
    public Class<Clients_FtpPool> poolType() {
        return Clients_FtpPool.class;
    }

    @Override
    public KeyedPoolSettings settings() {
        return Clients_FtpPool.DEFAULTS;
    }

    @Override
    public List<ConfigurationKey> keys() {
        return List.of(new ConfigurationKey("password", String.class, true, false));
    }

    @Override
    public NewKeyedFunc<Clients_FtpKey, Clients.Ftp> newFunc(PoolConfiguration configuration) {
        String password = configuration.required("password").text();
        configuration.check();
        return Clients_FtpFuncs.newFunc(password);
    }

    @Override
    public TypedKeyedPoolBuilder<Clients_FtpKey, Clients.Ftp, Clients_FtpPool> builder(NewKeyedFunc<? super Clients_FtpKey, ? extends Clients.Ftp> newFunc) {
        return start(newFunc);
    }

    @Override
    public TypedKeyedPoolBuilder<Clients_FtpKey, Clients.Ftp, Clients_FtpPool> builder(Map<String, ?> configuration) {
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
    static TypedKeyedPoolBuilder<Clients_FtpKey, Clients.Ftp, Clients_FtpPool> start(NewKeyedFunc<? super Clients_FtpKey, ? extends Clients.Ftp> newFunc) {
        return new TypedKeyedPoolBuilder<Clients_FtpKey, Clients.Ftp, Clients_FtpPool>(newFunc, Clients_FtpPoolImpl::new)
                .settings(Clients_FtpPool.DEFAULTS)
                .pingFunc(Clients_FtpFuncs.pingFunc())
                .closeFunc(Clients_FtpFuncs.closeFunc());
    }

    /** The pool behind {@link Clients_FtpPool}. */
    private static final class Clients_FtpPoolImpl extends ForwardingKeyedPool<Clients_FtpKey, Clients.Ftp> implements Clients_FtpPool {
        private Clients_FtpPoolImpl(KeyedPool<Clients_FtpKey, Clients.Ftp> pool) {
            super(pool);
        }
    }
}
