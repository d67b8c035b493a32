package io.conecta.commons;

import io.conecta.PoolStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.pool2.DestroyMode;
import org.apache.commons.pool2.KeyedPooledObjectFactory;
import org.apache.commons.pool2.impl.DefaultPooledObjectInfo;
import org.jspecify.annotations.Nullable;

/**
 * A pool of the engine a key, under a shared limit. Keys without objects are forgotten when the pool is cleared, and now and then when new
 * ones come.
 */
final class PoolPerKey<K, V> implements KeyedBridge<K, V> {
    private static final int FIRST_SWEEP = 64;

    private final KeyedPooledObjectFactory<K, V> factory;
    private final Plan plan;
    private final Tally tally;
    private final SharedLimit limit;
    private final Map<K, KeyPool> pools = new ConcurrentHashMap<>();
    /** With how many keys those without objects are looked for. */
    private volatile int sweepAt = FIRST_SWEEP;

    private volatile boolean closed;

    PoolPerKey(KeyedPooledObjectFactory<K, V> factory, Plan plan, Tally tally, SharedLimit limit) {
        this.factory = factory;
        this.plan = plan;
        this.tally = tally;
        this.limit = limit;
    }

    /** The pool of one key. It is forgotten only while nobody is inside, and it has no objects: whoever comes in later finds a new one. */
    private final class KeyPool {
        private static final int FORGOTTEN = Integer.MIN_VALUE;

        final SharedLimit.ForKey places = limit.of(this::evictElsewhere);
        final Bridge<V> bridge;
        private final AtomicInteger inside = new AtomicInteger();

        KeyPool(K key) {
            bridge = new Bridge<>(
                    plan, new FactoryHooks<>(new KeyedFactory<>(factory, key), plan, tally, places), tally, places);
        }

        boolean enter() {
            return inside.getAndUpdate(count -> count < 0 ? count : count + 1) >= 0;
        }

        void leave() {
            inside.decrementAndGet();
        }

        /** {@return whether it was forgotten, and is to be removed} */
        boolean forget() {
            if (!bridge.isEmpty() || !inside.compareAndSet(0, FORGOTTEN)) {
                return false;
            }
            if (bridge.isEmpty()) {
                bridge.close();
                return true;
            }
            inside.set(0);
            return false;
        }

        private void evictElsewhere() {
            KeyPool richest = null;
            int most = 0;
            for (KeyPool other : pools.values()) {
                int idle = other == this ? 0 : other.bridge.stats().idle();
                if (idle > most) {
                    most = idle;
                    richest = other;
                }
            }
            if (richest != null) {
                richest.bridge.evictOne();
            }
        }

        /** Once an object has come back: closes one, if others wait for the place and this key has more than its share. */
        void share() {
            if (places.isWantedElsewhere()) {
                bridge.evictOne();
            }
        }

        /** Whether an object that comes back is closed at once: others wait, and who waits here would get it again and again. */
        boolean hasTooMuch() {
            return places.isWantedElsewhere()
                    && bridge.stats().waiting() > 0
                    && bridge.size() > limit.limit / Math.max(1, pools.size());
        }
    }

    /** What is done inside a key's pool. */
    private interface Inside<P, R> {
        R apply(P pool) throws Exception;
    }

    private <R> R inside(K key, Inside<KeyPool, R> body) throws Exception {
        while (true) {
            KeyPool pool = pools.get(key);
            if (pool == null) {
                pool = enlist(key);
            }
            if (pool.enter()) {
                try {
                    return body.apply(pool);
                } finally {
                    pool.leave();
                }
            }
            pools.remove(key, pool); // Forgotten; whoever did that may not have got so far.
        }
    }

    private KeyPool enlist(K key) {
        if (closed) {
            throw new IllegalStateException("Pool not open");
        }
        if (pools.size() >= sweepAt) {
            forgetEmpty();
            sweepAt = Math.max(FIRST_SWEEP, 2 * pools.size());
        }
        KeyPool pool = pools.computeIfAbsent(key, KeyPool::new);
        if (closed) { // Which may not have seen it.
            pool.bridge.close();
        }
        return pool;
    }

    private void forgetEmpty() {
        pools.forEach(this::forget);
    }

    private void forget(K key, KeyPool pool) {
        if (pool.forget()) {
            pools.remove(key, pool);
        }
    }

    @Override
    public V borrow(K key, Duration maxWait) throws Exception {
        return inside(key, pool -> pool.bridge.borrow(maxWait));
    }

    @Override
    public void giveBack(K key, V object) {
        KeyPool pool = known(key, "Returned");
        if (pool == null) {
            return;
        }
        if (pool.hasTooMuch()) {
            pool.bridge.giveUp(object);
        } else {
            pool.bridge.giveBack(object);
            pool.share();
        }
    }

    @Override
    public void invalidate(K key, V object, DestroyMode mode) throws Exception {
        KeyPool pool = known(key, "Invalidated");
        if (pool != null) {
            pool.bridge.invalidate(object, mode);
        }
    }

    /** {@return the pool of a key that has objects out: it is not forgotten meanwhile} */
    private @Nullable KeyPool known(K key, String what) {
        KeyPool pool = pools.get(key);
        if (pool == null && plan.abandoned() == null) {
            throw new IllegalStateException(what + " object not currently part of this pool: no object of key " + key
                    + " is out; give the key that you borrowed with");
        }
        return pool;
    }

    @Override
    public void add(K key) throws Exception {
        inside(key, pool -> {
            pool.bridge.add();
            return true;
        });
    }

    @Override
    public void clear(K key) {
        KeyPool pool = pools.get(key);
        if (pool != null) {
            pool.bridge.clear();
            if (!closed) {
                forget(key, pool);
            }
        }
    }

    @Override
    public void clear() {
        pools.keySet().forEach(this::clear);
    }

    @Override
    public void close() {
        closed = true;
        pools.values().forEach(pool -> pool.bridge.close());
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public List<K> keys() {
        List<K> keys = new ArrayList<>();
        pools.forEach((key, pool) -> {
            if (!pool.bridge.isEmpty()) {
                keys.add(key);
            }
        });
        return keys;
    }

    @Override
    public Figures figures(K key) {
        KeyPool pool = pools.get(key);
        return pool == null ? Figures.NONE : figuresOf(pool);
    }

    private Figures figuresOf(KeyPool pool) {
        PoolStats stats = pool.bridge.stats();
        return new Figures(stats.lent(), stats.idle(), stats.waiting());
    }

    @Override
    public Map<K, Figures> figures() {
        Map<K, Figures> figures = new HashMap<>();
        pools.forEach((key, pool) -> figures.put(key, figuresOf(pool)));
        return figures;
    }

    @Override
    public Map<K, List<DefaultPooledObjectInfo>> objects() {
        Map<K, List<DefaultPooledObjectInfo>> objects = new HashMap<>();
        pools.forEach((key, pool) -> objects.put(key, pool.bridge.objects()));
        return objects;
    }
}
