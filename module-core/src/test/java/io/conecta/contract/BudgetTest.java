package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.BudgetStats;
import io.conecta.Diagnosis;
import io.conecta.Pool;
import io.conecta.PoolBudget;
import io.conecta.PoolBuilder;
import io.conecta.PoolCreateException;
import io.conecta.PoolFullException;
import io.conecta.PoolTimeoutException;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.Patience;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("A budget")
class BudgetTest {
    /** Pools that are never to have more than that many things together. */
    private static PoolBudget budget(Kit kit, int limit) {
        kit.inRealTime();
        return PoolBudget.of(limit).name("server");
    }

    private static PoolBuilder<Thing> in(Kit kit, PoolBudget budget, String name) {
        return kit.builder().name(name).maxSize(20).budget(budget);
    }

    private static Pool<Thing> pool(Kit kit, PoolBudget budget, String name) {
        return build(kit, budget, in(kit, budget, name));
    }

    private static Pool<Thing> build(Kit kit, PoolBudget budget, PoolBuilder<Thing> builder) {
        Pool<Thing> pool = kit.build(builder);
        kit.mayLive(budget.stats().limit());
        return pool;
    }

    private static Pool<Thing> pool(Kit kit, PoolBudget budget, String name, int minShare) {
        return build(kit, budget, in(kit, budget, name).minShare(minShare));
    }

    /** A thread that waits in line. */
    private static Borrower<Thing> waiter(Kit kit, PoolBudget budget, Pool<Thing> pool) {
        int before = pool.stats().waiting();
        Borrower<Thing> borrower = kit.borrower(pool, ofMinutes(1));
        Patience.until("it waits", () -> pool.stats().waiting() > before);
        Patience.until("it was refused", () -> waits(budget, pool));
        return borrower;
    }

    private static void awaitUsed(PoolBudget budget, int used) {
        Patience.until("used is " + used + " in " + budget, () -> budget.stats().used() == used);
    }

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

    private volatile boolean stop;

    /** Threads that borrow and return until {@link #stop}. */
    private List<Borrower<Integer>> busy(Kit kit, Pool<Thing> pool, int threads) {
        return IntStream.range(0, threads)
                .mapToObj(i -> kit.thread(() -> {
                    int count = 0;
                    while (!stop) {
                        pool.put(pool.getOrCreate(ofMinutes(1)));
                        count++;
                    }
                    return count;
                }))
                .toList();
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

    private static boolean waits(PoolBudget budget, Pool<Thing> pool) {
        return budget.stats().pools().stream().anyMatch(each -> each.pool().equals(pool.name()) && each.waiting());
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
    @DisplayName("a timeout that the budget caused / names it, who has it, and what to do")
    void timeout(Kit kit) {
        PoolBudget budget = budget(kit, 2);
        Pool<Thing> one = pool(kit, budget, "one");
        Pool<Thing> two = pool(kit, budget, "two");
        kit.borrow(one, 2);

        PoolTimeoutException timeout = kit.borrower(two, ofMillis(30)).failure(PoolTimeoutException.class);

        assertThat(timeout)
                .hasMessageContainingAll(
                        "pool \"two\": no object within 30 ms",
                        "budget \"server\": 2 of 2 used (one 2)",
                        "raise the limit of the budget");
        assertThat(Objects.requireNonNull(timeout.report()).diagnosis().kind()).isEqualTo(Diagnosis.Kind.BUDGET);
    }

    @Test
    @DisplayName("everything is taken / adopt, build with initial objects / refused, naming the budget")
    void noRoom(Kit kit) {
        PoolBudget budget = budget(kit, 1);
        Pool<Thing> one = pool(kit, budget, "one");
        Pool<Thing> two = pool(kit, budget, "two");
        kit.borrow(one);
        Thing foreign = kit.foreign();

        assertThatThrownBy(() -> two.adopt(foreign))
                .isInstanceOf(PoolFullException.class)
                .hasMessageContainingAll("budget \"server\": 1 of 1 used (one 1)", "raise the limit of the budget");
        assertThatThrownBy(
                        () -> kit.build(in(kit, budget, "three").initialSize(1).createTimeout(ofMillis(50))))
                .isInstanceOf(PoolCreateException.class)
                .hasMessageContainingAll("budget \"server\": 1 of 1 used (one 1)", "lower initialSize");
        assertThat(budget.stats().pools()).hasSize(2);
        kit.closed(foreign);
    }

    @Test
    @DisplayName("adopted objects / count")
    void adopted(Kit kit) {
        PoolBudget budget = budget(kit, 2);
        Pool<Thing> one = pool(kit, budget, "one");
        one.adopt(kit.newThing());

        assertThat(budget.stats().used()).isOne();
    }

    @Test
    @DisplayName(
            "shares above the limit, a limit below the shares, a share without a budget / refused, and nothing has changed")
    void refused(Kit kit) {
        assertThatThrownBy(() -> PoolBudget.of(0))
                .hasMessage("limit must be >= 1, was 0; to stop lending, suspend the pools");
        assertThatThrownBy(() -> PoolBudget.of(1).name(" "))
                .hasMessage("name must not be blank, was \" \"; give one or leave it out");
        PoolBudget budget = budget(kit, 5);
        Pool<Thing> one = pool(kit, budget, "one", 3);

        assertThatThrownBy(() -> in(kit, budget, "two").minShare(3).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("budget \"server\": minShare=3 of pool \"two\" makes the sum of the shares 6, above limit=5"
                        + " (one 3); lower a minShare, or raise the limit first");
        assertThatThrownBy(() -> budget.limit(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "budget \"server\": limit=2 is below the sum of the shares, 3 (one 3); lower minShare of its pools first");
        assertThatThrownBy(() -> one.reconfigure(one.settings().withMinShare(6)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("minShare=6 of pool \"one\"");
        assertThat(one.settings().minShare()).isEqualTo(3);
        assertThatThrownBy(() -> kit.builder().minShare(1).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "minShare=1 needs a budget, and the pool has none; build it with budget(…), or leave minShare out");
        assertThat(budget.stats().pools()).containsExactly(new BudgetStats.Part("one", 3, 0, false));
        one.reconfigure(one.settings().withMaxSize(2));
        assertThat(budget.stats().pools())
                .as("no more than it can use")
                .containsExactly(new BudgetStats.Part("one", 2, 0, false));
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
}
