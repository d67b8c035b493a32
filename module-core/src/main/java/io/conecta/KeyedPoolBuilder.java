package io.conecta;

import io.conecta.internal.KeyedEngine;
import io.conecta.internal.runtime.Background;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * Builds a {@link KeyedPool}. Not thread-safe; may build several pools. Values are refused as by {@link PoolBuilder}. Generated code has a
 * subclass that builds a typed pool.
 *
 * @param <K> by what objects are asked for
 * @param <T> what is pooled
 */
public class KeyedPoolBuilder<K, T> {
    private final NewKeyedFunc<? super K, ? extends T> newFunc;
    /** The hooks and options of one key. */
    private final PoolBuilder<T> each;

    private KeyedPoolSettings settings = KeyedPoolSettings.defaults();

    /**
     * Starts building a keyed pool.
     *
     * @param newFunc creates an object for a key
     * @throws NullPointerException if {@code newFunc} is null
     */
    protected KeyedPoolBuilder(NewKeyedFunc<? super K, ? extends T> newFunc) {
        this.newFunc = Objects.requireNonNull(newFunc, "newFunc");
        this.each = Pool.builder(() -> {
            throw new IllegalStateException("never called");
        });
    }

    /**
     * Replaces all settings made so far.
     *
     * @param value the settings
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> settings(KeyedPoolSettings value) {
        settings = value;
        each.settings(value.each());
        return this;
    }

    /**
     * The maximum number of objects over all keys, in any state; default none.
     *
     * @param value at least 1
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> maxTotal(int value) {
        settings = settings.withMaxTotal(value);
        return this;
    }

    /**
     * Time after which a key without objects and borrowers is forgotten; default 1 minute.
     *
     * @param value above zero
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> keyIdleTimeout(Duration value) {
        settings = settings.withKeyIdleTimeout(value);
        return this;
    }

    /**
     * The budget that the pool shares with others, besides its own {@code maxTotal}. Each key counts as a pool there, and has no {@code minShare}.
     *
     * @param value the budget
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> budget(PoolBudget value) {
        each.budget(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#pingFunc}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> pingFunc(PingFunc<? super T> value) {
        each.pingFunc(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#closeFunc}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> closeFunc(CloseFunc<? super T> value) {
        each.closeFunc(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#prepareFunc}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> prepareFunc(PrepareFunc<? super T> value) {
        each.prepareFunc(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#resetFunc}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> resetFunc(ResetFunc<? super T> value) {
        each.resetFunc(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#listener}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> listener(PoolListener<? super T> value) {
        each.listener(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#meter}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> meter(PoolMeter value) {
        each.meter(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#executor}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> executor(Executor value) {
        each.executor(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#suspectOn}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> suspectOn(Predicate<? super Throwable> value) {
        each.suspectOn(value);
        return this;
    }

    /**
     * The pool's name, after which those of the keys are named; default: the pool numbers itself.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> name(String value) {
        each.name(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#maxSize}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> maxSize(int value) {
        each.maxSize(value);
        return this;
    }

    /**
     * Objects created when a key is first borrowed for; default 1.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> initialSize(int value) {
        each.initialSize(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#minIdle}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> minIdle(int value) {
        each.minIdle(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#maxWaiters}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> maxWaiters(int value) {
        each.maxWaiters(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#pingMaxRetries}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> pingMaxRetries(int value) {
        each.pingMaxRetries(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#maxUses}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> maxUses(int value) {
        each.maxUses(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#borrowTimeout}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> borrowTimeout(Duration value) {
        each.borrowTimeout(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#createTimeout}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> createTimeout(Duration value) {
        each.createTimeout(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#maxCreating}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> maxCreating(int value) {
        each.maxCreating(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#retryDelay}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> retryDelay(Duration value) {
        each.retryDelay(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#waitWhenDown}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> waitWhenDown(boolean value) {
        each.waitWhenDown(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#queueTarget}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> queueTarget(Duration value) {
        each.queueTarget(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#queueInterval}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> queueInterval(Duration value) {
        each.queueInterval(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#renewOver}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> renewOver(Duration value) {
        each.renewOver(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#pingTimeout}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> pingTimeout(Duration value) {
        each.pingTimeout(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#closeTimeout}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> closeTimeout(Duration value) {
        each.closeTimeout(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#hookTimeout}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> hookTimeout(Duration value) {
        each.hookTimeout(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#scanInterval}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> scanInterval(Duration value) {
        each.scanInterval(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#pingIdleAfter}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> pingIdleAfter(Duration value) {
        each.pingIdleAfter(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#idleTimeout}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> idleTimeout(Duration value) {
        each.idleTimeout(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#maxLifetime}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> maxLifetime(Duration value) {
        each.maxLifetime(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#leakThreshold}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> leakThreshold(Duration value) {
        each.leakThreshold(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#reclaimLeaked}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> reclaimLeaked(boolean value) {
        each.reclaimLeaked(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#leakTraces}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> leakTraces(String value) {
        each.leakTraces(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#failOnDeadlock}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> failOnDeadlock(boolean value) {
        each.failOnDeadlock(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#strict}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> strict(boolean value) {
        each.strict(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#jmx}, for each key.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> jmx(boolean value) {
        each.jmx(value);
        return this;
    }

    /**
     * As {@link PoolBuilder#budget(String)}, for all keys.
     *
     * @param value as there
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> budget(String value) {
        each.budget(value);
        return this;
    }

    /**
     * Builds the pool. Creates nothing: keys come with their first borrow.
     *
     * @return the running pool, which the caller must close
     * @throws IllegalArgumentException if options contradict each other
     */
    public KeyedPool<K, T> build() {
        return build(Background.SHARED);
    }

    /** As {@link #build()}, on threads and a clock of its own. */
    KeyedPool<K, T> build(Background background) {
        return KeyedEngine.start(newFunc, each.hooks(), settings.withEach(each.settings()), background);
    }
}
