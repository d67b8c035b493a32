package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.conecta.demo.felix.Container;
import io.conecta.it.Built;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.osgi.framework.Constants;
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

    /** Felix exports what it is told, and Karaf does not tell it to export this; Equinox exports it in any case. */
    @Test
    void withoutTheirPackageThereAreNoneAndTheCommandsWork() throws Exception {
        String exported = container.context().getProperty(Constants.FRAMEWORK_SYSTEMPACKAGES);
        assumeTrue(exported.contains("org.osgi.service.condition"), "the framework lists its own packages");
        Map<String, String> hidden = Map.of(
                Constants.FRAMEWORK_SYSTEMPACKAGES, exported.replaceAll("org\\.osgi\\.service\\.condition;[^,]*,", ""));
        try (Container without = Container.start(hidden, Built.bundles());
                Container with =
                        Container.start(hidden, Built.file("integration-tests/target/condition"), Built.bundles())) {
            without.configure(PID, fixture.configuration(Map.of("initialSize", 0)));
            without.await(PID);
            assertThat(Shell.type(without, "conecta:pools")).contains("TcpClient");
            assertThat(without.findAll(CONDITION, UP)).isEmpty();
            assertThat(without.findAll("io.conecta.PoolListener", null)).isEmpty();

            with.configure(PID, fixture.configuration(Map.of("initialSize", 0)));
            Container.await("the condition", () -> with.findAll(CONDITION, UP).length == 1);
        }
    }

    private Object pool() throws Exception {
        container.configure(PID, fixture.configuration(Map.of("initialSize", 0)));
        return container.service(container.await(PID));
    }

    private void awaitConditions(int number) throws Exception {
        Container.await(number + " conditions", () -> container.findAll(CONDITION, UP).length == number);
    }
}
