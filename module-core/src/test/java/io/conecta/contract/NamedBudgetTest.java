package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.BudgetStats;
import io.conecta.Diagnosis;
import io.conecta.KeyedPool;
import io.conecta.KeyedPoolSettings;
import io.conecta.Pool;
import io.conecta.PoolBudget;
import io.conecta.PoolBuilder;
import io.conecta.PoolCreateException;
import io.conecta.PoolFullException;
import io.conecta.PoolHealth;
import io.conecta.PoolSettings;
import io.conecta.PoolTimeoutException;
import io.conecta.config.Budgets;
import io.conecta.config.LeasedBudget;
import io.conecta.kit.Borrower;
import io.conecta.kit.Kit;
import io.conecta.kit.Log;
import io.conecta.kit.Patience;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("A budget by name")
class NamedBudgetTest extends WithBudget {
    private static final String NAME = "named-budget-test";

    private final List<Budgets.Registration> registrations = new ArrayList<>();

    private Budgets.Registration register(PoolBudget budget) {
        Budgets.Registration registration = Budgets.register(NAME, budget);
        registrations.add(registration);
        return registration;
    }

    @AfterEach
    void unregister() {
        registrations.forEach(Budgets.Registration::close);
    }

    private static PoolBuilder<Thing> named(Kit kit, String pool) {
        return kit.inRealTime().builder().name(pool).maxSize(20).budget(NAME);
    }

    private static Borrower<Thing> waiter(Kit kit, Pool<Thing> pool) {
        int before = pool.stats().waiting();
        Borrower<Thing> borrower = kit.borrower(pool, ofMinutes(1));
        Patience.until("it waits", () -> pool.stats().waiting() > before);
        return borrower;
    }

    @Test
    @DisplayName("is registered before the pool is built / holds for it, and keeps its share")
    void before(Kit kit) {
        PoolBudget server = PoolBudget.of(2).name("server");
        register(server);
        Pool<Thing> pool = kit.build(named(kit, "one").minShare(1));
        kit.borrow(pool, 2);

        kit.borrower(pool, ofMillis(30)).failure(PoolTimeoutException.class);

        assertThat(server.stats().pools()).extracting(BudgetStats.Part::pool).containsExactly("one");
        assertThat(server.stats().pools())
                .extracting(BudgetStats.Part::minShare)
                .containsExactly(1);
        assertThat(pool.settings().budget()).isEqualTo(NAME);
        pool.close();
        assertThat(server.stats().pools())
                .extracting(BudgetStats.Part::minShare)
                .containsExactly(0);
    }

    @Test
    @DisplayName("is not registered / borrowers wait, and have objects as soon as it is")
    void after(Kit kit) {
        Pool<Thing> pool = kit.build(named(kit, "one").minShare(1));
        Borrower<Thing> first = waiter(kit, pool);
        Borrower<Thing> second = waiter(kit, pool);
        assertThat(kit.creations()).isZero();
        PoolBudget server = PoolBudget.of(1).name("server");

        register(server);

        Patience.until("one is served", () -> first.isDone() || second.isDone());
        assertThat(server.stats().used()).isEqualTo(1);
        assertThat(kit.creations()).isEqualTo(1);
        pool.put((first.isDone() ? first : second).result());
        assertThat((first.isDone() ? second : first).result()).isNotNull();
    }

    @Test
    @DisplayName("is not registered / timeout, adopt and report name it and those that are")
    void missing(Kit kit) {
        registrations.add(Budgets.register("named-budget-tset", PoolBudget.of(1)));
        Log log = kit.log();
        Pool<Thing> pool = kit.build(named(kit, "one"));

        PoolTimeoutException timeout = kit.borrower(pool, ofMillis(30)).failure(PoolTimeoutException.class);

        String words = "budget \"" + NAME + "\": not registered";
        String wayOut = "register it by Budgets.register, or check its spelling (registered: named-budget-tset)";
        assertThat(timeout).hasMessageContainingAll("pool \"one\": no object within 30 ms", words, wayOut);
        assertThat(Objects.requireNonNull(timeout.report()).diagnosis().kind()).isEqualTo(Diagnosis.Kind.BUDGET);
        Thing foreign = kit.foreign();
        assertThatThrownBy(() -> pool.adopt(foreign))
                .isInstanceOf(PoolFullException.class)
                .hasMessageContainingAll(words, wayOut);
        kit.closed(foreign);
        assertThat(log.lines())
                .anyMatch(line -> line.contains("pool \"one\": budget \"" + NAME
                        + "\" is not registered; the pool has no permits until it is"));
    }

