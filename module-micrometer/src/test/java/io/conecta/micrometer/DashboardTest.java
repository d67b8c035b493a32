package io.conecta.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The dashboard")
class DashboardTest {
    private static final Path FILE = Path.of("..", "docs", "grafana", "conecta.json");
    private static final Pattern METRIC = Pattern.compile("\\bconecta_\\w+");
    private static final Pattern SELECTED = Pattern.compile("\\b(conecta_\\w+)\\{([^}]*)}");
    private static final Pattern MATCHED = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
    private static final Pattern GROUPED = Pattern.compile("by \\(([^)]*)\\)");

    private static JsonNode dashboard() throws IOException {
        return new ObjectMapper().readTree(FILE.toFile());
    }

    private static List<String> queries() throws IOException {
        List<String> all = new ArrayList<>();
        for (JsonNode panel : dashboard().path("panels")) {
            assertThat(panel.path("targets")).as(panel.path("title").asText()).isNotEmpty();
            panel.path("targets").forEach(target -> all.add(target.path("expr").asText()));
        }
        for (JsonNode variable : dashboard().path("templating").path("list")) {
            if (variable.path("type").asText().equals("query")) {
                all.add(variable.path("query").path("query").asText());
            }
        }
        return all;
    }

    @Test
    @DisplayName(
            "every metric and every label that it asks for / is exported for a pool under use, and removed with it")
    void asksForWhatThereIs() throws Exception {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        List<String> queries = queries();
        assertThat(queries).hasSizeGreaterThan(20);
        try (Used used = new Used()) {
            new ConectaMetrics(used.pool).bindTo(registry);
            used.use();
            Map<String, Set<String>> exported = Scrape.of(registry).samples();
            for (String query : queries) {
                List<String> asked = METRIC.matcher(query)
                        .results()
                        .map(found -> found.group())
                        .toList();
                assertThat(asked).as(query).isNotEmpty();
                assertThat(exported.keySet()).as(query).containsAll(asked);
                asked.forEach(name -> assertThat(exported.get(name)).as(query).containsAll(labels(query, name)));
            }
        }
        assertThat(Scrape.of(registry).samples()).isEmpty();
    }

    private static Set<String> labels(String query, String metric) {
        Set<String> labels = new TreeSet<>();
        Matcher selected = SELECTED.matcher(query);
        while (selected.find()) {
            if (selected.group(1).equals(metric)) {
                MATCHED.matcher(selected.group(2)).results().forEach(found -> labels.add(found.group(1)));
            }
        }
        GROUPED.matcher(query)
                .results()
                .forEach(found -> labels.addAll(List.of(found.group(1).split(",\\s*"))));
        return labels;
    }

    @Test
    @DisplayName("panels / have a title, a description, an id and a place of their own")
    void panels() throws Exception {
        Map<String, String> places = new TreeMap<>();
        for (JsonNode panel : dashboard().path("panels")) {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("description").asText()).isNotBlank();
            JsonNode place = panel.path("gridPos");
            assertThat(places.put(
                            "id " + panel.path("id").asInt(),
                            panel.path("title").asText()))
                    .isNull();
            assertThat(places.put(
                            place.path("x").asInt() + "," + place.path("y").asInt(),
                            panel.path("title").asText()))
                    .isNull();
        }
        assertThat(dashboard().path("uid").asText()).isEqualTo("conecta-pools");
    }
}
