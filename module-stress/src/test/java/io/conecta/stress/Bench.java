package io.conecta.stress;

import io.conecta.Lease;
import io.conecta.Pool;
import io.conecta.PoolFullException;
import io.conecta.PoolListener;
import io.conecta.PoolSettings;
import io.conecta.PoolStats;
import io.conecta.PoolTimeoutException;
import io.conecta.internal.Engine;
import io.conecta.internal.runtime.Hooks;
import io.conecta.internal.runtime.Threadless;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A pool without threads of its own for Lincheck, and what each of its threads has borrowed: one object at most. */
final class Bench {
    private static final int MOST_THREADS = 8;
    /** After so long a pool has looked once more for what a return has carried past a change. */
    private static final long SETTLED = 100_000_000;

    private final Violations violations = new Violations();
    private final Threadless threads = new Threadless();
    private final AtomicInteger alive = new AtomicInteger();
    private final Pool<Thing> pool;
    private final int maxSize;
    private final @Nullable Thing[] things = new Thing[MOST_THREADS];
    private final @Nullable Lease<?>[] leases = new Lease<?>[MOST_THREADS];
    private final @Nullable Lease<?>[] stale = new Lease<?>[MOST_THREADS];

    Bench(int maxSize, boolean strict) {
        this.maxSize = maxSize;
        Hooks<Thing> hooks = new Hooks<>(
                () -> {
                    alive.incrementAndGet();
                    return new Thing(violations, 0);
                },
                (thing, failures) -> true,
                thing -> {
                    thing.close(false);
                    alive.decrementAndGet();
                },
                null,
                null,
                new PoolListener<Thing>() {},
                null,
                null,
                thrown -> true,
                null,
                null,
                false,
                null);
        PoolSettings settings = PoolSettings.defaults()
                .withName("bench")
                .withMaxSize(maxSize)
                .withInitialSize(0)
                .withCloseTimeout(Duration.ofMillis(1))
                .withPingTimeout(PoolSettings.FOREVER)
                .withScanInterval(PoolSettings.FOREVER)
                .withStrict(strict);
        pool = Engine.start(hooks, settings, threads.background);
        for (int i = 0; i < maxSize; i++) {
            adopt();
        }
    }

    boolean get(int thread) {
        return has(thread) || took(thread, pool.get().orElse(null), null);
    }

    boolean getOrCreate(int thread) throws InterruptedException {
        try {
            return has(thread) || took(thread, pool.getOrCreate(Duration.ZERO), null);
        } catch (PoolTimeoutException none) {
            return false;
        }
    }

    boolean lease(int thread) throws InterruptedException {
        if (has(thread)) {
            return true;
        }
        try {
            Lease<Thing> lease = pool.lease(Duration.ZERO);
            return took(thread, lease.get(), lease);
        } catch (PoolTimeoutException none) {
            return false;
        }
    }

    /** Gives back what the thread has, by the way it was borrowed, and closes the lease that it had before once more. */
    boolean giveBack(int thread) {
        Lease<?> old = stale[thread];
        if (old != null) {
            old.close();
        }
        Thing thing = things[thread];
        Lease<?> lease = leases[thread];
        if (thing == null) {
            return false;
        }
        release(thread, thing);
        if (lease == null) {
            pool.put(thing);
        } else {
            lease.close();
            lease.close();
            stale[thread] = lease;
        }
        return true;
    }

    boolean discard(int thread) {
        Thing thing = things[thread];
        if (thing == null) {
            return false;
        }
        release(thread, thing);
        pool.discard(thing);
        threads.work();
        return true;
    }

    void clear() {
        pool.clear();
        threads.work();
    }

    void adopt() {
        Thing mine = new Thing(violations, 0);
        try {
            alive.incrementAndGet();
            pool.adopt(mine);
        } catch (PoolFullException full) {
            alive.decrementAndGet();
        }
    }

    void resize(int size) {
        pool.reconfigure(pool.settings().withMaxSize(size));
    }

    /** All threads are done: the laws. */
    void check() {
        pool.reconfigure(pool.settings().withMaxSize(maxSize));
        for (int i = 0; i < 4; i++) {
            threads.pass(SETTLED);
            threads.work();
        }
        PoolStats stats = pool.stats();
        int lent = 0;
        for (Thing thing : things) {
            lent += thing == null ? 0 : 1;
        }
        if (violations.count() != 0
                || stats.lent() != lent
                || stats.waiting() != 0
                || stats.idle() + stats.lent() != stats.created() - stats.closed()
                || stats.created() - stats.closed() != alive.get()
                || alive.get() > maxSize) {
            throw new IllegalStateException(
                    violations.count() + " violations, " + alive + " alive, " + lent + " lent: " + stats);
        }
    }

    private boolean has(int thread) {
        return things[thread] != null;
    }

    private boolean took(int thread, @Nullable Thing thing, @Nullable Lease<?> lease) {
        if (thing == null) {
            return false;
        }
        thing.enter(this, false);
        things[thread] = thing;
        leases[thread] = lease;
        return true;
    }

    private void release(int thread, Thing thing) {
        thing.exit(this);
        things[thread] = null;
        leases[thread] = null;
    }
}
