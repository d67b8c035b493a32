package io.conecta.contract;

import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.BudgetStats;
import io.conecta.Pool;
import io.conecta.PoolBudget;
import io.conecta.kit.Borrower;
import io.conecta.kit.Kit;
import io.conecta.kit.Patience;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("A budget")
class BudgetTest extends WithBudget {
    @Test
    @DisplayName("two pools want more than the limit / as many as the limit, whoever has them")
    void cap(Kit kit) {
        PoolBudget budget = budget(kit, 3);
        Pool<Thing> one = pool(kit, budget, "one");
        Pool<Thing> two = pool(kit, budget, "two");
        kit.borrow(one, 2);
        kit.borrow(two);

        Borrower<Thing> waiting = waiter(kit, budget, two);

        assertThat(kit.alive()).isEqualTo(3);
        Patience.until("two was refused", () -> budget.stats().waiting() == 1);
        assertThat(budget.stats())
                .isEqualTo(new BudgetStats(
                        3,
                        3,
                        1,
                        List.of(new BudgetStats.Part("one", 0, 2, false), new BudgetStats.Part("two", 0, 1, true))));
        one.put(kit.thing(1));
        assertThat(waiting.result()).isSameAs(kit.thing(4));
        assertThat(kit.thing(1).isClosed()).isTrue();
    }

    @Test
    @DisplayName("an idle object / borrowed and returned / the budget is not asked")
    void notOnTheFastPath(Kit kit) {
        PoolBudget real = budget(kit, 1);
        Counting counting = new Counting(real);
        Pool<Thing> pool = kit.build(in(kit, counting, "one"));
        pool.put(kit.borrow(pool));
        Patience.until("it has joined", () -> counting.joined.get() == 1);
        int asked = counting.asked.get();

        for (int i = 0; i < 1_000; i++) {
            pool.put(kit.borrow(pool));
        }

        assertThat(counting.asked).hasValue(asked);
    }

    @Test
    @DisplayName("one pool has everything, idle / another borrows / an idle one is closed for it")
    void idleGiveWay(Kit kit) {
        PoolBudget budget = budget(kit, 3);
        Pool<Thing> one = pool(kit, budget, "one");
        Pool<Thing> two = pool(kit, budget, "two");
        kit.borrow(one, 3).forEach(one::put);

        kit.borrow(two);

        assertThat(one.stats().idle()).isEqualTo(2);
        assertThat(budget.stats().used()).isEqualTo(3);
    }

    @Test
    @DisplayName(
            "one pool has a single idle object and no other / another that has more borrows / it gets that one too")
    void theLastIdleOneGivesWay(Kit kit) {
        PoolBudget budget = budget(kit, 3);
        Pool<Thing> one = pool(kit, budget, "one");
        Pool<Thing> two = pool(kit, budget, "two");
        one.put(kit.borrow(one));
        kit.borrow(two, 2);

        kit.borrow(two);

        assertThat(one.stats().idle()).isZero();
    }

    @Test
    @DisplayName(
            "many borrowers wait for a pool that can have one more / one idle object of another is closed, not many")
    void noMoreThanItCanHave(Kit kit) {
        PoolBudget budget = budget(kit, 12);
        Pool<Thing> rich = pool(kit, budget, "rich");
        kit.borrow(rich, 11).forEach(rich::put);
        Pool<Thing> small = build(kit, budget, in(kit, budget, "small").maxSize(2));
        List<Thing> lent = new ArrayList<>(kit.borrow(small, 1));
        List<Borrower<Thing>> waiting = IntStream.range(0, 20)
                .mapToObj(i -> kit.borrower(small, ofMinutes(1)))
                .toList();

        Patience.until("one of them is served", () -> small.stats().lent() == 2);
        Patience.until("the others wait", () -> small.stats().waiting() == 19);

        assertThat(rich.stats().idle()).isEqualTo(10);
        stop = true;
        lent.forEach(small::put);
        for (int served = 0; served < 20; ) {
            for (Borrower<Thing> each : waiting) {
                if (each.hasResult() && returned.add(each)) {
                    small.put(each.result());
                    served++;
                }
            }
        }
        assertThat(rich.stats().idle()).isEqualTo(10);
    }

    private final Set<Borrower<Thing>> returned = new HashSet<>();

    @Test
    @DisplayName("a share that is not used / another pool wants it / kept free, and had at once")
    void sharesAreKept(Kit kit) {
        PoolBudget budget = budget(kit, 5);
        Pool<Thing> one = pool(kit, budget, "one", 2);
        Pool<Thing> two = pool(kit, budget, "two");
        kit.borrow(two, 3);
        Borrower<Thing> waiting = waiter(kit, budget, two);

        kit.borrow(one, 2);

        assertThat(waiting.isDone()).isFalse();
        assertThat(budget.stats().used()).isEqualTo(5);
    }

