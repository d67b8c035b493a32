package io.conecta.fleet.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.fleet.FleetBudget;
import io.conecta.fleet.tck.InMemoryLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/metrics.md")
class MetricsPageTest {
    @Test
    @DisplayName(
            "the table of budgets / has every figure of a fleet in its order, with kind, unit and name in Prometheus")
    void figures() throws Exception {
        List<String> described = Files.readString(Path.of("..", "docs", "metrics.md"))
                .lines()
                .filter(line -> line.startsWith("| `conecta.budget.") || line.startsWith("| `conecta.fleet."))
                .map(line -> line.replace("`", ""))
                .map(line -> line.substring(2, line.lastIndexOf(" | ", line.length() - 4)))
                .toList();
        InMemoryLedger ledger = new InMemoryLedger(Duration.ofSeconds(3));
        try (FleetBudget budget =
                FleetBudget.builder(ledger.line()).name("page").limit(1).build()) {
            assertThat(described)
                    .containsExactlyElementsOf(budget.figures().stream()
                            .map(each -> String.join(
                                    " | ",
                                    "conecta." + each.name(),
                                    each.total() ? "counter" : "gauge",
                                    each.unit(),
                                    "conecta_" + each.name().replace('.', '_')
                                            + (each.unit().equals("second") ? "_seconds" : "")
                                            + (each.total() ? "_total" : "")))
                            .toList());
        }
    }
}
