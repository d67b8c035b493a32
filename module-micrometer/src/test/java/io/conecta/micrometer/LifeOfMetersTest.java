package io.conecta.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.conecta.Pool;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The life of meters")
class LifeOfMetersTest extends WithRegistry {
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
}
