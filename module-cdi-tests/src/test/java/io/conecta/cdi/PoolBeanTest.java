package io.conecta.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Lease;
import io.conecta.Pool;
import io.conecta.PoolBudget;
import io.conecta.PoolDownException;
import io.conecta.PoolException;
import io.conecta.cdi.page.ArchivePool;
import io.conecta.cdi.page.OwnPool;
import io.conecta.cdi.page.Registry;
import io.conecta.config.Budgets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;

/** A generated pool as a bean: injected, replaced, and told healthy or not. */
class PoolBeanTest extends WithContainer {
    /** Has the pool injected in every way. */
    @ApplicationScoped
    static class Greeter {
        @Inject
        EchoClientPool typed;

        @Inject
        Pool<EchoClient> plain;

        @Inject
        @Named("echo")
        EchoClientPool named;

        String greet() throws Exception {
            return ask(typed, "one") + ask(named, "two") + plain.<String, Exception>call(client -> client.ask("three"));
        }
    }

    private static HealthCheckResponse health(SeContainer container) {
        return container
                .select(HealthCheck.class, new Readiness.Literal())
                .get()
                .call();
    }

    private static Map<String, Object> data(HealthCheckResponse response) {
        return response.getData().orElseThrow();
    }

    @Test
    void containerIsTheOneMeant() {
        echo();
        assertThat(start(EchoClientPoolProducer.class).getClass().getName())
                .contains(System.getProperty("conecta.container"));
    }

    @Test
    void isInjectedByTypeAndByName() throws Exception {
        echo();
        SeContainer container = start(EchoClientPoolProducer.class, Greeter.class);
        assertThat(container.select(Greeter.class).get().greet()).isEqualTo("onetwothree");
        assertThat(container.select(EchoClientPool.class).get().stats().created())
                .isEqualTo(1);
        assertThat(container
                        .select(EchoClientPool.class, NamedLiteral.of("echo"))
                        .isResolvable())
                .isTrue();
        assertThat(container.select(new TypeLiteral<Pool<EchoClient>>() {}).isResolvable())
                .isTrue();
    }

    /** A budget as an application declares it. */
    @ApplicationScoped
    static class ServerBudgets {
        final PoolBudget main = PoolBudget.of(1).name("the server");

        @Produces
        @Singleton
        @Named("db-main")
        PoolBudget main() {
            return main;
        }
    }

    @Test
    void hasTheBudgetThatItsPropertiesNameABeanOrOneThatIsRegistered() throws Exception {
        echo().file("conecta.pools.echo.budget", "db-main");
        SeContainer container = start(EchoClientPoolProducer.class, ServerBudgets.class);
        EchoClientPool pool = container.select(EchoClientPool.class).get();
        assertThat(pool.settings().budget()).isEqualTo("db-main");
        try (Lease<EchoClient> only = pool.lease()) {
            assertThat(only.get().ask("hello")).isEqualTo("hello");
            assertThatThrownBy(() -> pool.lease(Duration.ofMillis(30)))
                    .hasMessageContaining("budget \"the server\": 1 of 1 used (echo 1)");
        }
        container.close();
        echo().file("conecta.pools.echo.budget", "cdi-test");
        EchoClientPool other =
                start(EchoClientPoolProducer.class).select(EchoClientPool.class).get();
        assertThatThrownBy(() -> other.lease(Duration.ofMillis(30)))
                .hasMessageContaining("budget \"cdi-test\": not registered");
        try (Budgets.Registration registered = Budgets.register("cdi-test", PoolBudget.of(1))) {
            assertThat(registered).isNotNull();
            assertThat(ask(other, "hello")).isEqualTo("hello");
        }
    }

    /** With discovery as an application has it, where what has no scope is no bean. */
    @Test
    void isFoundByDiscovery() throws Exception {
        echo().file("conecta.pools.Courier.enabled", false).register();
        try (SeContainer container = jakarta.enterprise.inject.se.SeContainerInitializer.newInstance()
                .initialize()) {
            assertThat(ask(container.select(EchoClientPool.class).get(), "found"))
                    .isEqualTo("found");
        }
    }

