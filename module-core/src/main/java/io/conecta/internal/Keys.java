package io.conecta.internal;

import io.conecta.KeyedPoolSettings;
import io.conecta.NewKeyedFunc;
import io.conecta.PoolClosedException;
import io.conecta.PoolMeter;
import io.conecta.PoolSettings;
import io.conecta.PoolStats;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Hooks;
import io.conecta.internal.runtime.Limits;
import io.conecta.internal.runtime.PoolLog;
import io.conecta.internal.runtime.Secrets;
import io.conecta.internal.runtime.Work;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The pools of the keys, from the first borrow for a key until it is forgotten.
 *
 * <p>A key is forgotten by closing its pool, when it has been of no use for {@code keyIdleTimeout}. A borrower that comes just then is told by
 * that pool that it is closed, takes it off the map ({@link #retire}) and tries again with a new one: so nobody needs a lock between the two.
 * Should it have borrowed after all, the closed pool stays among those that {@link #leaving leave} until its object is back.
 *
 * @param <K> by what objects are asked for
 * @param <T> what is pooled
 */
final class Keys<K, T> {
    private static final int MOST_TEXT = 100;

    private final String name;
    private final NewKeyedFunc<? super K, ? extends T> newFunc;
    private final Hooks<T> hooks;
    private final Background background;
    private final KeyedBudget budget;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ConcurrentHashMap<K, Keyed<K, T>> byKey = new ConcurrentHashMap<>();
    /** Closed, and not empty as far as is known. */
    private final Set<Keyed<K, T>> leaving = ConcurrentHashMap.newKeySet();
    /** Guards the way of figures from those that leave to {@link #gone}. */
    private final ReentrantLock figures = new ReentrantLock();
    /** The figures of those that have left. */
    private PoolStats gone = KeyTotals.none(0);
    /** What the settings mean for each key, but for its name; as of the settings last asked for. */
    private volatile @Nullable Meaning meaning;

    private record Meaning(KeyedPoolSettings settings, Limits limits) {}

    Keys(
            String name,
            NewKeyedFunc<? super K, ? extends T> newFunc,
            Hooks<T> hooks,
            Background background,
            KeyedBudget budget) {
        this.name = name;
        this.newFunc = newFunc;
        this.hooks = hooks;
        this.background = background;
        this.budget = budget;
    }

    boolean isClosed() {
        return closed.get();
    }

    /** Makes no key any more, and closes all keys' pools, without waiting for any. {@return whether this call did so} */
    boolean beginClose() {
        boolean first = closed.compareAndSet(false, true);
        allEver().forEach(known -> known.pool.parts.rare().lifecycle.beginClose());
        PoolMeter meter = hooks.meter();
        if (first && meter != null) {
            meter.poolClosed();
        }
        return first;
    }

    /** {@return what closes all keys' pools, and says so} */
    Work whenAbandoned() {
        return new Abandoned(this);
    }

    private static final class Abandoned extends Work {
        private final Keys<?, ?> keys;

        private Abandoned(Keys<?, ?> keys) {
            this.keys = keys;
        }

        @Override
        protected void perform() {
            PoolLog log = new PoolLog(keys.name, keys.background);
            Opening.warnAbandoned(log);
            keys.beginClose();
            log.close();
        }
    }

    void checkOpen() {
        if (closed.get()) {
            throw new PoolClosedException(
                    "pool \"" + name + "\" is closed; borrow before closing it, or build another", null);
        }
    }

    /** {@return the pool of a key, null if there is none} */
    @Nullable
    Keyed<K, T> get(K key) {
        return byKey.get(Objects.requireNonNull(key, "key"));
    }

    /** {@return the pool of a key, which is made if there is none} */
    Keyed<K, T> make(K key, KeyedPoolSettings settings) {
        checkOpen();
        Keyed<K, T> made = byKey.computeIfAbsent(key, each -> open(each, settings));
        if (closed.get()) { // Either this sees that the pool is closed, or the close has seen the key.
            made.pool.close();
            checkOpen();
        }
        return made;
    }

    private Keyed<K, T> open(K key, KeyedPoolSettings settings) {
        PoolMeter meter = hooks.meter();
        // Not this: a key's pool must not know of the others, or one that is dropped is never noticed.
        NewKeyedFunc<? super K, ? extends T> create = newFunc;
        Hooks<T> own = hooks.ofKey(() -> create.create(key), meter == null ? null : new KeyMeter(meter), budget);
        Engine<T> pool = Engine.start(own, each(settings, nameOf(key)), background);
        for (int more = settings.each().initialSize(); more > 1; more--) { // One is created for who borrows.
            pool.parts.supply.startCreation(failure -> {});
        }
        return new Keyed<>(key, pool);
    }

    private Limits each(KeyedPoolSettings all, String name) {
        Meaning known = meaning;
        if (known == null || !known.settings.equals(all)) {
            known = new Meaning(all, Limits.of(all.each().withInitialSize(0).withFailFast(false)));
            meaning = known;
        }
        return known.limits.named(name);
    }

    private String nameOf(K key) {
        String own = name + "[" + text(key) + "]";
        try {
            PoolSettings.defaults().withName(own);
            return own;
        } catch (IllegalArgumentException secret) {
            return name + "[#" + Integer.toHexString(key.hashCode()) + "]";
        }
    }

    /** {@return a key as messages show it} */
    static String text(Object key) {
        String text = Secrets.hidden(printed(key)).replaceAll("\\p{Cntrl}", " ");
        return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "…";
    }

    /** {@return what a key prints as, or its class if that fails} */
    private static String printed(Object key) {
        try {
            String text = key.toString();
            return text == null ? key.getClass().getName() : text;
        } catch (RuntimeException broken) {
            return key.getClass().getName();
        }
    }

    /** {@return the pools of the keys that there are} */
    List<Keyed<K, T>> all() {
        return new ArrayList<>(byKey.values());
    }

    /** {@return those, and those that leave} */
    Set<Keyed<K, T>> allEver() {
        Set<Keyed<K, T>> all = new LinkedHashSet<>(leaving);
        all.addAll(byKey.values());
        return all;
    }

    Set<K> keys() {
        return Set.copyOf(byKey.keySet());
    }

    int size() {
        return byKey.size();
    }

    /**
     * {@return the pool to return an object to: the key's, or one that the key had before}
     *
     * @throws IllegalStateException if the object is another key's
     */
    @Nullable
    Keyed<K, T> owner(K key, T object) {
        Keyed<K, T> known = get(key);
        Objects.requireNonNull(object, "object");
        if (known != null && known.owns(object)) {
            return known;
        }
        for (Keyed<K, T> each : allEver()) {
            if (each.owns(object)) {
                if (each.key.equals(key)) {
                    return each;
                }
                throw new IllegalStateException("pool \"" + name + "\": the object belongs to key " + text(each.key)
                        + ", not to " + text(key)
                        + ", and is still yours; return it under the key it was borrowed for");
            }
        }
        return known;
    }

    /**
     * A borrower was told that a key's pool is closed: it was forgotten, and is no more the key's.
     *
     * @throws PoolClosedException if the pool as a whole is closed; or if it was another pool's exception, by a hook
     */
    void retire(Keyed<K, T> known, PoolClosedException gone) {
        checkOpen();
        if (!known.pool.isClosed()) {
            throw gone;
        }
        retire(known);
    }

    private void retire(Keyed<K, T> forgotten) {
        leaving.add(forgotten); // First: it is always in one of the two.
        byKey.remove(forgotten.key, forgotten);
    }

    /** Forgets the keys that have been of no use for so long. One sweep at a time. */
    void forget(long after) {
        long now = background.clock().nanoTime();
        if (after != Clock.FOREVER) {
            for (Keyed<K, T> known : all()) {
                if (known.isForgettable(now, after)) {
                    known.pool.parts.rare().lifecycle.beginClose();
                    retire(known);
                }
            }
        }
        leaving.forEach(this::leave);
    }

    private void leave(Keyed<K, T> closed) {
        if (closed.isEmpty()) {
            figures.lock();
            try {
                if (leaving.remove(closed) && !closed.counted) { // Who was late may have added it again.
                    closed.counted = true;
                    gone = KeyTotals.sum(0, List.of(gone, closed.pool.stats()));
                }
            } finally {
                figures.unlock();
            }
        }
    }

    void reconfigure(Keyed<K, T> known, KeyedPoolSettings value) {
        try {
            known.pool.parts.rare().lifecycle.reconfigure(each(value, known.pool.name()));
        } catch (PoolClosedException forgotten) {
            // It has nothing that the settings are for.
        }
    }

    /** {@return the figures of all keys that there are and ever were} */
    PoolStats stats(int maxTotal) {
        figures.lock();
        try {
            List<PoolStats> all = new ArrayList<>(List.of(gone));
            allEver().stream().filter(each -> !each.counted).forEach(each -> all.add(each.pool.stats()));
            return KeyTotals.sum(maxTotal, all);
        } finally {
            figures.unlock();
        }
    }
}
