package io.conecta.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.conecta.Pool;
import io.conecta.PoolTimeoutException;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/metrics.md")
class MetricsPageTest {
    /** {@return kind and unit by name} */
    private static Map<String, String> described() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        Files.readString(Path.of("..", "docs", "metrics.md"))
                .lines()
                .filter(line -> line.startsWith("| `db.client.connection."))
                .map(line -> Stream.of(line.substring(1).replace("`", "").split("\\|"))
                        .map(String::strip)
                        .toList())
                .forEach(cells -> {
                    assertThat(cells.get(3)).as(cells.get(0)).isNotBlank();
                    assertThat(rows.put(cells.get(0), cells.get(1) + ", " + cells.get(2)))
                            .isNull();
                });
        return rows;
    }

    private static String kind(MetricData metric) {
        if (metric.getType() == MetricDataType.HISTOGRAM) {
            return "histogram";
        }
        return metric.getLongSumData().isMonotonic() ? "counter" : "up-down counter";
    }

    @Test
    @DisplayName("the table of instruments / has each that is reported, with its kind and unit, and no other")
    void instruments() throws Exception {
        try (Collected collected = new Collected();
                Pool<StringBuilder> pool = Pool.<StringBuilder>builder(StringBuilder::new)
                        .initialSize(0)
                        .maxSize(1)
                        .build()) {
            ConectaTelemetry.create(collected.sdk).observe(pool);
            StringBuilder lent = pool.getOrCreate();
            assertThatThrownBy(() -> pool.getOrCreate(Duration.ofMillis(5))).isInstanceOf(PoolTimeoutException.class);
            pool.put(lent);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(reported(collected)).isEqualTo(described()));
        }
    }

    private static Map<String, String> reported(Collected collected) {
        Map<String, String> reported = new TreeMap<>();
        collected.now().forEach((name, metric) -> reported.put(name, kind(metric) + ", " + metric.getUnit()));
        return reported;
    }
}