    @Test
    void isNotBuiltBeforeItIsUsed() throws Exception {
        echo().file("conecta.pools.echo.initial-size", 3);
        SeContainer container = start(
                EchoClientPoolProducer.class, EchoClientPoolProducer.EchoClientPoolReadiness.class, Greeter.class);
        container.select(Greeter.class).get();
        HealthCheckResponse health = health(container);
        assertThat(health.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        assertThat(data(health)).containsEntry("reason", "not built yet: nobody has used it");
        assertThat(server.connections()).isZero();
        container
                .select(EchoClientPool.class)
                .get()
                .ready()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        assertThat(data(health(container))).containsEntry("state", "up");
        // The other side may see a connection later than the one that made it.
        assertThat(container.select(EchoClientPool.class).get().stats().idle()).isEqualTo(3);
    }

    @Test
    void aServerThatIsDownKeepsNoApplicationAway() throws Exception {
        echo();
        server.close();
        SeContainer container =
                start(EchoClientPoolProducer.class, EchoClientPoolProducer.EchoClientPoolReadiness.class);
        EchoClientPool pool = container.select(EchoClientPool.class).get();
        assertThatThrownBy(pool::getOrCreate).isInstanceOf(PoolException.class);
        assertThatThrownBy(pool::getOrCreate).isInstanceOf(PoolDownException.class);
        HealthCheckResponse health = health(container);
        assertThat(health.getName()).isEqualTo("pool echo");
        assertThat(health.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(data(health)).containsEntry("state", "down");
    }

    @Test
    void failFastIsForThoseWhoAskForIt() throws Exception {
        echo().file("conecta.pools.echo.fail-fast", true);
        SeContainer container =
                start(EchoClientPoolProducer.class, EchoClientPoolProducer.EchoClientPoolReadiness.class);
        assertThat(data(health(container))).containsEntry("state", "up").containsEntry("idle", 1L);
        container.close();
        server.close();
        assertThatThrownBy(() -> start(EchoClientPoolProducer.class))
                .hasStackTraceContaining("io.conecta.PoolCreateException");
    }

    @Test
    void aBusyPoolIsReady() throws Exception {
        echo().file("conecta.pools.echo.max-size", 1);
        SeContainer container =
                start(EchoClientPoolProducer.class, EchoClientPoolProducer.EchoClientPoolReadiness.class);
        EchoClientPool pool = container.select(EchoClientPool.class).get();
        try (Lease<EchoClient> lease = pool.lease()) {
            assertThat(lease.get().alive()).isTrue();
            HealthCheckResponse health = health(container);
            assertThat(health.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
            assertThat(data(health))
                    .containsEntry("state", "busy")
                    .containsEntry("lent", 1L)
                    .containsEntry("maxSize", 1L);
        }
    }

    @Test
    void shutdownWaitsForWhatIsLent() throws Exception {
        echo().file("conecta.pools.echo.close-timeout", "1m");
        SeContainer container = start(EchoClientPoolProducer.class);
        EchoClientPool pool = container.select(EchoClientPool.class).get();
        CountDownLatch borrowed = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        FutureTask<String> work = new FutureTask<>(() -> pool.<String, Exception>call(client -> {
            borrowed.countDown();
            proceed.await();
            return client.ask("to the end");
        }));
        new Thread(work).start();
        borrowed.await();
        Thread closer = new Thread(container::close);
        closer.start();
        while (closer.getState() != Thread.State.TIMED_WAITING && closer.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertThat(work.isDone()).isFalse();
        proceed.countDown();
        assertThat(work.get(10, TimeUnit.SECONDS)).isEqualTo("to the end");
        closer.join();
        assertThat(log).noneMatch(line -> line.contains("still out"));
    }

    @Test
    void shutdownSaysWhatIsStillOut() throws Exception {
        echo().file("conecta.pools.echo.close-timeout", "10ms");
        SeContainer container = start(EchoClientPoolProducer.class);
        container.select(EchoClientPool.class).get().getOrCreate();
        container.close();
        assertThat(log)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("pool \"echo\": closed without waiting any longer for lent objects; see that")
                        .contains("still out: [", "EchoClient"));
    }

    /** As in a server, where each application has a class loader. */
    @Test
    void containersHavePoolsOfTheirOwn() throws Exception {
        echo();
        EchoClientPool first =
                start(EchoClientPoolProducer.class).select(EchoClientPool.class).get();
        assertThat(ask(first, "first")).isEqualTo("first");
        EchoClient ofFirst = first.getOrCreate();
        Thread thread = Thread.currentThread();
        ClassLoader application = thread.getContextClassLoader();
        try (Settings others = new Settings()) {
            thread.setContextClassLoader(new ClassLoader(application) {});
            others.file("conecta.pools.echo.host", "127.0.0.1").file("conecta.pools.echo.port", server.port());
            others.file("conecta.pools.echo.max-size", 1).register();
            SeContainer container = start(others, EchoClientPoolProducer.class);
            EchoClientPool second = container.select(EchoClientPool.class).get();
            assertThat(ask(second, "second")).isEqualTo("second");
            assertThat(second.settings().maxSize()).isEqualTo(1);
            assertThatThrownBy(() -> second.put(ofFirst)).isInstanceOf(IllegalArgumentException.class);
            container.close();
        } finally {
            thread.setContextClassLoader(application);
        }
        first.put(ofFirst);
        assertThat(ask(first, "still there")).isEqualTo("still there");
        assertThat(first.settings().maxSize()).isEqualTo(10);
    }

    /** Tells the application's own pool where the server is. */
    static class Servers {
        static int port;

        @Produces
        Registry registry() {
            return new Registry() {
                @Override
                public String host() {
                    return "127.0.0.1";
                }

                @Override
                public int port() {
                    return port;
                }
            };
        }
    }

    @Test
    void theApplicationsOwnBeanWins() throws Exception {
        Servers.port = server.port(); // And no configuration at all.
        SeContainer container = start(
                EchoClientPoolProducer.class,
                EchoClientPoolProducer.EchoClientPoolReadiness.class,
                OwnPool.class,
                Servers.class);
        EchoClientPool pool = container.select(EchoClientPool.class).get();
        assertThat(pool.settings().borrowTimeout()).isEqualTo(EchoClientPool.DEFAULTS.borrowTimeout());
        assertThat(ask(pool, "mine")).isEqualTo("mine");
        assertThat(data(health(container))).containsEntry("state", "up");
    }

    @Test
    void furtherPoolsHaveTheirOwnConfiguration() throws Exception {
        echo().file("conecta.pools.archive.host", "127.0.0.1")
                .file("conecta.pools.archive.port", server.port())
                .file("conecta.pools.archive.maxSize", 3);
        SeContainer container = start(EchoClientPoolProducer.class, ArchivePool.class);
        EchoClientPool archive = container
                .select(EchoClientPool.class, NamedLiteral.of("archive"))
                .get();
        assertThat(archive.name()).isEqualTo("archive");
        assertThat(archive.settings().maxSize()).isEqualTo(3);
        assertThat(container.select(EchoClientPool.class).get().settings().maxSize())
                .isEqualTo(10);
        assertThat(ask(archive, "old")).isEqualTo("old");
        assertThat(log).isEmpty();
    }

    /** What the page shows is what these tests run. */
    @Test
    void thePageShowsTheseClasses() throws IOException {
        String page = Files.readString(Path.of("../docs/cdi.md"));
        for (String shown : new String[] {"OwnPool", "Archive", "ArchivePool"}) {
            String source = Files.readString(Path.of("src/test/java/io/conecta/cdi/page/" + shown + ".java"));
            assertThat(page)
                    .contains(source.substring(source.indexOf("\n@") + 1).strip());
        }
    }
}
