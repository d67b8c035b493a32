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
public non-sealed class KeyedPoolBuilder<K, T> extends AbstractPoolBuilder<KeyedPoolBuilder<K, T>> {
    private final NewKeyedFunc<? super K, ? extends T> newFunc;

    /** The hooks of one key. */
    private final PoolBuilder<T> each;

    private KeyedPoolSettings keyed = KeyedPoolSettings.defaults();

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
        keyed = Objects.requireNonNull(value, "settings");
        return replace(value.each());
    }

    /**
     * The maximum number of objects over all keys, in any state; default none.
     *
     * @param value at least 1
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> maxTotal(int value) {
        keyed = keyed.withMaxTotal(value);
        return this;
    }

    /**
     * Time after which a key without objects and borrowers is forgotten; default 1 minute.
     *
     * @param value above zero
     * @return this builder
     */
    public KeyedPoolBuilder<K, T> keyIdleTimeout(Duration value) {
        keyed = keyed.withKeyIdleTimeout(value);
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
    @Override
    public KeyedPoolBuilder<K, T> name(String value) {
        return super.name(value);
    }

    /**
     * Objects created when a key is first borrowed for; default 1.
     *
     * @param value as there
     * @return this builder
     */
    @Override
    public KeyedPoolBuilder<K, T> initialSize(int value) {
        return super.initialSize(value);
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
        each.settings(settings());
        return KeyedEngine.start(newFunc, each.hooks(), keyed.withEach(settings()), background);
    }

    @Override
    KeyedPoolBuilder<K, T> self() {
        return this;
    }
}
