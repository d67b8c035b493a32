package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.demo.felix.Container;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.osgi.framework.ServiceReference;

/** The condition that says that a pool is up; run on Felix and on Equinox. */
class ConditionIT {
    private static final String PID = "io.conecta.demo.TcpClientPool";
    private static final String CONDITION = "org.osgi.service.condition.Condition";
    private static final String UP = "(osgi.condition.id=conecta.pool.TcpClient.up)";

    @RegisterExtension
    final Fixture fixture = new Fixture();

    private Container container;

    @BeforeEach
    void start() {
        container = fixture.container();
    }

    @Test
    void itComesWithThePoolAndGoesWithIt() throws Exception {
        assertThat(container.findAll(CONDITION, UP)).isEmpty();

        var configuration = container.configure(PID, fixture.configuration(Map.of()));
        awaitConditions(1);
        ServiceReference<?> condition = container.findAll(CONDITION, UP)[0];
        assertThat(condition.getProperty("pool.name")).isEqualTo("TcpClient");
        assertThat(condition.getProperty("pool.type")).isEqualTo("io.conecta.demo.TcpClient");
        assertThat(condition.getBundle().getSymbolicName()).isEqualTo("io.conecta.shell");

        configuration.delete();
        awaitConditions(0);
    }

    @Test
    void itIsAwayWhileThePoolIsSuspended() throws Exception {
        Object pool = pool();
        awaitConditions(1);

        ServiceView.call(pool, "suspend");
        awaitConditions(0);
        ServiceView.call(pool, "resume");
        awaitConditions(1);
    }

    @Test
    void itIsAwayWhileTheServerIs() throws Exception {
        Object pool = pool();
        awaitConditions(1);

        fixture.server().stop();
        assertThatThrownBy(() -> ServiceView.call(pool, "getOrCreate")).hasMessageContaining("no server at");
        awaitConditions(0);
        assertThat(container.find(PID)).as("the pool's service").isNotNull();
    }

    @Test
    void aPoolWhoseConfigurationIsWrongHasNone() throws Exception {
        container.configure(PID, fixture.configuration(Map.of("maxSize", "many")));
        container.await(PID);
        Container.await(
                "the shell to know it",
                () -> Shell.type(container, "conecta:pools").contains("maxSize must be"));
        assertThat(container.findAll(CONDITION, UP)).isEmpty();

        container.configure(PID, fixture.configuration(Map.of()));
        awaitConditions(1);
    }

    @Test
    void itGoesAndComesWithTheShell() throws Exception {
        pool();
        awaitConditions(1);

        container.bundle("io.conecta.shell").stop();
        assertThat(container.findAll(CONDITION, UP)).isEmpty();
        container.bundle("io.conecta.shell").start();
        awaitConditions(1);
    }

    /** As in a framework that has no conditions: the reference finds none. */
    @Test
    void withoutConditionsInTheFrameworkTheCommandsWork() throws Exception {
        container.configure("io.conecta.shell.PoolConditions", Map.of("conditions.target", "(osgi.condition.id=none)"));
        Delivery.await(container);
        pool();

        assertThat(Shell.type(container, "conecta:pools")).contains("TcpClient");
        assertThat(container.findAll(CONDITION, UP)).isEmpty();
        assertThat(container.findAll("io.conecta.PoolListener", null)).isEmpty();
    }

    private Object pool() throws Exception {
        container.configure(PID, fixture.configuration(Map.of("initialSize", 0)));
        return container.service(container.await(PID));
    }

    private void awaitConditions(int number) throws Exception {
        Container.await(number + " conditions", () -> container.findAll(CONDITION, UP).length == number);
    }
}
