package io.conecta.internal;

import io.conecta.PoolStats;
import io.conecta.internal.store.ClosedObjects;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The closed pools of keys that were forgotten: each is kept while it has an object, or user code that may yet yield one. Of those that have
 * left, the figures remain.
 *
 * @param <K> by what objects are asked for
 * @param <T> what is pooled
 */
final class ForgottenKeys<K, T> {
    /** Closed, and not empty as far as is known. */
    private final Set<Keyed<K, T>> leaving = ConcurrentHashMap.newKeySet();
    /** Guards the way of figures from those that leave to {@link #gone}; no user code runs under it. */
    private final ReentrantLock figures = new ReentrantLock();
    /** The figures of those that have left, and of those that were never made. */
    private PoolStats gone = KeyTotals.none(0);
    /** What forgotten keys had: it may still be returned, or be returned twice. */
    private final ClosedObjects late = new ClosedObjects();

    void add(Keyed<K, T> closed) {
        leaving.add(closed);
    }

    /** Adds those that have not left. */
    void addTo(Collection<Keyed<K, T>> all) {
        all.addAll(leaving);
    }

    /** {@return whether one had the object, and reclaimed it; null if none had} In the order in which they go. */
    @Nullable
    Boolean reclaimed(T object) {
        for (Keyed<K, T> each : leaving) {
            Boolean reclaimed = each.reclaimed(object);
            if (reclaimed != null) {
                return reclaimed;
            }
        }
        return late.reclaimed(object);
    }

    /** Lets those go that are empty. One sweep at a time. */
    void leave() {
        leaving.forEach(this::leave);
    }

    private void leave(Keyed<K, T> closed) {
        if (closed.isEmpty()) {
            late.addAll(closed.pool().parts.store.closedObjects);
            if (count(closed)) {
                closed.pool().parts.user.log().close(); // Under no lock: the log is the user's.
            }
        }
    }

    /** {@return whether its figures had not been counted} */
    private boolean count(Keyed<K, T> closed) {
        figures.lock();
        try {
            boolean first = leaving.remove(closed) && !closed.counted; // Who was late may have added it again.
            if (first) {
                closed.counted = true;
                gone = KeyTotals.sum(0, List.of(gone, closed.figures()));
            }
            return first;
        } finally {
            figures.unlock();
        }
    }

    /** A borrower was refused for whom its key's pool was not made. */
    void timedOut() {
        figures.lock();
        try {
            gone = KeyTotals.sum(0, List.of(gone, new PoolStats(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0)));
        } finally {
            figures.unlock();
        }
    }

    /** {@return the figures of those that have left, and of those} */
    PoolStats stats(int maxTotal, Supplier<Set<Keyed<K, T>>> known) {
        known.get().forEach(each -> each.pool().stats()); // Puts right what was abandoned, which may take user code.
        figures.lock();
        try {
            List<PoolStats> all = new ArrayList<>(List.of(gone));
            known.get().stream().filter(each -> !each.counted).forEach(each -> all.add(each.figures()));
            return KeyTotals.sum(maxTotal, all);
        } finally {
            figures.unlock();
        }
    }
}
