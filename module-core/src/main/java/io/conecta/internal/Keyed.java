package io.conecta.internal;

import io.conecta.PoolStats;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key and its pool, which is made by the first borrower and put in place under the lock of {@link Keys}.
 *
 * @param <K> by what objects are asked for
 * @param <T> what is pooled
 */
final class Keyed<K, T> {
    final K key;
    /** Null until it is made. */
    volatile @Nullable Engine<T> made;
    /** Whether its pool could not be made, and it is no more the key's. Guarded by the lock of {@link Keys}. */
    boolean dropped;
    /** Whether its figures are among those of the keys that have left. Guarded by the lock of {@link Keys}. */
    boolean counted;
    /** Since when nothing was there and nobody waited, as far as sweeps saw. Only the sweeps use these, of which there is one at a time. */
    private long emptySince;

    private boolean empty;
    private long borrowed;

    Keyed(K key) {
        this.key = key;
    }

    boolean isMade() {
        return made != null;
    }

    /** {@return its pool, which is known to be made} */
    Engine<T> pool() {
        return Objects.requireNonNull(made);
    }

    boolean owns(T object) {
        return pool().parts.store.owns(object);
    }

    boolean hasLent(T object) {
        return pool().parts.store.hasLent(object);
    }

    /** {@return whether the object, which it had and has closed, was reclaimed; null if it had none such} */
    @Nullable
    Boolean reclaimed(T object) {
        return pool().parts.store.closedObjects.reclaimed(object);
    }

    /** {@return what opens, changes and closes its pool} */
    Lifecycle<T> lifecycle() {
        return pool().parts.rare().lifecycle;
    }

    /** Whether there is nothing any more, and nothing can come. In the order in which an object goes, should its creation have been given up. */
    boolean isEmpty() {
        PoolStats stats = pool().stats();
        return stats.idle() + stats.lent() + stats.creating() + stats.inMaintenance() == 0
                && !pool().parts.supply.isCalling()
                && !pool().parts.closer.isClosing(epoch -> true);
    }

    /** {@return its figures} Runs no user code. */
    PoolStats figures() {
        return pool().parts.slow().reports.figures();
    }

    /** Whether the key has had no object, nobody who waits and no loan for so long. A probe of a backend that is down does not count. */
    boolean isForgettable(long now, long after) {
        PoolStats stats = pool().stats();
        boolean used = stats.idle() + stats.lent() + stats.inMaintenance() + stats.waiting() > 0
                || stats.borrowed() != borrowed
                || (stats.creating() > 0 && pool().health().isUp());
        borrowed = stats.borrowed();
        if (used) {
            empty = false;
        } else if (!empty) {
            empty = true;
            emptySince = now;
        }
        return empty && now - emptySince >= after;
    }
}
