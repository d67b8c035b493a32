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
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.commons.pool2.DestroyMode;
import org.apache.commons.pool2.impl.AbandonedConfig;
import org.apache.commons.pool2.impl.DefaultPooledObjectInfo;
import org.jspecify.annotations.Nullable;

/**
 * One pool of the engine, spoken to in the words of commons-pool2. Thread-safe.
 *
 * @param <T> what is pooled
 */
final class Bridge<T> {
    private static final long RETRY_MILLIS = 20;

    private final Plan plan;
    private final FactoryHooks<T> objects;
    private final Tally tally;
    private final Places places;
    private final Pool<Entry<T>> pool;

    Bridge(Plan plan, FactoryHooks<T> objects, Tally tally, Places places) {
        this.plan = plan;
        this.objects = objects;
        this.tally = tally;
        this.places = places;
        PoolBuilder<Entry<T>> builder = Pool.<Entry<T>>builder(objects::make)
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
        Duration left = maxWait;
        while (true) {
            Entry<T> entry;
            try {
                entry = take(left);
            } catch (PoolException refused) {
                left = leftAfter(refused, maxWait, begun);
                continue;
            }
            boolean fresh = entry.fresh;
            Unfit flaw = prepare(entry);
            if (flaw == null) {
                tally.borrowed(System.nanoTime() - begun, entry.idle());
                return entry.object();
            }
            left = left(maxWait, begun);
            if (fresh || (left.isZero() && !maxWait.isZero())) {
                NoSuchElementException none = new NoSuchElementException(flaw.getMessage());
                none.initCause(flaw);
                throw none;
            }
        }
    }

    /** {@return why the object is unfit, and destroyed; or null} */
    private @Nullable Unfit prepare(Entry<T> entry) throws InterruptedException {
        boolean fit = false;
        try {
            objects.prepare(entry);
            fit = true;
            return null;
        } catch (Unfit flaw) {
            return flaw;
        } finally {
            if (!fit) {
                discard(entry);
            }
        }
    }

    /** {@return the time to try again, where there was no place for a new object and the borrower waits for one} */
    private Duration leftAfter(PoolException refused, Duration maxWait, long begun) throws Exception {
        if (plan.settings().maxWaiters() > 0 && refused.getCause() instanceof SharedLimit.NoPlace) {
            Duration left = left(maxWait, begun);
            if (!left.isZero()) {
                Thread.sleep(
                        RETRY_MILLIS); // The engine takes it for an outage of the factory, and refuses at once for a
                // moment.
                return left;
            }
        }
        throw Refusal.of(refused);
    }

    /** {@return what is left of a time; negative if it has no end, else zero or more} */
    private static Duration left(Duration maxWait, long begun) {
        if (maxWait.isNegative()) {
            return maxWait;
        }
        Duration left = maxWait.minusNanos(System.nanoTime() - begun);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Entry<T> take(Duration maxWait) throws InterruptedException {
        if (plan.settings().maxWaiters() == 0 && places.isFull()) {
            // Not left to the engine, to which a creation without a place would be a failed one.
            Optional<Entry<T>> idle = pool.get();
            if (idle.isPresent()) {
                return idle.get();
            }
            places.makeRoom();
        }
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
        if (!hasRoom() || places.isFull()) {
            throw new NoSuchElementException("Pool exhausted: " + pool.stats());
        }
        return pool.getOrCreate(plan.settings().createTimeout());
    }

    void giveBack(T object) {
        giveBack(object, false);
    }

    /** Takes an object back and closes it: its place is needed elsewhere. */
    void giveUp(T object) {
        giveBack(object, true);
    }

    private void giveBack(T object, boolean unwanted) {
        Entry<T> entry = find(object, "Returned");
        if (entry == null) {
            return;
        }
        entry.returning();
        boolean keep = false;
        try {
            keep = !unwanted && objects.reset(entry) && !isSurplus();
        } finally {
            tally.returned(entry.active());
            if (keep) {
                put(entry);
            } else {
                discard(entry);
            }
        }
    }

    private void put(Entry<T> entry) {
        try {
            pool.put(entry);
        } catch (IllegalStateException | IllegalArgumentException gone) {
            ignoreIfAbandoned(gone);
        }
    }

    /** Has an object destroyed that is out, and waits for that. */
    private void discard(Entry<T> entry) {
        entry.pooled.invalidate();
        try {
            pool.discard(entry);
        } catch (IllegalStateException gone) {
            ignoreIfAbandoned(gone);
        }
    }

    private boolean isSurplus() {
        if (plan.maxIdle() == PoolSettings.UNLIMITED) {
            return false;
        }
        PoolStats stats = pool.stats();
        return stats.waiting() == 0 && stats.idle() >= plan.maxIdle();
    }

    void invalidate(T object, DestroyMode mode) throws Exception {
        Entry<T> entry = find(object, "Invalidated");
        if (entry == null || !entry.invalidate(mode)) {
            return;
        }
        discard(entry);
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
        if (!hasRoom() || places.isFull()) {
            return;
        }
        Entry<T> entry;
        try {
            entry = objects.make();
            entry.fresh = false;
        } catch (SharedLimit.NoPlace full) {
            return;
        }
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
        return size() < plan.settings().maxSize();
    }

    /** {@return how many objects there are, in any state} */
    int size() {
        PoolStats stats = pool.stats();
        return stats.idle() + stats.lent() + stats.creating() + stats.inMaintenance();
    }

    boolean isEmpty() {
        return size() == 0;
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
        Optional<Entry<T>> idle = pool.get();
        idle.ifPresent(pool::discard);
        return idle.isPresent();
    }

    boolean isClosed() {
        return pool.isClosed();
    }

    PoolStats stats() {
        return pool.stats();
    }

    List<DefaultPooledObjectInfo> objects() {
        return objects.all().stream()
                .map(entry -> new DefaultPooledObjectInfo(entry.pooled))
                .toList();
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
