package io.conecta;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pool that passes every call on to another; generated typed pools extend it.
 *
 * @param <T> what is pooled
 */
public abstract class ForwardingPool<T> implements Pool<T> {
    private final Pool<T> pool;

    /**
     * Makes a pool of this type out of another.
     *
     * @param pool does the work
     * @throws NullPointerException if {@code pool} is null
     */
    protected ForwardingPool(Pool<T> pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    /** {@return the pool that does the work} */
    final Pool<T> target() {
        return pool;
    }

    @Override
    public Optional<T> get() {
        return pool.get();
    }

    @Override
    public T getOrCreate() throws InterruptedException {
        return pool.getOrCreate();
    }

    @Override
    public T getOrCreate(Duration timeout) throws InterruptedException {
        return pool.getOrCreate(timeout);
    }

    @Override
    public void put(T object) {
        pool.put(object);
    }

    @Override
    public void adopt(T object) {
        pool.adopt(object);
    }

    @Override
    public void discard(T object) {
        pool.discard(object);
    }

    @Override
    public Lease<T> lease() throws InterruptedException {
        return pool.lease();
    }

    @Override
    public Lease<T> lease(Duration timeout) throws InterruptedException {
        return pool.lease(timeout);
    }

    @Override
    public <X extends Exception> void run(Use<? super T, X> body) throws X, InterruptedException {
        pool.run(body);
    }

    @Override
    public <R extends @Nullable Object, X extends Exception> R call(Call<? super T, R, X> body)
            throws X, InterruptedException {
        return pool.call(body);
    }

    @Override
    public String name() {
        return pool.name();
    }

    @Override
    public PoolStats stats() {
        return pool.stats();
    }

    @Override
    public PoolSettings settings() {
        return pool.settings();
    }

    @Override
    public void reconfigure(PoolSettings settings) {
        pool.reconfigure(settings);
    }

    @Override
    public void clear() {
        pool.clear();
    }

    @Override
    public List<Loan> loans() {
        return pool.loans();
    }

    @Override
    public List<PoolFailure> failures() {
        return pool.failures();
    }

    @Override
    public void scan() {
        pool.scan();
    }

    @Override
    public boolean isClosed() {
        return pool.isClosed();
    }

    @Override
    public void close() {
        pool.close();
    }

    @Override
    public List<Loan> close(Duration drain) throws InterruptedException {
        return pool.close(drain);
    }

    @Override
    public String toString() {
        return pool.toString();
    }
}
