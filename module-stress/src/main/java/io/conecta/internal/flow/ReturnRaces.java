package io.conecta.internal.flow;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.conecta.internal.flow.Rig.Box;
import io.conecta.internal.store.Borrowed;
import io.conecta.internal.store.Slot;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Races of two who end the same loan. */
public final class ReturnRaces {
    private ReturnRaces() {}

    /**
     * Two threads close one lease of a strict pool; the first borrows again at once.
     * The race: the second read the word before the first's return, and ends a loan that is not its own.
     * Promise of {@code strict}: the new loan runs on.
     * Made by: {@code ReturnPath.hold}, a CAS that expects the word of the old loan.
     */
    @JCStressTest
    @State
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Lent again, and it stays so.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The other was returning it; it rests.")
    @Outcome(expect = FORBIDDEN, desc = "The new holder has lost its loan.")
    public static class StrictReturnTwice {
        private final Rig rig = new Rig(true);

        @Actor
        public void one(II_Result r) {
            rig.giveBack(Slot.loan(rig.word));
            r.r1 = Borrowed.tryClaim(rig.slot, Slot.CAREFUL_CLAIM, Rig.OTHER) == null ? 0 : 1;
        }

        @Actor
        public void other() {
            rig.giveBack(Slot.loan(rig.word));
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = rig.phase();
        }
    }

    /**
     * As above, in a pool that is not strict.
     * The race: the second store of the same return lands after the slot was claimed again.
     * What is given up for the speed of a return: the new holder's loan ends under it ("1, 1"). It takes a lease closed by two
     * threads in the same nanoseconds; {@code Lease} says so, {@code strict} excludes it.
     */
    @JCStressTest
    @State
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Lent again, and it stays so.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "It rests.")
    @Outcome(
            id = "1, 1",
            expect = ACCEPTABLE_INTERESTING,
            desc = "Documented: one lease closed by two threads at once.")
    @Outcome(expect = FORBIDDEN, desc = "Anything else.")
    public static class PlainReturnTwice {
        private final Rig rig = new Rig(false);

        @Actor
        public void one(II_Result r) {
            rig.giveBack(Slot.loan(rig.word));
            r.r1 = Borrowed.tryClaim(rig.slot, Slot.PLAIN_CLAIM, Rig.OTHER) == null ? 0 : 1;
        }

        @Actor
        public void other() {
            rig.giveBack(Slot.loan(rig.word));
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = rig.phase();
        }
    }

    /**
     * A holder returns its object late, in the instant in which the pool reclaims it as leaked.
     * The race: both end the same loan.
     * Promise: one of them does; the object is either idle or closed once, and the holder's return never fails.
     * Made by: both are a CAS on the loan's word, and a reclaimed slot is marked until its object is known as closed.
     */
    @JCStressTest
    @State
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "Returned in time.")
    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "Reclaimed, closed once; the return is ignored.")
    @Outcome(expect = FORBIDDEN, desc = "Two closes, none, or a return that failed.")
    public static class ReturnAgainstReclaim {
        private final Rig rig = new Rig(true);

        @Actor
        public void holder(III_Result r) {
            try {
                rig.returnPath.put(rig.box, rig.store.slots.find(rig.box));
                r.r1 = 1;
            } catch (IllegalStateException refused) {
                r.r1 = -1;
            }
        }

        @Actor
        public void sweep(III_Result r) {
            if (rig.slot.tryReclaim(rig.word)) {
                rig.closer.close(rig.slot, true, () -> {});
                r.r2 = 1;
            }
        }

        @Arbiter
        public void after(III_Result r) {
            rig.threads.work();
            r.r3 = rig.closed.get();
        }
    }

    /**
     * The late return of a reclaimed object, while its slot gets another object and is lent to somebody else.
     * The race: the returner finds the slot by its object, and acts on it when it holds another.
     * Promise: the other's loan runs on, and the late return is ignored.
     * Made by: {@code ReturnPath.wordOf} compares the object after it has read the word, and ends the loan of that word only.
     */
    @JCStressTest
    @State
    @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Ignored; the other has its object.")
    @Outcome(expect = FORBIDDEN, desc = "Somebody else's loan was ended, or the late return failed.")
    public static class LateReturnAgainstReoccupation {
        private final Rig rig = new Rig(true);

        public LateReturnAgainstReoccupation() {
            rig.slot.tryReclaim(rig.word);
        }

        @Actor
        public void late(II_Result r) {
            try {
                rig.returnPath.put(rig.box, rig.store.slots.find(rig.box));
                r.r1 = 1;
            } catch (IllegalStateException refused) {
                r.r1 = -1;
            }
        }

        @Actor
        public void pool() {
            rig.closer.close(rig.slot, true, () -> {});
            rig.threads.work();
            Slot<Box> again = rig.moveIn(new Box());
            again.lend(rig.store.slots.claimStep(), Rig.OTHER);
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = rig.phase();
        }
    }
}
