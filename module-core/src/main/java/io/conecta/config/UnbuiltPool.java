package io.conecta.config;

import io.conecta.Call;
import io.conecta.Diagnosis;
import io.conecta.Lease;
import io.conecta.Loan;
import io.conecta.Pool;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for a pool that is not built: it lends nothing, and says why. Thread-safe.
 *
 * @param <T> what would be pooled
 */
final class UnbuiltPool<T> implements Pool<T> {
    private final WaitingMeters meters = new WaitingMeters();
    private final Unbuilt<Pool<T>, PoolSettings> state;

    UnbuiltPool(PoolSettings settings) {
        state = new Unbuilt<>(settings, PoolSettings::name, meters::end);
    }

    /** {@return why there is no pool} */
    Unbuilt<Pool<T>, PoolSettings> state() {
        return state;
    }

    @Override
    public Optional<T> get() {
        return state.built().get();
    }

    @Override
    public T getOrCreate() throws InterruptedException {
        return state.built().getOrCreate();
    }

    @Override
    public T getOrCreate(Duration timeout) throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        return state.built().getOrCreate(timeout);
    }

    @Override
    public void put(T object) {
        Objects.requireNonNull(object, "object");
        throw state.foreign();
    }

    @Override
    public void put(T object, Throwable thrown) {
        Objects.requireNonNull(thrown, "thrown");
        put(object);
    }

    @Override
    public void adopt(T object) {
        Objects.requireNonNull(object, "object");
        throw state.refusal();
    }

    @Override
    public void discard(T object) {
        Objects.requireNonNull(object, "object");
        throw state.notLent();
    }

    @Override
    public Lease<T> lease() throws InterruptedException {
        return state.built().lease();
    }

    @Override
    public Lease<T> lease(Duration timeout) throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        return state.built().lease(timeout);
    }

    @Override
    public <X extends Exception> void run(Use<? super T, X> body) throws X, InterruptedException {
        Objects.requireNonNull(body, "body");
        state.built().run(body);
    }

    @Override
    public <R extends @Nullable Object, X extends Exception> R call(Call<? super T, R, X> body)
            throws X, InterruptedException {
        Objects.requireNonNull(body, "body");
        return state.built().call(body);
    }

    @Override
    public String name() {
        return state.name();
    }

    @Override
    public PoolStats stats() {
        return state.stats();
    }

    @Override
    public PoolSettings settings() {
        return state.settings();
    }

    @Override
    public void reconfigure(PoolSettings settings) {
        Objects.requireNonNull(settings, "settings");
        throw state.refusal();
    }

    @Override
    public void renew(Duration over) {
        Objects.requireNonNull(over, "over");
        throw state.refusal();
    }

    @Override
    public void suspend() {
        throw state.refusal();
    }

    @Override
    public List<Loan> suspend(Duration drain) {
        Objects.requireNonNull(drain, "drain");
        throw state.refusal();
    }

    @Override
    public void resume() {}

    @Override
    public boolean isSuspended() {
        return false;
    }

    @Override
    public PoolHealth health() {
        return state.health();
    }

    @Override
    public PoolReport report() {
        return new PoolReport(
                name(),
                settings(),
                stats(),
                health(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Diagnosis(Diagnosis.Kind.NONE, state.sentence()),
                isClosed() ? "" : "correct its configuration");
    }

    @Override
    public CompletionStage<Void> ready() {
        return CompletableFuture.failedStage(state.refusal());
    }

    @Override
    public List<PoolFailure> failures() {
        return List.of();
    }

    @Override
    public void clear() {}

    @Override
    public List<Loan> loans() {
        return List.of();
    }

    /** Remembers it for what is built one day. */
    @Override
    public void addMeter(PoolMeter meter) {
        meters.add(Objects.requireNonNull(meter, "meter"));
        if (isClosed()) {
            meters.end();
        }
    }

    /** {@return the meters that wait for a pool} */
    WaitingMeters meters() {
        return meters;
    }

    @Override
    public void scan() {}

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
        return state.text("Pool");
    }
}
