package io.conecta.internal;

import io.conecta.PoolClosedException;
import io.conecta.PoolTimeoutException;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Deadline;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Borrows for a key from its pool, which is made if there is none and the borrower can wait; again if the key was forgotten just then. A timeout that is null is
 * {@code borrowTimeout}.
 *
 * @param <K> by what objects are asked for
 * @param <T> what is pooled
 */
final class KeyedBorrows<K, T> {
    private final KeyedEngine<K, T> pool;
    private final Keys<K, T> keys;
    private final Background background;

    KeyedBorrows(KeyedEngine<K, T> pool, Keys<K, T> keys, Background background) {
        this.pool = pool;
        this.keys = keys;
        this.background = background;
    }

    /** One way to borrow from the pool of a key. */
    @FunctionalInterface
    private interface Way<T, R> {
        R from(Engine<T> engine, @Nullable Duration timeout) throws InterruptedException;
    }

    T object(K key, @Nullable Duration timeout) throws InterruptedException {
        Keyed<K, T> known = keys.place(key);
        Engine<T> engine = known == null ? null : known.made; // Read once: this is the way of nearly every borrow.
        if (known == null || engine == null) {
            return first(key, timeout, KeyedBorrows::objectFrom);
        }
        try {
            return objectFrom(engine, timeout);
        } catch (PoolClosedException gone) {
            return again(known, key, timeout, gone, KeyedBorrows::objectFrom);
        }
    }

    SlotLease<T> lease(K key, @Nullable Duration timeout) throws InterruptedException {
        Keyed<K, T> known = keys.place(key);
        Engine<T> engine = known == null ? null : known.made; // As above.
        if (known == null || engine == null) {
            return first(key, timeout, KeyedBorrows::leaseFrom);
        }
        try {
            return leaseFrom(engine, timeout);
        } catch (PoolClosedException gone) {
            return again(known, key, timeout, gone, KeyedBorrows::leaseFrom);
        }
    }

    private static <T> T objectFrom(Engine<T> engine, @Nullable Duration timeout) throws InterruptedException {
        return timeout == null ? engine.getOrCreate() : engine.getOrCreate(timeout);
    }

    private static <T> SlotLease<T> leaseFrom(Engine<T> engine, @Nullable Duration timeout)
            throws InterruptedException {
        return timeout == null ? engine.lease() : engine.lease(timeout);
    }

    /** The key's pool has to be made first. */
    private <R> R first(K key, @Nullable Duration timeout, Way<T, R> way) throws InterruptedException {
        Keyed<K, T> known = made(key, timeout);
        try {
            return way.from(known.pool(), timeout);
        } catch (PoolClosedException gone) {
            return again(known, key, timeout, gone, way);
        }
    }

    private Keyed<K, T> made(K key, @Nullable Duration timeout) throws InterruptedException {
        Deadline deadline = deadline(timeout);
        if (deadline.whole() <= 0) {
            throw refused(key, deadline);
        }
        return keys.make(key);
    }

    private Deadline deadline(@Nullable Duration timeout) {
        return Deadline.in(
                background.clock(),
                Clock.nanos(timeout == null ? pool.settings().each().borrowTimeout() : timeout));
    }

    /** {@return what a borrower gets that must not make a key: it has no time for what would be created} Its interrupt goes first. */
    private PoolTimeoutException refused(K key, Deadline deadline) throws InterruptedException {
        keys.checkOpen();
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted, and nothing is idle in pool \"" + pool.name() + "\"");
        }
        return keys.refuse(key, deadline);
    }

    /** The key was forgotten just then. Nobody waits for that: the time begins now, for all attempts together. */
    private <R> R again(Keyed<K, T> closed, K key, @Nullable Duration timeout, PoolClosedException why, Way<T, R> way)
            throws InterruptedException {
        keys.retire(closed, key, why);
        Deadline deadline = deadline(timeout);
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while borrowing from pool \"" + pool.name() + "\"");
            }
            long left = deadline.left();
            Keyed<K, T> known = keys.get(key);
            if (left <= 0 && (known == null || deadline.whole() > 0)) {
                throw refused(key, deadline);
            }
            known = known == null ? keys.make(key) : known;
            try {
                return way.from(known.pool(), Duration.ofNanos(left));
            } catch (PoolClosedException gone) {
                keys.retire(known, key, gone);
            }
        }
    }
}
