package io.conecta.internal.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.PoolBudget;
import io.conecta.internal.runtime.Clock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A budget in another")
class NestedBudgetTest {
    /** Each look is a second later than the one before. */
    private static final class Later implements Clock {
        private long now;

        @Override
        public long nanoTime() {
            now += 1_000_000_000;
            return now;
        }

        @Override
        public void parkNanos(Object blocker, long nanos) {
            throw new AssertionError("a budget never waits");
        }
    }

    private final ToldMember idle = new ToldMember("idle");

    private static void take(PoolBudget.Share share) {
        assertThat(share.tryTake()).isTrue();
        share.confirm();
        share.joined();
    }

    private static void refused(PoolBudget.Share share, ToldMember pool) {
        pool.waiting = 1;
        assertThat(share.tryTake()).as("%s has got one", pool.name()).isFalse();
    }

    @Test
    @DisplayName(
            "the last permit of its own, none of the other's / a pool wants one / who has an idle object is asked for it")
    void lastOfItsOwn() {
        PoolBudget outer = new LocalBudget(1, new Later());
        ToldMember pool = new ToldMember("pool");
        PoolBudget.Share share = new NestedBudget(1, outer).join(pool, 0);
        take(outer.join(idle, 0));

        refused(share, pool);

        assertThat(idle.excesses).isPositive();
    }

    @Test
    @DisplayName(
            "a permit comes back, of its own too / the other's goes to who has less / others are asked for one more")
    void cameBack() {
        PoolBudget outer = new LocalBudget(3, new Later());
        NestedBudget inner = new NestedBudget(2, outer);
        ToldMember one = new ToldMember("one");
        PoolBudget.Share ofOne = inner.join(one, 0);
        ToldMember two = new ToldMember("two");
        PoolBudget.Share ofTwo = inner.join(two, 0);
        ToldMember poor = new ToldMember("poor");
        PoolBudget.Share ofPoor = outer.join(poor, 0);
        PoolBudget.Share ofThird = outer.join(new ToldMember("third"), 0);
        take(outer.join(idle, 0));
        take(ofThird);
        take(ofOne);
        refused(ofOne, one); // Its second: from here on it waits in the other budget's line.
        refused(ofTwo, two);
        ofThird.closing();
        ofThird.give();
        take(ofTwo); // It has less. Now nothing is left of the inner budget, and nobody could do anything for the
        // first.
        two.waiting = 0;
        refused(ofPoor, poor);
        int before = idle.excesses;

        ofTwo.closing();
        ofTwo.give();

        take(ofPoor);
        assertThat(idle.excesses).as("for the first, which may create now").isGreaterThan(before);
    }

    @Test
    @DisplayName("a new object has reached a borrower, another still waits / who has an idle object is asked for it")
    void reachedAnother() {
        PoolBudget outer = new LocalBudget(2, new Later());
        ToldMember pool = new ToldMember("pool");
        PoolBudget.Share share = new NestedBudget(5, outer).join(pool, 0);
        take(outer.join(idle, 0));
        assertThat(share.tryTake()).isTrue();
        share.confirm();
        refused(share, pool); // It may be for this one that the object is on its way.
        int before = idle.excesses;

        share.joined();

        assertThat(idle.excesses).isGreaterThan(before);
    }
}
