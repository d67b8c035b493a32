package io.conecta.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.KeyedPool;
import io.conecta.Pool;
import io.conecta.PoolClosedException;
import io.conecta.PoolSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootVersion;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class PoolBeansTest {
    private final EchoServer server = new EchoServer();
    private final String port = "orders.port=" + server.port();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theseTestsRunOnTheLineThatTheirModuleNames() {
        assertThat(SpringBootVersion.getVersion()).startsWith(System.getProperty("spring.boot.line", ""));
    }

    @Test
    void aPoolIsABeanOfItsTypeCalledAsItAndConfigured() throws Exception {
        try (var app = App.run(
                App.builder(), "orders.host=127.0.0.1", port, "orders.max-size=3", "orders.maxLifetime=false")) {
            OrderSessionPool pool = app.getBean("orders", OrderSessionPool.class);
            assertThat(pool.name()).isEqualTo("orders");
            assertThat(pool.settings().maxSize()).isEqualTo(3);
            assertThat(pool.settings().maxLifetime()).isEqualTo(PoolSettings.FOREVER);
            assertThat(pool.settings().closeTimeout()).isEqualTo(Duration.ofSeconds(2));
            assertThat(pool.settings().failFast()).isFalse();
            assertThat(pool.<String, RuntimeException>call(session -> session.ask("hello")))
                    .isEqualTo("hello");
        }
    }

    @Test
    void aServerThatIsDownStopsNothingUnlessFailFastSaysSo() {
        server.close();
        try (var app = App.run(App.builder(), "orders.host=127.0.0.1", port)) {
            assertThat(app.getBean(OrderSessionPool.class).isClosed()).isFalse();
        }
        assertThatThrownBy(() -> App.run(App.builder(), "orders.host=127.0.0.1", port, "orders.fail-fast=true"))
                .hasMessageContaining("orders");
    }

    @Configuration(proxyBeanMethods = false)
    static class Users {
        @Bean
        Map.Entry<Pool<OrderSession>, Pool<OrderSession>> both(
                @Qualifier("orders") Pool<OrderSession> one, @Qualifier("archive") Pool<OrderSession> other) {
            return Map.entry(one, other);
        }
    }

    @Test
    void aFurtherPoolOfAClassIsChosenByItsName() {
        try (var app = App.run(
                App.builder(Users.class),
                "orders.host=127.0.0.1",
                port,
                "archive.type=" + OrderSession.class.getName(),
                "archive.host=localhost",
                "archive.port=" + server.port(),
                "archive.max-size=2")) {
            assertThat(app.getBeansOfType(OrderSessionPool.class)).containsOnlyKeys("orders", "archive");
            Map.Entry<?, ?> both = app.getBean(Map.Entry.class);
            assertThat(((Pool<?>) both.getKey()).name()).isEqualTo("orders");
            assertThat(((Pool<?>) both.getValue()).name()).isEqualTo("archive");
            assertThat(((Pool<?>) both.getValue()).settings().maxSize()).isEqualTo(2);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnBean {
        @Bean
        OrderSessionPool mine() {
            return OrderSessionPool.builder("127.0.0.1", 1, "none", java.util.List.of())
                    .initialSize(0)
                    .build();
        }
    }

    @Test
    void theUsersOwnBeanWinsAndADisabledPoolIsNone() {
        try (var app = App.run(App.builder(OwnBean.class))) {
            assertThat(app.getBeansOfType(OrderSessionPool.class)).containsOnlyKeys("mine");
        }
        try (var app = App.run(App.builder(), "orders.enabled=false")) {
            assertThat(app.getBeansOfType(Pool.class)).isEmpty();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnKeyedBean {
        @Bean
        MailSessionPool mails() {
            return MailSessionPool.create();
        }
    }

    @Test
    void aKeyedPoolIsNoBeanUnlessTheUserDeclaresOneAndThenTheContextClosesIt() throws Exception {
        try (var app = App.run(App.builder(), "orders.enabled=false")) {
            assertThat(app.getBeansOfType(KeyedPool.class)).isEmpty();
        }
        try (var app = App.run(App.builder(OwnKeyedBean.class), "orders.enabled=false")) {
            MailSessionPool pool = app.getBean(MailSessionPool.class);
            assertThat(pool.<String, RuntimeException>call("a", MailSession::toString))
                    .isEqualTo("mail of a");
            assertThat(MailSession.OPEN).hasValue(1);
        }
        assertThat(MailSession.OPEN).hasValue(0);
    }

    @Configuration(proxyBeanMethods = false)
    static class TakenName {
        @Bean
        String orders() {
            return "something else";
        }

        @Bean
        String user(@Qualifier("orders") Pool<OrderSession> pool) {
            return pool.name();
        }
    }

    @Test
    void aBeanThatIsCalledSoAlreadyKeepsItsName() {
        try (var app = App.run(App.builder(TakenName.class), "orders.host=127.0.0.1", port)) {
            assertThat(app.getBean("orders")).isEqualTo("something else");
            assertThat(app.getBean("ordersPool")).isInstanceOf(OrderSessionPool.class);
            assertThat(app.getBean("user")).isEqualTo("orders");
        }
    }

    record NamedSink(String name) implements AuditLog.Sink {}

    @Configuration(proxyBeanMethods = false)
    static class OneSink {
        @Bean
        AuditLog.Sink only() {
            return new NamedSink("only");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoSinks {
        @Bean
        AuditLog.Sink sink() {
            return new NamedSink("sink");
        }

        @Bean
        AuditLog.Sink other() {
            return new NamedSink("other");
        }
    }

    private static String sink(ConfigurableApplicationContext app) throws InterruptedException {
        return app.getBean(AuditLogPool.class).<String, RuntimeException>call(log -> log.sink.name());
    }

    @Test
    void whatTextCannotStandForIsABean() throws Exception {
        String[] audit = {"audit.enabled=true", "orders.enabled=false"};
        try (var app = App.run(App.builder(OneSink.class), audit)) {
            assertThat(sink(app)).isEqualTo("only");
        }
        try (var app = App.run(App.builder(TwoSinks.class), audit)) {
            assertThat(sink(app)).isEqualTo("sink");
        }
        try (var app = App.run(
                App.builder(TwoSinks.class), "audit.enabled=true", "orders.enabled=false", "audit.sink=other")) {
            assertThat(sink(app)).isEqualTo("other");
        }
        assertThatThrownBy(() -> App.run(App.builder(), audit))
                .rootCause()
                .isInstanceOf(InvalidPoolsException.class)
                .hasMessage("pool \"audit\": the parameter sink of io.conecta.spring.AuditLog needs a bean of type"
                        + " io.conecta.spring.AuditLog$Sink, and there is none; declare one");
    }

    @Test
    void twoApplicationsInOneProcessHavePoolsOfTheirOwn() {
        OrderSessionPool first;
        try (var two = App.run(App.builder(), "orders.host=127.0.0.1", port)) {
            try (var one = App.run(App.builder(), "orders.host=127.0.0.1", port)) {
                first = one.getBean(OrderSessionPool.class);
                assertThat(two.getBean(OrderSessionPool.class)).isNotSameAs(first);
            }
            assertThat(first.isClosed()).isTrue();
            assertThat(two.getBean(OrderSessionPool.class).isClosed()).isFalse();
        }
        assertThatThrownBy(first::getOrCreate).isInstanceOf(PoolClosedException.class);
    }
}
