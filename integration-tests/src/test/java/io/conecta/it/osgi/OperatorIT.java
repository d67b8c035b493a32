package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.demo.EchoServer;
import io.conecta.demo.Transcript;
import io.conecta.demo.felix.Container;
import io.conecta.it.Built;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;

/** An operator in a hurry: odd values, slips of the pen, one name twice, and updates while the server is down. */
class OperatorIT {
    private static final String PID = "io.conecta.demo.TcpClientPool";

    @RegisterExtension
    final Fixture fixture = new Fixture();

    @RegisterExtension
    final LogWatch log = new LogWatch();

    private Container container;

    @BeforeEach
    void start() {
        container = fixture.container();
    }

    @Test
    void whatIsRefusedIsLoggedWithKeyValueAndWayOut() throws Exception {
        container.configure(PID, fixture.configuration(Map.of("maxSize", 3)));
        ServiceView pool = new ServiceView(container.service(container.await(PID)));

        refuse(Map.of("maxSize", new String[] {"5", "6"}), "maxSize must be a single value, was [5, 6]");
        refuse(Map.of("maxSize", new int[] {}), "maxSize must be a single value, was []");
        refuse(Map.of("maxSize", ""), "maxSize must be a whole number or none, was \"\"");
        refuse(Map.of("maxSize", true), "maxSize must be a whole number or none, was \"true\"");
        refuse(Map.of("port", "http"), "port must be a whole number (int), was \"http\"");
        refuse(Map.of("port", 4.5), "port must be a whole number (int), was \"4.5\"");
        refuse(Map.of("maxSzie", 5), "maxSzie: no such key; did you mean maxSize?");
        refuse(Map.of("max-size", 5), "max-size and maxSize: are one key in several spellings; keep one of them");
        refuse(Map.of("minIdle", 4), "minIdle must be <= maxSize, was minIdle=4 with maxSize=3");
        refuse(Map.of("pool.name", "another"), "another");
        refuse(
                Map.of("failFast", 1, "scanInterval", List.of("5s", "6s")),
                "2 mistakes:\n  scanInterval must be a single value, was [5s, 6s]\n  failFast must be true or false, was \"1\"");

        assertThat(pool.get("settings", "maxSize")).isEqualTo(3);
        assertThat(pool.get("name")).isEqualTo("TcpClient");
        assertThat(fixture.courier().apply("still here")).isTrue();
    }

    @Test
    void consolesMayWriteNumbersAndFlagsAsTheyLike() throws Exception {
        container.configure(
                PID,
                fixture.configuration(Map.of(
                        "maxSize",
                        3L,
                        "minIdle",
                        (short) 1,
                        "strict",
                        "TRUE",
                        "port",
                        List.of(port() + " "),
                        "host",
                        new String[] {"127.0.0.1"})));

        ServiceView pool = new ServiceView(container.service(container.await(PID)));

        assertThat(pool.get("settings", "maxSize")).isEqualTo(3);
        assertThat(pool.get("settings", "minIdle")).isEqualTo(1);
        assertThat(pool.get("settings", "strict")).isEqualTo(true);
        assertThat(fixture.courier().apply("hello")).isTrue();
    }

    @Test
    void aKeyWithADotBeforeItIsNoServiceProperty() throws Exception {
        Map<String, Object> configuration = fixture.configuration(Map.of(".maxSize", 7));
        configuration.put(".host", configuration.remove("host"));
        container.configure(PID, configuration);

        ServiceReference<?> pool = container.await(PID);

        assertThat(new ServiceView(container.service(pool)).get("settings", "maxSize"))
                .isEqualTo(7);
        assertThat(pool.getPropertyKeys()).contains("port").doesNotContain(".host", "host", ".maxSize");
        assertThat(fixture.courier().apply("hello")).isTrue();
    }

    @Test
    void twoPoolsMayShareANameAndAreToldApartByNumber() throws Exception {
        container.configureFactory(PID, "one", fixture.configuration(Map.of("pool.name", "twin", "maxSize", 1)));
        container.configureFactory(PID, "two", fixture.configuration(Map.of("pool.name", "twin", "maxSize", 2)));
        Container.await("twins", () -> container.findAll(PID, "(pool.name=twin)").length == 2);

        assertThatThrownBy(() -> Shell.type(container, "conecta:pool twin"))
                .hasStackTraceContaining("2 pools are named \"twin\"; say which by its ID");
        for (ServiceReference<?> twin : container.findAll(PID, null)) {
            assertThat(Shell.type(container, "conecta:pool " + twin.getProperty("service.id")))
                    .contains("of " + twin.getProperty("maxSize") + " objects");
        }
    }

    @Test
    void withItsConfigurationThePoolGoesAndComesBack() throws Exception {
        Configuration configuration = container.configure(PID, fixture.configuration(Map.of("initialSize", 1)));
        Object former = container.service(container.await(PID));
        Container.await("a connection", () -> fixture.server().openConnections() == 1);

        configuration.delete();

        Container.await("no service", () -> container.find(PID) == null);
        Container.await("no connection", () -> fixture.server().openConnections() == 0);
        assertThatThrownBy(() -> ServiceView.call(former, "getOrCreate")).hasMessageContaining("is closed");
        container.configure(PID, fixture.configuration(Map.of()));
        assertThat(fixture.courier().apply("back again")).isTrue();
    }

    @Test
    void aBundleUpdatedWhileTheServerIsDownServesOnceItIsUp() throws Exception {
        container.configure(PID, fixture.configuration(Map.of("initialSize", 1, "borrowTimeout", "1s")));
        container.await(PID);
        int port = fixture.server().port();
        fixture.server().close();

        Bundle demo = container.bundle("io.conecta.demo");
        try (InputStream jar = Files.newInputStream(Built.bundles().resolve("conecta-demo.jar"))) {
            demo.update(jar);
        }
        container.refresh(demo);
        Object pool = container.service(container.await(PID));
        assertThatThrownBy(() -> ServiceView.call(pool, "getOrCreate")).hasMessageContaining("no server at");

        try (EchoServer back = EchoServer.start(port, Transcript.silent())) {
            Container.await("a message", () -> sent("back again"));
            demo.stop();
            Container.await("every connection closed", () -> back.openConnections() == 0);
        }
    }

    private boolean sent(String message) throws Exception {
        try {
            return fixture.courier().apply(message);
        } catch (RuntimeException stillDown) {
            return false;
        }
    }

    /** Configures something wrong on top of what is right. */
    private void refuse(Map<String, ?> wrong, String expected) throws Exception {
        Map<String, Object> configuration = new HashMap<>(fixture.configuration(Map.of("maxSize", 3)));
        configuration.putAll(wrong);
        container.configure(PID, configuration);
        String start = PID + ": configuration refused, the pool goes on with the last good one: ";
        Container.await(
                expected,
                () -> log.lines().stream().anyMatch(line -> line.startsWith(start) && line.contains(expected)));
    }

    private int port() {
        return fixture.server().port();
    }
}
