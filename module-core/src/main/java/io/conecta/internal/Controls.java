package io.conecta.internal;

import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolFailure;
import io.conecta.PoolHealth;
import io.conecta.PoolMeter;
import io.conecta.PoolReport;
import io.conecta.PoolSettings;
import io.conecta.PoolStats;
import io.conecta.internal.runtime.Option;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;

/**
 * What a pool does besides lending: its figures, its changes, its end. Nothing here is on the way of a borrow or a return; each method asks
 * the part that does it.
 *
 * @param <T> what is pooled
 */
abstract sealed class Controls<T> implements Pool<T> permits Engine {
    final Parts<T> parts;

    Controls(Parts<T> parts) {
        this.parts = parts;
    }

    @Override
    public void adopt(T object) {
        Objects.requireNonNull(object, "object");
        KnownPools.adopt(parts, object);
    }

    @Override
    public String name() {
        return parts.store.name;
    }

    @Override
    public PoolSettings settings() {
        return parts.store.limits().settings();
    }

    @Override
    public PoolStats stats() {
        return parts.slow().reports.stats();
    }

    @Override
    public PoolReport report() {
        return parts.slow().reports.now();
    }

    @Override
    public List<Loan> loans() {
        return parts.slow().loans.now();
    }

    @Override
    public List<PoolFailure> failures() {
        return parts.user.failures().list();
    }

    @Override
    public void reconfigure(PoolSettings settings) {
        parts.rare().lifecycle.reconfigure(settings);
    }

    @Override
    public void clear() {
        parts.rare().lifecycle.clear();
    }

    @Override
    public void renew(Duration over) {
        parts.rare().lifecycle.renew(over);
    }

    @Override
    public void suspend() {
        parts.rare().lifecycle.suspend();
    }

    @Override
    public List<Loan> suspend(Duration drain) throws InterruptedException {
        return parts.rare().lifecycle.suspend(drain);
    }

    @Override
    public void resume() {
        parts.rare().lifecycle.resume();
    }

    @Override
    public boolean isSuspended() {
        return parts.store.isSuspended();
    }

    @Override
    public PoolHealth health() {
        return parts.slow().health.now();
    }

    @Override
    public CompletionStage<Void> ready() {
        return parts.ready.stage();
    }

    @Override
    public void addMeter(PoolMeter meter) {
        parts.measure(Objects.requireNonNull(meter, "meter"));
    }

    @Override
    public void scan() {
        if (!isClosed()) {
            parts.slow().housekeeper.scan();
        }
    }

    @Override
    public boolean isClosed() {
        return parts.store.isClosed();
    }

    @Override
    public void close() {
        parts.rare().lifecycle.close();
    }

    @Override
    public List<Loan> close(Duration drain) throws InterruptedException {
        return parts.rare().lifecycle.close(drain);
    }

    @Override
    public String toString() {
        PoolStats stats = stats();
        return "Pool[" + name() + ", idle=" + stats.idle() + ", lent=" + stats.lent() + ", maxSize="
                + Option.MAX_SIZE.text(stats.maxSize())
                + (isClosed() ? ", closed" : "") + "]";
    }
}
