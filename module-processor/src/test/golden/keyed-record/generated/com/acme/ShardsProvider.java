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

/** Builds pools of {@link StringBuffer} from configuration; found by {@link java.util.ServiceLoader}. */
@Generated("io.conecta.processor.PoolProcessor")
public final class ShardsProvider implements KeyedPoolProvider<ShardsKey, StringBuffer> {
    /** For {@link java.util.ServiceLoader}. */
    public ShardsProvider() {}

    @Override
    public Class<StringBuffer> type() {
        return StringBuffer.class;
    }

    @Override
    public Class<Shards> poolType() {
        return Shards.class;
    }

    @Override
    public KeyedPoolSettings settings() {
        return Shards.DEFAULTS;
    }

    @Override
    public List<ConfigurationKey> keys() {
        return List.of(new ConfigurationKey("weight", Runnable.class, true, true));
    }

    @Override
    public NewKeyedFunc<ShardsKey, StringBuffer> newFunc(PoolConfiguration configuration) {
        Runnable weight = configuration.required("weight").object(Runnable.class);
        configuration.check();
        return ShardsFuncs.newFunc(weight);
    }

    @Override
    public TypedKeyedPoolBuilder<ShardsKey, StringBuffer, Shards> builder(NewKeyedFunc<? super ShardsKey, ? extends StringBuffer> newFunc) {
        return start(newFunc);
    }

    @Override
    public TypedKeyedPoolBuilder<ShardsKey, StringBuffer, Shards> builder(Map<String, ?> configuration) {
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
    static TypedKeyedPoolBuilder<ShardsKey, StringBuffer, Shards> start(NewKeyedFunc<? super ShardsKey, ? extends StringBuffer> newFunc) {
        return new TypedKeyedPoolBuilder<ShardsKey, StringBuffer, Shards>(newFunc, ShardsImpl::new)
                .settings(Shards.DEFAULTS)
                .pingFunc(ShardsFuncs.pingFunc())
                .closeFunc(ShardsFuncs.closeFunc());
    }

    /** The pool behind {@link Shards}. */
    private static final class ShardsImpl extends ForwardingKeyedPool<ShardsKey, StringBuffer> implements Shards {
        private ShardsImpl(KeyedPool<ShardsKey, StringBuffer> pool) {
            super(pool);
        }
    }
}
