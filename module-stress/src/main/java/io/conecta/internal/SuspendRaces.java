package io.conecta.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.conecta.Pool;
import io.conecta.PoolClosedException;
import io.conecta.PoolException;
import io.conecta.PoolSettings;
import io.conecta.internal.runtime.Threadless;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Races of suspend and resume, and of a close against a probe: the whole pool, through its API. */
public final class SuspendRaces {
    private SuspendRaces() {}

    /** A pool of one object, which is lent, or of none whose backend is down. */
    private static final class Scene {
        final Threadless threads = new Threadless();
        final AtomicInteger made = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();
        volatile boolean down;
        final Object one = new Object();
        final Pool<Object> pool;

        Scene() {
            PoolSettings settings =
                    PoolSettings.defaults().withName("suspended").withMaxSize(1);
            pool = Started.pool(
                    settings,
                    threads,
                    () -> {
                        if (down) {
                            throw new IOException("down");
                        }
                        made.incrementAndGet();
                        return new Object();
                    },
                    closed,
                    null);
        }

        void lend() {
            pool.adopt(one);
            if (pool.get().isEmpty()) {
                throw new IllegalStateException("the adopted object is not idle");
            }
        }

        /** {@return whether a borrow gets the object} It comes back at once. */
        int lends() {
            Object got = pool.get().orElse(null);
            if (got != null) {
                pool.put(got);
            }
            return got == null ? 0 : 1;
        }
    }

    /**
     * The only object is returned while the pool is suspended.
     * The race: the return sees the pool open and rests the object by a store.
     * Promise: no borrow that begins after suspend has returned gets it; after the resume one does.
     * Made by: suspend writes SUSPENDED, then closes the gate; behind a closed gate every claim looks at it before and after.
     */
    @JCStressTest
    @State
    @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "Not lent until the resume; not lost.")
    @Outcome(expect = FORBIDDEN, desc = "Lent while suspended, or lost.")
    public static class SuspendAgainstReturn {
        private final Scene scene = new Scene();

        public SuspendAgainstReturn() {
            scene.lend();
        }

        @Actor
        public void holder() {
            scene.pool.put(scene.one);
        }

        @Actor
        public void operator(III_Result r) {
            scene.pool.suspend();
            r.r1 = scene.lends();
        }

        @Arbiter
        public void after(III_Result r) {
            r.r1 += scene.lends();
            scene.pool.resume();
            r.r2 = scene.lends();
            r.r3 = scene.closed.get();
        }
    }

    /**
     * The only object is claimed, kept for no time and returned, while the pool is suspended and drained.
     * The race: a claim that began before carries the object past the drain's look at the slots.
     * Promise: afterwards nothing is lent, the object is closed once.
     * Made by: a claim or a return that was under way leaves an object that a sweep finds, since everything in a drained pool is unwanted.
     */
    @JCStressTest
    @State
    @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "Not lent after the drain, closed once.")
    @Outcome(expect = FORBIDDEN, desc = "Lent while suspended, or left in a drained pool, or closed twice.")
    public static class DrainAgainstClaim {
        private final Scene scene = new Scene();

        public DrainAgainstClaim() {
            scene.lend();
            scene.pool.put(scene.one);
        }

        @Actor
        public void borrower() {
            scene.lends();
        }

        @Actor
        public void operator(III_Result r) {
            try {
                scene.pool.suspend(Duration.ZERO);
            } catch (InterruptedException never) {
                throw new IllegalStateException(never);
            }
            r.r1 = scene.lends();
        }

        @Arbiter
        public void after(III_Result r) {
            r.r1 += scene.lends();
            scene.threads.settle();
            r.r2 = scene.pool.stats().idle() + scene.pool.stats().lent();
            r.r3 = scene.closed.get();
        }
    }

    /**
     * A borrower begins to wait for the idle object of a suspended pool while that is resumed.
     * The race: the borrower sees it suspended, the resume sees nobody who waits.
     * Promise: it is served within the first look; a lost wake-up would cost it its whole time.
     * Made by: the borrower joins the line before it looks at SUSPENDED, resume writes that before it looks at the line.
     */
    @JCStressTest
    @State
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Served.")
    @Outcome(expect = FORBIDDEN, desc = "Not served, or still in line.")
    public static class ResumeAgainstWait {
        private final Scene scene = new Scene();

        public ResumeAgainstWait() {
            scene.lend();
            scene.pool.put(scene.one);
            scene.pool.suspend();
        }

        @Actor
        public void borrower(II_Result r) {
            try {
                // The clock moves with each park: the time is never up before the resume.
                scene.pool.put(scene.pool.getOrCreate(Duration.ofDays(100_000)));
                r.r1 = 1;
            } catch (InterruptedException | PoolException unserved) {
                r.r1 = 2;
            }
        }

        @Actor
        public void operator() {
            scene.pool.resume();
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = scene.pool.stats().waiting();
        }
    }

    /**
     * A probe of a pool whose backend was down succeeds while the pool is closed.
     * The race: the object joins, or is closed as it arrives, and the governor would set its next timer.
     * Promise: what was made is closed once, its place is given back, and no timer, task or pool is left.
     * Made by: {@code Creation.settle}; the governor, once stopped under the lock, sets no timer.
     */
    @JCStressTest
    @State
    @Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "Closed once, and nothing left.")
    @Outcome(expect = FORBIDDEN, desc = "An object left alive, a place lost, or a timer left.")
    public static class CloseAgainstProbe {
        private final Scene scene = new Scene();

        public CloseAgainstProbe() {
            scene.down = true;
            try {
                scene.pool.getOrCreate(Duration.ofMillis(200));
            } catch (InterruptedException | PoolException asExpected) {
                // Nobody works here: its time is up.
            }
            scene.threads.work(); // The creation fails now.
            scene.down = false;
            scene.threads.pass(60_000_000); // A probe is due, and in line.
        }

        @Actor
        public void worker() {
            scene.threads.work();
            scene.threads.work();
        }

        @Actor
        public void closes() {
            scene.pool.close();
        }

        @Arbiter
        public void after(III_Result r) {
            scene.threads.settle();
            r.r1 = scene.made.get() - scene.closed.get();
            r.r2 = scene.pool.stats().idle() + scene.pool.stats().creating();
            r.r3 = scene.threads.background.users() - 1; // The test's own hold on it.
            try {
                if (scene.pool.get().isPresent()) {
                    r.r1 = 100;
                }
            } catch (PoolClosedException asPromised) {
                // As it should.
            }
        }
    }
}
