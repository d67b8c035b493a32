package io.conecta.config;

import io.conecta.Loan;
import io.conecta.NewFunc;
import io.conecta.Pool;
import io.conecta.PoolCreateException;
import io.conecta.PoolSettings;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** Pools without keys. {@code failFast} has no effect on them. */
record PlainKind<T>(PoolProvider<T> provider, Listeners<T> listeners)
        implements PoolKind<Pool<T>, PoolSettings, NewFunc<T>> {
    @Override
    public String type() {
        return provider.type().getName();
    }

    @Override
    public String poolType() {
        return provider.poolType().getName();
    }

    @Override
    public PoolSettings annotated() {
        return provider.settings().withFailFast(false);
    }

    @Override
    public PoolSettings defaults() {
        return PoolSettings.defaults();
    }

    @Override
    public PoolSettings read(PoolConfiguration configuration, PoolSettings defaults, boolean forBuild) {
        PoolSettings read = forBuild ? configuration.settingsForBuild(defaults) : configuration.settings(defaults);
        return read.withFailFast(false);
    }

    @Override
    public NewFunc<T> newFunc(PoolConfiguration configuration) {
        return provider.newFunc(configuration);
    }

    @Override
    public NewFunc<T> late(Supplier<NewFunc<T>> newFunc) {
        return () -> newFunc.get().create();
    }

    @Override
    public Pool<T> build(NewFunc<T> newFunc, PoolSettings settings) {
        listeners.hear(settings.name(), type());
        try {
            return started(newFunc, settings);
        } catch (PoolCreateException interrupted) {
            return started(newFunc, settings.withInitialSize(0));
        }
    }

    private Pool<T> started(NewFunc<T> newFunc, PoolSettings settings) {
        Pool<T> pool =
                provider.builder(newFunc).settings(settings).listener(listeners).build();
        return pool instanceof ForwardingPool<T> typed ? typed.target() : pool;
    }

    @Override
    public PoolSettings settings(Pool<T> pool) {
        return pool.settings();
    }

    @Override
    public void reconfigure(Pool<T> pool, PoolSettings settings) {
        pool.reconfigure(settings);
    }

    @Override
    public void renew(Pool<T> pool) {
        Duration over = pool.settings().renewOver();
        if (over.isZero()) {
            pool.clear();
        } else {
            pool.renew(over);
        }
    }

    @Override
    public Duration closeTimeout(PoolSettings settings) {
        return settings.closeTimeout();
    }

    @Override
    public boolean isClosed(Pool<T> pool) {
        return pool.isClosed();
    }

    @Override
    public void close(Pool<T> pool) {
        pool.close();
    }

    @Override
    public List<Loan> close(Pool<T> pool, Duration drain) throws InterruptedException {
        return pool.close(drain);
    }
}
