package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.felix.Container;
import io.conecta.it.Built;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** Bundles that stop, are updated and re-wired while their pool is in use; run on Felix and on Equinox. */
class DynamicsIT {
    private static final String PID = "io.conecta.demo.TcpClientPool";
    private static final Path DEMO = Built.bundles().resolve("conecta-demo.jar");
    private static final int UPDATES = 200;

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
    @CsvSource({
        "core, demo, demo.consumer",
        "core, demo.consumer, demo",
        "demo, core, demo.consumer",
        "demo, demo.consumer, core",
        "demo.consumer, core, demo",
        "demo.consumer, demo, core",
    })
    void stoppedInAnyOrderNothingStaysOpen(String first, String second, String third) throws Exception {
        assertThat(fixture.courier().apply("hello")).isTrue();

        for (String name : List.of(first, second, third)) {
            container.bundle("io.conecta." + name).stop();
        }

        assertThat(container.find(PID)).isNull();
        Container.await("every connection closed", () -> fixture.server().openConnections() == 0);
        for (String name : List.of(third, second, first)) {
            container.bundle("io.conecta." + name).start();
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
