package io.conecta.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.conecta.KeyedPoolSettings;
import io.conecta.PoolClosedException;
import io.conecta.PoolSettings;
import io.conecta.PoolStats;
import io.conecta.PoolTimeoutException;
import io.conecta.internal.runtime.Threadless;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Races of a borrow for a key against the end of that key, and of the whole pool: through its API. */
public final class KeyRaces {
    private static final String KEY = "key";
    private static final Duration PATIENCE = Duration.ofMillis(20);
    private static final int SERVED = 1;
    private static final int TURNED_AWAY = 2;

    private KeyRaces() {}

    /** A keyed pool that has no object. */
    private static final class Scene {
        final Threadless threads = new Threadless();
        final AtomicInteger made = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();
        final KeyedEngine<String, Object> pool;

        Scene() {
            KeyedPoolSettings settings = KeyedPoolSettings.defaults()
                    .withEach(PoolSettings.defaults()
                            .withName("keyed")
                            .withMaxSize(1)
                            .withCloseTimeout(Duration.ofMillis(1)))
                    .withKeyIdleTimeout(Duration.ofHours(1));
            pool = (KeyedEngine<String, Object>) KeyedEngine.start(
                    (String key) -> {
                        made.incrementAndGet();
                        return new Object();
                    },
                    Started.hooks(Object::new, closed, null),
                    settings,
                    threads.background);
        }

        /** The key is there, and has been of no use for long enough; the timers do not know yet. */
        Scene withForgettableKey() {
            borrow();
            settle();
            pool.get(KEY).ifPresent(object -> pool.discard(KEY, object));
            settle();
            pool.forget(); // Sees the loan that there was.
            pool.forget(); // Sees none since.
            threads.background.clock().parkNanos(this, Duration.ofHours(2).toNanos());
            if (!pool.keys().equals(Set.of(KEY)) || pool.stats().idle() > 0) {
                throw new IllegalStateException("not forgettable: " + pool);
            }
            return this;
        }

        /** {@return how that went} What it gets comes back at once. */
        int borrow() {
            try {
                pool.put(KEY, pool.getOrCreate(KEY, PATIENCE));
                return SERVED;
            } catch (PoolTimeoutException late) {
                return 0; // Nobody has created anything in time.
            } catch (PoolClosedException gone) {
                return TURNED_AWAY;
            } catch (InterruptedException never) {
                throw new IllegalStateException(never);
            }
        }

        void settle() {
            threads.work();
            threads.settle();
        }

        /** {@return objects that are neither closed nor idle} */
        int lost() {
            PoolStats stats = pool.stats();
            return made.get() - closed.get() - stats.idle();
        }
    }

    /**
     * A key is forgotten while somebody borrows for it.
     * The race: the borrow has looked up the pool that the sweep is about to close.
     * Promise: the borrower hears nothing of that; no object is lost; the key can be borrowed for afterwards.
     * Made by: who is told that the key's pool is closed takes it off the map and tries again; a closed pool stays known until it is empty.
     */
    @JCStressTest
    @State
    @Outcome(
            id = {"0, 0, 1", "1, 0, 1"},
            expect = ACCEPTABLE,
            desc = "Served, or not in time; and served afterwards.")
    @Outcome(expect = FORBIDDEN, desc = "Told that the pool is closed, or an object lost, or the key unusable.")
    public static class ForgetAgainstBorrow {
        private final Scene scene = new Scene().withForgettableKey();

        @Actor
        public void sweep() {
            scene.pool.forget();
            scene.threads.work();
        }

        @Actor
        public void borrower(III_Result r) {
            r.r1 = scene.borrow();
        }

        @Arbiter
        public void after(III_Result r) {
            scene.settle();
            r.r2 = scene.lost();
            scene.borrow();
            scene.settle();
            r.r3 = scene.borrow();
        }
    }

    /**
     * A keyed pool is closed while somebody borrows for a key that it has not had yet.
     * The race: the close goes through the keys just before this one is among them.
     * Promise: nothing is left open: no object, and no pool of a key that holds the threads.
     * Made by: the close is published before it looks at the keys, under the lock that a key is made under.
     */
    @JCStressTest
    @State
    @Outcome(
            id = {"0, 0, 1", "1, 0, 1", "2, 0, 1"},
            expect = ACCEPTABLE,
            desc = "However the borrow went: all is closed.")
    @Outcome(expect = FORBIDDEN, desc = "An object or a key's pool was left open.")
    public static class CloseAgainstFirstBorrow {
        private final Scene scene = new Scene();

        @Actor
        public void closer() {
            scene.pool.close();
            scene.threads.work();
        }

        @Actor
        public void borrower(III_Result r) {
            r.r1 = scene.borrow();
        }

        @Arbiter
        public void after(III_Result r) {
            scene.settle();
            r.r2 = scene.made.get() - scene.closed.get();
            r.r3 = scene.threads.background.users(); // The scene's own.
        }
    }
}
