package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.felix.Container;
import io.conecta.it.Built;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.AllServiceListener;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;

/** Bundles that stop, are updated and re-wired while their pool is in use; run on Felix and on Equinox. */
class DynamicsIT {
    private static final String PID = "io.conecta.demo.TcpClientPool";
    private static final Path DEMO = Built.bundles().resolve("conecta-demo.jar");
    private static final int UPDATES = 200;
    private static final int MAX_SIZE = 4;
    private static final String NAME = "io.conecta.";
    private static final List<List<String>> ORDERS = List.of(
            List.of("core", "demo", "demo.consumer"),
            List.of("core", "demo.consumer", "demo"),
            List.of("demo", "core", "demo.consumer"),
            List.of("demo", "demo.consumer", "core"),
            List.of("demo.consumer", "core", "demo"),
            List.of("demo.consumer", "demo", "core"));

    @RegisterExtension
    final Fixture fixture = new Fixture();

    private Container container;

    @BeforeEach
    void start() throws Exception {
        container = fixture.container();
        container.configure(PID, fixture.configuration(Map.of("initialSize", 1)));
        container.await(PID);
    }

    @ParameterizedTest
    @FieldSource("ORDERS")
    void stoppedInAnyOrderNothingStaysOpen(List<String> order) throws Exception {
        assertThat(fixture.courier().apply("hello")).isTrue();

        for (String name : order) {
            container.bundle(NAME + name).stop();
        }

        assertThat(container.find(PID)).isNull();
        Container.await("every connection closed", () -> fixture.server().openConnections() == 0);
        for (int last = order.size() - 1; last >= 0; last--) {
            container.bundle(NAME + order.get(last)).start();
        }
        assertThat(fixture.courier().apply("hello again")).isTrue();
    }

    @Test
    void borrowersOfAStoppedPoolHearThatItIsClosedAndNothingElse() throws Exception {
        Object pool = container.service(container.await(PID));
        Queue<Throwable> heard = new ConcurrentLinkedQueue<>();
        List<Thread> borrowers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            borrowers.add(new Thread(() -> borrowUntilItFails(pool, heard)));
        }
        borrowers.forEach(Thread::start);
        Container.await("traffic", () -> fixture.server().openConnections() > 1);

        container.bundle("io.conecta.demo").stop();

