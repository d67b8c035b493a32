package io.conecta.config;

import io.conecta.CloseFunc;
import io.conecta.KeyedPool;
import io.conecta.KeyedPoolBuilder;
import io.conecta.KeyedPoolSettings;
import io.conecta.NewKeyedFunc;
import io.conecta.PingFunc;
import io.conecta.PoolBudget;
import io.conecta.PoolListener;
import io.conecta.PoolMeter;
import io.conecta.PrepareFunc;
import io.conecta.ResetFunc;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A {@link KeyedPoolBuilder} that builds a typed pool; generated pools provide it. The options are those of {@link KeyedPoolBuilder}.
 *
 * @param <K> by what objects are asked for
 * @param <T> what is pooled
 * @param <P> the type of the pool
 */
public final class TypedKeyedPoolBuilder<K, T, P extends KeyedPool<K, T>> extends KeyedPoolBuilder<K, T> {
    private final Function<? super KeyedPool<K, T>, ? extends P> type;

    /**
     * Starts building a typed pool.
     *
     * @param newFunc creates an object for a key
     * @param type gives the built pool its type, usually the constructor of a {@link ForwardingKeyedPool}
     * @throws NullPointerException if an argument is null
     */
    public TypedKeyedPoolBuilder(
            NewKeyedFunc<? super K, ? extends T> newFunc, Function<? super KeyedPool<K, T>, ? extends P> type) {
        super(newFunc);
        this.type = Objects.requireNonNull(type, "type");
    }

    @Override
    public P build() {
        return type.apply(super.build());
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> settings(KeyedPoolSettings value) {
        super.settings(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> maxTotal(int value) {
        super.maxTotal(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> keyIdleTimeout(Duration value) {
        super.keyIdleTimeout(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> budget(PoolBudget value) {
        super.budget(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> pingFunc(PingFunc<? super T> value) {
        super.pingFunc(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> closeFunc(CloseFunc<? super T> value) {
        super.closeFunc(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> prepareFunc(PrepareFunc<? super T> value) {
        super.prepareFunc(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> resetFunc(ResetFunc<? super T> value) {
        super.resetFunc(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> listener(PoolListener<? super T> value) {
        super.listener(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> meter(PoolMeter value) {
        super.meter(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> executor(Executor value) {
        super.executor(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> suspectOn(Predicate<? super Throwable> value) {
        super.suspectOn(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> name(String value) {
        super.name(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> maxSize(int value) {
        super.maxSize(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> initialSize(int value) {
        super.initialSize(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> minIdle(int value) {
        super.minIdle(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> maxWaiters(int value) {
        super.maxWaiters(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> pingMaxRetries(int value) {
        super.pingMaxRetries(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> maxUses(int value) {
        super.maxUses(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> borrowTimeout(Duration value) {
        super.borrowTimeout(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> createTimeout(Duration value) {
        super.createTimeout(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> maxCreating(int value) {
        super.maxCreating(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> retryDelay(Duration value) {
        super.retryDelay(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> waitWhenDown(boolean value) {
        super.waitWhenDown(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> queueTarget(Duration value) {
        super.queueTarget(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> queueInterval(Duration value) {
        super.queueInterval(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> renewOver(Duration value) {
        super.renewOver(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> pingTimeout(Duration value) {
        super.pingTimeout(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> closeTimeout(Duration value) {
        super.closeTimeout(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> hookTimeout(Duration value) {
        super.hookTimeout(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> scanInterval(Duration value) {
        super.scanInterval(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> pingIdleAfter(Duration value) {
        super.pingIdleAfter(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> idleTimeout(Duration value) {
        super.idleTimeout(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> maxLifetime(Duration value) {
        super.maxLifetime(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> leakThreshold(Duration value) {
        super.leakThreshold(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> reclaimLeaked(boolean value) {
        super.reclaimLeaked(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> leakTraces(String value) {
        super.leakTraces(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> failOnDeadlock(boolean value) {
        super.failOnDeadlock(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> strict(boolean value) {
        super.strict(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> budget(String value) {
        super.budget(value);
        return this;
    }

    @Override
    public TypedKeyedPoolBuilder<K, T, P> jmx(boolean value) {
        super.jmx(value);
        return this;
    }
}
