package io.conecta.config;

import io.conecta.KeyedPool;
import io.conecta.KeyedPoolSettings;
import io.conecta.Loan;
import io.conecta.NewKeyedFunc;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Pools with keys. */
record KeyedKind<K, T>(KeyedPoolProvider<K, T> provider, Listeners<T> listeners)
        implements PoolKind<KeyedPool<K, T>, KeyedPoolSettings, NewKeyedFunc<K, T>> {
    @Override
    public String type() {
        return provider.type().getName();
    }

    @Override
    public String poolType() {
        return provider.poolType().getName();
    }

    @Override
    public KeyedPoolSettings annotated() {
        return provider.settings();
    }

    @Override
    public KeyedPoolSettings defaults() {
        return KeyedPoolSettings.defaults();
    }

    @Override
    public KeyedPoolSettings read(PoolConfiguration configuration, KeyedPoolSettings defaults, boolean forBuild) {
        return forBuild ? configuration.settingsForBuild(defaults) : configuration.settings(defaults);
    }

    @Override
    public NewKeyedFunc<K, T> newFunc(PoolConfiguration configuration) {
        return provider.newFunc(configuration);
    }

    @Override
    public NewKeyedFunc<K, T> late(Supplier<NewKeyedFunc<K, T>> newFunc) {
        return key -> newFunc.get().create(key);
    }

    @Override
    public KeyedPool<K, T> build(NewKeyedFunc<K, T> newFunc, KeyedPoolSettings settings) {
        listeners.hear(settings.name(), type());
        KeyedPool<K, T> pool =
                provider.builder(newFunc).settings(settings).listener(listeners).build();
        return pool instanceof ForwardingKeyedPool<K, T> typed ? typed.target() : pool;
    }

    @Override
    public KeyedPoolSettings settings(KeyedPool<K, T> pool) {
        return pool.settings();
    }

    @Override
    public void reconfigure(KeyedPool<K, T> pool, KeyedPoolSettings settings) {
        pool.reconfigure(settings);
    }

    @Override
    public void renew(KeyedPool<K, T> pool) {
        Duration over = pool.settings().each().renewOver();
        if (over.isZero()) {
            pool.clear();
        } else {
            pool.renew(over);
        }
    }

    @Override
    public Duration closeTimeout(KeyedPoolSettings settings) {
        return settings.each().closeTimeout();
    }

    @Override
    public boolean isClosed(KeyedPool<K, T> pool) {
        return pool.isClosed();
    }

    @Override
    public void close(KeyedPool<K, T> pool) {
        pool.close();
    }

    @Override
    public List<Loan> close(KeyedPool<K, T> pool, Duration drain) throws InterruptedException {
        return pool.close(drain);
    }
}
