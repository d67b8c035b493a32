package io.conecta.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Pool;
import io.conecta.PoolBudget;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A budget in OpenTelemetry")
class BudgetTelemetryTest extends WithTelemetry {
    private static final AttributeKey<String> BUDGET = AttributeKey.stringKey("conecta.budget.name");

    private double figure(String name, String budget) {
        MetricData metric = collected.now().get("conecta." + name);
        return metric == null
                ? Double.NaN
                : metric.getDoubleGaugeData().getPoints().stream()
                        .filter(point -> point.getAttributes().equals(Attributes.of(BUDGET, budget)))
                        .mapToDouble(DoublePointData::getValue)
                        .findFirst()
                        .orElse(Double.NaN);
    }

    @Test
    @DisplayName("it is observed / each figure is reported, with its name, until that ends")
    void observed() throws Exception {
        PoolBudget budget = PoolBudget.of(3).name("server");
        try (Pool<StringBuilder> pool =
                builder("orders").budget(budget).initialSize(0).build()) {
            ConectaTelemetry.Observation observation = telemetry.observe(budget);
            StringBuilder lent = pool.getOrCreate();

            Map<String, MetricData> now = collected.now();
            assertThat(now.keySet())
                    .isEqualTo(Set.of(
                            "conecta.budget.limit",
                            "conecta.budget.used",
                            "conecta.budget.waiting",
                            "conecta.budget.up"));
            assertThat(now.get("conecta.budget.used"))
                    .extracting(MetricData::getUnit, MetricData::getDescription)
                    .containsExactly("{permit}", "Permits that its pools have taken");
            assertThat(figure("budget.limit", "server")).isEqualTo(3);
            assertThat(figure("budget.used", "server")).isEqualTo(1);
            assertThat(figure("budget.up", "server")).isEqualTo(1);
            pool.put(lent);

            observation.close();
            observation.close();
            assertThat(collected.now()).isEmpty();
        }
    }

    @Test
    @DisplayName("two live ones of one name / the second is refused, unless attributes tell them apart")
    void duplicates() {
        PoolBudget first = PoolBudget.of(3).name("server");
        PoolBudget second = PoolBudget.of(4).name("server");
        ConectaTelemetry.Observation observation = telemetry.observe(first);

        assertThatThrownBy(() -> telemetry.observe(second))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("budget \"server\": a live budget with");
        telemetry
                .observe(second, Attributes.of(AttributeKey.stringKey("zone"), "b"))
                .close();
        assertThatThrownBy(() -> telemetry.observe(second, Attributes.of(BUDGET, "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("conecta.budget.name is the budget's name");
        observation.close();
        telemetry.observe(second).close();
        assertThat(first.limit(5).stats().limit()).isEqualTo(5);
    }
}
