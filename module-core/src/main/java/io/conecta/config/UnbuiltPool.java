package io.conecta.config;

import io.conecta.Call;
import io.conecta.Diagnosis;
import io.conecta.Lease;
import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolClosedException;
import io.conecta.PoolException;
import io.conecta.PoolFailure;
import io.conecta.PoolHealth;
import io.conecta.PoolMeter;
import io.conecta.PoolReport;
import io.conecta.PoolSettings;
import io.conecta.PoolStats;
import io.conecta.PoolUnavailableException;
import io.conecta.Use;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for a pool that is not built: it lends nothing, and says why. Thread-safe.
 *
 * @param <T> what would be pooled
 */
final class UnbuiltPool<T> implements Pool<T> {
    /** Why there is no pool, and what is known of it all the same. */
    private record Reason(
            PoolSettings settings, String text, @Nullable Throwable cause) {}

    private volatile Reason reason;
    private final long since = System.nanoTime();
    private volatile boolean closed;
    private final WaitingMeters meters = new WaitingMeters();

    private volatile Supplier<@Nullable Pool<T>> retry = () -> null;

    UnbuiltPool(PoolSettings settings) {
        reason = new Reason(settings, "it has not been activated; start its component", null);
    }

    /** Asks for a pool at each borrow, whether one can be built after all. */
    void retry(Supplier<@Nullable Pool<T>> retries) {
        retry = retries;
    }

    /** From now on this is why. */
    void because(PoolSettings settings, String text, Throwable cause) {
        reason = new Reason(settings, text, cause);
    }

    /** {@return what has been built after all} */
    private Pool<T> built() {
        Pool<T> pool = closed ? null : retry.get();
        if (pool == null) {
            throw refusal();
        }
        return pool;
    }

    private PoolException refusal() {
        Reason why = reason;
        return closed
                ? new PoolClosedException("pool \"" + name() + "\" is closed; start its component again", null)
                : new PoolUnavailableException("pool \"" + name() + "\" lends nothing: " + why.text(), why.cause());
    }

    @Override
    public Optional<T> get() {
        return built().get();
    }

    @Override
    public T getOrCreate() throws InterruptedException {
        return built().getOrCreate();
    }

    @Override
    public T getOrCreate(Duration timeout) throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        return built().getOrCreate(timeout);
    }

    @Override
    public void put(T object) {
        Objects.requireNonNull(object, "object");
        throw new IllegalArgumentException("pool \"" + name()
                + "\": cannot take back what is not from this pool, which has lent nothing yet; return it"
                + " to the pool that lent it");
    }

    @Override
    public void put(T object, Throwable thrown) {
        Objects.requireNonNull(thrown, "thrown");
        put(object);
    }

    @Override
    public void adopt(T object) {
        Objects.requireNonNull(object, "object");
        throw refusal();
    }

    @Override
    public void discard(T object) {
        Objects.requireNonNull(object, "object");
        throw new IllegalStateException("pool \"" + name()
                + "\": cannot discard what is not out on loan from this pool, which has lent nothing yet; discard it in the pool"
                + " that lent it");
    }

    @Override
    public Lease<T> lease() throws InterruptedException {
        return built().lease();
    }

    @Override
    public Lease<T> lease(Duration timeout) throws InterruptedException {
        Objects.requireNonNull(timeout, "timeout");
        return built().lease(timeout);
    }

    @Override
    public <X extends Exception> void run(Use<? super T, X> body) throws X, InterruptedException {
        Objects.requireNonNull(body, "body");
        built().run(body);
    }

    @Override
    public <R extends @Nullable Object, X extends Exception> R call(Call<? super T, R, X> body)
            throws X, InterruptedException {
        Objects.requireNonNull(body, "body");
        return built().call(body);
    }

    @Override
    public String name() {
        return reason.settings().name();
    }

    @Override
    public PoolStats stats() {
        return new PoolStats(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Override
    public PoolSettings settings() {
        return reason.settings();
    }

    @Override
    public void reconfigure(PoolSettings settings) {
        Objects.requireNonNull(settings, "settings");
        throw refusal();
    }

    @Override
    public void renew(Duration over) {
        Objects.requireNonNull(over, "over");
        throw refusal();
    }

    @Override
    public void suspend() {
        throw refusal();
    }

    @Override
    public List<Loan> suspend(Duration drain) {
        Objects.requireNonNull(drain, "drain");
        throw refusal();
    }

    @Override
    public void resume() {}

    @Override
    public boolean isSuspended() {
        return false;
    }

    @Override
    public PoolHealth health() {
        Duration age = Duration.ofNanos(Math.max(0, System.nanoTime() - since));
        return closed
                ? new PoolHealth(PoolHealth.Status.CLOSED, "the pool is closed", age, List.of())
                : new PoolHealth(PoolHealth.Status.DOWN, reason.text(), age, List.of());
    }

    @Override
    public PoolReport report() {
        String text = closed ? "the pool is closed" : "the pool is not built: " + reason.text();
        return new PoolReport(
                name(),
                settings(),
                stats(),
                health(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Diagnosis(Diagnosis.Kind.NONE, text),
                closed ? "" : "correct its configuration");
    }

    @Override
    public CompletionStage<Void> ready() {
        return CompletableFuture.failedStage(refusal());
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
        if (closed) {
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
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        meters.end();
    }

    @Override
    public List<Loan> close(Duration drain) {
        Objects.requireNonNull(drain, "drain");
        close();
        return List.of();
    }

    @Override
    public String toString() {
        return "Pool[" + name() + ", not built" + (closed ? ", closed" : "") + "]";
    }
}
