package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.PoolCreateException;
import io.conecta.PoolDownException;
import io.conecta.PoolFailure;
import io.conecta.PoolTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the generated OSGi components do, without OSGi. */
class ConfiguredPoolTest extends WithComponent {
    @Test
    void optionsChangeInPlace() throws InterruptedException {
        try (Component pool = Component.active(properties("host", "a", "pool.name", "orders"))) {
            assertThat(pool.name()).isEqualTo("orders");
            Thing thing = pool.getOrCreate();
            assertThat(thing.clock()).isEqualTo("clock");
            pool.put(thing);
            pool.modified(properties("host", "a", "pool.name", "orders", "maxSize", "3"));
            assertThat(pool.settings().maxSize()).isEqualTo(3);
            assertThat(pool.getOrCreate()).isSameAs(thing);
            assertThat(log).isEmpty();
        }
    }

    @Test
    void newSettingsStartANewGeneration() throws InterruptedException {
        try (Component pool = Component.active(properties("host", "a", "tags", "x"))) {
            Thing lent = pool.getOrCreate();
            Thing idle = pool.getOrCreate();
            pool.put(idle);
            pool.modified(properties("host", "b", "tags", new String[] {"x"}));
            assertThat(pool.stats().idle()).isZero();
            pool.put(lent);
            assertThat(pool.getOrCreate().host()).isEqualTo("b");
            assertThat(pool.stats().closed()).isEqualTo(2);
        }
    }

    @Test
    void optionsForOutagesAndOverloadChangeInPlace() throws InterruptedException {
        try (Component pool = Component.active(properties("host", "a"))) {
            Thing thing = pool.getOrCreate();
            pool.put(thing);
            pool.modified(properties(
                    "host",
                    "a",
                    "maxCreating",
                    "2",
                    "retryDelay",
                    "3s",
                    "waitWhenDown",
                    "true",
                    "queueTarget",
                    "20ms"));
            assertThat(pool.settings().maxCreating()).isEqualTo(2);
            assertThat(pool.settings().retryDelay()).isEqualTo(Duration.ofSeconds(3));
            assertThat(pool.settings().waitWhenDown()).isTrue();
            assertThat(pool.settings().queueTarget()).isEqualTo(Duration.ofMillis(20));
            assertThat(pool.getOrCreate()).isSameAs(thing);
            assertThat(log).isEmpty();
        }
    }

    @Test
    void waitWhenDownTakesEffectInPlace() throws InterruptedException {
        try (Component pool = Component.active(properties("host", "down"))) {
            assertThatThrownBy(pool::getOrCreate).isInstanceOf(PoolCreateException.class);
            awaitKnownDown(pool);
            pool.modified(properties("host", "down", "waitWhenDown", "true"));
            assertThatThrownBy(() -> pool.getOrCreate(Duration.ofMillis(50)))
                    .isInstanceOf(PoolTimeoutException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
        }
    }

    private static void awaitKnownDown(Component pool) throws InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            try {
                pool.getOrCreate();
            } catch (PoolDownException known) {
                return;
            } catch (PoolCreateException mishap) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("never known to be down");
    }

    @Test
    void renewOverSpreadsWhatNewSettingsReplace() throws InterruptedException {
        try (Component pool = Component.active(properties("host", "a", "renewOver", "1h", "maxSize", "2"))) {
            Thing one = pool.getOrCreate();
            Thing two = pool.getOrCreate();
            pool.modified(properties("host", "b", "renewOver", "1h", "maxSize", "2"));
            pool.put(one);
            pool.put(two);
            List<String> hosts = new ArrayList<>(
                    List.of(pool.getOrCreate().host(), pool.getOrCreate().host()));
            assertThat(hosts).as("one now, the other in half an hour").containsExactlyInAnyOrder("a", "b");
            assertThat(pool.stats().closed()).isOne();
        }
    }

