package io.conecta.internal.budget;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.conecta.PoolBudget;
import io.conecta.internal.runtime.Clock;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A budget's permits while there is no memory")
class LedgerMemoryTest {
    /** Fails at one look or question, which are counted over all pools. */
    private static final class Trouble implements Clock {
        private int untilFailure;
        private long now;

        void strike() {
            if (untilFailure > 0 && --untilFailure == 0) {
                throw new OutOfMemoryError("made up");
            }
        }

        @Override
        public long nanoTime() {
            strike();
            return now;
        }

        @Override
        public void parkNanos(Object blocker, long nanos) {
            throw new AssertionError("a budget never waits");
        }
    }

    private final Trouble trouble = new Trouble();

    private final class Pool extends ToldMember {
        Pool(String name) {
            super(name);
        }

        @Override
        void strike() {
            trouble.strike();
        }
    }

    private static void take(PoolBudget.Share share) {
        assertThat(share.tryTake()).isTrue();
        share.confirm();
        share.joined();
    }

    /** Each way back of a permit that its pool has as an object. */
    private enum Way {
        CLOSED {
            @Override
            void back(PoolBudget.Share share) {
                share.closing();
                share.give();
            }
        },
        GIVEN_UP {
            @Override
            void back(PoolBudget.Share share) {
                share.closing();
                share.closeOverdue();
                share.giveOverdue();
            }
        };

        abstract void back(PoolBudget.Share share);
    }

    @Test
    @DisplayName(
            "it runs out at any question or call that a permit's way back leads to / the permit is there, and who waits is told")
    void noMemoryOnTheWayBack() {
        for (Way way : Way.values()) {
            boolean reached = true;
            int step = 1;
            for (; reached; step++) {
                reached = wayBack(way, step);
            }
            assertThat(step).as("%s: steps that can fail", way).isGreaterThan(5);
        }
    }

    private boolean wayBack(Way way, int step) {
        PoolBudget budget = new LocalBudget(2, trouble);
        Pool one = new Pool("one");
        Pool two = new Pool("two");
        PoolBudget.Share ofOne = budget.join(one, 0);
        PoolBudget.Share ofTwo = budget.join(two, 0);
        take(ofOne);
        take(ofOne);
        two.waiting = 2;
        assertThat(ofTwo.tryTake()).isFalse();
        assertThat(one.excesses).isOne();

        trouble.untilFailure = step;
        way.back(ofOne);
        way.back(ofOne);
        boolean reached = trouble.untilFailure == 0;
        trouble.untilFailure = 0;

        assertThat(budget.stats().used()).as("step %d", step).isZero();
        ofOne.decline(); // The next step of anybody.
        assertThat(two.rooms).as("step %d", step).isPositive();
        take(ofTwo);
        take(ofTwo);
        assertThat(budget.stats().used()).isEqualTo(2);
        return reached;
    }

    @Test
    @DisplayName("a creation comes to nothing, and there is no memory / its permit is there, and who waits is told")
    void creationsThatCameToNothing() {
        for (int step = 1; step < 10; step++) {
            PoolBudget budget = new LocalBudget(1, trouble);
            Pool two = new Pool("two");
            PoolBudget.Share ofOne = budget.join(new Pool("one"), 0);
            PoolBudget.Share ofTwo = budget.join(two, 0);
            assertThat(ofOne.tryTake()).isTrue();
            two.waiting = 1;
            assertThat(ofTwo.tryTake()).isFalse();

            trouble.untilFailure = step;
            ofOne.giveUnused();
            trouble.untilFailure = 0;

            ofOne.decline();
            assertThat(two.rooms).as("step %d", step).isPositive();
            take(ofTwo);
        }
    }

    @Test
    @DisplayName("permits come and go, and pools are refused and told / that takes no memory")
    void nothingIsAllocated() {
        PoolBudget budget = new LocalBudget(2, trouble);
        Pool two = new Pool("two");
        PoolBudget.Share ofOne = budget.join(new Pool("one"), 0);
        PoolBudget.Share ofTwo = budget.join(two, 0);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();

        long least =
                Long.MAX_VALUE; // What else a JVM allocates here, such as for a step that it compiles anew, it does
        // once.
        for (int round = 0; round < 10; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < 100; i++) {
                comeAndGo(two, ofOne, ofTwo);
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertThat(least).as("bytes for a hundred times").isLessThan(100);
        assertThat(budget.stats().used()).isZero();
    }

    /** Uses nothing that takes memory itself. */
    private static void comeAndGo(Pool two, PoolBudget.Share ofOne, PoolBudget.Share ofTwo) {
        boolean right = ofOne.tryTake() && ofOne.confirm();
        ofOne.joined();
        right &= ofOne.tryTake() && ofOne.confirm();
        ofOne.joined();
        two.waiting = 1;
        right &= !ofTwo.tryTake() && ofOne.tryYield(false);
        ofOne.give();
        right &= ofTwo.tryTake();
        ofTwo.giveUnused();
        two.waiting = 0;
        ofTwo.decline();
        ofOne.closing();
        ofOne.give();
        if (!right) {
            throw new AssertionError("refused");
        }
    }
}
