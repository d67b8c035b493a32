package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.EchoServer;
import io.conecta.demo.Transcript;
import io.conecta.demo.felix.Container;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;

/** What Config Admin can do to a pool service; run on Felix and on Equinox. */
class ConfigurationIT {
    private static final String PID = "io.conecta.demo.TcpClientPool";

    @RegisterExtension
    final Fixture fixture = new Fixture();

    private Container container;

    @BeforeEach
    void start() {
        container = fixture.container();
    }

    @Test
    void aWrongConfigurationIsRefusedWholeAndTheServiceGoesOn() throws Exception {
        container.configure(PID, fixture.configuration(Map.of("maxSize", 3)));
        ServiceReference<?> pool = container.await(PID);
        ServiceView view = new ServiceView(container.service(pool));

        container.configure(PID, fixture.configuration(Map.of("maxSize", 7, "scanInterval", "soon")));
        Delivery.await(container);
        // A good one after it tells when the wrong one has been dealt with.
        container.configure(PID, fixture.configuration(Map.of("minIdle", 2, "maxSize", 3)));

        Container.await("minIdle=2", () -> view.get("settings", "minIdle").equals(2));
        assertThat(view.get("settings", "maxSize")).isEqualTo(3);
        assertThat(container.find(PID)).isEqualTo(pool);
        assertThat(fixture.courier().apply("still here")).isTrue();
    }

    @Test
    void whileAWrongConfigurationStandsTheLastGoodOneIsInForce() throws Exception {
        container.configure(PID, fixture.configuration(Map.of("maxSize", 3)));
        ServiceReference<?> pool = container.await(PID);
        ServiceView view = new ServiceView(container.service(pool));

        Configuration wrong = container.configure(PID, fixture.configuration(Map.of("maxSize", -1, "note", "wrong")));
        Container.await("the service shows it", () -> "wrong".equals(pool.getProperty("note")));

        assertThat(view.get("settings", "maxSize")).isEqualTo(3);
        assertThat(view.get("isClosed")).isEqualTo(false);
        assertThat(fixture.courier().apply("still here")).isTrue();
        assertThat(wrong.getPid()).isEqualTo(PID);
    }

    @Test
    void aPoolThatStartsWrongComesOnceItsConfigurationIsMended() throws Exception {
        container.configure(PID, fixture.configuration(Map.of("maxSize", "many")));
        Delivery.await(container);
        container.configure(PID, fixture.configuration(Map.of("maxSize", "5")));

        ServiceView pool = new ServiceView(container.service(container.await(PID)));
        Container.await(
                "the second configuration is in force",
                () -> pool.get("settings", "maxSize").equals(5));
        assertThat(fixture.courier().apply("served")).isTrue();
    }

    @Test
    void aChangedSettingStartsANewGenerationOfObjects() throws Exception {
        container.configure(PID, fixture.configuration(Map.of()));
        ServiceReference<?> pool = container.await(PID);
        assertThat(fixture.courier().apply("to the first server")).isTrue();
        Object lent = ServiceView.call(container.service(pool), "getOrCreate");

        try (EchoServer second = EchoServer.start(0, Transcript.silent())) {
            container.configure(PID, Map.of("host", "127.0.0.1", "port", second.port()));

            Container.await(
                    "a client of the second server",
                    () -> fixture.courier().apply("hello") && second.acceptedConnections() > 0);
            assertThat(fixture.server().openConnections()).as("the lent one").isOne();
            ServiceView.call(container.service(pool), "put", lent);
            Container.await("the lent one closed", () -> fixture.server().openConnections() == 0);
            assertThat(container.find(PID)).isEqualTo(pool);
            container.bundle("io.conecta.demo").stop();
            Container.await("the new ones closed", () -> second.openConnections() == 0);
        }
    }

    @Test
    void aFactoryPidMakesAPoolForEachConfiguration() throws Exception {
        container.configureFactory(PID, "red", fixture.configuration(Map.of("pool.name", "red", "maxSize", 1)));
        Configuration blue = container.configureFactory(
                PID, "blue", fixture.configuration(Map.of("pool.name", "blue", "maxSize", 2)));

        Container.await("two pools", () -> container.findAll(PID, null).length == 2);

        assertThat(names()).containsExactlyInAnyOrder("red", "blue");
        for (Map.Entry<String, Integer> each : Map.of("red", 1, "blue", 2).entrySet()) {
            ServiceReference<?> pool = container.findAll(PID, "(pool.name=" + each.getKey() + ")")[0];
            ServiceView view = new ServiceView(container.service(pool));
            assertThat(view.get("name")).isEqualTo(each.getKey());
            assertThat(view.get("settings", "maxSize")).isEqualTo(each.getValue());
        }

        blue.delete();
        Container.await("one pool", () -> container.findAll(PID, null).length == 1);
        assertThat(names()).containsExactly("red");
    }

    private Set<Object> names() {
        return Stream.of(container.findAll(PID, null))
                .map(pool -> pool.getProperty("pool.name"))
                .collect(Collectors.toSet());
    }
}
