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
import org.openjdk.jcstress.infra.results.II_Result;

/** Races for the permits of a budget. */
public final class LedgerRaces {
    private LedgerRaces() {}

    private static final class Scene {
        final PoolBudget budget;
        final ToldPool one;
        final ToldPool two;

        Scene(int limit, int minShare) {
            budget = PoolBudget.of(limit);
            one = new ToldPool(budget, minShare);
            two = new ToldPool(budget, 0);
            two.waiting = 1;
        }

        int used() {
            return budget.stats().used();
        }
    }

    /**
     * Two pools want the only permit.
     * Promise: one of them gets it.
     * Made by: the lock of the ledger.
     */
    @JCStressTest
    @State
    @Outcome(
            id = {"1, 0, 1", "0, 1, 1"},
            expect = ACCEPTABLE,
            desc = "One has it.")
    @Outcome(expect = FORBIDDEN, desc = "Both have it, or nobody.")
    public static class TakeAgainstTake {
        private final Scene scene = new Scene(1, 0);

        @Actor
        public void one(III_Result r) {
            r.r1 = scene.one.tryTake();
        }

        @Actor
        public void two(III_Result r) {
            r.r2 = scene.two.tryTake();
        }

        @Arbiter
        public void after(III_Result r) {
            r.r3 = scene.used();
        }
    }

    /**
     * The only permit is given back while another pool wants it.
     * Promise: that pool gets it, or is told: no wake-up is lost.
     * Made by: who is refused stands in line before the lock is released, and who gives looks at the line under it.
     */
    @JCStressTest
    @State
    @Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "Got it.")
    @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "Refused, and told.")
    @Outcome(expect = FORBIDDEN, desc = "Refused and not told, or a permit lost.")
    public static class GiveAgainstRefusal {
        private final Scene scene = new Scene(1, 0);

        public GiveAgainstRefusal() {
            scene.one.have();
        }

        @Actor
        public void one() {
            scene.one.give();
        }

        @Actor
        public void two(III_Result r) {
            r.r1 = scene.two.tryTake();
        }

        @Arbiter
        public void after(III_Result r) {
            r.r2 = scene.two.told();
            r.r3 = scene.used();
        }
    }

    /**
     * The limit is lowered while a pool takes the last permit.
     * Promise: the permit is not to be had, or the pools are asked to give one up.
     * Made by: the lock of the ledger; whoever changes the limit asks under it.
     */
    @JCStressTest
    @State
    @Outcome(
            id = {"0, 1, 0", "0, 1, 1"},
            expect = ACCEPTABLE,
            desc = "The limit was there first.")
    @Outcome(id = "1, 2, 1", expect = ACCEPTABLE, desc = "The permit was there first, and one is asked for.")
    @Outcome(expect = FORBIDDEN, desc = "Above the limit, and nobody is asked to give way.")
    public static class LimitAgainstTake {
        private final Scene scene = new Scene(2, 0);

        public LimitAgainstTake() {
            scene.one.have();
        }

        @Actor
        public void operator() {
            scene.budget.limit(1);
        }

        @Actor
        public void two(III_Result r) {
            r.r1 = scene.two.tryTake();
        }

        @Arbiter
        public void after(III_Result r) {
            r.r2 = scene.used();
            r.r3 = Math.min(1, scene.one.excesses.get() + scene.two.excesses.get());
        }
    }

    /**
     * A pool is closed for which the only permit was kept, while another wants that.
     * Promise: the other gets it, or is told.
     * Made by: the lock of the ledger; who leaves offers what was kept under it.
     */
    @JCStressTest
    @State
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "Got it, or was refused and told.")
    @Outcome(expect = FORBIDDEN, desc = "Refused and not told.")
    public static class LeaveAgainstTake {
        private final Scene scene = new Scene(1, 1);

        @Actor
        public void one() {
            scene.one.share.leave();
        }

        @Actor
        public void two(II_Result r) {
            r.r1 = scene.two.tryTake();
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = scene.two.told();
        }
    }

    /**
     * A pool is closed while it takes a permit itself.
     * Promise: it gets none afterwards; and when what it has is given back, the budget knows it no more.
     * Made by: the lock of the ledger; the last permit of a pool that has left takes it off the list.
     */
    @JCStressTest
    @State
    @Outcome(
            id = {"1, 0, 1", "0, 0, 1"},
            expect = ACCEPTABLE,
            desc = "Nothing of it is left.")
    @Outcome(expect = FORBIDDEN, desc = "A permit lost, or the pool remembered.")
    public static class LeaveAgainstOwnTake {
        private final Scene scene = new Scene(1, 0);

        @Actor
        public void closer() {
            scene.one.share.leave();
        }

        @Actor
        public void borrower(III_Result r) {
            r.r1 = scene.one.tryTake();
            if (r.r1 == 1) {
                scene.one.share.giveUnused();
            }
        }

        @Arbiter
        public void after(III_Result r) {
            r.r2 = scene.used();
            r.r3 = scene.budget.stats().pools().size();
        }
    }

    /**
     * A pool is asked to give way while one of its objects is closed anyway; one permit is wanted.
     * Promise: the other pool is told, and no more is given up than it wants.
     * Made by: the lock of the ledger; permits that come back soon count, and are offered to others before anybody is asked.
     */
    @JCStressTest
    @State
    @Outcome(
            id = {"0, 1, 1", "1, 1, 0"},
            expect = ACCEPTABLE,
            desc = "Told; an object yielded only before the other's close began.")
    @Outcome(expect = FORBIDDEN, desc = "Not told, or a permit lost.")
    public static class YieldAgainstGive {
        private final Scene scene = new Scene(2, 0);

        public YieldAgainstGive() {
            scene.one.have();
            scene.one.have();
            if (scene.two.share.tryTake()) {
                throw new IllegalStateException("above the limit");
            }
        }

        @Actor
        public void asked(III_Result r) {
            r.r1 = scene.one.share.tryYield(false) ? 1 : 0;
            if (r.r1 == 1) {
                scene.one.share.give();
            }
        }

        @Actor
        public void closer() {
            scene.one.give();
        }

        @Arbiter
        public void after(III_Result r) {
            r.r2 = scene.two.told();
            r.r3 = scene.used();
        }
    }
}
