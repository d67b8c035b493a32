package io.conecta.internal.store;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.conecta.internal.flow.Rig;
import io.conecta.internal.flow.Rig.Box;
import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Races for one idle slot, and what its next holder sees. */
public final class ClaimRaces {
    private ClaimRaces() {}

    private static Slot<Box> idle() {
        Slot<Box> slot = new Slot<>(false, 0);
        slot.object = new Box();
        slot.occupy();
        slot.rest(0);
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
            r.r1 = slot.tryClaim(slot.loanWord(), Slot.PLAIN_CLAIM, Rig.HOLDER) ? 1 : 0;
        }

        @Actor
        public void other(II_Result r) {
            r.r2 = slot.tryClaim(slot.loanWord(), Slot.PLAIN_CLAIM, Rig.OTHER) ? 1 : 0;
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
            r.r1 = slot.tryClaim(slot.loanWord(), Slot.PLAIN_CLAIM, Rig.HOLDER) ? 1 : 0;
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
            slot.tryClaim(slot.loanWord(), Slot.PLAIN_CLAIM, Rig.HOLDER);
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
            boolean claimed = slot.tryClaim(slot.loanWord(), Slot.PLAIN_CLAIM, Rig.OTHER);
            r.r1 = claimed ? 1 : 0;
            r.r2 = claimed ? slot.require().second : -1;
            r.r3 = claimed ? slot.require().first : -1;
        }
    }

    /**
     * A borrower has read word and object of an idle slot, that object is closed, and another moves in and rests there.
     * The race: the slot looks idle to the claim's CAS as before, but it is another object's.
     * Promise: the claim fails, or it has the object that is in the slot.
     * Made by: the generation that {@code Slot.vacate} adds; a word from before never comes again.
     */
    @JCStressTest
    @State
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "Not claimed.")
    @Outcome(
            id = {"1", "2"},
            expect = ACCEPTABLE,
            desc = "The first object and nothing was closed; or the second.")
    @Outcome(expect = FORBIDDEN, desc = "A loan of an object that is closed.")
    public static class ClaimAgainstReoccupation {
        private final SlotTable<Box> table = new SlotTable<>(false);
        private final Box first = new Box();
        private final Slot<Box> slot;

        public ClaimAgainstReoccupation() {
            table.limit(1);
            slot = Objects.requireNonNull(table.occupy(first, 0, 0, 0));
            slot.rest(0);
        }

        @Actor
        public void borrower(I_Result r) {
            Borrowed<Box> borrowed = Borrowed.tryClaim(slot, Slot.CAREFUL_CLAIM, Rig.OTHER);
            if (borrowed != null) {
                r.r1 = borrowed.object != slot.object() ? -1 : borrowed.object == first ? 1 : 2;
            }
        }

        @Actor
        public void pool() {
            long word = slot.word();
            if (Slot.phase(word) == Slot.IDLE && slot.tryHold(word)) {
                table.vacate(slot);
                Objects.requireNonNull(table.occupy(new Box(), 0, 0, 0)).rest(0);
            }
        }
    }

    /**
     * A sweep has seen an idle object that is to be closed; that object is closed by another, and a new one moves in and rests there.
     * The race: the slot looks idle to the sweep's CAS as before.
     * Promise: the sweep does not take the newcomer in its place.
     * Made by: as above.
     */
    @JCStressTest
    @State
    @Outcome(
            id = {"0, 1", "1, 0"},
            expect = ACCEPTABLE,
            desc = "One of them had the first object.")
    @Outcome(expect = FORBIDDEN, desc = "The newcomer was taken for the object that has gone.")
    public static class HoldAgainstReoccupation {
        private final SlotTable<Box> table = new SlotTable<>(false);
        private final Slot<Box> slot;
        private final long seen;

        public HoldAgainstReoccupation() {
            table.limit(1);
            slot = Objects.requireNonNull(table.occupy(new Box(), 0, 0, 0));
            slot.rest(0);
            seen = slot.word();
        }

        @Actor
        public void sweep(II_Result r) {
            r.r1 = slot.tryHold(seen) ? 1 : 0;
        }

        @Actor
        public void other(II_Result r) {
            if (slot.tryHold(seen)) {
                r.r2 = 1;
                table.vacate(slot);
                Objects.requireNonNull(table.occupy(new Box(), 0, 0, 0)).rest(0);
            }
        }
    }
}
