package io.conecta.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.conecta.Lease;
import io.conecta.Pool;
import io.conecta.PoolMeter;
import io.conecta.PoolSettings;
import io.conecta.internal.runtime.Threadless;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Races about the times of loans: the whole pool, through its API. */
public final class MeterRaces {
    private MeterRaces() {}

    /** A pool of one object, which is lent, and timed. */
    private static final class Scene {
        final Threadless threads = new Threadless();
        final AtomicInteger told = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();
        final Pool<Object> pool;
        final Lease<Object> lease;

        Scene() {
            PoolSettings settings = PoolSettings.defaults().withName("meter").withMaxSize(1);
            pool = Started.pool(settings, threads, Object::new, closed, new PoolMeter() {
                @Override
                public void used(Duration time) {
                    told.incrementAndGet();
                }
            });
            pool.adopt(new Object());
            try {
                lease = pool.lease(Duration.ZERO);
            } catch (InterruptedException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        void look(II_Result r) {
            threads.work();
            r.r1 = told.get();
            r.r2 = pool.stats().idle() + closed.get();
        }
    }

    /**
     * Two threads end one timed loan.
     * The race: both read the time before they end the loan.
     * Promise: the loan is told once, and its object is at rest or closed once.
     * Made by: a timed loan ends by a CAS only, and who wins it tells.
     */
    @JCStressTest
    @State
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Told once; at rest, or closed once.")
    @Outcome(expect = FORBIDDEN, desc = "A loan is told twice or never, or its object is lost.")
    public static class EndedTwice {
        private final Scene scene = new Scene();

        @Actor
        public void returns() {
            scene.lease.close();
        }

        @Actor
        public void discards() {
            scene.lease.discard();
        }

        @Arbiter
        public void after(II_Result r) {
            scene.look(r);
        }
    }

    /**
     * A timed loan ends while the pool is reconfigured, which flags loans too.
     * The race: the flag comes between the look and the CAS of the return.
     * Promise: the loan is told once, and its object is at rest.
     * Made by: whoever returns tries again with the new word.
     */
    @JCStressTest
    @State
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Told once, and at rest.")
    @Outcome(expect = FORBIDDEN, desc = "A loan is told twice or never, or its object is lost.")
    public static class EndedAgainstReconfigure {
        private final Scene scene = new Scene();

        @Actor
        public void returns() {
            scene.lease.close();
        }

        @Actor
        public void reconfigures() {
            scene.pool.reconfigure(scene.pool.settings().withMaxUses(1_000));
        }

        @Arbiter
        public void after(II_Result r) {
            scene.look(r);
        }
    }

    /**
     * The last loan that this moment has a time for begins, while the timer of the next moment fires.
     * The race: the timer closes the gate between the borrower's call for it and the borrower's opening of the gate.
     * Promise: loans are timed again afterwards.
     * Made by: both have the gate asked, under its lock, whether something is left.
     */
    @JCStressTest
    @State
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Timed again.")
    @Outcome(expect = FORBIDDEN, desc = "The gate stays open, and no loan is timed any more.")
    public static class MomentAgainstPause {
        private static final int BURST = 1_000;
        private static final long MOMENT_NANOS = 10_000_000;

        private final Scene scene = new Scene();

        public MomentAgainstPause() {
            scene.lease.close();
            for (int loans = 1; loans < BURST - 1; loans++) {
                loan();
            }
        }

        private void loan() {
            scene.pool.put(scene.pool.get().orElseThrow());
        }

        @Actor
        public void borrows() {
            loan();
        }

        @Actor
        public void passes() {
            scene.threads.pass(MOMENT_NANOS);
        }

        @Arbiter
        public void after(II_Result r) {
            scene.threads.pass(MOMENT_NANOS);
            scene.threads.work();
            int before = scene.told.get();
            loan();
            r.r1 = scene.told.get() - before;
            r.r2 = scene.pool.stats().idle() + scene.closed.get();
        }
    }
}
