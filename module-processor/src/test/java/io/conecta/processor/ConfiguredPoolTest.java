package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.NewFunc;
import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolClosedException;
import io.conecta.PoolCreateException;
import io.conecta.PoolDownException;
import io.conecta.PoolFailure;
import io.conecta.PoolSettings;
import io.conecta.PoolTimeoutException;
import io.conecta.PoolUnavailableException;
import io.conecta.config.ConfiguredPool;
import io.conecta.config.PoolConfiguration;
import io.conecta.config.PoolConfigurationException;
import io.conecta.config.PoolProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the generated OSGi components do, without OSGi. */
class ConfiguredPoolTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<String> log = new ArrayList<>();
    private final Logger logger = Logger.getLogger("io.conecta");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            log.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    /** A pooled object that knows the configuration it was made from. */
    private record Thing(
            String host,
            List<String> tags,
            Object clock,
            @Nullable Object journal) {}

    private interface ThingPool extends Pool<Thing> {}

    private static final class Provider implements PoolProvider<Thing> {
        @Nullable
        Throwable failure;

        @Override
        public Class<Thing> type() {
            return Thing.class;
        }

        @Override
        public Class<ThingPool> poolType() {
            return ThingPool.class;
        }

        @Override
        public PoolSettings settings() {
            return PoolSettings.defaults().withName("Thing").withInitialSize(0);
        }

        @Override
        public NewFunc<Thing> newFunc(PoolConfiguration configuration) {
            String host = configuration.required("host").text();
            List<String> tags = configuration.withDefault("tags", "").texts();
            Object clock = configuration.required("clock").object(Object.class);
            Object journal = configuration.optional("journal").object(Object.class);
            configuration.check();
            if (failure instanceof RuntimeException odd) {
                throw odd;
            }
            if (failure instanceof Error odd) {
                throw odd;
            }
            return () -> {
                if (host.equals("down")) {
                    throw new IllegalStateException("down");
                }
                return new Thing(host, tags, clock, journal);
            };
        }

        @Override
        public PoolBuilder<Thing> builder(NewFunc<? extends Thing> newFunc) {
            return Pool.<Thing>builder(newFunc).settings(settings());
        }
    }

    private static final class Component extends ConfiguredPool<Thing> implements ThingPool {
        Component(Map<String, ?> properties) {
            super(new Provider(), properties, named("clock", "clock"));
        }

        Component(Provider provider, Map<String, ?> properties) {
            super(provider, properties, named("clock", "clock"));
        }

        static Component active(Map<String, ?> properties) {
            Component component = new Component(properties);
            component.activate();
            return component;
        }

        void journalBound(Object journal) {
            bind("journal", journal);
        }

        void journalUnbound(Object journal) {
            unbind("journal", journal);
        }
    }

    private static Map<String, Object> properties(Object... pairs) {
        Map<String, Object> properties = new HashMap<>(Map.of("service.pid", "x", "region", "eu"));
        for (int i = 0; i < pairs.length; i += 2) {
            properties.put((String) pairs[i], pairs[i + 1]);
        }
        return properties;
    }

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
    void deactivationKeepsAnInterruptAndWaitsAllTheSame() throws InterruptedException {
        Component pool = Component.active(properties("host", "a", "closeTimeout", "1m"));
        Thing lent = pool.getOrCreate();
        boolean[] kept = {false};
        Thread stop = new Thread(() -> {
            Thread.currentThread().interrupt();
            pool.deactivate();
            kept[0] = Thread.interrupted();
        });
        stop.start();
        while (stop.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        pool.put(lent);
        stop.join(30_000);
        assertThat(kept[0]).isTrue();
        assertThat(pool.stats().closed()).isEqualTo(1);
    }

    @Test
    void deactivatedItIsClosed() {
        Component pool = Component.active(properties("host", "a"));
        pool.deactivate();
        assertThat(pool.isClosed()).isTrue();
    }

    @Test
    void deactivationWaitsForWhatIsLentAndNotForever() throws InterruptedException {
        Component patient = Component.active(properties("host", "a", "closeTimeout", "1m"));
        Thing lent = patient.getOrCreate();
        Thread stop = new Thread(patient::deactivate);
        stop.start();
        while (!patient.isClosed()) {
            Thread.onSpinWait();
        }
        assertThat(stop.isAlive()).isTrue();
        patient.put(lent);
        stop.join(30_000);
        assertThat(stop.isAlive()).isFalse();
        assertThat(patient.stats().closed()).isEqualTo(1);

        Component hasty = Component.active(properties("host", "a", "closeTimeout", "10ms"));
        lent = hasty.getOrCreate();
        hasty.deactivate();
        assertThat(hasty.stats().lent()).isEqualTo(1);
        hasty.put(lent);
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
