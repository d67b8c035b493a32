package io.conecta.internal.flow;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.conecta.internal.store.Slot;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Races between failed pings, which put all objects in doubt, and passed ones, which end that. */
public final class DoubtRaces {
    private DoubtRaces() {}

    /** Whether the pool is in doubt, and whether the fast path is open. */
    private static void look(Rig rig, III_Result r) {
        r.r2 = rig.store.isInDoubt() ? 1 : 0;
        r.r3 = rig.step == 0 ? 0 : 1;
    }

    /**
     * A ping fails while another passes that began before.
     * The race: the passed one is about to open the fast path when the failed one closes it.
     * Promise: the pool is in doubt, and the fast path is closed, as soon as the failure is known.
     * Made by: {@code Gate.closeIf} asks under the gate's lock, so the last to ask decides; a pass clears the doubt it began at, no newer one.
     */
    @JCStressTest
    @State
    @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "In doubt and closed.")
    @Outcome(expect = FORBIDDEN, desc = "Open while in doubt.")
    public static class RaiseAgainstClear {
        private final Rig rig = new Rig(false);
        private final int asOf;

        public RaiseAgainstClear() {
            rig.doubt.raise();
            asOf = rig.store.doubt();
        }

        @Actor
        public void fails(III_Result r) {
            rig.doubt.raise();
            r.r1 = rig.step == 0 ? 0 : 1;
        }

        @Actor
        public void passes() {
            rig.doubt.clear(asOf);
        }

        @Arbiter
        public void after(III_Result r) {
            look(rig, r);
        }
    }

    /**
     * A ping passes that began before another failed; and one passes that began after that.
     * The race: the first has looked whether it is out of date, and writes when the second has written.
     * Promise: the doubt is over and the fast path open: nothing has failed since the second began.
     * Made by: what is cleared only ever grows.
     */
    @JCStressTest
    @State
    @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "Over, and open.")
    @Outcome(expect = FORBIDDEN, desc = "In doubt for nothing.")
    public static class StaleClearAgainstClear {
        private final Rig rig = new Rig(false);
        private final int asOf;

        public StaleClearAgainstClear() {
            rig.doubt.raise();
            asOf = rig.store.doubt();
        }

        @Actor
        public void first() {
            rig.doubt.clear(asOf);
        }

        @Actor
        public void second() {
            rig.doubt.raise();
            rig.doubt.clear(rig.store.doubt());
        }

        @Arbiter
        public void after(III_Result r) {
            look(rig, r);
        }
    }

    /**
     * A ping fails while a sweep is looking whether any object is in doubt still.
     * The race: the sweep has passed the objects when the doubt is raised, and ends it as if it had found none of them in doubt.
     * Promise: the pool is in doubt until a ping has passed.
     * Made by: a sweep ends the doubt that it began with, no newer one.
     */
    @JCStressTest
    @State
    @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "In doubt and closed.")
    @Outcome(expect = FORBIDDEN, desc = "A failed ping was forgotten.")
    public static class RaiseAgainstSweep {
        private final Rig rig = new Rig(false);

        @Actor
        public void fails() {
            rig.doubt.raise();
        }

        @Actor
        public void sweep() {
            rig.housekeeper.sweep();
        }

        @Arbiter
        public void after(III_Result r) {
            look(rig, r);
        }
    }

    /**
     * A careful return in the instant in which another object fails its ping.
     * The race: the return has seen no doubt, and the failed ping no idle object to mark.
     * Promise: no borrow lends it before a ping; it is idle and marked, or found out when it is claimed.
     * Made by: a claim looks at the doubt after its CAS, since the fast path is closed before the failed ping looks at the slots.
     */
    @JCStressTest
    @State
    @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "Not lent.")
    @Outcome(expect = FORBIDDEN, desc = "Lent without a ping, though another has failed.")
    public static class ReturnAgainstRaise {
        private final Rig rig = new Rig(true);

        @Actor
        public void holder() {
            rig.giveBack(Slot.loan(rig.word));
        }

        @Actor
        public void fails() {
            rig.doubt.raise();
        }

        @Arbiter
        public void after(III_Result r) {
            look(rig, r);
            r.r1 = rig.claims.claim(Rig.OTHER) == null ? 0 : 1;
        }
    }
}
