package io.conecta.internal;

import io.conecta.Call;
import io.conecta.KeyedPool;
import io.conecta.KeyedPoolReport;
import io.conecta.KeyedPoolSettings;
import io.conecta.Lease;
import io.conecta.Loan;
import io.conecta.NewKeyedFunc;
import io.conecta.PoolClosedException;
import io.conecta.PoolHealth;
import io.conecta.PoolReport;
import io.conecta.PoolStats;
import io.conecta.Use;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Deadline;
import io.conecta.internal.runtime.Hooks;
import io.conecta.internal.runtime.Option;
import io.conecta.internal.runtime.Require;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A pool for each key, which share a {@link KeyedBudget}. A borrow looks its key up and goes to that key's {@link Engine}; everything else is
 * the engine's. How keys come and go is told in {@link Keys}.
 *
 * @param <K> by what objects are asked for
 * @param <T> what is pooled
 */
public final class KeyedEngine<K, T> implements KeyedPool<K, T> {
    private final Background background;
    private final KeyedBudget budget;
    private final String name;
    private final KeySettings settings;
    private final Keys<K, T> keys;
    private final KeyedBorrows<K, T> borrows;
    private final KeyedReturns<K, T> returns;
    private final Forgetting forgetting;
    /** Ends the watch for a pool that nobody can reach. Set once, before the pool is used. */
    private @Nullable Runnable watch;

    private KeyedEngine(
            NewKeyedFunc<? super K, ? extends T> newFunc,
            Hooks<T> hooks,
            KeyedPoolSettings settings,
            Background background) {
        this.background = background;
        this.name = settings.name();
        this.settings = new KeySettings(settings);
        this.budget = new KeyedBudget(name, settings.maxTotal(), hooks.budget());
        this.forgetting = new Forgetting(name, background);
        this.keys = new Keys<>(name, this.settings, newFunc, hooks, background, budget, forgetting);
        this.borrows = new KeyedBorrows<>(this, keys, background);
        this.returns = new KeyedReturns<>(name, keys);
    }

    /**
     * Starts a keyed pool.
     *
     * @throws IllegalArgumentException if options contradict each other
     */
    public static <K, T> KeyedPool<K, T> start(
            NewKeyedFunc<? super K, ? extends T> newFunc,
            Hooks<T> hooks,
            KeyedPoolSettings settings,
            Background background) {
        Require.room(settings.each());
        settings.check();
        KeyedPoolSettings named = settings.withEach(Opening.named(settings.each()));
        Require.budget(hooks.budget(), named.each());
        Require.permits(hooks.budget(), named.each().withFailFast(false));
        KeyedEngine<K, T> pool = new KeyedEngine<>(newFunc, hooks, named, background);
        pool.watch = background.whenUnreachable(pool, pool.keys.whenAbandoned());
        pool.forgetting.start(pool);
        return pool;
    }

    @Override
    public Optional<T> get(K key) {
        while (true) {
            Keyed<K, T> known = keys.get(key);
            if (known == null) {
                keys.checkOpen();
                return Optional.empty();
            }
            try {
                return known.pool().get();
            } catch (PoolClosedException gone) {
                keys.retire(known, key, gone);
            }
        }
    }

    @Override
    public T getOrCreate(K key) throws InterruptedException {
        return borrows.object(key, null);
    }

    @Override
    public T getOrCreate(K key, Duration timeout) throws InterruptedException {
        return borrows.object(key, Objects.requireNonNull(timeout, "timeout"));
    }

    @Override
    public Lease<T> lease(K key) throws InterruptedException {
        return borrows.lease(key, null);
    }

    @Override
    public Lease<T> lease(K key, Duration timeout) throws InterruptedException {
        return borrows.lease(key, Objects.requireNonNull(timeout, "timeout"));
    }

    @Override
    public <X extends Exception> void run(K key, Use<? super T, X> body) throws X, InterruptedException {
        Objects.requireNonNull(body, "body");
        SlotLease<T> lease = borrows.lease(key, null);
        try {
            body.use(lease.object);
            lease.engine.giveBack(lease.slot, lease.loan);
        } catch (Throwable thrown) {
            try {
                lease.engine.giveBackAfter(thrown, lease.slot, lease.loan);
            } catch (Throwable noStack) {
                lease.slot.abandoned = lease.loan; // In this frame, as the engine does.
                throw noStack;
            }
            throw thrown;
        }
    }

    @Override
    public <R extends @Nullable Object, X extends Exception> R call(K key, Call<? super T, R, X> body)
            throws X, InterruptedException {
        Objects.requireNonNull(body, "body");
        SlotLease<T> lease = borrows.lease(key, null);
        try {
            R result = body.call(lease.object);
            lease.engine.giveBack(lease.slot, lease.loan);
            return result;
        } catch (Throwable thrown) {
            try {
                lease.engine.giveBackAfter(thrown, lease.slot, lease.loan);
            } catch (Throwable noStack) {
                lease.slot.abandoned = lease.loan; // As above.
                throw noStack;
            }
            throw thrown;
        }
    }

    @Override
    public void put(K key, T object) {
        Objects.requireNonNull(object, "object");
        Keyed<K, T> known = keys.place(key);
        Engine<T> pool = known == null ? null : known.made;
        if (pool != null && pool.putHinted(object)) { // Nearly always.
            return;
        }
        Engine<T> owner = returns.owner(key, object);
        if (owner != null) {
            owner.put(object);
        }
    }

