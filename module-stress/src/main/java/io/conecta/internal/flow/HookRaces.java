package io.conecta.internal.flow;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
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

/** Races between a hook on its holder's own thread and what ends its loan meanwhile. */
public final class HookRaces {
    private HookRaces() {}

    private static Rig resetting() {
        return new Rig(settings -> settings, null, object -> Rig.linger());
    }

    private static Rig preparing() {
        Rig rig = new Rig(settings -> settings, object -> Rig.linger(), null);
        rig.giveBack(Slot.loan(rig.word));
        return rig;
    }

    private static int borrow(Rig rig) {
        Borrowed<Box> borrowed = rig.borrowPath.now(Rig.OTHER, false);
        return borrowed == null ? 0 : 1;
    }

    /** What has become of a returned object, and of its place. */
    private static void tell(Rig rig, III_Result r) {
        r.r1 = rig.phase();
        r.r2 = rig.closed.get();
        r.r3 = rig.placesLost();
    }

    /**
     * A return runs resetFunc, and its time is up in the instant in which it ends.
     * The race: the returner and the time limit both want to take the object out of RETURNING.
     * Promise: one of them does. The object rests, or is closed once; its slot is left in neither RETURNING nor HELD, no place is lost.
     * Made by: the CAS on {@code Guard.state} decides who, {@code Slot.tryEndReturn} is a CAS on the word of this loan.
     */
    @JCStressTest
    @State
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "Returned: it rests.")
    @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "Overdue: it is closed.")
    @Outcome(expect = FORBIDDEN, desc = "Closed twice, neither rested nor closed, or a place lost.")
    public static class ResetAgainstTimeLimit {
        private final Rig rig = resetting();

        @Actor
        public void holder() {
            rig.returnPath.giveBack(rig.slot, Slot.loan(rig.word), false);
        }

        @Actor
        public void time() {
            rig.hookTimeout();
        }

        @Arbiter
        public void after(III_Result r) {
            rig.threads.work();
            tell(rig, r);
        }
    }

    /**
     * A return runs resetFunc while a sweep reclaims its loan as leaked.
     * The race: the sweep has read LENT or RETURNING, the returner moves on.
     * Promise: one of them has the object. It rests, or is closed once, and no place is lost.
     * Made by: every way out of LENT and RETURNING is a CAS on the loan's word.
     */
    @JCStressTest
    @State
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "Returned: it rests.")
    @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "Reclaimed: it is closed.")
    @Outcome(expect = FORBIDDEN, desc = "Closed twice, neither rested nor closed, or a place lost.")
    public static class ResetAgainstReclaim {
        private final Rig rig = resetting();

        @Actor
        public void holder() {
            rig.returnPath.giveBack(rig.slot, Slot.loan(rig.word), false);
        }

        @Actor
        public void sweep() {
            long word = rig.slot.word();
            if (Slot.isOut(word) && rig.slot.tryReclaim(word)) {
                rig.closer.close(rig.slot, true, () -> {});
                rig.threads.work();
            }
        }

        @Arbiter
        public void after(III_Result r) {
            rig.threads.work();
            tell(rig, r);
        }
    }

    /**
     * A return runs resetFunc while a clear or a close marks the loan as doomed.
     * The race: the mark is set between the returner's look for it and its last CAS.
     * Promise: the object is closed exactly once, however the two meet.
     * Made by: {@code tryEndReturn} gives the word with the flags it had in the end; {@code Handoff.settle} asks for the epoch
     * besides; the sweeps afterwards find what has come to rest between a look at the epoch and now.
     */
    @JCStressTest
    @State
    @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "Closed once.")
    @Outcome(expect = FORBIDDEN, desc = "Survived the clear, or closed twice.")
    public static class ResetAgainstClear {
        private final Rig rig = resetting();

        @Actor
        public void holder() {
            rig.returnPath.giveBack(rig.slot, Slot.loan(rig.word), false);
        }

        @Actor
        public void clear() {
            rig.store.nextEpoch();
            rig.handoff.evict(rig.slot, 0);
        }

        @Arbiter
        public void after(III_Result r) {
            rig.settle();
            tell(rig, r);
        }
    }

    /**
     * A borrow runs prepareFunc, and its time is up in the instant in which that ends.
     * The race: the borrower is about to have the object, the time limit to close it.
     * Promise: it is lent and not closed, or closed once and not lent.
     * Made by: the CAS on {@code Guard.state}; the loser does nothing more for the call.
     */
    @JCStressTest
    @State
    @Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "Lent.")
    @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "Overdue: closed, and not lent.")
    @Outcome(expect = FORBIDDEN, desc = "A closed object is lent, or one that nobody has is not closed.")
    public static class PrepareAgainstTimeLimit {
        private final Rig rig = preparing();

        @Actor
        public void borrower(III_Result r) {
            r.r1 = borrow(rig);
        }

        @Actor
        public void time() {
            rig.hookTimeout();
        }

        @Arbiter
        public void after(III_Result r) {
            rig.threads.work();
            r.r2 = rig.phase();
            r.r3 = rig.closed.get();
        }
    }

    /**
     * A borrow runs prepareFunc while a sweep reclaims its loan.
     * The race: the borrower looks whether its loan still runs, the sweep ends it.
     * Promise: whoever is told that it has the object had it when it looked; it is closed once if reclaimed, else lent.
     * Made by: {@code tryReclaim} is a CAS on the loan's word, which the borrower reads after the hook.
     */
    @JCStressTest
    @State
    @Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "Lent, not reclaimed.")
    @Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "Reclaimed just after it was lent.")
    @Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "Reclaimed while it was prepared.")
    @Outcome(expect = FORBIDDEN, desc = "Closed twice, or neither lent nor closed.")
    public static class PrepareAgainstReclaim {
        private final Rig rig = preparing();

        @Actor
        public void borrower(III_Result r) {
            r.r1 = borrow(rig);
        }

        @Actor
        public void sweep() {
            long word = rig.slot.word();
            for (int i = 0; i < 200 && !Slot.isOut(word); i++) {
                Thread.onSpinWait();
                word = rig.slot.word();
            }
            if (Slot.isOut(word) && rig.slot.tryReclaim(word)) {
                rig.closer.close(rig.slot, true, () -> {});
            } else {
                long loan = Slot.loan(rig.slot.word());
                if (Slot.isOut(rig.slot.word()) && rig.slot.tryReclaim(loan)) {
                    rig.closer.close(rig.slot, true, () -> {});
                }
            }
            rig.threads.work();
        }

        @Arbiter
        public void after(III_Result r) {
            rig.threads.work();
            r.r2 = rig.phase();
            r.r3 = rig.closed.get();
        }
    }
}