    @Test
    void aWrongConfigurationIsRefusedWhole() throws InterruptedException {
        try (Component pool = Component.active(properties("host", "a"))) {
            Thing thing = pool.getOrCreate();
            pool.put(thing);
            pool.modified(properties("host", "b", "maxSize", "3", "minIdle", "4"));
            pool.modified(properties("host", "b", "maxSize", "3", "maxUses", "no"));
            pool.modified(properties("host", "b", "strict", "true"));
            assertThat(pool.settings().maxSize()).isEqualTo(10);
            assertThat(pool.getOrCreate()).isSameAs(thing);
            assertThat(log).hasSize(3);
            assertThat(log.get(0))
                    .isEqualTo("x: configuration refused, the pool goes on with the last"
                            + " good one: minIdle must be <= maxSize, was minIdle=4 with maxSize=3; lower minIdle or raise"
                            + " maxSize");
            assertThat(log.get(1)).endsWith("maxUses must be a whole number or none, was \"no\"; the default is none");
            assertThat(log.get(2)).contains("strict");
        }
    }

    @Test
    void anOptionalCollaboratorIsTakenAndGivenUpInPlace() throws InterruptedException {
        try (Component pool = Component.active(properties("host", "a"))) {
            Thing without = pool.getOrCreate();
            pool.put(without);
            assertThat(without.journal()).isNull();

            pool.journalBound("first");
            assertThat(pool.stats().idle()).as("renewed").isZero();
            assertThat(pool.call(Thing::journal)).isEqualTo("first");

            pool.journalBound("second");
            pool.journalUnbound("first");
            assertThat(pool.call(Thing::journal)).isEqualTo("second");

            pool.modified(properties("host", "a", "maxSize", "many"));
            pool.journalUnbound("second");
            assertThat(pool.call(Thing::journal))
                    .as("while a wrong configuration stands")
                    .isNull();
            assertThat(pool.failures()).extracting(PoolFailure::what).containsExactly("configuration");
            assertThat(pool.stats().created()).isEqualTo(4);
        }
    }

    @Test
    void aServiceIsNotConfiguredByItsKey() {
        try (Component pool = Component.active(properties("host", "a", "clock", "swatch"))) {
            assertThatThrownBy(pool::get)
                    .hasMessageEndingWith("clock=swatch: is a service; leave it out, or select which by"
                            + " clock.target=(…), a filter");
        }
    }

    @Test
    void aRankingThatIsTextIsWarnedOfOnce() {
        try (Component pool = Component.active(properties("host", "a", "service.ranking", "-1"))) {
            pool.modified(properties("host", "a", "service.ranking", "-1", "maxSize", "2"));
            pool.modified(properties("host", "a", "service.ranking", -1));
            assertThat(log)
                    .singleElement()
                    .asString()
                    .contains("service.ranking=-1 is a String", "ignores", "service.ranking=I\"-1\"");
        }
    }

    @Test
    void aNameThatWouldNotNameTheServiceIsRefusedWithTheRightKey() {
        try (Component pool = Component.active(properties("host", "a", "pool.name", "Thing", "name", "orders"))) {
            assertThatThrownBy(pool::get)
                    .hasMessageEndingWith("name=orders: names the pool, but not its service; write pool.name=orders,"
                            + " which names both, and leave name out");
        }
    }

    @Test
    void oneElementIsWhatASingleValueTakes() throws InterruptedException {
        try (Component pool = Component.active(
                properties("host", new String[] {"a"}, "pool.name", List.of("orders"), "maxSize", new int[] {3}))) {
            assertThat(pool.call(Thing::host)).isEqualTo("a");
            assertThat(pool.name()).isEqualTo("orders");
            assertThat(pool.settings().maxSize()).isEqualTo(3);
        }
        assertThat(log).isEmpty();
    }

    @Test
    void theLatestFailuresAreKeptForThoseWhoLookAfterThePool() {
        try (Component pool = Component.active(properties("host", "down"))) {
            assertThat(pool.failures()).isEmpty();
            assertThatThrownBy(pool::getOrCreate).isInstanceOf(PoolCreateException.class);
            while (pool.failures().isEmpty()) {
                Thread.onSpinWait(); // It is told after the borrower has gone on.
            }
            pool.modified(properties("host", "down", "maxSize", "many"));

            assertThat(pool.failures())
                    .extracting(failure -> failure.what() + ": " + failure.error())
                    .containsExactly(
                            "configuration: maxSize must be a whole number or none, was \"many\"; the default is 10, and"
                                    + " none is no limit",
                            "creation: java.lang.IllegalStateException: down");

            pool.modified(properties("host", "down", "maxSize", "3"));
            assertThat(pool.failures()).extracting(PoolFailure::what).containsExactly("creation");
        }
    }
}
