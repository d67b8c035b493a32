package io.conecta.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolCreateException;
import io.conecta.PoolSettings;
import io.conecta.PoolTimeoutException;
import io.conecta.opentelemetry.ConectaTelemetry.Observation;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The instruments of a pool")
class ConectaTelemetryTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String DB = "db.client.connection.";
    private static final AttributeKey<String> NAME = AttributeKey.stringKey("db.client.connection.pool.name");
    private static final AttributeKey<String> STATE = AttributeKey.stringKey("db.client.connection.state");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private final Collected collected = new Collected();
    private final ConectaTelemetry telemetry = ConectaTelemetry.create(collected.sdk);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
        collected.close();
    }

    private static PoolBuilder<StringBuilder> builder(String name) {
        return Pool.<StringBuilder>builder(StringBuilder::new).name(name);
    }

    private static Attributes named(String name) {
        return Attributes.of(NAME, name);
    }

    private long figure(String name, Attributes attributes) {
        return collected.figure(DB + name, attributes).orElse(-1L);
    }

    private long count(String pool, String state) {
        return figure("count", Attributes.of(NAME, pool, STATE, state));
    }

    @Test
    @DisplayName("a pool is used / each figure follows")
    void figures() throws Exception {
        try (Pool<StringBuilder> pool =
                builder("parts").maxSize(3).initialSize(2).minIdle(1).build()) {
            telemetry.observe(pool);
            Attributes parts = named("parts");
            assertThat(count("parts", "idle")).isEqualTo(2);
            assertThat(count("parts", "used")).isZero();
            StringBuilder lent = pool.getOrCreate();
            assertThat(count("parts", "idle")).isEqualTo(1);
            assertThat(count("parts", "used")).isEqualTo(1);
            assertThat(figure("max", parts)).isEqualTo(3);
            assertThat(figure("idle.max", parts)).isEqualTo(3);
            assertThat(figure("idle.min", parts)).isEqualTo(1);
            assertThat(figure("pending_requests", parts)).isZero();
            assertThat(figure("timeouts", parts)).isZero();
            pool.put(lent);
            assertThat(count("parts", "used")).isZero();
            pool.reconfigure(pool.settings().withMaxSize(7).withMinIdle(2));
            assertThat(figure("max", parts)).isEqualTo(7);
            assertThat(figure("idle.min", parts)).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("instruments / have the types and units of the semantic conventions, and buckets from 0.1 ms to 30 s")
    void conventions() throws Exception {
        try (Pool<StringBuilder> pool = builder("conventional").maxSize(1).build()) {
            telemetry.observe(pool);
            StringBuilder lent = pool.getOrCreate();
            assertThatThrownBy(() -> pool.getOrCreate(Duration.ofMillis(10))).isInstanceOf(PoolTimeoutException.class);
            pool.discard(lent);
            pool.run(builder -> {});
            await().atMost(LONG).until(() -> collected.now().size() == 9);
            Map<String, MetricData> all = collected.now();
            List<String> lines = new ArrayList<>();
            all.forEach((name, metric) -> lines.add(name + " " + metric.getUnit() + " " + metric.getType()
                    + (metric.getType() == MetricDataType.LONG_SUM
                            ? " " + metric.getLongSumData().isMonotonic()
                            : "")));
            assertThat(lines)
                    .containsExactly(
                            DB + "count {connection} LONG_SUM false",
                            DB + "create_time s HISTOGRAM",
                            DB + "idle.max {connection} LONG_SUM false",
                            DB + "idle.min {connection} LONG_SUM false",
                            DB + "max {connection} LONG_SUM false",
                            DB + "pending_requests {request} LONG_SUM false",
                            DB + "timeouts {timeout} LONG_SUM true",
                            DB + "use_time s HISTOGRAM",
                            DB + "wait_time s HISTOGRAM");
            assertThat(collected.times(DB + "use_time"))
                    .singleElement()
                    .satisfies(point -> assertThat(point.getBoundaries())
                            .containsExactly(0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0, 30.0));
            assertThat(all.values()).allSatisfy(metric -> {
                assertThat(metric.getInstrumentationScopeInfo().getName()).isEqualTo("io.conecta");
                assertThat(metric.getDescription()).isNotBlank();
            });
        }
    }

    @Test
    @DisplayName("borrowers wait for one another / requests are pending, and their times are measured in seconds")
    void times() throws Exception {
        try (Pool<StringBuilder> pool = builder("busy").maxSize(1).build()) {
            telemetry.observe(pool);
            Attributes busy = named("busy");
            StringBuilder lent = pool.getOrCreate();
            Future<Boolean> waits = threads.submit(() -> {
                pool.run(builder -> {});
                return true;
            });
            await().atMost(LONG).until(() -> figure("pending_requests", busy) == 1);
            long before = System.nanoTime();
            while (System.nanoTime() - before < 2_000_000) {
                Thread.onSpinWait();
            }
            pool.put(lent);
            assertThat(waits.get()).isTrue();
            assertThat(figure("pending_requests", busy)).isZero();
            assertThat(collected.times(DB + "wait_time")).singleElement().satisfies(point -> {
                assertThat(point.getAttributes()).isEqualTo(busy);
                assertThat(point.getCount()).isEqualTo(1);
                assertThat(point.getSum()).isBetween(0.002, LONG.toSeconds() * 1.0);
            });
            await().atMost(LONG).until(() -> collected.count(DB + "use_time", busy) == 2);
            StringBuilder again = pool.getOrCreate();
            assertThatThrownBy(() -> pool.getOrCreate(Duration.ofMillis(10))).isInstanceOf(PoolTimeoutException.class);
            assertThat(collected.count(DB + "wait_time", Attributes.of(NAME, "busy", ERROR, "_OTHER")))
                    .isEqualTo(1);
            assertThat(figure("timeouts", busy)).isEqualTo(1);
            pool.put(again);
        }
    }

    @Test
    @DisplayName("creations succeed and fail / their times are measured apart")
    void creations() throws Exception {
        AtomicBoolean down = new AtomicBoolean();
        try (Pool<StringBuilder> pool = Pool.<StringBuilder>builder(() -> {
                    if (down.get()) {
                        throw new IOException("made up: refused");
                    }
                    return new StringBuilder();
                })
                .name("frail")
                .initialSize(0)
                .build()) {
            telemetry.observe(pool);
            pool.run(builder -> {});
            await().atMost(LONG).until(() -> collected.count(DB + "create_time", named("frail")) == 1);
            down.set(true);
            pool.clear();
            assertThatThrownBy(pool::getOrCreate).isInstanceOf(PoolCreateException.class);
            await().atMost(LONG)
                    .until(() ->
                            collected.count(DB + "create_time", Attributes.of(NAME, "frail", ERROR, "_OTHER")) >= 1);
            assertThat(collected.count(DB + "create_time", named("frail"))).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("maxSize has no limit / max and idle.max are left out")
    void unlimited() {
        try (Pool<StringBuilder> pool =
                builder("wide").maxSize(PoolSettings.UNLIMITED).build()) {
            telemetry.observe(pool);
            assertThat(collected.now())
                    .containsKeys(DB + "count", DB + "idle.min")
                    .doesNotContainKeys(DB + "max", DB + "idle.max");
        }
    }

    @Test
    @DisplayName("another prefix / instruments and attributes have it")
    void prefix() throws Exception {
        try (Pool<StringBuilder> pool = builder("parts").build()) {
            ConectaTelemetry.create(collected.sdk, "acme.parser").observe(pool);
            pool.run(builder -> {});
            AttributeKey<String> name = AttributeKey.stringKey("acme.parser.pool.name");
            AttributeKey<String> state = AttributeKey.stringKey("acme.parser.state");
            assertThat(collected.figure("acme.parser.count", Attributes.of(name, "parts", state, "idle")))
                    .contains(1L);
            assertThat(collected.figure("acme.parser.max", Attributes.of(name, "parts")))
                    .contains(10L);
            await().atMost(LONG)
                    .until(() -> collected.count("acme.parser.use_time", Attributes.of(name, "parts")) == 1);
        }
    }

    @ParameterizedTest(name = "[{0}]")
    @DisplayName("a prefix that OpenTelemetry would not take / refused, naming it")
    @ValueSource(strings = {"", "1st", "with space", "ends.", "ümlaut"})
    void wrongPrefix(String prefix) {
        assertThatThrownBy(() -> ConectaTelemetry.create(collected.sdk, prefix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + prefix + "\"")
                .hasMessageContaining("db.client.connection");
    }

    @Test
    @DisplayName(
            "the pool is closed / it is no longer reported, others are; the time of a loan that ends later follows")
    void closed() throws Exception {
        try (Pool<StringBuilder> stays = builder("stays").build()) {
            Pool<StringBuilder> goes = builder("goes").build();
            telemetry.observe(stays);
            telemetry.observe(goes);
            assertThat(count("goes", "idle")).isEqualTo(1);
            StringBuilder lent = goes.getOrCreate();
            goes.close();
            assertThat(count("goes", "used")).isEqualTo(-1);
            assertThat(figure("max", named("goes"))).isEqualTo(-1);
            assertThat(count("stays", "idle")).isEqualTo(1);
            goes.put(lent);
            assertThat(collected.count(DB + "use_time", named("goes"))).isEqualTo(1);
            try (Pool<StringBuilder> next = builder("goes").build()) {
                telemetry.observe(next);
                assertThat(count("goes", "idle")).isEqualTo(1);
            }
        }
    }

    @Test
    @DisplayName("the observation is closed / the pool is no longer reported, stays, and may be observed again")
    void observationClosed() throws Exception {
        try (Pool<StringBuilder> pool = builder("stays").build()) {
            Observation observation = telemetry.observe(pool);
            observation.close();
            observation.close();
            assertThat(count("stays", "idle")).isEqualTo(-1);
            pool.run(builder -> {});
            telemetry.observe(pool);
            assertThat(count("stays", "idle")).isEqualTo(1);
            pool.run(builder -> {});
            assertThat(collected.count(DB + "use_time", named("stays"))).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("the pool was closed before / it is not reported, and does not keep its name")
    void closedBefore() {
        Pool<StringBuilder> pool = builder("gone").build();
        pool.close();
        telemetry.observe(pool);
        assertThat(collected.now()).doesNotContainKey(DB + "count");
        try (Pool<StringBuilder> next = builder("gone").build()) {
            telemetry.observe(next);
            assertThat(count("gone", "idle")).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("the pool is forgotten, also a typed one / it is closed, and no longer reported")
    void forgotten() {
        AtomicInteger closed = new AtomicInteger();
        forget(closed);
        await().atMost(LONG).until(() -> {
            System.gc();
            return !collected.now().containsKey(DB + "count"); // Histograms stay, and a creation may be told late.
        });
        await().atMost(LONG).untilAtomic(closed, number -> assertThat(number).isEqualTo(2));
    }

    private void forget(AtomicInteger closed) {
        Pool<StringBuilder> plain = counted("plain", closed);
        Typed typed = new Typed(counted("typed", closed));
        telemetry.observe(plain);
        telemetry.observe(typed);
        assertThat(count(plain.name(), "idle")).isEqualTo(1);
        assertThat(count(typed.name(), "idle")).isEqualTo(1);
        assertThat(plain.isClosed() || typed.isClosed()).isFalse();
    }

    private static Pool<StringBuilder> counted(String name, AtomicInteger closed) {
        return builder(name)
                .closeFunc(builder -> closed.incrementAndGet())
                .scanInterval(Duration.ofMillis(50))
                .build();
    }

    @Test
    @DisplayName("a typed pool lives, whatever the collector does / it is reported each time")
    void typed() throws Exception {
        try (Typed pool = new Typed(builder("typed").build())) {
            telemetry.observe(pool);
            for (int i = 1; i <= 5; i++) {
                System.gc();
                pool.run(builder -> {});
                assertThat(count("typed", "idle")).isEqualTo(1);
                assertThat(collected.count(DB + "use_time", named("typed"))).isEqualTo(i);
            }
        }
        assertThat(count("typed", "idle")).isEqualTo(-1);
    }

    @Test
    @DisplayName("a second live pool of one name / it is refused with the way out, and the first goes on")
    void duplicate() {
        Pool<StringBuilder> first = builder("twin").maxSize(3).build();
        try (Pool<StringBuilder> second = builder("twin").maxSize(5).build()) {
            telemetry.observe(first);
            assertThatThrownBy(() -> telemetry.observe(second))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("pool \"twin\"")
                    .hasMessageContaining("another name")
                    .hasMessageContaining("further attributes");
            assertThat(figure("max", named("twin"))).isEqualTo(3);
            AttributeKey<String> zone = AttributeKey.stringKey("zone");
            telemetry.observe(second, Attributes.of(zone, "b"));
            assertThat(figure("max", Attributes.of(NAME, "twin", zone, "b"))).isEqualTo(5);
            first.close();
            telemetry.observe(second);
            assertThat(figure("max", named("twin"))).isEqualTo(5);
        }
        assertThat(figure("max", named("twin"))).isEqualTo(-1);
    }

    @Test
    @DisplayName("two threads observe two pools of one name / one is refused, each time")
    void duplicateAtOnce() throws Exception {
        for (int round = 0; round < 50; round++) {
            try (Pool<StringBuilder> first = builder("twin").initialSize(0).build();
                    Pool<StringBuilder> second = builder("twin").initialSize(0).build()) {
                CountDownLatch both = new CountDownLatch(2);
                List<Future<Boolean>> answers = new ArrayList<>();
                for (Pool<StringBuilder> pool : List.of(first, second)) {
                    answers.add(threads.submit(() -> {
                        both.countDown();
                        both.await();
                        try {
                            telemetry.observe(pool);
                            return true;
                        } catch (IllegalStateException refused) {
                            return false;
                        }
                    }));
                }
                assertThat(answers.get(0).get()).isNotEqualTo(answers.get(1).get());
            }
        }
    }

    @Test
    @DisplayName("one after the other of one name, while another thread collects / each is reported")
    void successors() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        Future<Integer> looks = threads.submit(() -> {
            int count = 0;
            while (!stop.get()) {
                collected.now();
                count++;
            }
            return count;
        });
        for (int round = 0; round < 200; round++) {
            try (Pool<StringBuilder> pool = builder("successor").build()) {
                telemetry.observe(pool);
                pool.run(builder -> {});
            }
        }
        stop.set(true);
        assertThat(looks.get()).isPositive();
        assertThat(collected.count(DB + "use_time", named("successor"))).isEqualTo(200);
    }

    @Test
    @DisplayName("an attribute that is ours / refused")
    void reservedAttributes() {
        try (Pool<StringBuilder> pool = builder("named").build()) {
            for (AttributeKey<String> key : List.of(NAME, STATE, ERROR)) {
                assertThatThrownBy(() -> telemetry.observe(pool, Attributes.of(key, "other")))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("pool \"named\"")
                        .hasMessageContaining(key.getKey())
                        .hasMessageContaining("\"other\"");
            }
        }
    }

    @Test
    @DisplayName("OpenTelemetry is there without an SDK / nothing is measured, nothing fails")
    void noSdk() throws Exception {
        try (Pool<StringBuilder> pool = builder("quiet").build()) {
            Observation observation =
                    ConectaTelemetry.create(OpenTelemetry.noop()).observe(pool);
            pool.run(builder -> {});
            observation.close();
        }
    }
}
