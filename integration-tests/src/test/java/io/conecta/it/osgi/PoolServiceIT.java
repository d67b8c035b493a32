package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.EchoServer;
import io.conecta.demo.felix.Container;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** The built bundles in a real framework, talking over real sockets; run on Felix and on Equinox. */
class PoolServiceIT {
    private static final String POOL = "io.conecta.Pool";
    private static final String TYPED = "io.conecta.demo.TcpClientPool";

    @RegisterExtension
    final Fixture fixture = new Fixture();

    private EchoServer server;
    private Container container;

    @BeforeEach
    void start() {
        server = fixture.server();
        container = fixture.container();
    }

    @Test
    void theFrameworkIsTheOneThisRunIsFor() {
        assertThat(container.name()).startsWith(System.getProperty("conecta.framework"));
    }

    @Test
    void everyBundleIsActive() {
        assertThat(container.running())
                .contains("io.conecta.core", "io.conecta.demo", "io.conecta.demo.consumer", "org.apache.felix.scr");
    }

    @Test
    void oneServiceUnderBothNamesWithItsProperties() throws Exception {
        configure(Map.of("pool.colour", "green"));

        ServiceReference<?> pool = container.await(TYPED);

        assertThat((String[]) pool.getProperty("objectClass")).contains(POOL, TYPED);
        assertThat(pool.getProperty("pool.name")).isEqualTo("TcpClient");
        assertThat(pool.getProperty("pool.type")).isEqualTo("io.conecta.demo.TcpClient");
        assertThat(pool.getProperty("pool.colour")).isEqualTo("green");
        assertThat(container.await(POOL)).isEqualTo(pool);
    }

    @Test
    void aConsumerBundleGetsTheTypedPoolInjected() throws Exception {
        configure(Map.of());

        assertThat(courier().apply("hello")).isTrue();

        assertThat(server.openConnections()).isOne();
    }

    @Test
    void aChangeOfConfigurationAppliesInPlace() throws Exception {
        configure(Map.of("maxSize", 2));
        ServiceReference<?> before = container.await(TYPED);
        Object object = container.service(before);
        assertThat(maxSize(before)).isEqualTo(2);
        assertThat(courier().apply("hello")).isTrue();

        configure(Map.of("maxSize", "8"));

        Container.await("maxSize=8", () -> report().contains("maxSize=8"));
        assertThat(container.find(TYPED)).isEqualTo(before);
        assertThat(container.service(before)).isSameAs(object);
        assertThat(courier().apply("hello again")).isTrue();
        assertThat(server.acceptedConnections()).as("the object stayed").isOne();
    }

    @Test
    void stoppingTheBundleWithdrawsTheServiceAndClosesEverySocket() throws Exception {
        configure(Map.of("maxSize", 3, "closeTimeout", "100ms"));
        ServiceReference<?> reference = container.await(TYPED);
        Object pool = container.service(reference);
        List<Object> lent = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            lent.add(ServiceView.call(pool, "getOrCreate"));
        }
        ServiceView.call(pool, "put", lent.remove(0));
        Container.await("three connections", () -> server.openConnections() == 3);

        container.bundle("io.conecta.demo").stop();

        assertThat(container.find(TYPED)).isNull();
        assertThat(container.find(POOL)).isNull();
        Container.await("the idle one closed", () -> server.openConnections() == 2);
        for (Object client : lent) {
            ServiceView.call(pool, "put", client);
        }
        Container.await("every connection closed", () -> server.openConnections() == 0);
        assertThat(server.acceptedConnections()).isEqualTo(3);
    }

    @Test
    void startingTheBundleAgainBringsTheServiceBack() throws Exception {
        configure(Map.of());
        Bundle bundle = container.bundle("io.conecta.demo");
        for (int round = 0; round < 3; round++) {
            assertThat(courier().apply("round " + round)).isTrue();
            bundle.stop();
            Container.await("every connection closed", () -> server.openConnections() == 0);
            bundle.start();
        }
        assertThat(courier().apply("still here")).isTrue();
    }

    private void configure(Map<String, ?> more) throws Exception {
        container.configure(TYPED, fixture.configuration(more));
    }

    private Object maxSize(ServiceReference<?> pool) throws Exception {
        return new ServiceView(container.service(pool)).get("stats", "maxSize");
    }

    private Function<String, Boolean> courier() throws Exception {
        return fixture.courier();
    }

    private String report() {
        ServiceReference<?> courier = container.find("java.util.function.Supplier");
        return courier == null ? "" : (String) ((Supplier<?>) container.service(courier)).get();
    }
}
