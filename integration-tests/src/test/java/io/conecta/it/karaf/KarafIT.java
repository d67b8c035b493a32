package io.conecta.it.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.EchoServer;
import io.conecta.demo.Transcript;
import io.conecta.demo.felix.FtpBackend;
import io.conecta.it.Built;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The features in a real Karaf, offline, as its operator would use them. */
class KarafIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String REPOSITORY =
            "mvn:io.conecta/conecta-karaf/" + System.getProperty("conecta.version") + "/xml/features";

    @Test
    void twoCommandsInstallItAndConfigEditReachesThePool() throws Exception {
        try (EchoServer server = EchoServer.start(0, Transcript.silent());
                Karaf karaf = Karaf.start()) {
            List<List<String>> lines = linesOfTheGuide();
            assertThat(lines.get(0)).contains("feature:repo-add " + REPOSITORY);
            karaf.shell(lines.get(0).toArray(String[]::new));
            String installed = karaf.shell("feature:install conecta-demo", "conecta:pools | cat", "bundle:list");
            assertThat(installed).contains("no pools").doesNotContain("Error executing");
            assertThat(installed).containsPattern("Active.*Conecta Core").containsPattern("Active.*Conecta Shell");

            // The guide's port 7 is the echo service's; here it listens where it may.
            karaf.shell(lines.get(1).stream()
                    .map(line -> line.replace("port 7", "port " + server.port()))
                    .flatMap(line -> line.equals("config:update")
                            ? Stream.of("config:property-set initialSize 1", line)
                            : Stream.of(line))
                    .toArray(String[]::new));
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

    @Test
    void aSessionOfARealFtpServerStoresAFile(@TempDir Path home) throws Exception {
        try (FtpBackend server = FtpBackend.start(0, home, line -> {}, "anna")) {
            try (Karaf karaf = Karaf.start()) {
                assertThat(karaf.shell(
                                "feature:repo-add " + REPOSITORY,
                                "feature:install conecta-demo-ftp",
                                "config:edit io.conecta.demo.ftp.FtpSessionPool",
                                "config:property-set host 127.0.0.1",
                                "config:property-set port " + server.port(),
                                "config:property-set user anna",
                                "config:property-set .password anna",
                                "config:property-set initialSize 0",
                                "config:update"))
                        .doesNotContain("Error executing");
                awaitConditions(karaf, "conecta.pool.FtpSession.up");

                String said = karaf.shell(
                        "pool = ($.context getService ($.context getServiceReference io.conecta.Pool))",
                        "session = ($pool getOrCreate)",
                        "$session store borrowed.txt \"by a lent session\"",
                        "$pool put $session",
                        "conecta:pools | cat");
                assertThat(home.resolve("anna/borrowed.txt")).as(said).exists().hasContent("by a lent session");
                assertThat(said)
                        .containsPattern(
                                "FtpSession +io\\.conecta\\.demo\\.ftp\\.FtpSession +up +\\w+ +1/4 +1 +0 +0 +0");
                assertThat(server.sessions()).isOne();

                String noted = karaf.shell(
                        "notes = ($.context getService ($.context getServiceReference java.util.function.UnaryOperator))",
                        "$notes apply \"by the consumer\"");
                assertThat(home.resolve("anna/note.txt")).as(noted).exists().hasContent("by the consumer");
                assertThat(server.logins()).as("logins").isOne();
            }
            Awaitility.await().atMost(PATIENCE).until(() -> server.sessions() == 0);
        }
    }

    private static void awaitConditions(Karaf karaf, String id) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(karaf.shell("service:list org.osgi.service.condition.Condition | cat"))
                        .contains(id));
    }

    /** {@return the lines for Karaf in docs/osgi.md, block by block} */
    private static List<List<String>> linesOfTheGuide() throws IOException {
        return Pattern.compile("```karaf\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Built.file("docs/osgi.md")))
                .results()
                .map(block -> block.group(1).lines().toList())
                .toList();
    }

    private static void awaitTable(Karaf karaf, String size) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(karaf.shell("conecta:pools | cat"))
                        .containsPattern("ID +NAME +TYPE +HEALTH +SINCE +SIZE")
                        .containsPattern(
                                "TcpClient +io\\.conecta\\.demo\\.TcpClient +up +\\w+ +" + size + " +1 +0 +0 +0"));
    }
}
