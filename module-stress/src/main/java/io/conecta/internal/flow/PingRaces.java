package io.conecta.internal.flow;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.conecta.internal.runtime.Counters;
import io.conecta.internal.store.Signals;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** Races for the end of a ping. */
public final class PingRaces {
    private static final long TIMEOUT = 1_000_000_000;

    private PingRaces() {}

    /** A ping for borrowers in line for a worker, and how often it has told its end. */
    private static final class Scene {
        final Rig rig = new Rig(true);
        final AtomicInteger ends = new AtomicInteger();

        Scene() {
            rig.slot.tryHold(rig.word);
            rig.pinger.pingForBorrower(rig.slot, how -> ends.incrementAndGet());
        }

        void close() {
            rig.store.signals.raise(Signals.CLOSED);
            rig.pinger.hurry();
            rig.settle();
        }

        void after(IIII_Result r) {
            rig.threads.work();
            rig.settle();
            r.r1 = ends.get();
            r.r2 = rig.phase();
            r.r3 = rig.closed.get();
            // Failures counted that no listener has heard of.
            r.r4 = (int) rig.store.counters.get(Counters.PING_FAILURES) - rig.pingFailuresHeard.get();
        }
    }

    /**
     * A ping answers in the instant in which pingTimeout passes.
     * The race: the answer lets the object rest, the time limit closes it; and both threads tell the listener.
     * Promise: one of them settles the slot, one end is told, and a failure that is counted is heard of.
     * Made by: the CAS on {@code Guard.state}; whoever was overdue tells nothing.
     */
    @JCStressTest
    @State
    @Outcome(id = "1, 1, 0, 0", expect = ACCEPTABLE, desc = "Answered in time: it rests.")
    @Outcome(id = "1, 0, 1, 0", expect = ACCEPTABLE, desc = "Overdue: closed once, and told.")
    @Outcome(expect = FORBIDDEN, desc = "Settled twice or never, or a failure that nobody hears of.")
    public static class AnswerAgainstTimeout {
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
        public void after(IIII_Result r) {
            scene.after(r);
        }
    }

    /**
     * A ping answers, or is about to begin, while the pool is being closed.
     * The race: the close finds it waiting, beginning, under way or over, and does not begin it, interrupts it or leaves it.
     * Promise: its object is closed exactly once, and one end is told.
     * Made by: WAITING is left by a CAS; {@code guard} is published before the ping looks whether it is wanted.
     */
    @JCStressTest
    @State
    @Outcome(id = "1, 0, 1, 0", expect = ACCEPTABLE, desc = "Closed once.")
    @Outcome(expect = FORBIDDEN, desc = "Left behind, closed twice, or an end told twice or never.")
    public static class AnswerAgainstClose {
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
        public void after(IIII_Result r) {
            scene.after(r);
        }
    }

    /**
     * All three: it answers, its time is up, and the pool is closed.
     * The race: as above; the two interrupts meet as well.
     * Promise: as above.
     * Made by: as above, and INTERRUPTING in {@code Guard}.
     */
    @JCStressTest
    @State
    @Outcome(id = "1, 0, 1, 0", expect = ACCEPTABLE, desc = "Closed once.")
    @Outcome(expect = FORBIDDEN, desc = "Left behind, closed twice, or an end told twice or never.")
    public static class AnswerAgainstTimeoutAndClose {
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
        public void after(IIII_Result r) {
            scene.after(r);
        }
    }
}
