package io.conecta.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.conecta.BudgetStats;
import io.conecta.PoolBudget;
import io.conecta.PoolHealth.Status;
import io.conecta.config.Budgets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FleetCommandsTest {
    private final FleetCommands commands = new FleetCommands();
    private final List<Budgets.Registration> registered = new ArrayList<>();

    /** What a fleet's budget is to the shell, which does not know its class. */
    private record Fleet(String name, Status status) implements PoolBudget {
        @Override
        public String report() {
            return "the page of " + name;
        }

        @Override
        public io.conecta.PoolHealth health() {
            return new io.conecta.PoolHealth(
                    status, "fleet \"" + name + "\": made up", Duration.ofSeconds(3), List.of());
        }

        @Override
        public BudgetStats stats() {
            return new BudgetStats(5, 0, 0, List.of());
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
            return PoolBudget.of(5).join(pool, minShare);
        }
    }

    private void register(String name, PoolBudget budget) {
        registered.add(Budgets.register(name, budget));
    }

    @AfterEach
    void end() {
        registered.forEach(Budgets.Registration::close);
    }

    @Test
    void withoutAFleetItSaysSo() throws Exception {
        register("local", PoolBudget.of(2));

        assertThat(commands.fleet()).isEqualTo("no fleet");
    }

    @Test
    void everyFleetHasAPage() throws Exception {
        register("fleet:db", new Fleet("db", Status.UP));
        register("fleet:mq", new Fleet("mq", Status.UP));
        register("local", PoolBudget.of(2));

        assertThat(commands.fleet()).isEqualTo("the page of db\n\nthe page of mq");
        assertThat(commands.fleet("mq")).isEqualTo("the page of mq");
        assertThat(commands.fleet("fleet:mq")).isEqualTo("the page of mq");
        assertThat(commands.fleet("local")).startsWith("budget \"budget\": 0 of 2 permits taken");
    }

    @Test
    void aWrongNameIsAnsweredWithTheRightOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> commands.fleet("db-mian"))
                .withMessage("no fleet \"db-mian\"; no budget is registered; is the bundle that builds it started?");
        register("fleet:db-main", new Fleet("db-main", Status.UP));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> commands.fleet("db-mian"))
                .withMessage("no fleet \"db-mian\"; did you mean \"db-main\"?");
    }

    @Test
    void theHealthCheckSaysWhatTheFleetSays() {
        register("fleet:db", new Fleet("db", Status.RECOVERING));
        assertThat(new PoolHealth().execute().getStatus()).isEqualTo(Result.Status.OK);
        register("fleet:mq", new Fleet("mq", Status.DOWN));

        Result result = new PoolHealth().execute();

        assertThat(result.getStatus()).isEqualTo(Result.Status.CRITICAL);
        assertThat(result)
                .asString()
                .contains(
                        "fleet:db: recovering for 3s: fleet \"db\": made up",
                        "fleet:mq: down for 3s: fleet \"mq\": made up",
                        "0 pools and 2 budgets looked at");
    }

    @Test
    void theInventoryHasItsFigures() {
        register("fleet:db", new Fleet("db", Status.UP));

        assertThat(new Reports(new PoolDirectory(List.of()), List.of()).json())
                .contains("\"budgets\":[{\"name\":\"fleet:db\",\"health\":{\"status\":\"UP\"", "\"budget.limit\":5.0");
    }
}
