package io.conecta.config;

import io.conecta.Call;
import io.conecta.Lease;
import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolException;
import io.conecta.PoolFailure;
import io.conecta.PoolHealth;
import io.conecta.PoolMeter;
import io.conecta.PoolReport;
import io.conecta.PoolSettings;
import io.conecta.PoolStats;
import io.conecta.Use;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A pool that delegates every call to another; generated typed pools extend it.
 *
 * @param <T> what is pooled
 */
public abstract class ForwardingPool<T> implements Pool<T> {
    private final Pool<T> pool;

    /**
     * Creates a pool of this type that delegates to another.
     *
     * @param pool the delegate
     * @throws NullPointerException if {@code pool} is null
     */
    protected ForwardingPool(Pool<T> pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    /** {@return the pool that does the work} */
    Pool<T> target() {
        return pool;
    }

    @Override
    public Optional<T> get() {
        return target().get();
    }

    @Override
    public T getOrCreate() throws InterruptedException {
        return target().getOrCreate();
    }

    @Override
    public T getOrCreate(Duration timeout) throws InterruptedException {
        return target().getOrCreate(timeout);
    }

    /**
     * Like {@link #getOrCreate()}, for generated façades whose method does not declare {@link InterruptedException}.
     *
     * @return an object, to be returned with {@link #put} or {@link #discard}
     * @throws PoolException as {@link #getOrCreate()}; also if the thread is interrupted while no object is idle. The interrupt flag stays
     *     set
     */
    public final T getOrCreateUnchecked() {
        try {
            return target().getOrCreate();
        } catch (InterruptedException interrupt) {
            throw interrupted(name(), interrupt);
        }
    }

    /** Keeps an interrupt that a method cannot tell. {@return what it throws instead} */
    static PoolException interrupted(String name, InterruptedException interrupt) {
        Thread.currentThread().interrupt();
        return new PoolException(
                "pool \"" + name + "\": interrupted while waiting for an object; the interrupt flag is set again",
                interrupt);
    }

    @Override
    public void put(T object) {
        target().put(object);
    }

    @Override
    public void put(T object, Throwable thrown) {
        target().put(object, thrown);
    }

    @Override
    public void adopt(T object) {
        target().adopt(object);
    }

    @Override
    public void discard(T object) {
        target().discard(object);
    }

    @Override
    public Lease<T> lease() throws InterruptedException {
        return target().lease();
    }

    @Override
    public Lease<T> lease(Duration timeout) throws InterruptedException {
        return target().lease(timeout);
    }

    @Override
    public <X extends Exception> void run(Use<? super T, X> body) throws X, InterruptedException {
        target().run(body);
    }

    @Override
    public <R extends @Nullable Object, X extends Exception> R call(Call<? super T, R, X> body)
            throws X, InterruptedException {
        return target().call(body);
    }

    @Override
    public String name() {
        return target().name();
    }

    @Override
    public PoolStats stats() {
        return target().stats();
    }

    @Override
    public PoolSettings settings() {
        return target().settings();
    }

    @Override
    public void reconfigure(PoolSettings settings) {
        target().reconfigure(settings);
    }

    @Override
    public void clear() {
        target().clear();
    }

    @Override
    public List<Loan> loans() {
        return target().loans();
    }

    @Override
    public void renew(Duration over) {
        target().renew(over);
    }

    @Override
    public void suspend() {
        target().suspend();
    }

    @Override
    public List<Loan> suspend(Duration drain) throws InterruptedException {
        return target().suspend(drain);
    }

    @Override
    public void resume() {
        target().resume();
    }

    @Override
    public boolean isSuspended() {
        return target().isSuspended();
    }

    @Override
    public PoolHealth health() {
        return target().health();
    }

    @Override
    public PoolReport report() {
        return target().report();
    }

    @Override
    public CompletionStage<Void> ready() {
        return target().ready();
    }

    @Override
    public List<PoolFailure> failures() {
        return target().failures();
    }

    @Override
    public void addMeter(PoolMeter meter) {
        target().addMeter(meter);
    }

    @Override
    public void scan() {
        target().scan();
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
