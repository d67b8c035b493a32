package io.conecta.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Pool;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Pools of one name")
class DuplicatesTest extends WithRegistry {
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
}
