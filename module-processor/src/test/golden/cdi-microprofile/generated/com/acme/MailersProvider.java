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
public final class MailersProvider implements PoolProvider<Mailer> {
    /** For {@link java.util.ServiceLoader}. */
    public MailersProvider() {}

    @Override
    public Class<Mailer> type() {
        return Mailer.class;
    }

    @Override
    public Class<Mailers> poolType() {
        return Mailers.class;
    }

    @Override
    public PoolSettings settings() {
        return Mailers.DEFAULTS;
    }

    @Override
    public List<ConfigurationKey> keys() {
        return List.of(
                new ConfigurationKey("host", String.class, true, false),
                new ConfigurationKey("port", Integer.class, true, false));
    }

    @Override
    public NewFunc<Mailer> newFunc(PoolConfiguration configuration) {
        String host = configuration.required("host").text();
        Integer port = configuration.required("port").as(Integer.class, Integer::valueOf);
        configuration.check();
        return MailersFuncs.newFunc(host, port);
    }

    @Override
    public TypedPoolBuilder<Mailer, Mailers> builder(NewFunc<? extends Mailer> newFunc) {
        return start(newFunc);
    }

    @Override
    public TypedPoolBuilder<Mailer, Mailers> builder(Map<String, ?> configuration) {
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
    static TypedPoolBuilder<Mailer, Mailers> start(NewFunc<? extends Mailer> newFunc) {
        return new TypedPoolBuilder<Mailer, Mailers>(newFunc, MailersImpl::new)
                .settings(Mailers.DEFAULTS)
                .pingFunc(MailersFuncs.pingFunc())
                .closeFunc(MailersFuncs.closeFunc());
    }

    /** The pool behind {@link Mailers}. */
    private static final class MailersImpl extends ForwardingPool<Mailer> implements Mailers {
        private MailersImpl(Pool<Mailer> pool) {
            super(pool);
        }
    }
}
