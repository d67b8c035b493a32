package io.conecta.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.conecta.Pool;
import io.conecta.PoolClosedException;
import io.conecta.PoolSettings;
import io.conecta.internal.runtime.Threadless;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Races of the fast path against what closes it: the whole pool, through its API. */
public final class GateRaces {
    private GateRaces() {}

    /** A pool of one object, which is lent. */
    private static final class Scene {
        final Threadless threads = new Threadless();
        final AtomicInteger closed = new AtomicInteger();
        final Object old = new Object();
        final Pool<Object> pool;

        Scene(boolean strict) {
            PoolSettings settings =
                    PoolSettings.defaults().withName("gate").withMaxSize(2).withStrict(strict);
            pool = Started.pool(settings, threads, Object::new, closed, null);
            pool.adopt(old);
            if (pool.get().isEmpty()) {
                throw new IllegalStateException("the adopted object is not idle");
            }
        }

        /** {@return whether a borrow gets the object; it keeps it} */
        int lendsOld() {
            Optional<Object> got = pool.get();
            return got.isPresent() && got.get() == old ? 1 : 0;
        }

        void returnAndBorrow() {
            pool.put(old);
            Object again = pool.get().orElse(null); // Began before the clear had returned, perhaps.
            if (again != null) {
                pool.put(again);
            }
        }

        /** {@return how many borrows got the object since the clear has returned} */
        int clear() {
            pool.clear();
            int lent = lendsOld();
            threads.pass(Threadless.SETTLED);
            return lent + lendsOld();
        }

        void afterClear(III_Result r) {
            r.r2 = lendsOld();
            threads.settle();
            r.r2 += lendsOld();
            r.r3 = closed.get();
        }
    }

    /**
     * Returns and fast borrows of an object while the pool is cleared.
     * The race: a plain return carries the object past the clear, with or without the mark, and it lies idle as if it were new.
     * Promise: a borrow that begins after clear has returned does not get it; it is closed exactly once.
     * Made by: clear closes the gate before it visits the slots; behind a closed gate every claim compares the epoch.
     */
    @JCStressTest
    @State
    @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "Not lent again, closed once.")
    @Outcome(expect = FORBIDDEN, desc = "An object from before the clear is lent after it, or is not closed.")
    public static class FastClaimAgainstClear {
        private final Scene scene = new Scene(false);

        @Actor
        public void holder() {
            scene.returnAndBorrow();
        }

        @Actor
        public void clears(III_Result r) {
            r.r1 = scene.clear();
        }

        @Arbiter
        public void after(III_Result r) {
            scene.afterClear(r);
        }
    }

    /** As {@link FastClaimAgainstClear}, in a pool that is strict: every return is a CAS. */
    @JCStressTest
    @State
    @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "Not lent again, closed once.")
    @Outcome(expect = FORBIDDEN, desc = "An object from before the clear is lent after it, or is not closed.")
    public static class StrictClaimAgainstClear {
        private final Scene scene = new Scene(true);

        @Actor
        public void holder() {
            scene.returnAndBorrow();
        }

        @Actor
        public void clears(III_Result r) {
            r.r1 = scene.clear();
        }

        @Arbiter
        public void after(III_Result r) {
            scene.afterClear(r);
        }
    }

    /**
     * The same while the pool is closed.
     * The race: as above, and a return may miss that the pool is closed.
     * Promise: a borrow that begins after close has returned fails; the object is closed exactly once.
     * Made by: the gate; the sweeps close what was carried past them.
     */
    @JCStressTest
    @State
    @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "Not lent again, closed once.")
    @Outcome(expect = FORBIDDEN, desc = "Lent by a closed pool, or not closed.")
    public static class FastClaimAgainstClose {
        private final Scene scene = new Scene(false);

        private int lends() {
            try {
                return scene.pool.get().isPresent() ? 1 : 0;
            } catch (PoolClosedException asPromised) {
                return 0;
            }
        }

        @Actor
        public void holder() {
            scene.pool.put(scene.old);
            try {
                scene.pool.get().ifPresent(scene.pool::put);
            } catch (PoolClosedException late) {
                // The close was quicker.
            }
        }

        @Actor
        public void closes(III_Result r) {
            scene.pool.close();
            r.r1 = lends();
        }

        @Arbiter
        public void after(III_Result r) {
            r.r2 = lends();
            scene.threads.settle();
            r.r3 = scene.closed.get();
        }
    }
}
