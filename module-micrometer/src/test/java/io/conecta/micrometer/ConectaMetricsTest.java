package io.conecta.micrometer;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.conecta.Pool;
import io.conecta.PoolCreateException;
import io.conecta.PoolException;
import io.conecta.PoolSettings;
import io.conecta.PoolTimeoutException;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The meters of a pool")
class ConectaMetricsTest extends WithRegistry {
    @Test
    @DisplayName("a pool is used / each gauge follows at once")
    void gauges() throws Exception {
        try (Pool<StringBuilder> pool =
                builder("parts").maxSize(3).initialSize(2).build()) {
            new ConectaMetrics(pool).bindTo(registry);
            assertThat(gauge("idle")).isEqualTo(2);
            assertThat(gauge("max")).isEqualTo(3);
            StringBuilder lent = pool.getOrCreate();
            assertThat(gauge("lent")).isEqualTo(1);
            assertThat(gauge("idle")).isEqualTo(1);
            assertThat(gauge("size")).isEqualTo(2);
            assertThat(gauge("creating")).isZero();
            assertThat(gauge("waiting")).isZero();
            pool.put(lent);
            assertThat(gauge("lent")).isZero();
            pool.reconfigure(pool.settings().withMaxSize(7));
            assertThat(gauge("max")).isEqualTo(7);
            assertThat(registry.get("conecta.pool.idle").gauge().getId().getTags())
                    .isEqualTo(Tags.of("pool", "parts").stream().toList());
        }
    }

    @Test
    @DisplayName("maxSize has no limit / max is the largest number, and a ratio with it near zero")
    void unlimited() {
        try (Pool<StringBuilder> pool =
                builder("wide").maxSize(PoolSettings.UNLIMITED).build()) {
            new ConectaMetrics(pool).bindTo(registry);
            assertThat(gauge("max")).isEqualTo(Integer.MAX_VALUE);
        }
    }

    @Test
    @DisplayName("a creation hangs, and others wait / creating and waiting show it")
    void creatingAndWaiting() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (Pool<StringBuilder> pool = Pool.<StringBuilder>builder(() -> {
                    go.await();
                    return new StringBuilder();
                })
                .name("slow")
                .maxSize(1)
                .initialSize(0)
                .build()) {
            new ConectaMetrics(pool).bindTo(registry);
            List<Future<Void>> borrowers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                borrowers.add(threads.submit(() -> {
                    pool.run(builder -> {});
                    return null;
                }));
            }
            await().atMost(LONG).until(() -> gauge("creating") == 1 && gauge("waiting") == 2);
            go.countDown();
            for (Future<Void> borrower : borrowers) {
                borrower.get();
            }
            assertThat(gauge("waiting")).isZero();
            assertThat(timer("wait", "outcome", "success").count()).isEqualTo(2);
            await().atMost(LONG).until(() -> timer("use").count() == 2);
            await().atMost(LONG)
                    .until(() -> timer("create", "outcome", "success").count() == 1);
            assertThat(timer("create", "outcome", "failure").count()).isZero();
            assertThat(timer("wait", "outcome", "failure").count()).isZero();
        }
    }

    @Test
    @DisplayName("a borrower times out / the time is measured as a failure, and counted")
    void timeouts() throws Exception {
        try (Pool<StringBuilder> pool = builder("small").maxSize(1).build()) {
            new ConectaMetrics(pool).bindTo(registry);
            StringBuilder lent = pool.getOrCreate();
            assertThatThrownBy(() -> pool.getOrCreate(Duration.ofMillis(30))).isInstanceOf(PoolTimeoutException.class);
            assertThat(counter("timeouts")).isEqualTo(1);
            Timer waits = timer("wait", "outcome", "failure");
            assertThat(waits.count()).isEqualTo(1);
            assertThat(waits.totalTime(NANOSECONDS)).isGreaterThanOrEqualTo(30e6);
            assertThat(timer("wait", "outcome", "success").count()).isZero();
            pool.reconfigure(pool.settings().withMaxWaiters(0));
            assertThatThrownBy(() -> pool.getOrCreate(LONG)).isInstanceOf(PoolException.class);
            assertThat(counter("rejections")).isEqualTo(1);
            pool.discard(lent);
            await().atMost(LONG).until(() -> counter("closed") == 1);
            assertThat(timer("use").count()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("creations and pings fail, a loan leaks / each is counted")
    void failures() throws Exception {
        AtomicBoolean down = new AtomicBoolean();
        try (Pool<StringBuilder> pool = Pool.<StringBuilder>builder(() -> {
                    if (down.get()) {
                        throw new IOException("made up: refused");
                    }
                    return new StringBuilder();
                })
                .name("frail")
                .pingFunc((builder, failures) -> !down.get())
                .leakThreshold(Duration.ofMillis(20))
                .maxSize(2)
                .build()) {
            new ConectaMetrics(pool).bindTo(registry);
            StringBuilder kept = pool.getOrCreate();
            await().atMost(LONG).until(() -> counter("leaks") == 1);
            pool.put(kept);
            down.set(true);
            pool.scan();
            await().atMost(LONG).until(() -> counter("ping.failures") >= 1);
            pool.clear();
            assertThatThrownBy(pool::getOrCreate).isInstanceOf(PoolCreateException.class);
            assertThat(counter("create.failures")).isGreaterThanOrEqualTo(1);
            await().atMost(LONG)
                    .until(() -> timer("create", "outcome", "failure").count() >= 1);
        }
    }

    @Test
    @DisplayName("a filter denies some meters, another takes the buckets away / the rest works")
    void filters() throws Exception {
        registry.config().meterFilter(MeterFilter.denyNameStartsWith("conecta.pool.wait"));
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return DistributionStatisticConfig.builder()
                        .serviceLevelObjectives()
                        .build()
                        .merge(config);
            }
        });
        try (Pool<StringBuilder> pool = builder("filtered").build()) {
            new ConectaMetrics(pool).bindTo(registry);
            pool.run(builder -> {});
            assertThat(registry.find("conecta.pool.wait").meters()).isEmpty();
            assertThat(registry.find("conecta.pool.waiting").meters()).isEmpty();
            assertThat(timer("use").takeSnapshot().histogramCounts()).isEmpty();
            assertThat(timer("use").count()).isEqualTo(1);
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    @DisplayName("timers / have buckets from 0.1 ms to 30 s")
    void buckets() throws Exception {
        try (Pool<StringBuilder> pool = builder("buckets").build()) {
            new ConectaMetrics(pool).bindTo(registry);
            pool.run(builder -> {});
            assertThat(timer("use").takeSnapshot().histogramCounts())
                    .extracting(bucket -> bucket.bucket() / 1e9)
                    .containsExactly(0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0, 30.0);
        }
    }

    @Test
    @DisplayName("a tag that is the name's / refused")
    void reservedTag() {
        try (Pool<StringBuilder> pool = builder("named").build()) {
            assertThatThrownBy(() -> new ConectaMetrics(pool, Tags.of("pool", "other")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("pool \"named\"")
                    .hasMessageContaining("\"other\"");
        }
    }
}
