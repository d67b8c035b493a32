package io.conecta.config;

import io.conecta.BudgetStats;
import io.conecta.Call;
import io.conecta.KeyedPool;
import io.conecta.KeyedPoolReport;
import io.conecta.KeyedPoolSettings;
import io.conecta.Lease;
import io.conecta.Loan;
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
 * Stands in for a keyed pool that is not built: it lends nothing, and says why. Thread-safe.
 *
 * @param <K> by what objects would be asked for
 * @param <T> what would be pooled
 */
final class UnbuiltKeyedPool<K, T> implements KeyedPool<K, T> {
    private final Unbuilt<KeyedPool<K, T>, KeyedPoolSettings> state;

    UnbuiltKeyedPool(KeyedPoolSettings settings) {
        state = new Unbuilt<>(settings, KeyedPoolSettings::name, () -> {});
    }

    /** {@return why there is no pool} */
    Unbuilt<KeyedPool<K, T>, KeyedPoolSettings> state() {
        return state;
    }

    @Override
    public Optional<T> get(K key) {
        Objects.requireNonNull(key, "key");
        return state.built().get(key);
    }

    @Override
    public T getOrCreate(K key) throws InterruptedException {
        Objects.requireNonNull(key, "key");
        return state.built().getOrCreate(key);
    }

    @Override
    public T getOrCreate(K key, Duration timeout) throws InterruptedException {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(timeout, "timeout");
        return state.built().getOrCreate(key, timeout);
    }

    @Override
    public Lease<T> lease(K key) throws InterruptedException {
        Objects.requireNonNull(key, "key");
        return state.built().lease(key);
    }

    @Override
    public Lease<T> lease(K key, Duration timeout) throws InterruptedException {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(timeout, "timeout");
        return state.built().lease(key, timeout);
    }

    @Override
    public <X extends Exception> void run(K key, Use<? super T, X> body) throws X, InterruptedException {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(body, "body");
        state.built().run(key, body);
    }

    @Override
    public <R extends @Nullable Object, X extends Exception> R call(K key, Call<? super T, R, X> body)
            throws X, InterruptedException {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(body, "body");
        return state.built().call(key, body);
    }

    @Override
    public void put(K key, T object) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(object, "object");
        throw state.foreign();
    }

    @Override
    public void put(K key, T object, Throwable thrown) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(thrown, "thrown");
        throw state.foreign();
    }

    @Override
    public void discard(K key, T object) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(object, "object");
        throw state.notLent();
    }

    @Override
    public String name() {
        return state.name();
    }

    @Override
    public Set<K> keys() {
        return Set.of();
    }

    @Override
    public PoolStats stats() {
        return state.stats();
    }

    @Override
    public PoolStats stats(K key) {
        Objects.requireNonNull(key, "key");
        return state.stats();
    }

    @Override
    public KeyedPoolSettings settings() {
        return state.settings();
    }

    @Override
    public void reconfigure(KeyedPoolSettings settings) {
        Objects.requireNonNull(settings, "settings");
        throw state.refusal();
    }

    @Override
    public void clear() {}

    @Override
    public void clear(K key) {
        Objects.requireNonNull(key, "key");
    }

    @Override
    public void renew(Duration over) {
        Objects.requireNonNull(over, "over");
        throw state.refusal();
    }

    @Override
    public PoolHealth health() {
        return state.health();
    }

    @Override
    public PoolHealth health(K key) {
        Objects.requireNonNull(key, "key");
        return state.health();
    }

    @Override
    public KeyedPoolReport report() {
        return new KeyedPoolReport(
                name(),
                settings(),
                stats(),
                health(),
                new BudgetStats(settings().maxTotal(), 0, 0, List.of()),
                List.of());
    }

    @Override
    public Optional<PoolReport> report(K key) {
        Objects.requireNonNull(key, "key");
        return Optional.empty();
    }

    @Override
    public boolean isClosed() {
        return state.isClosed();
    }

    @Override
    public void close() {
        state.close();
    }

    @Override
    public List<Loan> close(Duration drain) {
        Objects.requireNonNull(drain, "drain");
        close();
        return List.of();
    }

    @Override
    public String toString() {
        return state.text("KeyedPool");
    }
}
