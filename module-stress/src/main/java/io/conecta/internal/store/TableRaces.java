package io.conecta.internal.store;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.conecta.internal.flow.Rig;
import io.conecta.internal.flow.Rig.Box;
import io.conecta.internal.runtime.Limits;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Races in what finds the slots and counts the places. */
public final class TableRaces {
    private TableRaces() {}

    /**
     * A holder looks its object up while others come and go, and the identity table is rebuilt.
     * The race: the look-up reads without a lock, while entries are added, removed and moved to a larger array.
     * Promise: who holds an object finds its slot, always.
     * Made by: entries never move within an array, and a full one is replaced as a whole.
     */
    @JCStressTest
    @State
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Found.")
    @Outcome(expect = FORBIDDEN, desc = "A lent object that its pool does not know.")
    public static class FindAgainstRebuild {
        private final SlotTable<Box> table = new SlotTable<>(false);
        private final Box mine = new Box();
        private final Box[] others = new Box[12];

        public FindAgainstRebuild() {
            table.limit(64);
            table.occupy(new Box(), 0, 0, 0);
            table.occupy(mine, 0, 0, 0);
            for (int i = 0; i < others.length; i++) {
                others[i] = new Box();
            }
        }

        @Actor
        public void holder(I_Result r) {
            Slot<Box> found = table.find(mine);
            r.r1 = found != null && found.object == mine ? 1 : 0;
        }

        @Actor
        public void others() {
            for (Box other : others) {
                Slot<Box> slot = table.occupy(other, 0, 0, 0);
                if (slot != null && other.hashCode() % 2 == 0) {
                    table.vacate(slot);
                }
            }
        }
    }

    /**
     * A creation takes a place while the pool is made smaller.
     * The race: the creation read the old limit, the shrink counted the places before it took one.
     * Promise: the creation backs out, or the shrink sees that there is one too many.
     * Made by: {@code Capacity.tryTake} reads the limit again after the CAS; the shrink writes it before it counts.
     */
    @JCStressTest
    @State
    @Outcome(
            id = {"0, 0", "1, 1"},
            expect = ACCEPTABLE,
            desc = "Backed out, or seen.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Seen while it backed out.")
    @Outcome(expect = FORBIDDEN, desc = "One object too many that nobody knows of.")
    public static class PlaceAgainstShrink {
        private final Rig rig = new Rig(false);

        @Actor
        public void creation(II_Result r) {
            r.r1 = rig.store.capacity.tryTake() ? 1 : 0;
        }

        @Actor
        public void shrink(II_Result r) {
            Limits limits = rig.store.limits();
            rig.store.limits(Limits.of(limits.settings().withMaxSize(1)));
            r.r2 = rig.store.capacity.taken() > 1 ? 1 : 0;
        }
    }

    /**
     * Two creations want the last place.
     * The race: both see it free.
     * Promise: one gets it, and the count is right afterwards.
     * Made by: the one word of {@code Capacity}.
     */
    @JCStressTest
    @State
    @Outcome(
            id = {"1, 2", "0, 2"},
            expect = ACCEPTABLE,
            desc = "One of them.")
    @Outcome(expect = FORBIDDEN, desc = "More places than there are.")
    public static class PlaceAgainstPlace {
        private final Rig rig = new Rig(false);

        @Actor
        public void one(II_Result r) {
            r.r1 = rig.store.capacity.tryTake() ? 1 : 0;
        }

        @Actor
        public void other() {
            rig.store.capacity.tryTake();
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = rig.store.capacity.taken();
        }
    }

    /**
     * A suspect comes to rest while who starts pings looks for suspects and finds none.
     * The race: the look says that there is none, and overlooks the slot that is noted just then.
     * Promise: it is held to be pinged, or there may be suspects still and the next look finds it.
     * Made by: the slot is seen before it is counted; the look reads the count before it visits any slot.
     */
    @JCStressTest
    @State
    @Outcome(
            id = {"1, 0", "1, 1", "0, 1"},
            expect = ACCEPTABLE,
            desc = "Held, or noted still.")
    @Outcome(expect = FORBIDDEN, desc = "A suspect that nobody pings.")
    public static class SuspectAgainstLook {
        private final Rig rig = new Rig(true);

        public SuspectAgainstLook() {
            rig.slot.tryHold(rig.word);
            rig.store.slots.noteSuspect(); // Of another, which has been pinged by now.
        }

        @Actor
        public void rests() {
            rig.slot.rest(Slot.SUSPECT);
            rig.store.slots.noteSuspect();
        }

        @Actor
        public void looks(II_Result r) {
            r.r1 = rig.store.slots.holdSuspect() == null ? 0 : 1;
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = rig.store.slots.mayHaveSuspects() ? 1 : 0;
        }
    }
}
