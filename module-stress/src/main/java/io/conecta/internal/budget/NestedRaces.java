package io.conecta.internal.budget;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.conecta.PoolBudget;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Races for permits where one budget lies in another. */
public final class NestedRaces {
    private NestedRaces() {}

    private static final class Scene {
        final PoolBudget outer;
        final PoolBudget own;

        Scene(int outerLimit, int ownLimit) {
            outer = PoolBudget.of(outerLimit);
            own = new NestedBudget(ownLimit, outer);
        }

        /** A key that has one borrower who waits. */
        ToldPool key() {
            ToldPool key = new ToldPool(own, 0);
            key.waiting = 1;
            return key;
        }

        int used() {
            return outer.stats().used() + 10 * own.stats().used();
        }
    }

    /**
     * A key gives back the only permit of its own budget while another key wants it.
     * Promise: that one gets it, or is told.
     * Made by: the own budget's step comes first, and who is refused there stands in its line.
     */
    @JCStressTest
    @State
    @Outcome(
            id = {"1, 0, 11", "1, 1, 11", "0, 1, 0"},
            expect = ACCEPTABLE,
            desc = "Got it, or was refused and told.")
    @Outcome(expect = FORBIDDEN, desc = "Refused and not told, or a permit lost.")
    public static class OwnGiveAgainstRefusal {
        private final Scene scene = new Scene(1, 1);
        private final ToldPool one = new ToldPool(scene.own, 0);
        private final ToldPool two = scene.key();

        public OwnGiveAgainstRefusal() {
            one.have();
        }

        @Actor
        public void one() {
            one.give();
        }

        @Actor
        public void two(III_Result r) {
            r.r1 = two.tryTake();
        }

        @Arbiter
        public void after(III_Result r) {
            r.r2 = two.told();
            r.r3 = scene.used();
        }
    }

    /**
     * Another pool gives back the only permit of the outer budget while a key wants it.
     * Promise: the key gets it, or is told; and keeps no permit of its own budget if it does not.
     * Made by: who is refused by the outer budget stands in its line before it gives back its own.
     */
    @JCStressTest
    @State
    @Outcome(
            id = {"1, 0, 11", "1, 1, 11", "0, 1, 0"},
            expect = ACCEPTABLE,
            desc = "Got it, or was refused and told.")
    @Outcome(expect = FORBIDDEN, desc = "Refused and not told, or a permit lost.")
    public static class OuterGiveAgainstRefusal {
        private final Scene scene = new Scene(1, 1);
        private final ToldPool plain = new ToldPool(scene.outer, 0);
        private final ToldPool key = scene.key();

        public OuterGiveAgainstRefusal() {
            plain.have();
        }

        @Actor
        public void plain() {
            plain.give();
        }

        @Actor
        public void key(III_Result r) {
            r.r1 = key.tryTake();
        }

        @Arbiter
        public void after(III_Result r) {
            r.r2 = key.told();
            r.r3 = scene.used();
        }
    }

    /**
     * A key waits for the outer budget. Another key takes the last permit of their own budget, in vain, while a pool gives back the only one of the outer.
     * Promise: one of the keys gets it, or is told.
     * Made by: the outer budget may have passed over both, since their own was used up for a moment; who was refused has it look again.
     */
    @JCStressTest
    @State
    @Outcome(
            id = {"1, 0, 11", "1, 1, 11", "0, 1, 0"},
            expect = ACCEPTABLE,
            desc = "Got it, or somebody was told.")
    @Outcome(expect = FORBIDDEN, desc = "A free permit, and nobody was told.")
    public static class VainTakeAgainstGive {
        private final Scene scene = new Scene(1, 1);
        private final ToldPool plain = new ToldPool(scene.outer, 0);
        private final ToldPool first = scene.key();
        private final ToldPool second = scene.key();

        public VainTakeAgainstGive() {
            plain.have();
            if (first.share.tryTake()) {
                throw new IllegalStateException("above the limit");
            }
        }

        @Actor
        public void plain() {
            plain.give();
        }

        @Actor
        public void second(III_Result r) {
            r.r1 = second.tryTake();
        }

        @Arbiter
        public void after(III_Result r) {
            r.r2 = Math.max(first.told(), second.told());
            r.r3 = scene.used();
        }
    }
}