    @Override
    public void put(K key, T object, Throwable thrown) {
        Objects.requireNonNull(thrown, "thrown");
        Objects.requireNonNull(object, "object");
        Keyed<K, T> known = keys.place(key);
        Engine<T> pool = known == null ? null : known.made;
        if (pool != null && pool.putLent(object, thrown)) { // Nearly always, and with hardly any stack.
            return;
        }
        Engine<T> owner = returns.owner(key, object);
        if (owner != null) {
            owner.put(object, thrown);
        }
    }

    @Override
    public void discard(K key, T object) {
        returns.discard(key, object);
    }

    /** Forgets the keys that have been of no use for a while. One at a time. */
    void forget() {
        keys.forget(Clock.nanos(settings.now().keyIdleTimeout()));
    }

    /** {@return how often to look for keys to forget} */
    long forgetEvery() {
        long after = Clock.nanos(settings.now().keyIdleTimeout());
        return after == Clock.FOREVER ? after : Math.max(1, after / 2);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<K> keys() {
        return keys.keys();
    }

    @Override
    public PoolStats stats() {
        return keys.stats(settings.now().maxTotal());
    }

    @Override
    public PoolStats stats(K key) {
        Keyed<K, T> known = keys.get(key);
        return known == null
                ? KeyTotals.none(settings.now().maxSize())
                : known.pool().stats();
    }

    @Override
    public KeyedPoolSettings settings() {
        return settings.now();
    }

    @Override
    public void reconfigure(KeyedPoolSettings value) {
        keys.checkOpen();
        budget.check(name, Objects.requireNonNull(value, "settings").each());
        try {
            value.check();
            fixed("name", name, value.name());
            fixed("strict", settings.now().each().strict(), value.each().strict());
            fixed("budget", settings.now().each().budget(), value.each().budget());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("pool \"" + name + "\": " + wrong.getMessage(), wrong);
        }
        keys.change(value);
        limitTotal();
        List<Runnable> news = keys.changeAll();
        forgetting.start(this);
        news.forEach(Runnable::run);
    }

    /** Of changes that meet, the latest holds in the end: whoever sets a limit looks afterwards whether it still is what the settings say. */
    private void limitTotal() {
        int limit;
        do {
            limit = settings.now().maxTotal();
            budget.limit(limit);
        } while (limit != settings.now().maxTotal());
    }

    private static void fixed(String option, Object before, Object now) {
        if (!before.equals(now)) {
            throw new IllegalArgumentException(option + " cannot be changed while the pool runs, was " + before
                    + ", would be " + now + "; keep it, or build another pool");
        }
    }

    @Override
    public void clear() {
        keys.checkOpen();
        clear(keys.all());
    }

    @Override
    public void clear(K key) {
        keys.checkOpen();
        Keyed<K, T> known = keys.get(key);
        if (known != null) {
            clear(List.of(known));
        }
    }

    /** Begins with all before it waits for any, for up to {@code closeTimeout} in all. */
    private void clear(List<Keyed<K, T>> all) {
        List<Consumer<Deadline>> begun = new ArrayList<>();
        for (Keyed<K, T> known : all) {
            try {
                begun.add(known.lifecycle().beginClear());
            } catch (PoolClosedException gone) {
                // It has nothing.
            }
        }
        Deadline deadline = Deadline.in(
                background.clock(), Clock.nanos(settings.now().each().closeTimeout()));
        begun.forEach(each -> each.accept(deadline));
    }

    @Override
    public void renew(Duration over) {
        Lifecycle.checkTime(name, over);
        keys.checkOpen();
        keys.all().forEach(known -> renew(known, over));
    }

    private static void renew(Keyed<?, ?> known, Duration over) {
        try {
            known.pool().renew(over);
        } catch (PoolClosedException gone) {
            // It has nothing.
        }
    }

    @Override
    public PoolHealth health() {
        if (keys.isClosed()) {
            return new PoolHealth(PoolHealth.Status.CLOSED, "the pool is closed", Duration.ZERO, List.of());
        }
        return KeyedHealth.of(keys.all());
    }

    @Override
    public PoolHealth health(K key) {
        Keyed<K, T> known = keys.get(key);
        return known == null
                ? KeyedHealth.unused(keys.isClosed())
                : known.pool().health();
    }

    @Override
    public KeyedPoolReport report() {
        return new KeyedPoolReport(
                name, settings.now(), stats(), health(), budget.stats(), KeyedHealth.troubled(keys.all()));
    }

    @Override
    public Optional<PoolReport> report(K key) {
        Keyed<K, T> known = keys.get(key);
        return known == null ? Optional.empty() : Optional.of(known.pool().report());
    }

    @Override
    public boolean isClosed() {
        return keys.isClosed();
    }

    @Override
    public void close() {
        if (beginClose()) {
            keys.awaitIdleClosed();
        }
    }

    @Override
    public List<Loan> close(Duration drain) throws InterruptedException {
        Deadline deadline = Deadline.in(background.clock(), Clock.nanos(Objects.requireNonNull(drain, "drain")));
        beginClose();
        return keys.awaitClosed(deadline);
    }

    /** Closes all keys' pools, without waiting for any. {@return whether this call did so} */
    private boolean beginClose() {
        boolean first = keys.beginClose();
        if (first && watch != null) {
            watch.run();
        }
        return first;
    }

    @Override
    public String toString() {
        PoolStats stats = stats();
        return "KeyedPool[" + name + ", keys=" + keys.size() + ", idle=" + stats.idle() + ", lent=" + stats.lent()
                + ", maxTotal=" + Option.MAX_SIZE.text(stats.maxSize()) + (isClosed() ? ", closed" : "") + "]";
    }
}
