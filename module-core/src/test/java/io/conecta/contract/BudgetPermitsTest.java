package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.BudgetStats;
import io.conecta.Pool;
import io.conecta.PoolBudget;
import io.conecta.PoolCreateException;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.Patience;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("A budget's permits")
class BudgetPermitsTest extends WithBudget {
    @Test
    @DisplayName(
            "the limit is lowered / idle ones are closed now, lent ones when they come back, and no share is touched")
    void lowered(Kit kit) {
        PoolBudget budget = budget(kit, 6);
        Pool<Thing> one = pool(kit, budget, "one");
        Pool<Thing> two = pool(kit, budget, "two", 2);
        List<Thing> lent = kit.borrow(one, 4);
        kit.borrow(two, 2).forEach(two::put);
        one.put(lent.get(0));

        assertThat(budget.limit(3)).isSameAs(budget);

        awaitUsed(budget, 5);
        assertThat(lent.get(0).isClosed()).isTrue();
        one.put(lent.get(1));
        one.put(lent.get(2));
        awaitUsed(budget, 3);
        one.put(lent.get(3));
        assertThat(budget.stats().used()).isEqualTo(3);
        assertThat(two.stats().idle()).isEqualTo(2);
    }

    @Test
    @DisplayName("the limit is raised, or a pool closed / who waits is served")
    void raised(Kit kit) {
        PoolBudget budget = budget(kit, 1);
        Pool<Thing> one = pool(kit, budget, "one");
        Pool<Thing> two = pool(kit, budget, "two");
        Thing lent = kit.borrow(one);
        Borrower<Thing> first = waiter(kit, budget, two);
        kit.mayLive(2);

        budget.limit(2);
        first.result();
        Borrower<Thing> second = waiter(kit, budget, two);
        one.close();
        assertThat(second.isDone()).isFalse();
        one.put(lent);

        second.result();
        assertThat(budget.stats().pools()).containsExactly(new BudgetStats.Part("two", 0, 2, false));
    }

    @Test
    @DisplayName("a close is under way, or was given up / its permit is taken until it has ended")
    void permitsAreFreeWhenTheCloseHasEnded(Kit kit) {
        PoolBudget budget = budget(kit, 1);
        Pool<Thing> one = build(kit, budget, in(kit, budget, "one").closeTimeout(ofMillis(50)));
        Pool<Thing> two = pool(kit, budget, "two");
        Gate gate = kit.gate();
        kit.closing(thing -> gate.passDeaf());
        Thing lent = kit.borrow(one);

        one.discard(lent); // Waits for closeTimeout.

        Patience.until("it was given up", () -> one.stats().closed() == 1);
        Borrower<Thing> waiting = waiter(kit, budget, two);
        assertThat(budget.stats().used()).isOne();
        gate.open();
        assertThat(waiting.result()).isNotNull();
    }

    @Test
    @DisplayName("a creation was given up and is deaf to interrupts / its permit is taken until it has ended")
    void permitsOfCreationsThatWereGivenUp(Kit kit) {
        PoolBudget budget = budget(kit, 1);
        Pool<Thing> one = build(kit, budget, in(kit, budget, "one").createTimeout(ofMillis(50)));
        Pool<Thing> two = pool(kit, budget, "two");
        Gate gate = kit.gate();
        kit.nextCreation(() -> {
            gate.passDeaf();
            return kit.newThing();
        });
        kit.borrower(one).failure(PoolCreateException.class);
        Borrower<Thing> waiting = waiter(kit, budget, two);
        assertThat(budget.stats().used()).isOne();

        gate.open();

        assertThat(waiting.result()).isNotNull();
        assertThat(budget.stats().used()).isOne();
    }

    @Test
    @DisplayName(
            "the only creation of a pool hangs and was given up / the pool is served all the same, at the cost of another")
    void hungCreationsCountForNobody(Kit kit) {
        PoolBudget budget = budget(kit, 2);
        Pool<Thing> busy = pool(kit, budget, "busy");
        Pool<Thing> hung = build(kit, budget, in(kit, budget, "hung").createTimeout(ofMillis(50)));
        Gate gate = kit.gate();
        kit.nextCreation(() -> {
            gate.passDeaf();
            return kit.newThing();
        });
        kit.borrower(hung).failure(PoolCreateException.class);
        List<Borrower<Integer>> threads = busy(kit, busy, 4);
        Patience.until("the busy pool has the rest", () -> busy.stats().borrowed() > 10);

        Patience.until("the other is served", () -> {
            Borrower<Thing> borrower = kit.borrower(hung, ofMillis(500)).awaitDone();
            if (borrower.hasResult()) {
                hung.put(borrower.result());
            }
            return borrower.hasResult();
        });

        stop = true;
        threads.forEach(Borrower::result);
        gate.open();
    }

    @Test
    @DisplayName("creations fail / nothing of the budget is lost")
    void failures(Kit kit) {
        PoolBudget budget = budget(kit, 2);
        Pool<Thing> one = pool(kit, budget, "one");
        kit.creating(() -> {
            throw new IllegalStateException("made up");
        });
        kit.borrower(one).failure(PoolCreateException.class);
        Patience.until("probes fail too", () -> kit.creations() > 5);
        kit.creating(() -> {});
        Patience.until("it is back", () -> one.health().isUp());
        kit.borrow(one, 2).forEach(one::discard);
        awaitUsed(budget, 0);
    }

    @Test
    @DisplayName("adopted objects / count")
    void adopted(Kit kit) {
        PoolBudget budget = budget(kit, 2);
        Pool<Thing> one = pool(kit, budget, "one");
        one.adopt(kit.newThing());

        assertThat(budget.stats().used()).isOne();
    }
}
