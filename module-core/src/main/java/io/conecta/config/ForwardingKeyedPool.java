package io.conecta.config;

import io.conecta.Call;
import io.conecta.KeyedPool;
import io.conecta.KeyedPoolReport;
import io.conecta.KeyedPoolSettings;
import io.conecta.Lease;
import io.conecta.Loan;
import io.conecta.PoolException;
import io.conecta.PoolHealth;
import io.conecta.PoolReport;
import io.conecta.PoolStats;
import io.conecta.Use;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A keyed pool that delegates every call to another; generated typed pools extend it.
 *
 * @param <K> by what objects are asked for
 * @param <T> what is pooled
 */
public abstract class ForwardingKeyedPool<K, T> implements KeyedPool<K, T> {
    private final KeyedPool<K, T> pool;

    /**
     * Creates a pool of this type that delegates to another.
     *
     * @param pool the delegate
     * @throws NullPointerException if {@code pool} is null
     */
    protected ForwardingKeyedPool(KeyedPool<K, T> pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    /** {@return the pool that does the work} */
    KeyedPool<K, T> target() {
        return pool;
    }

    /**
     * Like {@link #getOrCreate(Object)}, for generated façades whose method does not declare {@link InterruptedException}.
     *
     * @param key the key
     * @return an object, to be returned with {@link #put} or {@link #discard}
     * @throws PoolException as {@link #getOrCreate(Object)}; also if the thread is interrupted while no object is idle. The interrupt flag
     *     stays set
     */
    public final T getOrCreateUnchecked(K key) {
        try {
            return target().getOrCreate(key);
        } catch (InterruptedException interrupt) {
            throw ForwardingPool.interrupted(name(), interrupt);
        }
    }

    @Override
    public Optional<T> get(K key) {
        return target().get(key);
    }

    @Override
    public T getOrCreate(K key) throws InterruptedException {
        return target().getOrCreate(key);
    }

    @Override
    public T getOrCreate(K key, Duration timeout) throws InterruptedException {
        return target().getOrCreate(key, timeout);
    }

    @Override
    public Lease<T> lease(K key) throws InterruptedException {
        return target().lease(key);
    }

    @Override
    public Lease<T> lease(K key, Duration timeout) throws InterruptedException {
        return target().lease(key, timeout);
    }

    @Override
    public <X extends Exception> void run(K key, Use<? super T, X> body) throws X, InterruptedException {
        target().run(key, body);
    }

    @Override
    public <R extends @Nullable Object, X extends Exception> R call(K key, Call<? super T, R, X> body)
            throws X, InterruptedException {
        return target().call(key, body);
    }

    @Override
    public void put(K key, T object) {
        target().put(key, object);
    }

    @Override
    public void put(K key, T object, Throwable thrown) {
        target().put(key, object, thrown);
    }

    @Override
    public void discard(K key, T object) {
        target().discard(key, object);
    }

    @Override
    public String name() {
        return target().name();
    }

    @Override
    public Set<K> keys() {
        return target().keys();
    }

    @Override
    public PoolStats stats() {
        return target().stats();
    }

    @Override
    public PoolStats stats(K key) {
        return target().stats(key);
    }

    @Override
    public KeyedPoolSettings settings() {
        return target().settings();
    }

    @Override
    public void reconfigure(KeyedPoolSettings settings) {
        target().reconfigure(settings);
    }

    @Override
    public void clear() {
        target().clear();
    }

    @Override
    public void clear(K key) {
        target().clear(key);
    }

    @Override
    public void renew(Duration over) {
        target().renew(over);
    }

    @Override
    public PoolHealth health() {
        return target().health();
    }

    @Override
    public PoolHealth health(K key) {
        return target().health(key);
    }

    @Override
    public KeyedPoolReport report() {
        return target().report();
    }

    @Override
    public Optional<PoolReport> report(K key) {
        return target().report(key);
    }

    @Override
    public boolean isClosed() {
        return target().isClosed();
    }

    @Override
    public void close() {
        target().close();
    }

    @Override
    public List<Loan> close(Duration drain) throws InterruptedException {
        return target().close(drain);
    }

    @Override
    public String toString() {
        return target().toString();
    }
}
