package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.ConfiguredPool;
import io.conecta.NewFunc;
import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolConfiguration;
import io.conecta.PoolConfigurationException;
import io.conecta.PoolCreateException;
import io.conecta.PoolFailure;
import io.conecta.PoolProvider;
import io.conecta.PoolSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the generated OSGi components do, without OSGi. */
class ConfiguredPoolTest {
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
    private record Thing(String host, List<String> tags, Object clock) {}

    private interface ThingPool extends Pool<Thing> {}

    private static final class Provider implements PoolProvider<Thing> {
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
            configuration.check();
            return () -> {
                if (host.equals("down")) {
                    throw new IllegalStateException("down");
                }
                return new Thing(host, tags, clock);
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
        try (Component pool = new Component(properties("host", "a", "pool.name", "orders"))) {
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
        try (Component pool = new Component(properties("host", "a", "tags", "x"))) {
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
    void aWrongConfigurationIsRefusedWhole() throws InterruptedException {
        try (Component pool = new Component(properties("host", "a"))) {
            Thing thing = pool.getOrCreate();
            pool.put(thing);
            pool.modified(properties("host", "b", "maxSize", "3", "minIdle", "4"));
            pool.modified(properties("host", "b", "maxSize", "3", "maxUses", "no"));
            pool.modified(properties("host", "b", "strict", "true"));
            assertThat(pool.settings().maxSize()).isEqualTo(10);
            assertThat(pool.getOrCreate()).isSameAs(thing);
            assertThat(log).hasSize(3);
            assertThat(log.get(0))
                    .isEqualTo(
                            "io.conecta.processor.ConfiguredPoolTest$ThingPool: configuration refused, the pool goes on with the last"
                                    + " good one: minIdle must be <= maxSize, was minIdle=4 with maxSize=3; lower minIdle or raise"
                                    + " maxSize");
            assertThat(log.get(1)).endsWith("maxUses must be a whole number or none, was \"no\"; the default is none");
            assertThat(log.get(2)).contains("strict");
        }
    }

    @Test
    void aWrongStartIsLoggedAndThrown() {
        assertThatThrownBy(() -> new Component(properties())).isInstanceOf(PoolConfigurationException.class);
        assertThat(log)
                .containsExactly(
                        "io.conecta.processor.ConfiguredPoolTest$ThingPool: configuration refused, so there is no pool: host: is"
                                + " missing; add host=…");
    }

    @Test
    void aBackendThatIsDownKeepsNoServiceAway() {
        try (Component pool = new Component(properties("host", "down", "initialSize", "1", "borrowTimeout", "0s"))) {
            assertThat(pool.isClosed()).isFalse();
            assertThat(pool.settings().failFast()).isFalse();
        }
        assertThatThrownBy(() -> new Component(properties("host", "down", "initialSize", "1", "failFast", "true")))
                .isInstanceOf(PoolCreateException.class);
    }

    @Test
    void deactivatedItIsClosed() {
        Component pool = new Component(properties("host", "a"));
        pool.deactivate();
        assertThat(pool.isClosed()).isTrue();
    }

    @Test
    void deactivationWaitsForWhatIsLentAndNotForever() throws InterruptedException {
        Component patient = new Component(properties("host", "a", "closeTimeout", "1m"));
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

        Component hasty = new Component(properties("host", "a", "closeTimeout", "10ms"));
        lent = hasty.getOrCreate();
        hasty.deactivate();
        assertThat(hasty.stats().lent()).isEqualTo(1);
        hasty.put(lent);
    }

    @Test
    void theLatestFailuresAreKeptForThoseWhoLookAfterThePool() {
        try (Component pool = new Component(properties("host", "down"))) {
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
