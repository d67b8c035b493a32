package io.conecta.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.conecta.internal.Rig.Box;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Races for one idle slot, and what its next holder sees. */
public final class ClaimRaces {
    private ClaimRaces() {}

    private static Slot<Box> idle() {
        Slot<Box> slot = new Slot<>(false, 0);
        slot.object = new Box();
        slot.occupy();
        slot.rest(false);
        return slot;
    }

    /**
     * Two borrowers claim the same idle slot.
     * The race: both read the idle word before either writes.
     * Promise: exactly one gets it; neither both nor none.
     * Made by: the CAS of {@code Slot.tryClaim}.
     */
    @JCStressTest
    @State
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "One has it.")
    @Outcome(expect = FORBIDDEN, desc = "Two holders, or a slot that nobody could claim.")
    public static class ClaimAgainstClaim {
        private final Slot<Box> slot = idle();

        @Actor
        public void one(II_Result r) {
            r.r1 = slot.tryClaim(Slot.PLAIN_CLAIM, 1) ? 1 : 0;
        }

        @Actor
        public void other(II_Result r) {
            r.r2 = slot.tryClaim(Slot.PLAIN_CLAIM, 2) ? 1 : 0;
        }
    }

    /**
     * A borrower claims a slot while the pool takes it in hand, to ping it or to close it.
     * The race: the pool has read the idle word, the borrower comes in between.
     * Promise: exactly one of them has it.
     * Made by: both moves are a CAS on the same word.
     */
    @JCStressTest
    @State
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "One has it.")
    @Outcome(expect = FORBIDDEN, desc = "An object is lent while the pool closes it.")
    public static class ClaimAgainstHold {
        private final Slot<Box> slot = idle();

        @Actor
        public void borrower(II_Result r) {
            r.r1 = slot.tryClaim(Slot.PLAIN_CLAIM, 1) ? 1 : 0;
        }

        @Actor
        public void pool(II_Result r) {
            long word = slot.word();
            r.r2 = Slot.phase(word) == Slot.IDLE && slot.tryHold(word) ? 1 : 0;
        }
    }

    /**
     * A holder writes two plain fields and returns by the plain store; another claims and reads them.
     * The race: the writes could become visible after the slot does.
     * Promise: who claims sees all of the last holder's writes.
     * Made by: {@code free} is a release store, {@code tryClaim} a CAS with acquire on the same word.
     */
    @JCStressTest
    @State
    @Outcome(id = "0, -1, -1", expect = ACCEPTABLE, desc = "Not free yet.")
    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "Sees all.")
    @Outcome(expect = FORBIDDEN, desc = "A holder without the last one's writes.")
    public static class HolderToHolder {
        private final Slot<Box> slot = idle();
        private final long word;

        public HolderToHolder() {
            slot.tryClaim(Slot.PLAIN_CLAIM, 1);
            word = slot.word();
        }

        @Actor
        public void holder() {
            Box box = slot.require();
            box.first = 1;
            box.second = 1;
            slot.free(word);
        }

        @Actor
        public void next(III_Result r) {
            boolean claimed = slot.tryClaim(Slot.PLAIN_CLAIM, 2);
            r.r1 = claimed ? 1 : 0;
            r.r2 = claimed ? slot.require().second : -1;
            r.r3 = claimed ? slot.require().first : -1;
        }
    }

    /**
     * A holder writes plain fields; the pool hands the object to a waiter in person.
     * The race: the waiter finds its grant without taking the queue's lock.
     * Promise: the waiter sees the last holder's writes and its own loan.
     * Made by: {@code Slot.lend} before the volatile write of {@code Waiter.grant}.
     */
    @JCStressTest
    @State
    @Outcome(id = "0, -1, -1", expect = ACCEPTABLE, desc = "Not granted yet.")
    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "Sees all, and the loan is its own.")
    @Outcome(expect = FORBIDDEN, desc = "A grant without the object's last state.")
    public static class HolderToWaiter {
        private final Rig rig = new Rig(true);
        private final WaitQueue.Waiter<Box> waiter = java.util.Objects.requireNonNull(rig.state.waiters.enqueue(1));

        @Actor
        public void holder() {
            rig.box.first = 1;
            rig.returns.giveBack(rig.slot, Slot.loan(rig.word), false);
        }

        @Actor
        public void waiter(III_Result r) {
            WaitQueue.Grant<Box> grant = waiter.grant;
            Slot<Box> slot = grant == null ? null : grant.slot();
            r.r1 = slot == null ? 0 : 1;
            r.r2 = slot == null ? -1 : slot.require().first;
            r.r3 = slot == null ? -1 : Slot.phase(slot.word()) == Slot.LENT ? 1 : 0;
        }
    }
}
