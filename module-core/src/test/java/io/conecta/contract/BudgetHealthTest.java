package io.conecta.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.conecta.BudgetFigure;
import io.conecta.BudgetStats;
import io.conecta.Diagnosis;
import io.conecta.Pool;
import io.conecta.PoolBudget;
import io.conecta.PoolHealth;
import io.conecta.PoolHealth.Status;
import io.conecta.PoolReport;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("The health of a budget")
class BudgetHealthTest extends WithBudget {
    /** A budget whose health the test says. */
    private static final class Ailing implements PoolBudget {
        private final PoolBudget permits;
        private volatile Status status = Status.UP;

        Ailing(PoolBudget permits) {
            this.permits = permits;
        }

        @Override
        public PoolHealth health() {
            return new PoolHealth(status, "server does not answer", Duration.ofSeconds(7), List.of());
        }

        @Override
        public PoolBudget limit(int limit) {
            permits.limit(limit);
            return this;
        }

        @Override
        public PoolBudget name(String name) {
            permits.name(name);
            return this;
        }

        @Override
        public String name() {
            return permits.name();
        }

        @Override
        public BudgetStats stats() {
            return permits.stats();
        }

        @Override
        public Share join(Member pool, int minShare) {
            return permits.join(pool, minShare);
        }

        @Override
        public String toString() {
            return permits.toString();
        }
    }

    @Test
    @DisplayName("it is down / its pools are, say why, and diagnose the budget")
    void down(Kit kit) {
        Ailing budget = new Ailing(budget(kit, 2));
        Pool<Thing> pool = pool(kit, budget, "one");
        assertThat(pool.health().status()).isEqualTo(Status.UP);

        budget.status = Status.DOWN;

        assertThat(pool.health().isUp()).isFalse();
        assertThat(pool.health().status()).isEqualTo(Status.DOWN);
        assertThat(pool.health().reason()).isEqualTo("its budget is down: server does not answer");
        assertThat(pool.health().since()).isEqualTo(Duration.ofSeconds(7));
        PoolReport report = pool.report();
        assertThat(report.diagnosis().kind()).isEqualTo(Diagnosis.Kind.BUDGET);
        assertThat(report.diagnosis().sentence()).contains("budget \"server\": 0 of 2 used");
        budget.status = Status.UP;
        assertThat(pool.health().status()).isEqualTo(Status.UP);
        assertThat(pool.report().diagnosis().kind()).isEqualTo(Diagnosis.Kind.NONE);
    }

    @Test
    @DisplayName("it was closed / its pools are down")
    void closed(Kit kit) {
        Ailing budget = new Ailing(budget(kit, 2));
        Pool<Thing> pool = pool(kit, budget, "one");

        budget.status = Status.CLOSED;

        assertThat(pool.health().status()).isEqualTo(Status.DOWN);
    }

    @Test
    @DisplayName("it is recovering / its pools are too, and are fit for use")
    void recovering(Kit kit) {
        Ailing budget = new Ailing(budget(kit, 2));
        Pool<Thing> pool = pool(kit, budget, "one");

        budget.status = Status.RECOVERING;

        assertThat(pool.health().status()).isEqualTo(Status.RECOVERING);
        assertThat(pool.health().reason()).isEqualTo("its budget is recovering: server does not answer");
        assertThat(pool.report().diagnosis().kind()).isEqualTo(Diagnosis.Kind.NONE);
    }

    @Test
    @DisplayName("one of a single process / is up, has four figures, and tells who has what")
    void local(Kit kit) throws Exception {
        PoolBudget budget = budget(kit, 2);
        Pool<Thing> pool = pool(kit, budget, "one", 1);
        Thing thing = pool.getOrCreate();

        assertThat(budget.health().status()).isEqualTo(Status.UP);
        assertThat(budget.health().reason()).isEqualTo("budget \"server\" gives permits");
        assertThat(budget.figures())
                .extracting(BudgetFigure::name, BudgetFigure::value)
                .containsExactly(
                        tuple("budget.limit", 2.0),
                        tuple("budget.used", 1.0),
                        tuple("budget.waiting", 0.0),
                        tuple("budget.up", 1.0));
        assertThat(budget.report()).isEqualTo("""
                        budget "server": 1 of 2 permits taken; 0 of 1 pools want one and get none
                        health up: budget "server" gives permits
                        pool "one": 1 taken, minShare 1""");
        pool.put(thing);
    }
}
