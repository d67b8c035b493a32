package io.conecta.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.conecta.Lease;
import io.conecta.Pool;
import io.conecta.PoolDownException;
import io.conecta.PoolException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

/** From the start of an application to its end: health, meters, changes, shutdown. */
class LifeTest {
    private final EchoServer server = new EchoServer();
    private final String[] orders = {"orders.host=127.0.0.1", "orders.port=" + server.port()};

    @AfterEach
    void stop() {
        server.close();
    }

    @Configuration(proxyBeanMethods = false)
    static class Observed {
        @Bean
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }

        @Bean
        Pool<StringBuilder> builders() {
            return Pool.builder(StringBuilder::new).name("builders").build();
        }
    }

    /** {@return what the endpoint says: "conecta" is the composite, the other keys are pools} */
    private static Map<String, String> health(ConfigurableApplicationContext app)
            throws IOException, InterruptedException {
        String port = app.getEnvironment().getProperty("local.server.port", "");
        URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/health/conecta");
        String body = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
        Map<String, Object> json = JsonParserFactory.getJsonParser().parseMap(body);
        Map<String, String> all = new TreeMap<>();
        all.put("conecta", String.valueOf(json.get("status")));
        ((Map<?, ?>) json.getOrDefault("components", Map.of()))
                .forEach((name, component) -> all.put(String.valueOf(name), sorted((Map<?, ?>) component)));
        return all;
    }

    private static String sorted(Map<?, ?> component) {
        Map<?, ?> details = component.get("details") instanceof Map<?, ?> map ? map : Map.of();
        return component.get("status") + " " + new TreeMap<>(details);
    }

    @Test
    void healthMetersAndAnOutage() throws Exception {
        try (var app = App.run(
                App.builder(Observed.class).web(WebApplicationType.SERVLET),
                orders[0],
                orders[1],
                "orders.max-size=1",
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--management.endpoint.health.show-details=always")) {
            OrderSessionPool pool = app.getBean(OrderSessionPool.class);
            assertThat(health(app)).containsEntry("conecta", "UP").containsOnlyKeys("conecta", "builders", "orders");
            try (Lease<OrderSession> busy = pool.lease()) {
                assertThat(busy.get().ask("x")).isEqualTo("x");
                assertThat(health(app).get("orders")).startsWith("UP {").contains("lent=1, maxSize=1, ", "state=busy");
                MeterRegistry registry = app.getBean(MeterRegistry.class);
                assertThat(registry.get("conecta.pool.lent")
                                .tag("pool", "orders")
                                .gauge()
                                .value())
                        .isEqualTo(1);
            }
            assertThat(app.getBean(MeterRegistry.class)
                            .get("conecta.pool.use")
                            .tag("pool", "orders")
                            .timer()
                            .count())
                    .isPositive();
            server.close();
            await().until(() -> isRefused(pool));
            assertThat(health(app)).containsEntry("conecta", "DOWN").containsKey("builders");
            assertThat(health(app).get("orders")).startsWith("DOWN {").contains("state=down");
            try (EchoServer again = new EchoServer(server.port())) {
                await().ignoreException(PoolDownException.class)
                        .until(() -> pool.<String, RuntimeException>call(session -> session.ask("back"))
                                .equals("back"));
                assertThat(again.clients()).isPositive();
                assertThat(health(app)).containsEntry("conecta", "UP");
            }
        }
    }

    private static boolean isRefused(OrderSessionPool pool) throws InterruptedException {
        try {
            return pool.<String, RuntimeException>call(session -> session.ask("is anybody there?"))
                    .isEmpty();
        } catch (PoolException nobody) {
            return true;
        }
    }

    @Test
    void metersGoWithThePool() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        var builder = App.builder()
                .initializers(context -> ((org.springframework.context.support.GenericApplicationContext) context)
                        .registerBean(
                                "registry", MeterRegistry.class, () -> registry, one -> one.setDestroyMethodName("")));
        try (var app = App.run(builder, orders)) {
            assertThat(app.isActive()).isTrue();
            assertThat(registry.find("conecta.pool.max").tag("pool", "orders").gauge())
                    .isNotNull()
                    .extracting(gauge -> gauge.value())
                    .isEqualTo(4.0);
        }
        assertThat(registry.getMeters())
                .noneMatch(meter -> meter.getId().getName().startsWith("conecta"));
    }

    @Configuration(proxyBeanMethods = false)
    static class Twins {
        @Bean
        Pool<StringBuilder> one() {
            return Pool.builder(StringBuilder::new).name("twin").maxSize(3).build();
        }

        @Bean
        Pool<StringBuilder> two() {
            return Pool.builder(StringBuilder::new).name("twin").maxSize(5).build();
        }

        @Bean
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }

    @Test
    void ofTwoPoolsOfOneNameTheFirstHasMeters() {
        try (var app = App.run(
                App.builder(Twins.class),
                orders[0],
                orders[1],
                "--management.metrics.distribution.slo.conecta.pool=2ms,20ms")) {
            MeterRegistry registry = app.getBean(MeterRegistry.class);
            assertThat(registry.find("conecta.pool.max").tag("pool", "twin").gauges())
                    .singleElement()
                    .extracting(gauge -> gauge.value())
                    .isEqualTo(3.0);
            assertThat(registry.get("conecta.pool.use")
                            .tag("pool", "twin")
                            .timer()
                            .takeSnapshot()
                            .histogramCounts())
                    .extracting(bucket -> bucket.bucket() / 1e6)
                    .containsExactly(2.0, 20.0);
            app.getBean("one", Pool.class).close();
            assertThat(registry.find("conecta.pool.max").tag("pool", "twin").gauges())
                    .isEmpty();
            assertThat(registry.find("conecta.pool.max").tag("pool", "orders").gauges())
                    .hasSize(1);
        }
    }

    private static final List<String> STORY = new CopyOnWriteArrayList<>();

    @Configuration(proxyBeanMethods = false)
    static class LastOrders {
        @Bean
        Consumer consumer(OrderSessionPool pool) {
            return new Consumer(pool);
        }
    }

    /** Stops last of all that is started and stopped, and uses the pool in the end. */
    static final class Consumer implements SmartLifecycle {
        private final OrderSessionPool pool;
        private volatile boolean running;

        Consumer(OrderSessionPool pool) {
            this.pool = pool;
        }

        @Override
        public int getPhase() {
            return Integer.MIN_VALUE;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            say("stopped");
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @PreDestroy
        void destroyed() {
            say("destroyed");
        }

        private void say(String word) {
            try {
                STORY.add(pool.<String, RuntimeException>call(session -> session.ask(word)));
            } catch (InterruptedException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    @Test
    void thePoolOutlivesItsUsersAndWaitsForWhatIsLent() throws Exception {
        STORY.clear();
        OrderSessionPool pool;
        Thread closing;
        try (var app = App.run(App.builder(LastOrders.class), orders[0], orders[1], "orders.close-timeout=1m")) {
            pool = app.getBean(OrderSessionPool.class);
            OrderSession lent = pool.getOrCreate();
            closing = new Thread(app::close);
            closing.start();
            await().until(pool::isClosed);
            assertThat(STORY).containsExactly("stopped", "destroyed");
            assertThat(closing.isAlive()).isTrue();
            assertThat(lent.ask("still there")).isEqualTo("still there");
            pool.put(lent);
            closing.join(30_000);
            assertThat(closing.isAlive()).isFalse();
        }
        await().untilAsserted(() -> assertThat(server.clients()).isZero());
    }

    @Test
    void aContextThatIsStoppedAndStartedAgainKeepsItsPools() throws Exception {
        try (var app = App.run(App.builder(), orders)) {
            OrderSessionPool pool = app.getBean(OrderSessionPool.class);
            app.stop();
            app.start();
            assertThat(pool.<String, RuntimeException>call(session -> session.ask("again")))
                    .isEqualTo("again");
        }
    }

    @Test
    void aChangeOfTheEnvironmentIsAppliedInPlace() throws Exception {
        try (EchoServer other = new EchoServer();
                var app = App.run(App.builder(), "orders.host=127.0.0.1")) {
            Map<String, Object> source = new java.util.concurrent.ConcurrentHashMap<>();
            source.put("conecta.pools.orders.port", server.port());
            app.getEnvironment().getPropertySources().addFirst(new MapPropertySource("cloud", source));
            app.publishEvent(new EnvironmentChangeEvent(app, Set.of("conecta.pools.orders.port")));
            OrderSessionPool pool = app.getBean(OrderSessionPool.class);
            assertThat(pool.<Integer, RuntimeException>call(session -> session.port))
                    .isEqualTo(server.port());

            source.put("conecta.pools.orders.port", other.port());
            source.put("conecta.pools.orders.max-size", 7);
            app.publishEvent(new EnvironmentChangeEvent(app, Set.of("conecta.pools.orders.port")));
            assertThat(pool.<Integer, RuntimeException>call(session -> session.port))
                    .isEqualTo(other.port());
            assertThat(pool.settings().maxSize()).isEqualTo(7);

            source.put("conecta.pools.orders.port", server.port());
            source.put("conecta.pools.orders.renew-over", "1ms");
            app.publishEvent(new EnvironmentChangeEvent(app, Set.of("conecta.pools.orders.port")));
            await().until(() -> pool.<Integer, RuntimeException>call(session -> session.port) == server.port());

            source.put("conecta.pools.orders.max-size", "lots");
            app.publishEvent(new EnvironmentChangeEvent(app, Set.of("conecta.pools.orders.max-size")));
            assertThat(pool.settings().maxSize()).isEqualTo(7);
        }
    }

    @Test
    void aLazyPoolIsBuiltByItsFirstUserOnly() throws Exception {
        try (var app = App.run(
                App.builder(Observed.class).web(WebApplicationType.SERVLET).lazyInitialization(true),
                orders[0],
                orders[1],
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--management.endpoint.health.show-details=always")) {
            assertThat(health(app))
                    .containsEntry("conecta", "UNKNOWN")
                    .containsEntry("orders", "UNKNOWN {reason=not built yet: its bean is lazy}");
            MeterRegistry registry = app.getBean(MeterRegistry.class);
            assertThat(registry.find("conecta.pool.max").tag("pool", "orders").gauges())
                    .isEmpty();
            assertThat(server.clients()).isZero();
            assertThat(app.getBean(OrderSessionPool.class).<String, RuntimeException>call(session -> session.ask("x")))
                    .isEqualTo("x");
            assertThat(registry.find("conecta.pool.max").tag("pool", "orders").gauges())
                    .hasSize(1);
            assertThat(health(app).get("orders")).startsWith("UP {").contains("maxSize=4");
        }
    }
}
