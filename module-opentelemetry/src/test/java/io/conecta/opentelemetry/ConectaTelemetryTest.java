package io.conecta.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.conecta.Pool;
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
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The instruments of a pool")
class ConectaTelemetryTest extends WithTelemetry {
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
