package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.BudgetStats;
import io.conecta.KeyedPool;
import io.conecta.PoolBudget;
import io.conecta.PoolSettings;
import io.conecta.PoolTimeoutException;
import io.conecta.config.LeasedBudget;
import io.conecta.kit.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Keyed pools in a budget that they share with others")
class KeyedBudgetTest extends WithKeys {
    private final PoolBudget server = PoolBudget.of(3).name("server");

    private KeyedPool<String, Conn> pool(String name, PoolBudget budget, int maxTotal) {
        return build(builder().name(name).maxTotal(maxTotal).budget(budget).borrowTimeout(ofMinutes(1)));
    }

    private static void awaitUsed(PoolBudget budget, int used) {
        Patience.until("used is " + used + " in " + budget, () -> budget.stats().used() == used);
    }

    @Test
    @DisplayName("two of them / never have more than its limit together, and give way to each other")
    void together() throws Exception {
        KeyedPool<String, Conn> one = pool("one", server, 100);
        KeyedPool<String, Conn> two = pool("two", server, 100);
        for (String key : List.of("a", "b", "c")) {
            one.put(key, one.getOrCreate(key));
        }
        awaitUsed(server, 3);

        Conn first = two.getOrCreate("x");
        Conn second = two.getOrCreate("y");

        assertThat(most.get()).isEqualTo(3);
        assertThat(server.stats().used()).isEqualTo(3);
        two.put("x", first);
        two.put("y", second);
    }

    @Test
    @DisplayName("a borrower waits because the budget is used up / gets an object when another pool returns one")
    void waits() throws Exception {
        KeyedPool<String, Conn> one = pool("one", server, 100);
        KeyedPool<String, Conn> two = pool("two", server, 100);
        List<Conn> lent = List.of(one.getOrCreate("a"), one.getOrCreate("a"), one.getOrCreate("b"));
        Future<Conn> waits = threads.submit(() -> two.getOrCreate("x"));
        Patience.until("it waits", () -> two.stats().waiting() == 1);

        one.put("a", lent.get(0));

        two.put("x", waits.get());
        one.put("a", lent.get(1));
        one.put("b", lent.get(2));
        assertThat(most.get()).isEqualTo(3);
    }

    @Test
    @DisplayName("a timeout / names what leaves no room: the budget, or maxTotal")
    void named() throws Exception {
        KeyedPool<String, Conn> wide = pool("wide", server, 100);
        KeyedPool<String, Conn> narrow = pool("narrow", server, 1);
        narrow.getOrCreate("x");

        assertThatThrownBy(() -> narrow.getOrCreate("y", ofMillis(50)))
                .isInstanceOf(PoolTimeoutException.class)
                .hasMessageContainingAll("maxTotal of keyed pool \"narrow\": 1 of 1 used", "raise maxTotal");

        wide.getOrCreate("a");
        wide.getOrCreate("a");
        assertThatThrownBy(() -> wide.getOrCreate("b", ofMillis(50)))
                .isInstanceOf(PoolTimeoutException.class)
                .hasMessageContainingAll(
                        "budget \"server\": 3 of 3 used (wide[a] 2, narrow[x] 1)", "raise the limit of the budget");
    }

    @Test
    @DisplayName("maxTotal is reached / others are not asked to give way for it")
    void notInVain() throws Exception {
        KeyedPool<String, Conn> narrow = pool("narrow", server, 1);
        KeyedPool<String, Conn> other = pool("other", server, 100);
        Conn only = narrow.getOrCreate("x");
        other.put("a", other.getOrCreate("a"));
        Conn second = other.getOrCreate("b");
        other.put("b", second);
        Future<Conn> waits = threads.submit(() -> narrow.getOrCreate("y"));
        Patience.until("it waits", () -> narrow.stats().waiting() == 1);

        assertThat(other.stats().idle()).isEqualTo(2);
        narrow.put("x", only);

        narrow.put("y", waits.get());
        assertThat(other.stats().closed()).isZero();
    }

    @Test
    @DisplayName("a pool is closed / the budget has all of its permits again")
    void closed() throws Exception {
        KeyedPool<String, Conn> one = pool("one", server, 100);
        one.put("a", one.getOrCreate("a"));
        one.put("b", one.getOrCreate("b"));

        one.close(ofSeconds(30));

        awaitUsed(server, 0);
        assertThat(server.stats().pools()).isEmpty();
    }

