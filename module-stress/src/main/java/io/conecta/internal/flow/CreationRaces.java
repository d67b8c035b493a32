package io.conecta.internal.flow;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.conecta.internal.store.Signals;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Races for the end of a creation. */
public final class CreationRaces {
    private static final long TIMEOUT = 1_000_000_000;

    private CreationRaces() {}

    /** A creation in line for a worker, and how often it has told its end. */
    private static final class Scene {
        final Rig rig = new Rig(true);
        final AtomicInteger ends = new AtomicInteger();

        Scene() {
            rig.supply.startCreation(failure -> ends.incrementAndGet());
        }

        void close() {
            rig.store.signals.raise(Signals.CLOSED);
            rig.supply.hurry();
            rig.settle();
        }

        void after(III_Result r) {
            rig.threads.work();
            r.r1 = ends.get();
            r.r2 = rig.placesLost();
            r.r3 = rig.supply.creating();
        }

        void afterClose(III_Result r) {
            rig.threads.work();
            rig.settle();
            after(r);
            if (rig.made.get() != rig.closed.get()) {
                r.r2 = 100; // Alive in a closed pool.
            }
        }
    }

    /**
     * A new object arrives in the instant in which createTimeout passes.
     * The race: the place is to be filled by the one, given back by the other.
     * Promise: exactly one of them settles it; whoever started it hears one end; the late object joins by a place of its own, or is closed.
     * Made by: {@code Supply.Creation.settle}, under the supply's lock.
     */
    @JCStressTest
    @State
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "One end, and every place has its object.")
    @Outcome(expect = FORBIDDEN, desc = "A place lost or given twice, or an end told twice or never.")
    public static class ArrivalAgainstTimeout {
        private final Scene scene = new Scene();

        @Actor
        public void worker() {
            scene.rig.threads.work();
        }

        @Actor
        public void time() {
            Rig.linger();
            scene.rig.threads.pass(TIMEOUT);
            scene.rig.threads.pass(1);
            scene.rig.threads.work();
        }

        @Arbiter
        public void after(III_Result r) {
            scene.after(r);
        }
    }

    /**
     * A new object arrives while the pool is being closed, and the creation is given up or interrupted.
     * The race: the close finds the creation not begun, just begun, or just over.
     * Promise: exactly one end; the object is closed, or was never made; no place is lost.
     * Made by: {@code settle} again; {@code Handoff.settle} closes what joins a closed pool.
     */
    @JCStressTest
    @State
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "One end, and every place has its object.")
    @Outcome(expect = FORBIDDEN, desc = "A place lost or given twice, or an end told twice or never.")
    public static class ArrivalAgainstClose {
        private final Scene scene = new Scene();

        @Actor
        public void worker() {
            scene.rig.threads.work();
        }

        @Actor
        public void close() {
            scene.close();
        }

        @Arbiter
        public void after(III_Result r) {
            scene.afterClose(r);
        }
    }

    /**
     * All three: it arrives, its time is up, and the pool is closed.
     * The race: a close that hurries a creation must not keep its deadline from deciding, nor the other way round.
     * Promise: as above.
     * Made by: {@code Guard} lets one interrupt wait for the other; {@code settle} lets one of three settle.
     */
    @JCStressTest
    @State
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "One end, and every place has its object.")
    @Outcome(expect = FORBIDDEN, desc = "A place lost or given twice, or an end told twice or never.")
    public static class ArrivalAgainstTimeoutAndClose {
        private final Scene scene = new Scene();

        @Actor
        public void worker() {
            scene.rig.threads.work();
        }

        @Actor
        public void timeAndClose() {
            Rig.linger();
            scene.rig.threads.pass(TIMEOUT);
            scene.close();
            scene.rig.threads.work();
        }

        @Arbiter
        public void after(III_Result r) {
            scene.afterClose(r);
        }
    }
}
