package io.conecta.fleet.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.FleetLedger.Session;
import io.conecta.fleet.LedgerException;
import io.conecta.fleet.zookeeper.osgi.ZooKeeperLedgerComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.security.auth.login.Configuration;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.zookeeper.KeeperException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A ledger in a ZooKeeper that is secured")
@Timeout(300)
class ZooKeeperSecurityTest {
    private static final String PASSWORD = "open-sesame-4711";
    private static final String STORE_PASSWORD = "store-pass-4712";
    private static final String WRONG = "wrong-pass-4713";
    private static final String JAAS = "java.security.auth.login.config";
    private static final Duration CALL = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(4);
    private static final String LEDGER = "/conecta/fleets/db/ledger";

    @TempDir
    Path folder;

    private final Log log = new Log();
    private final Map<Logger, Level> levels = new HashMap<>();

    /** All but the JDK's own: its javax.security.sasl tells passwords at FINE. */
    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(log);
        for (String name : List.of("io.conecta", "org.apache.zookeeper", "org.apache.curator")) {
            Logger logger = Logger.getLogger(name);
            levels.put(logger, logger.getLevel());
            logger.setLevel(Level.ALL);
        }
    }

    /** Nothing that was logged while a test ran holds a secret, ZooKeeper's and Curator's lines included. */
    @AfterEach
    void nothingLoggedHoldsASecret() {
        Logger.getLogger("").removeHandler(log);
        levels.forEach(Logger::setLevel);
        System.clearProperty(JAAS);
        Configuration.setConfiguration(null);
        assertThat(log.lines).anyMatch(line -> line.contains("FINE"));
        for (String secret : List.of(PASSWORD, STORE_PASSWORD, WRONG)) {
            String hex = HexFormat.of().formatHex(secret.getBytes(UTF_8));
            assertThat(log.lines)
                    .filteredOn(line -> line.contains(secret) || line.contains(hex))
                    .isEmpty();
        }
    }

    private static FleetLedger ledger(String servers, Map<String, ?> more) {
        Map<String, Object> configuration = new HashMap<>(
                Map.of("service.pid", "zk", "connectString", servers, "tickTime", "500ms", "sessionTimeout", "10s"));
        configuration.putAll(more);
        return new ZooKeeperLedgerComponent(configuration);
    }

    private static void joins(FleetLedger ledger) throws Exception {
        try (Session session = ledger.join("db", "w=1", CALL, () -> {})) {
            assertThat(session.members()).containsKey(session.id());
            session.leave();
        }
    }

    private static CuratorFramework stranger(String servers) {
        CuratorFramework stranger = CuratorFrameworkFactory.newClient(servers, new RetryOneTime(10));
        stranger.start();
        return stranger;
    }

    @Test
    @DisplayName(
            "lets in who has the credentials by which it was created, and nobody else: neither members with others, nor strangers")
    void digest() throws Exception {
        try (SecureServer server = new SecureServer(folder, "clientPort", Map.of())) {
            String servers = server.servers();
            FleetLedger right = ledger(servers, Map.of("user", "fleet", ".password", PASSWORD));
            joins(right);
            joins(right);

            FleetLedger wrong = ledger(servers, Map.of("user", "fleet", ".password", WRONG));
            assertThatThrownBy(() -> wrong.join("db", "w=1", CALL, () -> {}))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageStartingWith("join fleet db: ZooKeeper refuses: ")
                    .hasMessageEndingWith("; let all members use the same credentials, and see the nodes' ACLs")
                    .hasMessageNotContaining(WRONG);
            try (CuratorFramework stranger = stranger(servers)) {
                assertThatThrownBy(() -> stranger.setData().forPath(LEDGER, new byte[1]))
                        .isInstanceOf(KeeperException.NoAuthException.class);
                assertThatThrownBy(() -> stranger.getData().forPath(LEDGER))
                        .isInstanceOf(KeeperException.NoAuthException.class);
            }
            assertThat(right.toString() + wrong).doesNotContain(PASSWORD, WRONG);
        }
    }

    @Test
    @DisplayName("lets in who has logged in by SASL, and nobody else")
    void sasl() throws Exception {
        Path jaas = folder.resolve("jaas.conf");
        Files.writeString(jaas, """
                Server { org.apache.zookeeper.server.auth.DigestLoginModule required user_fleet="%1$s"; };
                Client { org.apache.zookeeper.server.auth.DigestLoginModule required username="fleet" password="%1$s"; };
                Wrong { org.apache.zookeeper.server.auth.DigestLoginModule required username="fleet" password="%2$s"; };
                """.formatted(PASSWORD, WRONG));
        System.setProperty(JAAS, jaas.toString());
        Configuration.setConfiguration(null); // Reads the file.
        Map<String, String> configuration = Map.of(
                "authProvider.sasl",
                "org.apache.zookeeper.server.auth.SASLAuthenticationProvider",
                "fips-mode",
                "false");
        try (SecureServer server = new SecureServer(folder, "clientPort", configuration)) {
            String servers = server.servers();
            joins(ledger(servers, Map.of("zookeeper.fips-mode", "false", "acl", "creator-all")));

            FleetLedger wrong = ledger(
                    servers,
                    Map.of(
                            "zookeeper.fips-mode",
                            "false",
                            "acl",
                            "creator-all",
                            "zookeeper.sasl.clientconfig",
                            "Wrong"));
            assertThatThrownBy(() -> wrong.join("db", "w=1", CALL, () -> {}))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("ZooKeeper refuses")
                    .hasMessageNotContaining(WRONG);
            FleetLedger none = ledger(servers, Map.of("zookeeper.sasl.client", "false"));
            assertThatThrownBy(() -> none.join("db", "w=1", CALL, () -> {}))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("ZooKeeper refuses");
            try (CuratorFramework member = stranger(servers)) { // Logs in by the same section.
                assertThat(member.getACL().forPath(LEDGER))
                        .extracting(acl -> acl.getId().toString().strip())
                        .containsExactly("'sasl,'fleet");
            }
        }
    }

    @Test
    @DisplayName("is reached by TLS, with certificates of both sides, and by nobody without")
    void tls() throws Exception {
        Path keys = folder.resolve("keys.p12");
        Path trusted = folder.resolve("trusted.p12");
        newKeys(keys);
        String certificate = folder.resolve("fleet.crt").toString();
        keytool(keys, "-exportcert", "-file", certificate);
        keytool(trusted, "-importcert", "-noprompt", "-file", certificate);
        Map<String, String> configuration = Map.of(
                "serverCnxnFactory",
                "org.apache.zookeeper.server.NettyServerCnxnFactory",
                "ssl.keyStore.location",
                keys.toString(),
                "ssl.keyStore.password",
                STORE_PASSWORD,
                "ssl.trustStore.location",
                trusted.toString(),
                "ssl.trustStore.password",
                STORE_PASSWORD);
        try (SecureServer server = new SecureServer(folder, "secureClientPort", configuration)) {
            String servers = server.servers();
            Map<String, String> tls = Map.of(
                    "zookeeper.client.secure",
                    "true",
                    "zookeeper.ssl.keyStore.location",
                    keys.toString(),
                    ".zookeeper.ssl.keyStore.password",
                    STORE_PASSWORD,
                    "zookeeper.ssl.trustStore.location",
                    trusted.toString(),
                    ".zookeeper.ssl.trustStore.password",
                    STORE_PASSWORD);
            joins(ledger(servers, tls));

            Path file = folder.resolve("client.properties");
            StringBuilder lines =
                    new StringBuilder("zookeeper.clientCnxnSocket=org.apache.zookeeper.ClientCnxnSocketNetty\n");
            tls.forEach((key, value) -> lines.append(key.replaceFirst("^\\.", ""))
                    .append('=')
                    .append(value)
                    .append('\n'));
            Files.writeString(file, lines);
            joins(ledger(servers, Map.of("zkClientConfig", file.toString())));

            assertThatThrownBy(() -> ledger(servers, Map.of()).join("db", "w=1", SOON, () -> {}))
                    .isInstanceOf(LedgerException.class)
                    .hasMessage("join fleet db: no connection to ZooKeeper in time");
            Path strange = folder.resolve("strange.p12");
            newKeys(strange);
            Map<String, String> other = new HashMap<>(tls);
            other.put("zookeeper.ssl.keyStore.location", strange.toString());
            assertThatThrownBy(() -> ledger(servers, other).join("db", "w=1", SOON, () -> {}))
                    .isInstanceOf(LedgerException.class)
                    .hasMessage("join fleet db: no connection to ZooKeeper in time");
        }
    }

    private static void newKeys(Path store) throws Exception {
        keytool(
                store,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1");
    }

    private static void keytool(Path store, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", STORE_PASSWORD, "-alias", "fleet"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    /** Whatever is logged, at any level. */
    private static final class Log extends Handler {
        private final SimpleFormatter formatter = new SimpleFormatter();
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord entry) {
            lines.add(formatter.format(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
