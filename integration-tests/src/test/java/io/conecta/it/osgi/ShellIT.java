package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.demo.felix.Container;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.osgi.framework.Bundle;

/** The shell commands, typed into a real Gogo session; run on Felix and on Equinox. */
class ShellIT {
    private static final String PID = "io.conecta.demo.TcpClientPool";

    @RegisterExtension
    final Fixture fixture = new Fixture();

    private Container container;
    private Object pool;

    @BeforeEach
    void start() throws Exception {
        container = fixture.container();
        container.configure(PID, fixture.configuration(Map.of("maxSize", 5)));
        pool = container.service(container.await(PID));
    }

    @Test
    void poolsShowsATable() throws Exception {
        ServiceView.call(pool, "put", ServiceView.call(pool, "getOrCreate"));

        assertThat(type("conecta:pools")
                        .lines()
                        .map(line -> line.replaceAll(" +", " ").replaceAll("(?<= up) \\w+", " AGE")))
                .containsExactly(
                        "ID NAME TYPE HEALTH SINCE SIZE IDLE LENT WAITING FAILURES PROBLEM",
                        serviceId() + " TcpClient io.conecta.demo.TcpClient up AGE 1/5 1 0 0 0");
    }

    @Test
    void poolShowsSettingsAndLoans() throws Exception {
        Object client = ServiceView.call(pool, "getOrCreate");

        assertThat(type("conecta:pool " + serviceId()))
                .containsPattern("maxSize +5\n")
                .containsPattern("AGE +HOLDER +OBJECT\n")
                .contains(Thread.currentThread().getName(), "io.conecta.demo.TcpClient@");
        ServiceView.call(pool, "put", client);
        assertThat(type("conecta:pool TcpClient")).endsWith("loans" + System.lineSeparator() + "  none");
    }

    @Test
    void poolShowsTheLastErrors() throws Exception {
        assertThat(type("conecta:pool TcpClient")).containsPattern("last errors\\R +none\\R");
        container.configure(PID, fixture.configuration(Map.of("maxSize", "many")));
        fixture.server().close();
        assertThatThrownBy(() -> ServiceView.call(pool, "getOrCreate")).hasMessageContaining("no server at");

        Container.await("both told", () -> type("conecta:pool TcpClient").matches("(?s).*creation .*"));
        Container.await("both told", () -> type("conecta:pool TcpClient").matches("(?s).*configuration .*"));
        assertThat(type("conecta:pool TcpClient"))
                .containsPattern("configuration +[0-9ms]+ ago +maxSize must be a whole number .*\"many\"")
                .containsPattern("creation +[0-9ms]+ ago +java.io.IOException: no server at 127.0.0.1");
        assertThat(type("conecta:pools").lines().skip(1))
                .singleElement()
                .asString()
                .containsPattern(
                        " [1-9]\\d* +configuration: maxSize must be a whole number .*\"many\"; the default is 10, and none is no limit$");
    }

    @Test
    void reportIsWhatThePoolSaysOfItself() throws Exception {
        assertThat(type("conecta:report TcpClient"))
                .startsWith("pool \"TcpClient\"\n  diagnosis  ")
                .contains("\n  health     UP for ", "\n    maxSize=5");
        assertThat(type("conecta:report")).startsWith("pool \"TcpClient\"\n");
    }

    @Test
    void clearClosesWhatIsIdle() throws Exception {
        ServiceView.call(pool, "put", ServiceView.call(pool, "getOrCreate"));

        assertThat(type("conecta:clear TcpClient")).contains("TcpClient: 1 idle closed, 0 lent to be closed on return");
        Container.await("the connection closed", () -> fixture.server().openConnections() == 0);
    }

    @Test
    void suspendedWithADrainThePoolHasNoConnectionsUntilItIsResumed() throws Exception {
        ServiceView.call(pool, "put", ServiceView.call(pool, "getOrCreate"));

        assertThat(type("conecta:suspend TcpClient 10s")).contains("TcpClient: suspended, nothing is left open");
        Container.await("the connection closed", () -> fixture.server().openConnections() == 0);
        assertThat(type("conecta:pools")).containsPattern(" suspended +\\w+ ");
        assertThat(type("conecta:resume TcpClient")).contains("TcpClient: resumed");

        Object client = ServiceView.call(pool, "getOrCreate");
        assertThat(type("conecta:renew TcpClient 1ms")).contains("TcpClient: renewing 0 idle and 1 lent over 1ms");
        ServiceView.call(pool, "put", client);
        Container.await(
                "replaced", () -> new ServiceView(pool).get("stats", "closed").equals(2L));
    }

    @Test
    void scanFindsTheBrokenOnes() throws Exception {
        container.configure(PID, fixture.configuration(Map.of("scanInterval", "1h")));
        Container.await("1h", () -> type("conecta:pool TcpClient").matches("(?s).*scanInterval +1h.*"));
        ServiceView.call(pool, "put", ServiceView.call(pool, "getOrCreate"));
        fixture.server().stop();

        assertThat(type("conecta:scan TcpClient")).contains("TcpClient: scanning 1 idle");

        Container.await(
                "the broken one closed",
                () -> new ServiceView(pool).get("stats", "closed").equals(1L));
    }

    @Test
    void fleetShowsABudgetThatAnyBundleHasRegistered() throws Exception {
        assertThat(type("conecta:fleet")).isEqualTo("no fleet");
        Bundle core = container.bundle("io.conecta.core");
        Class<?> type = core.loadClass("io.conecta.PoolBudget");
        Object budget = type.getMethod("of", int.class).invoke(null, 3);
        core.loadClass("io.conecta.config.Budgets")
                .getMethod("register", String.class, type)
                .invoke(null, "fleet:db-main", budget);

        String page = "budget \"budget\": 0 of 3 permits taken; 0 of 0 pools want one and get none\n"
                + "health up: budget \"budget\" gives permits";
        assertThat(type("conecta:fleet")).isEqualTo(page);
        assertThat(type("conecta:fleet db-main")).isEqualTo(page);
        assertThatThrownBy(() -> type("conecta:fleet db-mian")).hasStackTraceContaining("did you mean \"db-main\"?");
        assertThat(container.bundle("io.conecta.shell").getHeaders().get("Import-Package"))
                .doesNotContain("io.conecta.fleet");
    }

    @Test
    void aWrongNameIsAnsweredWithTheRightOnes() {
        assertThatThrownBy(() -> type("conecta:pool TcpCleint"))
                .hasStackTraceContaining("TcpCleint")
                .hasStackTraceContaining("TcpClient");
    }

    private Object serviceId() {
        return container.findAll(PID, null)[0].getProperty("service.id");
    }

    private String type(String line) throws Exception {
        return Shell.type(container, line);
    }
}
