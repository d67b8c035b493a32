package io.conecta.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.BudgetFigure;
import io.conecta.BudgetStats;
import io.conecta.Pool;
import io.conecta.PoolBudget;
import io.conecta.PoolHealth;
import io.conecta.PoolHealth.Status;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A budget in Micrometer")
class BudgetMetricsTest extends WithRegistry {
    /** A budget with one figure of each kind, which can be closed. */
    private static final class Fleet implements PoolBudget {
        volatile boolean closed;

        @Override
        public PoolHealth health() {
            return new PoolHealth(closed ? Status.CLOSED : Status.UP, "made up", Duration.ZERO, List.of());
        }

        @Override
        public List<BudgetFigure> figures() {
            return List.of(
                    BudgetFigure.now("budget.limit", "permit", "The limit", 7),
                    BudgetFigure.time("fleet.lease.left", "The lease", Duration.ofMillis(1500)),
                    BudgetFigure.total("fleet.passes", "pass", "The passes", 12));
        }

        @Override
        public String name() {
            return "db-main";
        }

        @Override
        public BudgetStats stats() {
            return new BudgetStats(7, 0, 0, List.of());
        }

        @Override
        public PoolBudget limit(int limit) {
            return this;
        }

        @Override
        public PoolBudget name(String other) {
            return this;
        }

        @Override
        public Share join(Member pool, int minShare) {
            return PoolBudget.of(1).join(pool, minShare);
        }
    }

    private double value(String name) {
        return registry.get("conecta." + name).tag("budget", "server").gauge().value();
    }

    @Test
    @DisplayName("it is bound / each figure is a meter, as it is when looked at, until that is closed")
    void bound() throws Exception {
        PoolBudget budget = PoolBudget.of(3).name("server");
        try (Pool<StringBuilder> pool =
                builder("orders").budget(budget).initialSize(0).build()) {
            BudgetMetrics metrics = new BudgetMetrics(budget);
            metrics.bindTo(registry);
            metrics.bindTo(registry);
            assertThat(names(registry))
                    .containsExactly(
                            "conecta.budget.limit",
                            "conecta.budget.up",
                            "conecta.budget.used",
                            "conecta.budget.waiting");
            assertThat(value("budget.used")).isZero();
            StringBuilder lent = pool.getOrCreate();
            assertThat(value("budget.used")).isEqualTo(1);
            assertThat(value("budget.limit")).isEqualTo(3);
            assertThat(value("budget.up")).isEqualTo(1);
            pool.put(lent);

            metrics.close();
            metrics.close();
            assertThat(registry.getMeters()).isEmpty();
        }
    }

    @Test
    @DisplayName("what it has besides / times are in seconds, what only grows is a counter; once it is closed, all go")
    void kinds() {
        Fleet fleet = new Fleet();
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new BudgetMetrics(fleet).bindTo(prometheus);
        System.gc(); // Nobody holds what was bound but the registry.

        assertThat(prometheus.scrape())
                .contains("conecta_budget_limit{budget=\"db-main\"} 7.0")
                .contains("conecta_fleet_lease_left_seconds{budget=\"db-main\"} 1.5")
                .contains("conecta_fleet_passes_total{budget=\"db-main\"} 12.0");
        fleet.closed = true;
        prometheus.scrape();
        assertThat(prometheus.getMeters()).isEmpty();
        new BudgetMetrics(fleet).bindTo(prometheus);
        assertThat(prometheus.getMeters()).isEmpty();
    }

    @Test
    @DisplayName("two live ones of one name / the second is refused, unless tags tell them apart")
    void duplicates() {
        PoolBudget first = PoolBudget.of(3).name("server");
        PoolBudget second = PoolBudget.of(4).name("server");
        BudgetMetrics metrics = new BudgetMetrics(first);
        metrics.bindTo(registry);

        assertThatThrownBy(() -> new BudgetMetrics(second).bindTo(registry))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("budget \"server\": the registry already has the meter")
                .hasMessageContaining("new BudgetMetrics(budget, Tags.of(…))");
        assertThat(registry.getMeters()).hasSize(4);
        new BudgetMetrics(second, Tags.of("zone", "b")).bindTo(registry);
        assertThat(registry.getMeters()).hasSize(8);
        assertThatThrownBy(() -> new BudgetMetrics(second, Tags.of("budget", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "budget \"server\": the tag budget is the budget's name, was given as \"x\"; use another key");
        metrics.close();
        new BudgetMetrics(second).bindTo(registry);
        assertThat(value("budget.limit")).isEqualTo(4);
        assertThat(List.of(first, second))
                .extracting(each -> each.stats().limit())
                .containsExactly(3, 4); // They live.
    }
}
