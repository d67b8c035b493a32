package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.PoolClosedException;
import io.conecta.PoolCreateException;
import io.conecta.PoolDownException;
import io.conecta.PoolFailure;
import io.conecta.PoolUnavailableException;
import io.conecta.config.PoolConfigurationException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How a component begins that is configured wrongly, or whose backend is down. */
class ConfiguredPoolStartTest extends WithComponent {
    @Test
    void aWrongStartMakesAPoolThatLendsNothingAndSaysWhyUntilItIsFixedInPlace() throws InterruptedException {
        try (Component pool = Component.active(properties("pool.name", "orders", "maxSize", "many"))) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(pool::getOrCreate)
                        .isInstanceOf(PoolUnavailableException.class)
                        .hasMessage(
                                "pool \"orders\" lends nothing: the configuration x was refused, and lending begins once"
                                        + " it is fixed: 2 mistakes:\n  maxSize must be a whole number or none, was \"many\"; the default is 10, and none is no limit\n"
                                        + "  host: is missing; add host=…")
                        .hasCauseInstanceOf(PoolConfigurationException.class);
            }
            assertThatThrownBy(() -> pool.run(thing -> {})).isInstanceOf(PoolUnavailableException.class);
            assertThatThrownBy(() -> pool.call(Thing::host)).isInstanceOf(PoolUnavailableException.class);
            assertThatThrownBy(() -> pool.lease(Duration.ZERO)).isInstanceOf(PoolUnavailableException.class);
            assertThatThrownBy(pool::get).isInstanceOf(PoolUnavailableException.class);
            Thing foreign = new Thing("a", List.of(), "", null);
            assertThatThrownBy(() -> pool.adopt(foreign)).isInstanceOf(PoolUnavailableException.class);
            assertThatThrownBy(() -> pool.put(foreign)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> pool.discard(foreign)).isInstanceOf(IllegalStateException.class);
            assertThat(pool.name()).isEqualTo("orders");
            assertThat(pool.stats().maxSize()).isZero();
            assertThat(pool.isClosed()).isFalse();
            assertThat(pool.failures()).extracting(PoolFailure::what).containsExactly("configuration");
            assertThat(log)
                    .singleElement()
                    .asString()
                    .startsWith("x: configuration refused, the pool lends nothing until it is fixed: 2 mistakes:\n");

            pool.modified(properties("pool.name", "orders", "host", "a", "maxSize", "3"));

            assertThat(pool.getOrCreate().host()).isEqualTo("a");
            assertThat(pool.settings().maxSize()).isEqualTo(3);
            assertThat(pool.failures()).isEmpty();
            assertThat(log.subList(1, log.size()))
                    .containsExactly("x: configuration accepted, what was wrong is fixed");
        }
    }

    @Test
    void oneMistakeIsOneRecordHoweverOftenItIsDelivered() {
        try (Component pool = Component.active(properties("host", new String[] {"a", "b"}))) {
            pool.modified(properties("host", new String[] {"a", "b"}));
            pool.modified(properties("host", new String[] {"a", "b"}));
            assertThat(log).hasSize(1);

            pool.modified(properties("host", new String[] {"a", "b", "c"}));
            assertThat(log).as("another mistake").hasSize(2);

            pool.modified(properties("host", "a"));
            pool.modified(properties("host", new String[] {"a", "b"}));
            assertThat(log.stream().filter(line -> line.contains("[a, b]")))
                    .as("made again")
                    .hasSize(2);
        }
    }

    @Test
    void whateverFailsWhenThePoolIsBuiltIsAReasonAndNoException() throws InterruptedException {
        for (Throwable failure : List.of(
                new IllegalStateException("odd"),
                new StackOverflowError(),
                new NoClassDefFoundError("com/acme/Missing"),
                new IllegalArgumentException())) {
            Provider provider = new Provider();
            provider.failure = failure;
            try (Component pool = new Component(provider, properties("host", "a"))) {
                pool.activate();
                assertThatThrownBy(pool::getOrCreate)
                        .isInstanceOf(PoolUnavailableException.class)
                        .hasMessage("pool \"Thing\" lends nothing: it could not be built from the configuration x: "
                                + failure + "; see the cause; who borrows tries again, once a second")
                        .hasCause(failure);
                pool.modified(properties("host", "b"));
                assertThatThrownBy(pool::getOrCreate).hasCause(failure);
            }
        }
        assertThat(log).as("one for each configuration").hasSize(8);
    }

    @Test
    void aFailureThatIsOverEndsWithTheNextBorrowASecondLater() throws InterruptedException {
        Provider provider = new Provider();
        provider.failure = new IllegalStateException("no network yet");
        try (Component pool = new Component(provider, properties("host", "a"))) {
            pool.activate();
            assertThatThrownBy(pool::getOrCreate).isInstanceOf(PoolUnavailableException.class);
            provider.failure = null;
            long start = System.nanoTime();
            while (pool.stats().maxSize() == 0 && System.nanoTime() - start < PATIENCE.toNanos()) {
                try {
                    pool.put(pool.getOrCreate());
                } catch (PoolUnavailableException notYet) {
                    Thread.onSpinWait();
                }
            }
            assertThat(pool.call(Thing::host)).isEqualTo("a");
            assertThat(pool.failures()).isEmpty();
            assertThat(log).hasSize(2);
        }
    }

    @Test
    void aPoolThatWasClosedBeforeItWasBuiltStaysClosed() {
        Component pool = Component.active(properties());
        pool.close();
        assertThatThrownBy(pool::getOrCreate).isInstanceOf(PoolClosedException.class);
        pool.modified(properties("host", "a"));
        assertThat(pool.isClosed()).isTrue();
        assertThatThrownBy(pool::getOrCreate).isInstanceOf(PoolClosedException.class);
    }

    @Test
    void aBackendThatIsDownKeepsNoPoolAwayWhateverFailFastSays() {
        for (String failFast : List.of("false", "true")) {
            try (Component pool = Component.active(
                    properties("host", "down", "initialSize", "1", "failFast", failFast, "borrowTimeout", "1s"))) {
                assertThat(pool.settings().failFast()).isFalse();
                assertThatThrownBy(pool::getOrCreate)
                        .isInstanceOfAny(PoolCreateException.class, PoolDownException.class);
                pool.modified(properties("host", "up", "failFast", failFast));
                assertThat(pool.call(Thing::host)).isEqualTo("up");
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void anInterruptedThreadBuildsThePoolAndStaysInterrupted() throws InterruptedException {
        Thread.currentThread().interrupt();
        Component pool = Component.active(properties("host", "a", "initialSize", "2"));
        assertThat(Thread.interrupted()).isTrue();
        try (pool) {
            assertThat(pool.call(Thing::host)).isEqualTo("a");
        }
    }
}
