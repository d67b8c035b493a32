package io.conecta.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.BudgetStats;
import io.conecta.Pool;
import io.conecta.PoolBudget;
import io.conecta.PoolTimeoutException;
import io.conecta.config.Budgets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** A pool whose properties name a budget: a bean, or one that is registered. */
class BudgetBeansTest {
    private final EchoServer server = new EchoServer();
    private final String[] orders = {"orders.host=127.0.0.1", "orders.port=" + server.port(), "orders.max-size=3"};

    @AfterEach
    void stop() {
        server.close();
    }

    private String[] orders(String... more) {
        List<String> all = new ArrayList<>(List.of(orders));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** {@return the pools of a budget} */
    private static List<String> pools(PoolBudget budget) {
        return budget.stats().pools().stream().map(BudgetStats.Part::pool).toList();
    }

    @Configuration(proxyBeanMethods = false)
    static class Servers {
        @Lazy
        @Bean("db-main")
        PoolBudget main() {
            return PoolBudget.of(1).name("main");
        }

        @Bean
        PoolBudget other() {
            return PoolBudget.of(1).name("other");
        }
    }

    @Test
    void aBudgetIsFoundByTheNameOfItsBean() throws Exception {
        try (var app = App.run(App.builder(Servers.class), orders("orders.budget=db-main", "orders.min-share=1"))) {
            OrderSessionPool pool = app.getBean(OrderSessionPool.class);
            assertThat(pool.settings().budget()).isEqualTo("db-main");
            try (var lease = pool.lease()) {
                assertThat(lease.get().ask("hello")).isEqualTo("hello");
                assertThatThrownBy(() -> pool.getOrCreate(Duration.ofMillis(30)))
                        .isInstanceOf(PoolTimeoutException.class)
                        .hasMessageContaining("budget \"main\": 1 of 1 used (orders 1)");
            }
            assertThat(pools(app.getBean("db-main", PoolBudget.class))).containsExactly("orders");
            assertThat(pools(app.getBean("other", PoolBudget.class))).isEmpty();
        }
    }

    /** As that of a fleet is. */
    static final class Registered implements AutoCloseable {
        static final List<String> AT_THE_END = new ArrayList<>();

        final PoolBudget budget = PoolBudget.of(2).name("registered");
        private final Budgets.Registration registration = Budgets.register("fleet:spring-test", budget);

        @Override
        public void close() {
            AT_THE_END.addAll(pools(budget));
            registration.close();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Fleet {
        @Bean
        Registered registered() {
            return new Registered();
        }

        @Bean
        PoolBudget fleet(Registered registered) {
            return registered.budget;
        }

        @Bean
        String user(Pool<OrderSession> pool) {
            return pool.name();
        }
    }

    @Test
    void orByTheNameItIsRegisteredUnderWhichTheBeanIsBeforeThePoolAndUntilAfterIt() throws Exception {
        try (var app = App.run(App.builder(Fleet.class), orders("orders.budget=fleet:spring-test"))) {
            OrderSessionPool pool = app.getBean(OrderSessionPool.class);
            pool.put(pool.getOrCreate());
            assertThat(pools(app.getBean(Registered.class).budget)).containsExactly("orders");
        }
        assertThat(Registered.AT_THE_END).as("the pool was closed before").isEmpty();
    }

    @Test
    void aBudgetThatNobodyHasKeepsThePoolFromCreatingAndTheTimeoutNamesIt() {
        try (var app = App.run(App.builder(), orders("orders.budget=db-mian"))) {
            assertThatThrownBy(() -> app.getBean(OrderSessionPool.class).getOrCreate(Duration.ofMillis(30)))
                    .isInstanceOf(PoolTimeoutException.class)
                    .hasMessageContaining("budget \"db-mian\": not registered");
        }
        assertThatThrownBy(() -> App.run(App.builder(), orders("orders.budget= ")))
                .isInstanceOf(InvalidPoolsException.class)
                .hasMessageContaining("conecta.pools.orders.budget must be a name or none");
    }
}