    @Test
    @DisplayName("is a fleet's and not registered / a timeout says to build that")
    void missingFleet(Kit kit) {
        Pool<Thing> pool = kit.build(named(kit, "one").budget("fleet:named-budget-test"));

        PoolTimeoutException timeout = kit.borrower(pool, ofMillis(30)).failure(PoolTimeoutException.class);

        assertThat(timeout)
                .hasMessageContaining("budget \"fleet:named-budget-test\": not registered")
                .hasMessageContaining("; build the FleetBudget, or check its spelling (registered: none)");
    }

    @Test
    @DisplayName("is not registered, failFast with initial objects / building fails in time and names it")
    void failFast(Kit kit) {
        assertThatThrownBy(() -> kit.build(named(kit, "one").initialSize(2).createTimeout(ofMillis(50))))
                .isInstanceOf(PoolCreateException.class)
                .hasMessageContaining("budget \"" + NAME + "\": not registered; register it by Budgets.register");

        Pool<Thing> patient = kit.build(named(kit, "two").initialSize(2).failFast(false));
        PoolBudget server = PoolBudget.of(5);
        register(server);
        Patience.until("they are there", () -> patient.stats().idle() == 2);
        assertThat(server.stats().pools()).extracting(BudgetStats.Part::pool).containsExactly("two");
    }

    @Test
    @DisplayName("another takes its place / new permits come from that one, each goes back to where it came from")
    void replaced(Kit kit) throws InterruptedException {
        PoolBudget old = PoolBudget.of(3);
        Budgets.Registration registration = register(old);
        Pool<Thing> pool = kit.build(named(kit, "one"));
        List<Thing> lent = kit.borrow(pool, 2);
        registration.close();
        Borrower<Thing> waits = waiter(kit, pool);
        assertThat(old.stats().used()).isEqualTo(2);
        PoolBudget young = PoolBudget.of(1);

        register(young);

        Thing third = waits.result();
        assertThat(old.stats().used()).isEqualTo(2);
        assertThat(young.stats().used()).isEqualTo(1);
        kit.borrower(pool, ofMillis(30)).failure(PoolTimeoutException.class);
        lent.forEach(pool::discard);
        awaitUsed(old, 0);
        assertThat(young.stats().used()).isEqualTo(1);
        assertThat(old.stats().pools()).isEmpty();
        pool.discard(third);
        awaitUsed(young, 0);
        pool.put(pool.getOrCreate());
        assertThat(young.stats().used()).isEqualTo(1);
    }

    @Test
    @DisplayName("is registered twice, once less / holds on as if nothing had happened")
    void twice(Kit kit) {
        PoolBudget server = PoolBudget.of(2);
        Budgets.Registration first = register(server);
        register(server);
        Pool<Thing> pool = kit.build(named(kit, "one"));
        kit.borrow(pool);

        first.close();

        kit.borrow(pool);
        assertThat(server.stats().pools()).hasSize(1);
        assertThat(server.stats().used()).isEqualTo(2);
    }