        for (Thread borrower : borrowers) {
            borrower.join(Container.PATIENCE.toMillis());
        }
        assertThat(heard)
                .hasSize(8)
                .allSatisfy(failure -> assertThat(failure.getClass().getName())
                        .as("%s", failure)
                        .isEqualTo("io.conecta.PoolClosedException"));
        Container.await("every connection closed", () -> fixture.server().openConnections() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "update", "refresh", "uninstall"})
    void underLoadInEveryOrderBorrowersHearThatThePoolIsClosedAndNothingElse(String operation) throws Exception {
        try (Load load = new Load(container, PID)) {
            for (List<String> order : ORDERS) {
                load.awaitLoans();
                for (String bundle : order) {
                    apply(operation, bundle);
                }
                for (String bundle : order) {
                    installIfNeeded(bundle);
                }
                for (String bundle : order) {
                    container.bundle(NAME + bundle).start();
                }
                Container.await("the consumer", () -> fixture.courier().apply("hello again"));
            }
        }
        Container.await("idle connections alone", () -> fixture.server().openConnections() <= MAX_SIZE);
    }

    private void apply(String operation, String bundle) throws Exception {
        Bundle target = container.bundle(NAME + bundle);
        switch (operation) {
            case "stop" -> target.stop();
            case "update" -> {
                try (InputStream jar = Files.newInputStream(jar(bundle))) {
                    target.update(jar);
                }
                container.refresh(target);
            }
            case "refresh" -> container.refresh(target);
            default -> {
                target.uninstall();
                container.refresh(target);
            }
        }
    }

    private void installIfNeeded(String bundle) throws Exception {
        if (Stream.of(container.context().getBundles())
                .noneMatch(each -> (NAME + bundle).equals(each.getSymbolicName()))) {
            container.install(jar(bundle));
        }
    }

    private static Path jar(String bundle) {
        return Built.bundles().resolve("conecta-" + bundle.replace('.', '-') + ".jar");
    }

    @Test
    void theServiceWithdrawsBeforeItsObjectsAreClosed() throws Exception {
        Object pool = container.service(container.await(PID));
        ServiceView.call(pool, "put", ServiceView.call(pool, "getOrCreate"));
        Container.await("the server has accepted it", () -> fixture.server().openConnections() == 1);
        List<String> seen = new ArrayList<>();
        AllServiceListener listener = event -> {
            if (event.getType() == ServiceEvent.UNREGISTERING) {
                seen.add("closed=" + new ServiceView(pool).get("isClosed") + ", connections="
                        + fixture.server().openConnections());
            }
        };
        container.context().addServiceListener(listener, "(objectClass=" + PID + ")");

        container.bundle(NAME + "demo").stop();

        assertThat(seen).containsExactly("closed=false, connections=1");
        assertThat(new ServiceView(pool).get("isClosed")).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"300ms", "off"})
    @Timeout(60)
    void aCloseThatHangsHoldsUpTheBundleForATimeOnly(String closeTimeout) throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 4, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            // Nobody answers there, and a client that leaves waits for the goodbye.
            Map<String, Object> configuration =
                    new HashMap<>(Map.of("host", "127.0.0.1", "port", deaf.getLocalPort(), "scanInterval", "off"));
            configuration.putAll(Map.of("closeTimeout", closeTimeout, "minIdle", 1));
            container.configure(PID, configuration);
            Object pool = container.service(container.await(PID));
            Container.await(
                    "the new configuration",
                    () -> Integer.valueOf(1).equals(new ServiceView(pool).get("settings", "minIdle")));
            ServiceView.call(pool, "put", ServiceView.call(pool, "getOrCreate"));
            long start = System.nanoTime();

            container.bundle(NAME + "demo").stop();

            Duration bound = closeTimeout.equals("off") ? Duration.ofSeconds(5) : Duration.ofMillis(300);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(bound.multipliedBy(2).plus(Duration.ofSeconds(3)));
            assertThat(container.find(PID)).isNull();
        }
    }

    @Test
    void refreshingCoreBringsEverythingBack() throws Exception {
        assertThat(fixture.courier().apply("before")).isTrue();

        container.refresh(container.bundle("io.conecta.core"));

        assertThat(fixture.courier().apply("after")).isTrue();
        Container.await("one connection, the new one", () -> fixture.server().openConnections() == 1);
    }

    @Test
    void anUninstalledBundleLeavesNothing() throws Exception {
        container.bundle("io.conecta.demo").uninstall();

        assertThat(container.find(PID)).isNull();
        Container.await("every connection closed", () -> fixture.server().openConnections() == 0);
    }

    @Test
    void afterTwoHundredUpdatesNoClassLoaderOfAnOldRevisionIsReachable() throws Exception {
        Bundle demo = container.bundle("io.conecta.demo");
        List<WeakReference<ClassLoader>> old = new ArrayList<>();

        for (int update = 0; update < UPDATES; update++) {
            old.add(useOnce());
            try (InputStream jar = Files.newInputStream(DEMO)) {
                demo.update(jar);
            }
            container.refresh(demo);
        }

        assertThat(fixture.courier().apply("still here")).isTrue();
        Container.await("every old revision collected", () -> {
            System.gc();
            return old.stream().allMatch(loader -> loader.refersTo(null));
        });
        assertThat(fixture.server().acceptedConnections()).isGreaterThanOrEqualTo(UPDATES);
        Container.await("one connection", () -> fixture.server().openConnections() == 1);
    }

    /** Borrows and returns by the service itself, and {@return where its class comes from} */
    private WeakReference<ClassLoader> useOnce() throws Exception {
        ServiceReference<?> reference = container.await(PID);
        Object pool = container.service(reference);
        try {
            ServiceView.call(pool, "put", ServiceView.call(pool, "getOrCreate"));
            return new WeakReference<>(pool.getClass().getClassLoader());
        } finally {
            container.context().ungetService(reference);
        }
    }

    private static void borrowUntilItFails(Object pool, Queue<Throwable> heard) {
        try {
            while (true) {
                ServiceView.call(pool, "put", ServiceView.call(pool, "getOrCreate"));
            }
        } catch (Exception end) {
            heard.add(end);
        }
    }
}
