package io.conecta.commons;

import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolException;
import io.conecta.PoolFullException;
import io.conecta.PoolListener;
import io.conecta.PoolQueues;
import io.conecta.PoolSettings;
import io.conecta.PoolStats;
import java.time.Duration;
import java.util.Collection;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.commons.pool2.DestroyMode;
import org.apache.commons.pool2.impl.AbandonedConfig;
import org.jspecify.annotations.Nullable;

/**
 * One pool of the engine, spoken to in the words of commons-pool2. Thread-safe.
 *
 * @param <T> what is pooled
 */
final class Bridge<T> {
    private final Plan plan;
    private final FactoryHooks<T> objects;
    private final Tally tally;
    private final Pool<Entry<T>> pool;

    Bridge(Plan plan, FactoryHooks<T> objects, Tally tally) {
        this.plan = plan;
        this.objects = objects;
        this.tally = tally;
        PoolBuilder<Entry<T>> builder = Pool.<Entry<T>>builder(objects::make)
                .prepareFunc(objects::prepare)
                .resetFunc(objects::reset)
                .closeFunc(objects::destroy)
                .queue(plan.lifo() ? PoolQueues.lifo() : PoolQueues.fifo())
                .settings(plan.settings());
        if (plan.testWhileIdle()) {
            builder.pingFunc((entry, failures) -> objects.ping(entry));
        }
        if (plan.abandoned() != null && plan.abandoned().getLogAbandoned()) {
            builder.listener(new Abandonments<T>(plan.abandoned()));
        }
        pool = builder.build();
    }

    /** Borrows; negative: waits for ever. */
    T borrow(Duration maxWait) throws Exception {
        long begun = System.nanoTime();
        Entry<T> entry;
        try {
            entry = take(maxWait);
        } catch (PoolException refused) {
            throw Refusal.of(refused);
        }
        tally.borrowed(System.nanoTime() - begun, entry.pooled.getIdleDuration());
        return entry.object();
    }

    private Entry<T> take(Duration maxWait) throws InterruptedException {
        if (maxWait.isNegative()) {
            return pool.getOrCreate(PoolSettings.FOREVER);
        }
        if (!maxWait.isZero()) {
            return pool.getOrCreate(maxWait);
        }
        // Not to wait means there: for a return. A new object is waited for.
        Optional<Entry<T>> idle = pool.get();
        if (idle.isPresent()) {
            return idle.get();
        }
        if (!hasRoom()) {
            throw new NoSuchElementException("Pool exhausted: " + pool.stats());
        }
        return pool.getOrCreate(plan.settings().createTimeout());
    }

    void giveBack(T object) {
        Entry<T> entry = find(object, "Returned");
        if (entry == null) {
            return;
        }
        tally.returned(entry.returning());
        try {
            if (plan.maxIdle() != PoolSettings.UNLIMITED && isSurplus()) {
                pool.discard(entry);
            } else {
                pool.put(entry);
            }
        } catch (IllegalStateException | IllegalArgumentException gone) {
            ignoreIfAbandoned(gone);
        }
    }

    private boolean isSurplus() {
        PoolStats stats = pool.stats();
        return stats.waiting() == 0 && stats.idle() >= plan.maxIdle();
    }

    void invalidate(T object, DestroyMode mode) throws Exception {
        Entry<T> entry = find(object, "Invalidated");
        if (entry == null || !entry.invalidate(mode)) {
            return;
        }
        try {
            pool.discard(entry);
        } catch (IllegalStateException gone) {
            ignoreIfAbandoned(gone);
        }
        Throwable failure = entry.failure;
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof Exception exception) {
            throw exception;
        }
    }

    /** {@return the entry, or null if the object has been taken away from its borrower} */
    private @Nullable Entry<T> find(T object, String what) {
        Entry<T> entry = objects.find(object);
        if (entry == null && plan.abandoned() == null) {
            throw new IllegalStateException(
                    what + " object not currently part of this pool: it was closed, or comes from another");
        }
        return entry;
    }

    /** The engine may take an object away just as it comes back. */
    private void ignoreIfAbandoned(RuntimeException gone) {
        if (plan.abandoned() == null) {
            throw gone;
        }
    }

    /** Makes an object here and now and leaves it idle; nothing if there is no room. */
    void add() throws Exception {
        if (pool.isClosed()) {
            throw new IllegalStateException("Pool not open");
        }
        if (!hasRoom()) {
            return;
        }
        Entry<T> entry = objects.make();
        boolean adopted = false;
        try {
            objects.passivate(entry);
            pool.adopt(entry);
            adopted = true;
        } catch (PoolFullException full) {
            return; // Others were faster.
        } catch (PoolException refused) {
            throw Refusal.of(refused);
        } finally {
            if (!adopted) {
                objects.drop(entry);
            }
        }
    }

    private boolean hasRoom() {
        PoolStats stats = pool.stats();
        return stats.idle() + stats.lent() + stats.creating() + stats.inMaintenance() < stats.maxSize();
    }

    void clear() {
        if (!pool.isClosed()) {
            objects.unlessEvicted(pool::clear);
        }
    }

    void close() {
        objects.unlessEvicted(pool::close);
    }

    /** Closes one idle object, if there is one. */
    boolean evictOne() {
        if (pool.isClosed() || pool.stats().idle() == 0) {
            return false;
        }
        Optional<Entry<T>> idle = objects.untouched(pool::get);
        idle.ifPresent(pool::discard);
        return idle.isPresent();
    }

    boolean isClosed() {
        return pool.isClosed();
    }

    PoolStats stats() {
        return pool.stats();
    }

    Collection<Entry<T>> entries() {
        return objects.all();
    }

    String factoryType() {
        return objects.factoryType();
    }

    @Override
    public String toString() {
        return pool.toString();
    }

    /** Tells of objects that were taken away, as {@code logAbandoned} wants it. */
    private record Abandonments<T>(AbandonedConfig config) implements PoolListener<Entry<T>> {
        @Override
        public void onLeak(Loan loan, boolean reclaimed) {
            if (loan.object() instanceof Entry<?> entry) {
                entry.pooled.printStackTrace(config.getLogWriter());
            }
        }
    }
}