    @Test
    @DisplayName(
            "everything is lent elsewhere / a pool gets a share and wants it / what comes back there is closed for it, before that pool's own borrowers are served")
    void whatComesBackGoesToWhoIsBelowItsShare(Kit kit) {
        PoolBudget budget = budget(kit, 3);
        Pool<Thing> one = pool(kit, budget, "one");
        Pool<Thing> two = pool(kit, budget, "two");
        List<Thing> lent = kit.borrow(one, 3);
        Borrower<Thing> own = waiter(kit, budget, one);
        two.reconfigure(two.settings().withMinShare(2));
        Borrower<Thing> first = waiter(kit, budget, two);
        Borrower<Thing> second = waiter(kit, budget, two);

        one.put(lent.get(0));
        one.put(lent.get(1));

        assertThat(first.result()).isNotNull();
        assertThat(second.result()).isNotNull();
        assertThat(own.isDone()).isFalse();
        one.put(lent.get(2));
        assertThat(own.result()).isSameAs(lent.get(2));
    }

    @Test
    @DisplayName("one pool has all and never rests / another wants one / it gets it: a hot pool starves no cold one")
    void noneStarves(Kit kit) throws Exception {
        PoolBudget budget = budget(kit, 4);
        Pool<Thing> hot = pool(kit, budget, "hot");
        Pool<Thing> cold = pool(kit, budget, "cold");
        List<Borrower<Integer>> busy = busy(kit, hot, 12);
        Patience.until("the hot pool has all", () -> budget.stats().used() == 4);

        for (int i = 0; i < 20; i++) {
            cold.put(cold.getOrCreate(ofMinutes(1)));
        }

        stop = true;
        busy.forEach(Borrower::result);
    }

    @Test
    @DisplayName("fewer permits than busy pools / all are served, again and again")
    void turns(Kit kit) {
        PoolBudget budget = budget(kit, 2);
        List<Pool<Thing>> pools = IntStream.range(0, 5)
                .mapToObj(i -> pool(kit, budget, "pool-" + i))
                .toList();
        List<List<Borrower<Integer>>> busy =
                pools.stream().map(pool -> busy(kit, pool, 2)).toList();

        Patience.until(
                "each pool has lent 50 times",
                () -> pools.stream().allMatch(pool -> pool.stats().borrowed() > 50));

        stop = true;
        busy.forEach(each -> each.forEach(Borrower::result));
    }

    @Test
    @DisplayName("several pools wait / one comes back / who has fewest is served first, then who has waited longest")
    void order(Kit kit) {
        PoolBudget budget = budget(kit, 3);
        Pool<Thing> rich = pool(kit, budget, "rich");
        Pool<Thing> first = pool(kit, budget, "first");
        Pool<Thing> second = pool(kit, budget, "second");
        List<Thing> lent = kit.borrow(rich, 3);
        List<String> served = new ArrayList<>();
        Borrower<Thing> more = served(kit, budget, rich, served);
        Borrower<Thing> one = served(kit, budget, first, served);
        Borrower<Thing> two = served(kit, budget, second, served);

        rich.put(lent.get(0));
        one.result();
        rich.put(lent.get(1));
        two.result();
        rich.put(lent.get(2));
        more.result();

        assertThat(served).containsExactly("first", "second", "rich");
    }

    private static Borrower<Thing> served(Kit kit, PoolBudget budget, Pool<Thing> pool, List<String> served) {
        Borrower<Thing> borrower = kit.thread(() -> {
            Thing thing = pool.getOrCreate(ofMinutes(1));
            synchronized (served) {
                served.add(pool.name());
            }
            return thing;
        });
        Patience.until("it waits", () -> pool.stats().waiting() == 1);
        Patience.until("it was refused", () -> waits(budget, pool));
        return borrower;
    }

    @Test
    @DisplayName("a pool that was suspended waits no more / its turn goes to others")
    void suspended(Kit kit) {
        PoolBudget budget = budget(kit, 1);
        Pool<Thing> one = pool(kit, budget, "one");
        Pool<Thing> two = pool(kit, budget, "two");
        Pool<Thing> three = pool(kit, budget, "three");
        Thing lent = kit.borrow(one);
        Borrower<Thing> first = waiter(kit, budget, two);
        two.suspend();
        Borrower<Thing> second = waiter(kit, budget, three);

        one.put(lent);

        Thing served = second.result();
        assertThat(first.isDone()).isFalse();
        two.resume();
        three.put(served);
        first.result();
    }
}
