package io.conecta.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.conecta.Lease;
import io.conecta.Pool;
import io.conecta.PoolMeter;
import io.conecta.PoolSettings;
import io.conecta.internal.runtime.Hooks;
import io.conecta.internal.runtime.Threadless;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Races about the times of loans: the whole pool, through its API. */
public final class MeterRaces {
    private MeterRaces() {}

    /**
     * Two threads end one timed loan, while a third reconfigures the pool, which flags loans too.
     * The race: both read the time before they end the loan; a flag of the pool's comes between the borrower's look and its own flag.
     * Promise: the loan is told once, and its object is at rest or closed once.
     * Made by: a timed loan ends by a CAS only, and who wins it tells.
     */
    @JCStressTest
    @State
    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "Told once; at rest, or closed once.")
    @Outcome(expect = FORBIDDEN, desc = "A loan is told twice or never, or its object is lost.")
    public static class EndedTwice {
        private final Threadless threads = new Threadless();
        private final AtomicInteger told = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();
        private final Pool<Object> pool;
        private final Lease<Object> lease;

        /** A pool of one object, which is lent. */
        public EndedTwice() {
            Hooks<Object> hooks = new Hooks<>(
                    Object::new,
                    (object, failures) -> true,
                    object -> closed.incrementAndGet(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    thrown -> true,
                    new PoolMeter() {
                        @Override
                        public void used(Duration time) {
                            told.incrementAndGet();
                        }
                    },
                    false);
            PoolSettings settings = PoolSettings.defaults()
                    .withName("meter")
                    .withMaxSize(1)
                    .withInitialSize(0)
                    .withCloseTimeout(Duration.ofMillis(1));
            pool = Engine.start(hooks, settings, threads.background);
            pool.adopt(new Object());
            try {
                lease = pool.lease(Duration.ZERO);
            } catch (InterruptedException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Actor
        public void returns() {
            lease.close();
        }

        @Actor
        public void discards() {
            try {
                lease.discard();
                ended.incrementAndGet();
            } catch (IllegalStateException returnedAlready) {
                // The other was sooner.
            }
        }

        @Actor
        public void reconfigures() {
            pool.reconfigure(pool.settings().withMaxUses(1_000));
        }

        @Arbiter
        public void after(III_Result r) {
            threads.work();
            r.r1 = told.get();
            r.r2 = pool.stats().idle() + closed.get();
            r.r3 = ended.get() <= closed.get() ? 1 : 0;
        }
    }
}
