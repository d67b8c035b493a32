package io.conecta.internal;

import io.conecta.KeyedPoolSettings;
import io.conecta.Loan;
import io.conecta.NewKeyedFunc;
import io.conecta.PoolClosedException;
import io.conecta.PoolMeter;
import io.conecta.PoolSettings;
import io.conecta.PoolStats;
import io.conecta.PoolTimeoutException;
import io.conecta.internal.flow.KeyRefusals;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Deadline;
import io.conecta.internal.runtime.Hooks;
import io.conecta.internal.runtime.Meters;
import io.conecta.internal.runtime.PoolLog;
import io.conecta.internal.runtime.StackProbe;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.runtime.Work;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The pools of the keys, from the first borrow for a key until it is forgotten.
 *
 * <p>A key is forgotten by closing its pool, when it has been of no use for {@code keyIdleTimeout}. A borrower that comes just then is told by
 * that pool that it is closed, takes it off the map ({@link #retire}) and tries again with a new one: so nobody needs a lock between the two.
 * Should it have borrowed after all, the closed pool stays among those that {@link ForgottenKeys leave} until its object is back.
 *
 * @param <K> by what objects are asked for
 * @param <T> what is pooled
 */
final class Keys<K, T> {
    private final String name;
    private final KeySettings settings;
    private final KeyHooks<K, T> hooks;
    private final Background background;
    private final PoolLog log;
    /** What the user gave. Each key tells it through a {@link KeyMeter}. */
    private final Meters meters;

    private final AtomicBoolean closed = new AtomicBoolean();
    private final Forgetting forgetting;
    /** Guards the making of keys' pools; nothing waits under it, and no user code runs but the {@code join} of a budget that somebody else wrote. */
    private final ReentrantLock making = new ReentrantLock();

    private final ConcurrentHashMap<K, Keyed<K, T>> byKey = new ConcurrentHashMap<>();
    private final ForgottenKeys<K, T> forgotten = new ForgottenKeys<>();

    Keys(
            String name,
            KeySettings settings,
            NewKeyedFunc<? super K, ? extends T> newFunc,
            Hooks<T> hooks,
            Background background,
            KeyedBudget budget,
            Forgetting forgetting) {
        this.name = name;
        this.settings = settings;
        this.background = background;
        this.forgetting = forgetting;
        this.log = new PoolLog(name, background);
        this.meters = new Meters(log);
        PoolMeter meter = hooks.meter();
        if (meter != null) {
            meters.add(meter);
        }
        this.hooks =
                new KeyHooks<>(name, newFunc, hooks, background, budget, meter == null ? null : new KeyMeter(meters));
    }

    boolean isClosed() {
        return closed.get();
    }

    /** Makes no key any more, and closes all keys' pools, without waiting for any. {@return whether this call did so} */
    boolean beginClose() {
        boolean first = closed.compareAndSet(false, true);
        allMade().forEach(known -> known.lifecycle().beginClose());
        if (first) {
            forgetting.stop();
            meters.end();
        }
        return first;
    }

    /** {@return the pools of all keys, once the pool is closed} A key that is just being made is among them, or never will be. */
    private Set<Keyed<K, T>> allMade() {
        making.lock();
        try {
            return allEver();
        } finally {
            making.unlock();
        }
    }

    /** Waits until what nobody had borrowed is closed, for up to {@code closeTimeout} in all. */
    void awaitIdleClosed() {
        Deadline deadline = null;
        for (Keyed<K, T> known : allEver()) {
            if (deadline == null) {
                deadline = Deadline.in(
                        background.clock(), known.pool().parts.store.limits().close());
            }
            known.lifecycle().awaitIdleClosed(deadline);
        }
        log.close();
    }

    /** {@return what is left at that time} */
    List<Loan> awaitClosed(Deadline deadline) throws InterruptedException {
        List<Loan> left = new ArrayList<>();
        for (Keyed<K, T> known : allEver()) {
            left.addAll(known.lifecycle().awaitClosed(deadline));
        }
        log.close();
        return left;
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
            Opening.warnAbandoned(keys.log);
            keys.beginClose();
            keys.awaitIdleClosed();
        }
    }

    void checkOpen() {
        if (closed.get()) {
            throw new PoolClosedException(
                    "pool \"" + name + "\" is closed; borrow before closing it, or build another", null);
        }
    }

    /** {@return the place of a key, whose pool may not be made yet; null if there is none} */
    @Nullable
    Keyed<K, T> place(K key) {
        return byKey.get(Objects.requireNonNull(key, "key"));
    }

    /** {@return the pool of a key, null if there is none} */
    @Nullable
    Keyed<K, T> get(K key) {
        Keyed<K, T> known = place(key);
        return known != null && known.isMade() ? known : null;
    }

    /** {@return the pool of a key, which is made if there is none} */
    Keyed<K, T> make(K key) {
        checkOpen();
        StackProbe.thorough(); // From here on, a stack overflow would leave a key half made.
        String own = hooks.name(key);
        Hooks<T> each = hooks.of(key, own);
        Keyed<K, T> place;
        for (place = placeOf(key); !make(place, each, own); place = placeOf(key)) {
            takeOff(key, place);
        }
        checkOpen(); // If not, the close has seen the key: it was made before, or not at all.
        return place;
    }

    /** {@return the place of a key on the map} No user code runs under a lock of the map, but for what it asks a key. */
    private Keyed<K, T> placeOf(K key) {
        Keyed<K, T> fresh = new Keyed<>(key);
        Keyed<K, T> known = byKey.putIfAbsent(key, fresh);
        return known == null ? fresh : known;
    }

    /** Makes and opens a key's pool, unless that is done. {@return false if it could not be made, and the place is no more the key's} */
    private boolean make(Keyed<K, T> place, Hooks<T> own, String ownName) {
        Opening<T> opening;
        int initialSize;
        making.lock();
        try {
            if (place.isMade() || place.dropped) {
                return place.isMade();
            }
            place.dropped = true; // Unless all goes well.
            checkOpen();
            initialSize = settings.now().each().initialSize();
            Parts<T> parts = new Parts<>(settings.of(ownName), own, background);
            opening = new Opening<>(parts);
            place.made = Engine.of(parts);
            place.dropped = false;
        } finally {
            making.unlock();
            if (!place.isMade()) {
                byKey.remove(place.key, place);
            }
        }
        opening.begin(null); // Who made the keyed pool watches for all of them whether they are still reachable.
        for (int more = initialSize; more > 1; more--) { // One is created for who borrows.
            place.pool().parts.supply.startCreation(failure -> {});
        }
        return true;
    }

    /** {@return what a borrower gets in whose time no key can be made} The listener of the key hears of it. */
    PoolTimeoutException refuse(K key, Deadline deadline) {
        StackProbe.thorough();
        String own = hooks.name(key);
        UserCode<T> user = new UserCode<>(own, hooks.of(key, own), background);
        PoolSettings each = settings.of(own).settings();
        forgotten.timedOut();
        PoolTimeoutException refusal =
                KeyRefusals.of(own, each, KeyTotals.none(each.maxSize()), KeyedHealth.unused(false), deadline);
        user.timedOut(refusal);
        user.log().close();
        return refusal;
    }

    /** {@return the pools of the keys that there are} */
    List<Keyed<K, T>> all() {
        return byKey.values().stream().filter(Keyed::isMade).toList();
    }

    /** {@return those, and those that leave} In the order in which they go: none is missed. */
    Set<Keyed<K, T>> allEver() {
        Set<Keyed<K, T>> all = new LinkedHashSet<>(all());
        forgotten.addTo(all);
        return all;
    }

    Set<K> keys() {
        return all().stream().map(each -> each.key).collect(Collectors.toUnmodifiableSet());
    }

    int size() {
        return byKey.size();
    }

    /** {@return whether a key had the object, which it has closed, and reclaimed it; null if none had} In the order in which they go. */
    @Nullable
    Boolean reclaimed(T object) {
        for (Keyed<K, T> each : all()) {
            Boolean reclaimed = each.reclaimed(object);
            if (reclaimed != null) {
                return reclaimed;
            }
        }
        return forgotten.reclaimed(object);
    }

    /**
     * A borrower was told that a key's pool is closed: it was forgotten, and is no more the key's.
     *
     * @param key the borrower's
     * @throws PoolClosedException if the pool as a whole is closed; or if it was another pool's exception, by a hook
     * @throws IllegalStateException if it cannot be taken off the map
     */
    void retire(Keyed<K, T> known, K key, PoolClosedException gone) {
        checkOpen();
        if (!known.pool().isClosed()) {
            throw gone;
        }
        forgotten.add(known); // First: it is always in one of the two.
        takeOff(key, known);
    }

    /** Takes what is no more the key's off the map, by the key of who has found it there: the one that it was put there by may have changed. */
    private void takeOff(K key, Keyed<K, T> place) {
        byKey.remove(key, place);
        if (byKey.get(key) == place) { // Nobody would ever get any further.
            throw new IllegalStateException("pool \"" + name + "\": key " + KeyHooks.text(key)
                    + " is found, and cannot be removed: its hashCode or equals has changed; keys must not change, fix "
                    + key.getClass().getName());
        }
    }

    /** By a sweep. */
    private void retire(Keyed<K, T> known) {
        forgotten.add(known); // As above.
        try {
            byKey.remove(known.key, known);
        } catch (OutOfMemoryError noMemory) {
            // The next sweep tries again.
        } catch (Throwable broken) { // Other keys are forgotten all the same.
            log.warn(
                    "key failed",
                    "key " + KeyHooks.text(known.key) + " threw from hashCode or equals, and is kept; fix its class",
                    broken);
        }
    }

    /** Forgets the keys that have been of no use for so long. One sweep at a time. */
    void forget(long after) {
        long now = background.clock().nanoTime();
        if (after != Clock.FOREVER) {
            for (Keyed<K, T> known : all()) {
                if (known.isForgettable(now, after)) {
                    known.lifecycle().beginClose();
                    retire(known);
                }
            }
        }
        forgotten.leave();
    }

    /**
     * From now on these are the settings: of keys to come, and of those that there are once {@link #changeAll} is through.
     *
     * @throws PoolClosedException if the pool is closed
     */
    void change(KeyedPoolSettings value) {
        making.lock();
        try {
            checkOpen();
            settings.change(value);
        } finally {
            making.unlock();
        }
    }

    /**
     * Gives the settings to all keys, each those of that moment: of changes that meet, the latest holds in the end.
     *
     * @return what tells the listeners
     */
    List<Runnable> changeAll() {
        List<Runnable> news = new ArrayList<>();
        for (Keyed<K, T> known : all()) {
            try {
                news.add(known.lifecycle().change(() -> settings.of(known.pool().name())));
            } catch (PoolClosedException forgotten) {
                // It has nothing that the settings are for.
            }
        }
        return news;
    }

    /** {@return the figures of all keys that there are and ever were} */
    PoolStats stats(int maxTotal) {
        return forgotten.stats(maxTotal, this::allEver);
    }
}
