package io.conecta.internal.flow;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.conecta.internal.runtime.Counters;
import io.conecta.internal.store.Slot;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/** Races for the end of a close. */
public final class CloserRaces {
    private static final long TIMEOUT = 1_000_000_000;

    private CloserRaces() {}

    private static void look(Rig rig, IIII_Result r) {
        rig.threads.work();
        r.r1 = rig.closer.stuck().size();
        r.r2 = (int) rig.store.counters.get(Counters.CLOSED);
        r.r3 = rig.store.capacity.taken();
        r.r4 = rig.closer.isClosing(each -> true) ? 1 : 0;
    }

    /**
     * closeFunc ends in the instant in which it is given up.
     * The race: the one adds the closing to those that are stuck, the other takes it off, whether or not it is there yet.
     * Promise: it is counted once, its place is free once, and nothing is left among the stuck.
     * Made by: {@code ended} is written before it is taken off, and read after it was added; {@code settled} is a CAS.
     */
    @JCStressTest
    @State
    @Outcome(id = "0, 1, 0, 0", expect = ACCEPTABLE, desc = "Closed once, nothing left.")
    @Outcome(expect = FORBIDDEN, desc = "Stuck for ever, counted twice, or a place lost.")
    public static class EndAgainstGiveUp {
        private final Rig rig = new Rig(true);

        public EndAgainstGiveUp() {
            rig.slot.tryHold(rig.word);
            rig.closer.close(rig.slot, false, () -> {});
        }

        @Actor
        public void worker() {
            rig.threads.work();
        }

        @Actor
        public void time() {
            Rig.linger();
            rig.threads.pass(TIMEOUT);
            rig.threads.pass(TIMEOUT);
            rig.threads.work();
        }

        @Arbiter
        public void after(IIII_Result r) {
            look(rig, r);
        }
    }

    /**
     * An object is to be closed while the last worker finds nothing more to close and ends.
     * The race: the worker is counted as working still when it is asked whether there is one.
     * Promise: the object is closed by that worker or by another.
     * Made by: both happen under the closer's lock: it is in line before, or the worker counts no more after.
     */
    @JCStressTest
    @State
    @Outcome(id = "0, 2, 0, 0", expect = ACCEPTABLE, desc = "Both closed.")
    @Outcome(expect = FORBIDDEN, desc = "Nobody closes it.")
    public static class CloseAgainstEndOfWorker {
        private final Rig rig = new Rig(true);
        private final Slot<Rig.Box> other = rig.moveIn(new Rig.Box());

        public CloseAgainstEndOfWorker() {
            rig.slot.tryHold(rig.word);
            rig.closer.close(rig.slot, false, () -> {});
        }

        @Actor
        public void worker() {
            rig.threads.work();
        }

        @Actor
        public void closes() {
            Rig.linger();
            rig.closer.close(other, false, () -> {});
        }

        @Arbiter
        public void after(IIII_Result r) {
            look(rig, r);
        }
    }
}
