package io.conecta.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Pool;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Pools of one name")
class DuplicatesTest extends WithTelemetry {
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
}
