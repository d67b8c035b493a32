package io.conecta.opentelemetry;

import io.conecta.Pool;
import io.conecta.PoolMeter;
import io.conecta.PoolSettings;
import io.conecta.PoolStats;
import io.conecta.opentelemetry.ConectaTelemetry.Observation;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.DoubleHistogram;
import java.lang.ref.WeakReference;
import java.time.Duration;

/**
 * One pool that is observed. Thread-safe.
 *
 * <p>The SDK and the pool hold this, and this holds the pool weakly: a pool that nobody can reach is noticed, and what it does then ends in
 * {@link #poolClosed}.
 */
final class ObservedPool implements PoolMeter, Observation {
    private static final double NANOS = 1e9;

    private final ConectaTelemetry telemetry;
    private final Instruments instruments;
    private final WeakReference<Pool<?>> pool;
    private final Attributes own;
    private final Attributes failed;
    private final Attributes idle;
    private final Attributes used;
    private final BatchCallback callback;
    private volatile boolean over;

    ObservedPool(ConectaTelemetry telemetry, Pool<?> pool, Attributes own) {
        this.telemetry = telemetry;
        this.instruments = telemetry.instruments();
        this.pool = new WeakReference<>(pool);
        this.own = own;
        failed = Instruments.failed(own);
        idle = instruments.inState(own, "idle");
        used = instruments.inState(own, "used");
        callback = instruments.call(this::report);
    }

    private void report() {
        Pool<?> live = pool.get();
        if (live == null || live.isClosed()) {
            return;
        }
        PoolStats stats = live.stats();
        PoolSettings settings = live.settings();
        instruments.count.record((long) stats.idle() + stats.inMaintenance(), idle);
        instruments.count.record(stats.lent(), used);
        if (settings.maxSize() != PoolSettings.UNLIMITED) {
            instruments.max.record(settings.maxSize(), own);
            instruments.idleMax.record(settings.maxSize(), own);
        }
        instruments.idleMin.record(settings.minIdle(), own);
        instruments.pendingRequests.record(stats.waiting(), own);
        instruments.timeouts.record(stats.timeouts(), own);
    }

    /** {@return whether there is nothing to report any more} */
    boolean isOver() {
        Pool<?> live = pool.get();
        return over || live == null || live.isClosed();
    }

    @Override
    public void waited(Duration time, boolean served) {
        record(instruments.waitTime, time, served);
    }

    @Override
    public void created(Duration time, boolean succeeded) {
        record(instruments.createTime, time, succeeded);
    }

    @Override
    public void used(Duration time) {
        record(instruments.useTime, time, true);
    }

    private void record(DoubleHistogram histogram, Duration time, boolean success) {
        if (!over) {
            histogram.record(time.toNanos() / NANOS, success ? own : failed);
        }
    }

    /** The times of what is still out may follow. */
    @Override
    public void poolClosed() {
        callback.close();
        telemetry.ended(own, this);
    }

    @Override
    public void close() {
        over = true;
        poolClosed();
    }
}
