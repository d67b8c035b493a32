package io.conecta.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.conecta.Pool;
import io.conecta.opentelemetry.ConectaTelemetry.Observation;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The life of instruments")
class LifeOfInstrumentsTest extends WithTelemetry {
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
}