    @Test
    @DisplayName("refuses the pool / building fails; later it is logged and told, and mended in place")
    void refuses(Kit kit) throws InterruptedException {
        PoolBudget server = PoolBudget.of(1);
        Budgets.Registration registration = register(server);
        assertThatThrownBy(() -> named(kit, "one").minShare(2).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("minShare=2 of pool \"one\"");
        assertThat(server.stats().pools()).isEmpty();
        registration.close();
        Log log = kit.log();
        Pool<Thing> pool = kit.build(named(kit, "two").minShare(2));

        register(server);

        assertThat(kit.borrower(pool, ofMillis(30)).failure(PoolTimeoutException.class))
                .hasMessageContaining("budget \"" + NAME + "\": refuses the pool")
                .hasMessageContaining("minShare=2 of pool \"two\"");
        assertThat(log.lines()).anyMatch(line -> line.contains("refuses the pool: budget \"budget\": minShare=2"));
        pool.reconfigure(pool.settings().withMinShare(1));
        pool.put(pool.getOrCreate(ofMinutes(1)));
        assertThat(server.stats().pools())
                .extracting(BudgetStats.Part::minShare)
                .containsExactly(1);
    }

    @Test
    @DisplayName("comes late and revokes / lent objects are closed as by one that was there before")
    void revokes(Kit kit) throws InterruptedException {
        Pool<Thing> pool = kit.build(named(kit, "one"));
        LeasedBudget fleet = new LeasedBudget(10, PoolBudget.Lease.FOREVER, true);
        fleet.permits(2);
        register(fleet);
        List<Thing> lent = kit.borrow(pool, 2);

        fleet.permits(0);
        fleet.revoke();

        Patience.until("they are closed", () -> lent.stream().allMatch(Thing::isClosed));
        Patience.until("all permits are back", () -> fleet.used() == 0);
    }

    @Test
    @DisplayName("is not registered / the pool is down, with the same words, until it is")
    void health(Kit kit) {
        Pool<Thing> pool = kit.build(named(kit, "one"));
        assertThat(pool.health().status()).isEqualTo(PoolHealth.Status.DOWN);
        assertThat(pool.health().reason()).contains("budget \"" + NAME + "\": not registered; register it");
        assertThat(pool.report().diagnosis().sentence()).contains("budget \"" + NAME + "\": not registered");

        register(PoolBudget.of(1));

        assertThat(pool.health().status()).isEqualTo(PoolHealth.Status.UP);
    }

    @Test
    @DisplayName("is of a keyed pool / all keys have permits of it, whenever it comes")
    void keyed(Kit kit) throws Exception {
        kit.inRealTime();
        Log log = kit.log();
        PoolBudget server = PoolBudget.of(2);
        try (KeyedPool<String, Object> pool = KeyedPool.<String, Object>builder(key -> new Object())
                .settings(KeyedPoolSettings.defaults().withInitialSize(0).withBudget(NAME))
                .name("keyed")
                .build()) {
            assertThatThrownBy(() -> pool.getOrCreate("a", ofMillis(30)))
                    .isInstanceOf(PoolTimeoutException.class)
                    .hasMessageContaining("budget \"" + NAME + "\": not registered");
            assertThat(pool.health("a").reason()).contains("not registered");
            Borrower<Object> waits = kit.thread(() -> pool.getOrCreate("b", ofMinutes(1)));

            register(server);

            pool.put("b", waits.result());
            Object one = pool.getOrCreate("a");
            assertThat(server.stats().used()).isEqualTo(2);
            Object other = pool.getOrCreate("c", ofMinutes(1));
            assertThat(server.stats().used()).as("an idle object has given way").isEqualTo(2);
            pool.put("a", one);
            pool.put("c", other);
            assertThatThrownBy(() -> pool.reconfigure(pool.settings().withBudget("another")))
                    .hasMessageContaining("budget cannot be changed while the pool runs, was " + NAME);
            assertThat(log.lines("is not registered"))
                    .as("once, when the pool is built")
                    .singleElement()
                    .asString()
                    .contains("pool \"keyed\": budget \"" + NAME + "\"");
            registrations.remove(0).close();
            assertThat(log.lines("is not registered"))
                    .as("once more, not for each key")
                    .hasSize(2);
        }
        awaitUsed(server, 0);
        assertThat(server.stats().pools()).isEmpty();
    }

    @Test
    @DisplayName("comes late and is one that checks / what the pool is set to is held against it")
    void checked(Kit kit) throws InterruptedException {
        Pool<Thing> pool = kit.build(named(kit, "one").closeTimeout(ofMinutes(1)));
        PoolBudget server = new Counting(PoolBudget.of(1)) {
            @Override
            public void check(String name, PoolSettings settings) {
                if (settings.closeTimeout().compareTo(ofMinutes(1)) >= 0) {
                    throw new IllegalArgumentException("closeTimeout of " + name + " is too long");
                }
            }
        };
        kit.log(); // Nobody reads it.
        register(server);

        assertThat(kit.borrower(pool, ofMillis(30)).failure(PoolTimeoutException.class))
                .hasMessageContaining("refuses the pool: closeTimeout of one is too long");
        assertThatThrownBy(() -> pool.reconfigure(pool.settings().withMaxSize(2)))
                .hasMessageContaining("closeTimeout of one is too long");

        pool.reconfigure(pool.settings().withCloseTimeout(ofMillis(500)));
        pool.put(pool.getOrCreate(ofMinutes(1)));
    }

    @Test
    @DisplayName("is changed while the pool runs / refused; a budget that is given counts, whatever is named")
    void fixed(Kit kit) {
        PoolBudget given = PoolBudget.of(1);
        Pool<Thing> pool = kit.build(named(kit, "one").budget(given));
        kit.borrow(pool);
        assertThat(given.stats().used()).isEqualTo(1);

        assertThatThrownBy(() -> pool.reconfigure(pool.settings().withBudget("none")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pool \"one\": budget cannot be changed while the pool runs, was " + NAME
                        + ", would be none; keep it, or build another pool");
        assertThatThrownBy(() -> pool.settings().withBudget(" "))
                .hasMessage("budget must be a name or none, was \" \"; the default is none");
        assertThat(pool.settings().withBudget("off").budget()).isEqualTo("none");
    }

    @Test
    @DisplayName(
            "comes, goes and is replaced while pools borrow, discard and close / never too many, and all permits are back")
    void storm(Kit kit) throws Exception {
        List<PoolBudget> budgets = List.of(PoolBudget.of(3), PoolBudget.of(2));
        kit.log(); // Nobody reads it.
        CountDownLatch changes = new CountDownLatch(1);
        Borrower<Integer> registrar = kit.thread(() -> {
            int rounds = 0;
            for (; changes.getCount() > 0; rounds++) {
                Budgets.Registration one = Budgets.register(NAME, budgets.get(rounds % 2));
                LockSupport.parkNanos(100_000);
                if (rounds % 3 == 0) {
                    one.close();
                }
                Budgets.Registration other = Budgets.register(NAME, budgets.get((rounds + 1) % 2));
                one.close();
                LockSupport.parkNanos(100_000);
                other.close();
            }
            return rounds;
        });
        int served = 0;
        for (int round = 0; round < 15; round++) {
            Pool<Thing> pool = kit.build(named(kit, "round-" + round).minShare(1));
            kit.mayLive(5);
            List<Borrower<Integer>> borrowers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                borrowers.add(kit.thread(() -> borrowAndDiscard(pool)));
            }
            for (Borrower<Integer> borrower : borrowers) {
                served += borrower.result();
            }
            pool.close();
        }
        changes.countDown();
        assertThat(registrar.result()).isPositive();
        assertThat(served).isEqualTo(15 * 3 * 20);
        budgets.forEach(budget -> awaitUsed(budget, 0));
        assertThat(budgets)
                .allSatisfy(budget -> assertThat(budget.stats().pools()).isEmpty());
    }

    private static int borrowAndDiscard(Pool<Thing> pool) throws InterruptedException {
        int served = 0;
        for (; served < 20; served++) {
            Thing thing = pool.getOrCreate(ofMinutes(1));
            if (served % 2 == 0) {
                pool.put(thing);
            } else {
                pool.discard(thing);
            }
        }
        return served;
    }
}
