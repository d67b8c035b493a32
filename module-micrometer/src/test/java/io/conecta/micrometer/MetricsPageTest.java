package io.conecta.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/metrics.md")
class MetricsPageTest {
    private record Row(String name, String kind, String unit, String prometheus, String meaning) {}

    private static List<Row> rows() throws IOException {
        return Files.readString(Path.of("..", "docs", "metrics.md"))
                .lines()
                .filter(line -> line.startsWith("| `conecta.pool."))
                .map(line -> line.substring(1).split("\\|"))
                .map(cells -> Stream.of(cells).map(String::strip).toList())
                .map(cells -> new Row(
                        cells.get(0).replace("`", ""),
                        cells.get(1),
                        cells.get(2),
                        cells.get(3).replace("`", ""),
                        cells.get(4)))
                .toList();
    }

    @Test
    @DisplayName(
            "the table of meters / has each that is registered, with its kind and the values of its outcome, and no other")
    void meters() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Map<String, String> registered = new TreeMap<>();
        Map<String, Set<String>> outcomes = new TreeMap<>();
        try (Used used = new Used()) {
            new ConectaMetrics(used.pool).bindTo(registry);
            for (Meter meter : registry.getMeters()) {
                String name = meter.getId().getName();
                if (meter.getId().getTag("le") != null) {
                    continue; // A bucket, which this registry shows as a gauge of its own.
                }
                registered.put(name, meter.getId().getType().name().toLowerCase(java.util.Locale.ROOT));
                assertThat(meter.getId().getDescription()).as(name).isNotBlank();
                assertThat(meter.getId().getTag("pool")).as(name).isEqualTo("used");
                String outcome = meter.getId().getTag("outcome");
                if (outcome != null) {
                    outcomes.computeIfAbsent(name, ignored -> new TreeSet<>()).add(outcome);
                }
            }
        }
        Map<String, String> described = new TreeMap<>();
        for (Row row : rows()) {
            assertThat(described.put(row.name(), row.kind())).as(row.name()).isNull();
            assertThat(row.unit()).as(row.name()).isNotBlank();
            assertThat(row.meaning().contains("`outcome`")).as(row.name()).isEqualTo(outcomes.containsKey(row.name()));
            outcomes.getOrDefault(row.name(), Set.of())
                    .forEach(outcome -> assertThat(row.meaning()).contains("`" + outcome + "`"));
        }
        assertThat(described).isEqualTo(registered);
    }

    @Test
    @DisplayName("the names in Prometheus / are those that it is given, and no other")
    void prometheus() throws Exception {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Set<String> described = new TreeSet<>();
        for (Row row : rows()) {
            if (row.kind().equals("timer")) {
                Stream.of("_bucket", "_count", "_sum", "_max").forEach(end -> described.add(row.prometheus() + end));
            } else {
                described.add(row.prometheus());
            }
        }
        try (Used used = new Used()) {
            new ConectaMetrics(used.pool).bindTo(registry);
            used.use();
            assertThat(Scrape.of(registry).samples().keySet()).isEqualTo(described);
        }
    }
}
