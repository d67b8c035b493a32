package io.conecta.micrometer;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolCreateException;
import io.conecta.PoolException;
import io.conecta.PoolSettings;
import io.conecta.PoolTimeoutException;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The meters of a pool")
class ConectaMetricsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private static PoolBuilder<StringBuilder> builder(String name) {
        return Pool.<StringBuilder>builder(StringBuilder::new).name(name);
    }

    private double gauge(String name) {
        return registry.get("conecta.pool." + name).gauge().value();
    }

    private double counter(String name) {
        return registry.get("conecta.pool." + name).functionCounter().count();
    }

    private Timer timer(String name, String... tags) {
        return registry.get("conecta.pool." + name).tags(tags).timer();
    }

    private static List<String> names(MeterRegistry registry) {
        return List.copyOf(registry.getMeters().stream()
                .map(meter -> meter.getId().getName())
                .collect(toCollection(TreeSet::new)));
    }

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
    @DisplayName("the pool is closed / its meters are gone, and those of others stay")
    void closed() {
        registry.counter("mine").increment();
        try (Pool<StringBuilder> stays = builder("stays").build()) {
            Pool<StringBuilder> goes = builder("goes").build();
            new ConectaMetrics(stays).bindTo(registry);
            List<String> before = names(registry);
            int meters = registry.getMeters().size();
            new ConectaMetrics(goes).bindTo(registry);
            assertThat(registry.getMeters()).hasSizeGreaterThan(meters);
            goes.close();
            assertThat(registry.getMeters()).hasSize(meters);
            assertThat(names(registry)).isEqualTo(before);
        }
        assertThat(names(registry)).containsExactly("mine");
    }

    @Test
    @DisplayName("the pool was closed before / nothing is registered")
    void closedBefore() {
        Pool<StringBuilder> pool = builder("gone").build();
        ConectaMetrics metrics = new ConectaMetrics(pool);
        pool.close();
        metrics.bindTo(registry);
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    @DisplayName("the pool is forgotten, also a typed one / it is closed, and its meters are gone")
    void forgotten() {
        AtomicInteger closed = new AtomicInteger();
        ConectaMetrics metrics = forget(closed);
        await().atMost(LONG).until(() -> {
            System.gc();
            return registry.getMeters().isEmpty();
        });
        await().atMost(LONG).untilAtomic(closed, number -> assertThat(number).isEqualTo(2));
        metrics.bindTo(registry);
        assertThat(registry.getMeters()).isEmpty();
    }

    private ConectaMetrics forget(AtomicInteger closed) {
        Pool<StringBuilder> plain = counted("plain", closed);
        Typed typed = new Typed(counted("typed", closed));
        new ConectaMetrics(plain).bindTo(registry);
        ConectaMetrics metrics = new ConectaMetrics(typed);
        metrics.bindTo(registry);
        assertThat(registry.find("conecta.pool.idle").gauges()).hasSize(2);
        assertThat(plain.isClosed() || typed.isClosed()).isFalse();
        return metrics;
    }

    private static Pool<StringBuilder> counted(String name, AtomicInteger closed) {
        return builder(name)
                .closeFunc(builder -> closed.incrementAndGet())
                .scanInterval(Duration.ofMillis(50))
                .build();
    }

    @Test
    @DisplayName("a typed pool lives, whatever the collector does / no gauge is NaN, and times are measured")
    void typed() throws Exception {
        try (Typed pool = new Typed(builder("typed").build())) {
            new ConectaMetrics(pool).bindTo(registry);
            for (int i = 0; i < 5; i++) {
                System.gc();
                pool.run(builder -> {});
                assertThat(registry.getMeters())
                        .filteredOn(Gauge.class::isInstance)
                        .allSatisfy(meter -> assertThat(((Gauge) meter).value()).isNotNaN());
            }
            assertThat(gauge("idle")).isEqualTo(1);
            assertThat(timer("use").count()).isEqualTo(5);
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    @DisplayName("a second live pool of one name / it is refused with the way out, and the first goes on")
    void duplicate() throws Exception {
        Pool<StringBuilder> first = builder("twin").maxSize(3).build();
        try (Pool<StringBuilder> second = builder("twin").maxSize(5).build()) {
            new ConectaMetrics(first).bindTo(registry);
            List<Meter> meters = registry.getMeters();
            ConectaMetrics refused = new ConectaMetrics(second);
            assertThatThrownBy(() -> refused.bindTo(registry))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("pool \"twin\"")
                    .hasMessageContaining("another name")
                    .hasMessageContaining("new ConectaMetrics(pool, Tags.of(…))");
            assertThat(registry.getMeters()).containsExactlyInAnyOrderElementsOf(meters);
            assertThat(gauge("max")).isEqualTo(3);
            second.run(builder -> {});
            assertThat(timer("use").count()).isZero();

            new ConectaMetrics(second, Tags.of("zone", "b")).bindTo(registry);
            assertThat(registry.get("conecta.pool.max").tag("zone", "b").gauge().value())
                    .isEqualTo(5);
            assertThatThrownBy(() -> new ConectaMetrics(second, Tags.of("zone", "b")).bindTo(registry))
                    .isInstanceOf(IllegalStateException.class);

            first.close();
            refused.bindTo(registry);
            assertThat(registry.getMeters()).hasSize(2 * meters.size());
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    @DisplayName("a filter makes the meters of two pools one / that is refused, too")
    void mergedByFilter() {
        registry.config().meterFilter(MeterFilter.ignoreTags("pool"));
        try (Pool<StringBuilder> first = builder("a").maxSize(3).build();
                Pool<StringBuilder> second = builder("b").build()) {
            new ConectaMetrics(first).bindTo(registry);
            assertThatThrownBy(() -> new ConectaMetrics(second).bindTo(registry))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("pool \"b\"");
            assertThat(gauge("max")).isEqualTo(3);
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    @DisplayName("two threads bind two pools of one name / one is refused, each time")
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
                            new ConectaMetrics(pool).bindTo(registry);
                            return true;
                        } catch (IllegalStateException refused) {
                            return false;
                        }
                    }));
                }
                assertThat(answers.get(0).get()).isNotEqualTo(answers.get(1).get());
            }
            assertThat(registry.getMeters()).isEmpty();
        }
    }

    @Test
    @DisplayName("one after the other of one name, while another thread looks / each has its meters, and none is NaN")
    void successors() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        Future<Integer> looks = threads.submit(() -> {
            int count = 0;
            while (!stop.get()) {
                for (Meter meter : registry.getMeters()) {
                    double value = meter instanceof Gauge gauge
                            ? gauge.value()
                            : meter instanceof FunctionCounter counter ? counter.count() : 0;
                    assertThat(value).isNotNaN();
                    count++;
                }
            }
            return count;
        });
        for (int round = 0; round < 200; round++) {
            Pool<StringBuilder> pool = builder("successor").build();
            new ConectaMetrics(pool).bindTo(registry);
            assertThat(gauge("idle")).isEqualTo(1);
            pool.close();
            assertThat(registry.getMeters()).isEmpty();
        }
        stop.set(true);
        assertThat(looks.get()).isPositive();
    }

    @Test
    @DisplayName("bound twice, to several registries, to a composite / once in each, and gone from each")
    void registries() throws Exception {
        SimpleMeterRegistry inside = new SimpleMeterRegistry();
        CompositeMeterRegistry composite = new CompositeMeterRegistry();
        composite.config().commonTags("app", "shop");
        composite.add(inside);
        Pool<StringBuilder> pool = builder("several").build();
        ConectaMetrics metrics = new ConectaMetrics(pool);
        metrics.bindTo(registry);
        int meters = registry.getMeters().size();
        metrics.bindTo(registry);
        assertThat(registry.getMeters()).hasSize(meters);
        metrics.bindTo(composite);
        try (Pool<StringBuilder> second = builder("several").build()) {
            assertThatThrownBy(() -> new ConectaMetrics(second).bindTo(composite))
                    .isInstanceOf(IllegalStateException.class);
        }
        pool.run(builder -> {});
        assertThat(timer("use").count()).isEqualTo(1);
        assertThat(inside.get("conecta.pool.use")
                        .tags("app", "shop", "pool", "several")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(inside.get("conecta.pool.idle").gauge().value()).isEqualTo(1);
        pool.close();
        assertThat(registry.getMeters()).isEmpty();
        assertThat(composite.getMeters()).isEmpty();
        assertThat(inside.getMeters()).isEmpty();
    }

    @Test
    @DisplayName("the metrics are closed / the meters go, the pool stays, and may be bound again")
    void metricsClosed() throws Exception {
        try (Pool<StringBuilder> pool = builder("stays").build()) {
            ConectaMetrics metrics = new ConectaMetrics(pool);
            metrics.bindTo(registry);
            metrics.close();
            metrics.close();
            assertThat(registry.getMeters()).isEmpty();
            pool.run(builder -> {});
            metrics.bindTo(registry);
            pool.run(builder -> {});
            assertThat(timer("use").count()).isEqualTo(1);
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    @DisplayName("the metrics are closed, the pool lives on / it does not keep the registry")
    void registryIsLetGo() throws Exception {
        try (Pool<StringBuilder> pool = builder("long-lived").build()) {
            WeakReference<MeterRegistry> registry = bindForAWhile(pool);
            await().atMost(LONG).until(() -> {
                System.gc();
                return registry.get() == null;
            });
            pool.run(builder -> {});
        }
    }

    private static WeakReference<MeterRegistry> bindForAWhile(Pool<StringBuilder> pool) throws InterruptedException {
        SimpleMeterRegistry shortLived = new SimpleMeterRegistry();
        try (ConectaMetrics metrics = new ConectaMetrics(pool)) {
            metrics.bindTo(shortLived);
            pool.run(builder -> {});
            assertThat(shortLived.get("conecta.pool.use").timer().count()).isEqualTo(1);
        }
        return new WeakReference<>(shortLived);
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
    @DisplayName("a pool is a service that is built later / looking builds nothing, and the meters go with the service")
    void builtLater() throws Exception {
        AtomicInteger created = new AtomicInteger();
        Component pool = new Component(created, Map.of("maxSize", "7"));
        new ConectaMetrics(pool).bindTo(registry);
        assertThat(gauge("size")).isZero();
        assertThat(gauge("max")).isZero();
        assertThat(created).hasValue(0);
        pool.activate();
        assertThat(gauge("max")).isEqualTo(7);
        await().atMost(LONG).until(() -> gauge("idle") == 1); // A component does not wait for its first object.
        pool.run(builder -> {});
        assertThat(timer("use").count()).isEqualTo(1);
        pool.deactivate();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    @DisplayName("a pool is a service whose configuration is wrong / it has meters until it goes")
    void neverBuilt() {
        AtomicInteger created = new AtomicInteger();
        Component pool = new Component(created, Map.of("maxSize", "many"));
        new ConectaMetrics(pool).bindTo(registry);
        pool.activate();
        assertThat(gauge("max")).isZero();
        pool.deactivate();
        assertThat(registry.getMeters()).isEmpty();
        assertThat(created).hasValue(0);
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