    @Test
    @DisplayName("permits end / lent objects of all keys are closed, and there are new ones when permits come back")
    void revoked() throws Exception {
        LeasedBudget fleet = new LeasedBudget(10, PoolBudget.Lease.FOREVER, true);
        fleet.permits(4);
        KeyedPool<String, Conn> one = pool("one", fleet, 100);
        List<Conn> lent = List.of(one.getOrCreate("a"), one.getOrCreate("b"), one.getOrCreate("b"));
        assertThat(fleet.wanted()).isEqualTo(3);

        fleet.permits(0);
        fleet.revoke();

        awaitUsed(fleet, 0);
        assertThat(lent).allMatch(conn -> conn.closed().get());
        fleet.permits(4);
        one.put("a", one.getOrCreate("a"));
    }

    @Test
    @DisplayName("maxTotal is reached / what its borrowers wait for is not wanted of the budget")
    void wanted() throws Exception {
        LeasedBudget fleet = new LeasedBudget(10, PoolBudget.Lease.FOREVER, true);
        fleet.permits(10);
        KeyedPool<String, Conn> narrow = pool("narrow", fleet, 1);
        Conn only = narrow.getOrCreate("x");
        List<Future<Conn>> wait =
                List.of(threads.submit(() -> narrow.getOrCreate("x")), threads.submit(() -> narrow.getOrCreate("x")));
        Patience.until("they wait", () -> narrow.stats().waiting() == 2);

        assertThat(fleet.wanted()).isEqualTo(1);

        narrow.put("x", only);
        Patience.until(
                "one is served", () -> wait.get(0).isDone() || wait.get(1).isDone());
        narrow.put("x", only);
        for (Future<Conn> each : wait) {
            assertThat(each.get()).isSameAs(only);
        }
    }

    @Test
    @DisplayName("what the budget refuses / is refused when it is built, and when it is reconfigured")
    void refused() {
        KeyedPool<String, Conn> one = pool("one", new Picky(), 5);

        assertThatThrownBy(() -> one.reconfigure(one.settings().withCloseTimeout(PoolSettings.FOREVER)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pool \"one\": closeTimeout is too long");
        assertThatThrownBy(() -> build(builder().budget(new Picky()).closeTimeout(PoolSettings.FOREVER)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pool \"ftp\": closeTimeout is too long");
        assertThatThrownBy(() -> build(builder().budget(server).initialSize(4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("initialSize must be <= limit of budget \"server\"");
    }

    @Test
    @DisplayName("many keys of two pools fight over a small budget / everybody is served, and there are never too many")
    void fight() throws Exception {
        KeyedPool<String, Conn> one = pool("one", server, 2);
        KeyedPool<String, Conn> two = pool("two", server, 100);
        for (int round = 0;
                round < 20;
                round++) { // At the end of each, there is nobody else to come to the help of the last.
            List<Future<?>> busy = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                KeyedPool<String, Conn> pool = i % 2 == 0 ? one : two;
                busy.add(threads.submit(() -> {
                    for (int served = 0; served < 25; served++) {
                        String key = "k" + ThreadLocalRandom.current().nextInt(8);
                        pool.put(key, pool.getOrCreate(key));
                    }
                    return null;
                }));
            }
            for (Future<?> each : busy) {
                each.get();
            }
        }
        assertThat(most.get()).isLessThanOrEqualTo(3);
    }

    /** A budget that refuses long closes. */
    private static final class Picky implements PoolBudget {
        private final PoolBudget all = PoolBudget.of(10);

        @Override
        public void check(String pool, PoolSettings settings) {
            if (settings.closeTimeout().compareTo(ofMinutes(1)) > 0) {
                throw new IllegalArgumentException("pool \"" + pool + "\": closeTimeout is too long");
            }
        }

        @Override
        public PoolBudget limit(int limit) {
            return all.limit(limit);
        }

        @Override
        public PoolBudget name(String name) {
            return all.name(name);
        }

        @Override
        public String name() {
            return all.name();
        }

        @Override
        public BudgetStats stats() {
            return all.stats();
        }

        @Override
        public Share join(Member pool, int minShare) {
            return all.join(pool, minShare);
        }
    }
}
