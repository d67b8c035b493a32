package io.conecta.it.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.EchoServer;
import io.conecta.demo.Transcript;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The features in a real Karaf, offline, as its operator would use them. */
class KarafIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String REPOSITORY =
            "mvn:io.conecta/conecta-karaf/" + System.getProperty("conecta.version") + "/xml/features";

    @Test
    void twoCommandsInstallItAndConfigEditReachesThePool() throws Exception {
        try (EchoServer server = EchoServer.start(0, Transcript.silent());
                Karaf karaf = Karaf.start()) {
            String installed = karaf.shell(
                    "feature:repo-add " + REPOSITORY,
                    "feature:install conecta-demo",
                    "conecta:pools | cat",
                    "bundle:list");
            assertThat(installed).contains("no pools").doesNotContain("Error executing");
            assertThat(installed).containsPattern("Active.*Conecta Core").containsPattern("Active.*Conecta Shell");

            karaf.shell(
                    "config:edit io.conecta.demo.TcpClientPool",
                    "config:property-set host 127.0.0.1",
                    "config:property-set port " + server.port(),
                    "config:property-set maxSize 3",
                    "config:property-set initialSize 1",
                    "config:update");
            awaitTable(karaf, "1/3");
            assertThat(server.acceptedConnections()).isOne();

            karaf.shell("config:edit io.conecta.demo.TcpClientPool", "config:property-set maxSize 7", "config:update");
            awaitTable(karaf, "1/7");
            assertThat(server.acceptedConnections()).as("the object stayed").isOne();

            assertThat(karaf.shell("conecta:pool TcpClient | cat", "conecta:clear TcpClient | cat"))
                    .containsPattern("maxSize +7")
                    .contains("TcpClient: 1 idle closed, 0 lent to be closed on return");

            assertThat(karaf.shell("conecta:pool TcpCleint"))
                    .contains("no pool \"TcpCleint\"; did you mean \"TcpClient\"?");

            assertThat(karaf.shell("feature:uninstall conecta-demo", "feature:list -i"))
                    .doesNotContain("Error executing");
            Awaitility.await().atMost(PATIENCE).until(() -> server.openConnections() == 0);
        }
    }

    private static void awaitTable(Karaf karaf, String size) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(karaf.shell("conecta:pools | cat"))
                        .containsPattern("ID +NAME +TYPE +SIZE")
                        .containsPattern("TcpClient +io\\.conecta\\.demo\\.TcpClient +" + size + " +1 +0 +0 +0"));
    }
}
