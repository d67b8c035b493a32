package io.conecta.config;

import io.conecta.CloseFunc;
import io.conecta.NewFunc;
import io.conecta.PingFunc;
import io.conecta.Pool;
import io.conecta.PoolBudget;
import io.conecta.PoolBuilder;
import io.conecta.PoolListener;
import io.conecta.PoolMeter;
import io.conecta.PoolQueue;
import io.conecta.PoolSettings;
import io.conecta.PrepareFunc;
import io.conecta.ResetFunc;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * A {@link PoolBuilder} that builds a typed pool; generated pools provide it. The options are those of {@link PoolBuilder}.
 *
 * @param <T> what is pooled
 * @param <P> the type of the pool
 */
public final class TypedPoolBuilder<T, P extends Pool<T>> extends PoolBuilder<T> {
    private final Function<? super Pool<T>, ? extends P> type;

    /**
     * Starts building a typed pool.
     *
     * @param newFunc creates the objects
     * @param type gives the built pool its type, usually the constructor of a {@link ForwardingPool}
     * @throws NullPointerException if an argument is null
     */
    public TypedPoolBuilder(NewFunc<? extends T> newFunc, Function<? super Pool<T>, ? extends P> type) {
        super(newFunc);
        this.type = Objects.requireNonNull(type, "type");
    }

    @Override
    public P build() {
        return type.apply(super.build());
    }

    @Override
    public TypedPoolBuilder<T, P> pingFunc(PingFunc<? super T> value) {
        super.pingFunc(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> closeFunc(CloseFunc<? super T> value) {
        super.closeFunc(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> prepareFunc(PrepareFunc<? super T> value) {
        super.prepareFunc(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> resetFunc(ResetFunc<? super T> value) {
        super.resetFunc(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> listener(PoolListener<? super T> value) {
        super.listener(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> meter(PoolMeter value) {
        super.meter(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> budget(String value) {
        super.budget(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> budget(PoolBudget value) {
        super.budget(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> queue(PoolQueue<T> value) {
        super.queue(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> executor(Executor value) {
        super.executor(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> settings(PoolSettings value) {
        super.settings(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> name(String value) {
        super.name(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> maxSize(int value) {
        super.maxSize(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> initialSize(int value) {
        super.initialSize(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> minIdle(int value) {
        super.minIdle(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> minShare(int value) {
        super.minShare(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> maxWaiters(int value) {
        super.maxWaiters(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> pingMaxRetries(int value) {
        super.pingMaxRetries(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> maxUses(int value) {
        super.maxUses(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> borrowTimeout(Duration value) {
        super.borrowTimeout(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> createTimeout(Duration value) {
        super.createTimeout(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> maxCreating(int value) {
        super.maxCreating(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> retryDelay(Duration value) {
        super.retryDelay(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> waitWhenDown(boolean value) {
        super.waitWhenDown(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> queueTarget(Duration value) {
        super.queueTarget(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> queueInterval(Duration value) {
        super.queueInterval(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> renewOver(Duration value) {
        super.renewOver(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> pingTimeout(Duration value) {
        super.pingTimeout(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> closeTimeout(Duration value) {
        super.closeTimeout(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> hookTimeout(Duration value) {
        super.hookTimeout(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> scanInterval(Duration value) {
        super.scanInterval(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> pingIdleAfter(Duration value) {
        super.pingIdleAfter(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> idleTimeout(Duration value) {
        super.idleTimeout(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> maxLifetime(Duration value) {
        super.maxLifetime(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> leakThreshold(Duration value) {
        super.leakThreshold(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> reclaimLeaked(boolean value) {
        super.reclaimLeaked(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> leakTraces(String value) {
        super.leakTraces(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> failOnDeadlock(boolean value) {
        super.failOnDeadlock(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> failFast(boolean value) {
        super.failFast(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> strict(boolean value) {
        super.strict(value);
        return this;
    }

    @Override
    public TypedPoolBuilder<T, P> jmx(boolean value) {
        super.jmx(value);
        return this;
    }
}
