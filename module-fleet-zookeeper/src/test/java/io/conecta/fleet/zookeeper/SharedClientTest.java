package io.conecta.fleet.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.conecta.fleet.FleetLedger.Renewal;
import io.conecta.fleet.FleetLedger.Session;
import io.conecta.fleet.FleetLedger.Value;
import io.conecta.fleet.LedgerException;
import io.conecta.fleet.SessionGoneException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.ACLProvider;
import org.apache.curator.framework.imps.CuratorFrameworkState;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.TestingServer;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.ACL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The ledger in ZooKeeper")
@Timeout(120)
class SharedClientTest {
    private static final Duration CALL = Duration.ofSeconds(20);
    private static final String FOLDER = "/conecta/fleets/db";

    private final List<CuratorFramework> clients = new ArrayList<>();
    private TestingServer server;

    @BeforeEach
    void start() throws Exception {
        server = new TestingServer();
    }

    @AfterEach
    void stop() throws Exception {
        clients.forEach(CuratorFramework::close);
        server.close();
    }

    private CuratorFramework client(Consumer<CuratorFrameworkFactory.Builder> options) {
        CuratorFrameworkFactory.Builder builder = CuratorFrameworkFactory.builder()
                .connectString(server.getConnectString())
                .sessionTimeoutMs(20_000)
                .retryPolicy(new RetryOneTime(100));
        options.accept(builder);
        CuratorFramework client = builder.build();
        client.start();
        clients.add(client);
        return client;
    }

    private static Session join(ZooKeeperLedger ledger) throws Exception {
        return ledger.join("db", "w=1", CALL, () -> {});
    }

    @Test
    @DisplayName("uses an application's client in its namespace, and leaves it open")
    void shared() throws Exception {
        CuratorFramework client = client(builder -> builder.namespace("app").enableCompression());
        Session one = join(ZooKeeperLedger.of(client));
        Session other = join(ZooKeeperLedger.connect(server.getConnectString() + "/app"));

        assertThat(one.compareAndSet(0, "value")).isTrue();
        assertThat(other.read()).isEqualTo(new Value(1, "value"));
        assertThat(other.members()).isEqualTo(Map.of(one.id(), "w=1", other.id(), "w=1"));
        other.mail(Map.of(one.id(), "g=1"), 3);
        assertThat(one.renew("w=2")).isEqualTo(new Renewal("g=1", 3, other.id(), true));
        one.leave();
        assertThat(other.members()).containsOnlyKeys(other.id());
        assertThat(client.getState()).isEqualTo(CuratorFrameworkState.STARTED);
        assertThat(client.checkExists().forPath(FOLDER + "/ledger")).isNotNull();
        other.leave();
    }

    @Test
    @DisplayName("counts on nothing through an application's client before a renewal has proved the one before")
    void leaseOfAnOldSession() throws Exception {
        CuratorFramework client = client(builder -> {});
        Session session = join(ZooKeeperLedger.of(client).tickTime(Duration.ofMillis(50)));
        assertThat(session.validUntil() - System.nanoTime()).as("at first").isNegative();

        MILLISECONDS.sleep(60);
        session.renew("w=1");
        assertThat(session.validUntil() - System.nanoTime()).as("then").isPositive();
        session.leave();
    }

    @Test
    @DisplayName("counts from before the connection was opened if it is its own")
    void leaseOfANewSession() throws Exception {
        long before = System.nanoTime();
        Session session = join(ZooKeeperLedger.connect(server.getConnectString()));
        long lasts = session.sessionTimeout().toNanos();

        assertThat(session.validUntil() - before).isBetween(1L, System.nanoTime() - before + lasts - lasts / 100);
        assertThat(session.validUntil() - System.nanoTime()).isPositive();
        session.leave();
    }

    @Test
    @DisplayName(
            "deletes a member that does not renew though its client lives, and gives it a new id when it comes back")
    void stuck() throws Exception {
        CuratorFramework client = client(builder -> builder.sessionTimeoutMs(4_000));
        Session stuck = join(ZooKeeperLedger.of(client));
        Session observer = join(ZooKeeperLedger.of(client(builder -> builder.sessionTimeoutMs(4_000))));

        await().atMost(90, SECONDS).pollInterval(200, MILLISECONDS).until(() -> {
            observer.renew("w=1");
            return !observer.members().containsKey(stuck.id());
        });
        assertThatThrownBy(() -> stuck.renew("w=1")).isInstanceOf(SessionGoneException.class);
        Session again = join(ZooKeeperLedger.of(client));
        assertThat(again.id()).isNotEqualTo(stuck.id());
        assertThat(again.renew("w=1").eldest()).isFalse();
        again.leave();
        observer.leave();
    }

    @Test
    @DisplayName("gives its nodes the client's ACL, refuses strangers, and tells nobody the password")
    void access() throws Exception {
        Consumer<CuratorFrameworkFactory.Builder> member = builder ->
                builder.authorization("digest", "fleet:hunter2".getBytes(UTF_8)).aclProvider(new CreatorAll());
        Session one = join(ZooKeeperLedger.connect(server.getConnectString(), member));
        Session other = join(ZooKeeperLedger.of(client(member)));
        other.mail(Map.of(one.id(), "g=1"), 1);
        assertThat(one.renew("w=1").mail()).isEqualTo("g=1");
        assertThat(one.compareAndSet(0, "value")).isTrue();

        CuratorFramework any = client(builder -> {});
        for (String path : List.of("/ledger", "/beat", "/members", "/mail", "/mail/" + one.id())) {
            assertThat(aclOf(FOLDER + path, member))
                    .as(path)
                    .isNotEmpty()
                    .allMatch(acl -> acl.getId().getScheme().equals("digest"));
        }
        for (ZooKeeperLedger stranger : List.of(
                ZooKeeperLedger.of(any),
                ZooKeeperLedger.connect(
                        server.getConnectString(),
                        builder -> builder.authorization("digest", "fleet:wrong7".getBytes(UTF_8))))) {
            assertThatThrownBy(() -> join(stranger))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageContaining("same credentials")
                    .hasMessageNotContainingAny("hunter2", "wrong7");
        }
        one.leave();
        other.leave();
    }

    private List<ACL> aclOf(String path, Consumer<CuratorFrameworkFactory.Builder> options) throws Exception {
        return client(options).getACL().forPath(path);
    }

    private static final class CreatorAll implements ACLProvider {
        @Override
        public List<ACL> getDefaultAcl() {
            return ZooDefs.Ids.CREATOR_ALL_ACL;
        }

        @Override
        public List<ACL> getAclForPath(String path) {
            return ZooDefs.Ids.CREATOR_ALL_ACL;
        }
    }

    @Test
    @DisplayName("survives whatever is written into its nodes, and says so once")
    void hostile() throws Exception {
        Session session = join(ZooKeeperLedger.connect(server.getConnectString()));
        Session other = join(ZooKeeperLedger.connect(server.getConnectString()));
        CuratorFramework enemy = client(builder -> {});
        String node = enemy.getChildren().forPath(FOLDER + "/members").stream()
                .filter(name -> other.id().equals(Names.id(name)))
                .findFirst()
                .orElseThrow();
        List<String> log = new CopyOnWriteArrayList<>();
        Listening listening = new Listening(log);
        try {
            enemy.create().forPath(FOLDER + "/members/junk", new byte[0]);
            enemy.create().forPath(FOLDER + "/members/more junk\u2028", new byte[900_000]);
            enemy.create().withMode(CreateMode.EPHEMERAL).forPath(FOLDER + "/members/aaaa-9999999999", new byte[] {-1, 0
            });
            for (String data : List.of(
                    "", "w=1", "x".repeat(500_000), "99999999999999999999 w\nevil", "20000 " + "w".repeat(2_001))) {
                enemy.setData().forPath(FOLDER + "/members/" + node, data.getBytes(UTF_8));
                assertThat(session.members())
                        .containsEntry(other.id(), "")
                        .containsKey(session.id())
                        .doesNotContainKey("junk");
            }
            for (String mail : List.of("g=1\nevil", "g".repeat(201), "g".repeat(900_000))) {
                enemy.setData().forPath(FOLDER + "/mail/" + session.id(), mail.getBytes(UTF_8));
                enemy.setData().forPath(FOLDER + "/beat", mail.getBytes(UTF_8));
                assertThat(session.renew("w=1")).isEqualTo(new Renewal(null, 0, "", true));
            }
            for (String value : List.of("a\u0000b", "v".repeat(600_000))) {
                enemy.setData().forPath(FOLDER + "/ledger", value.getBytes(UTF_8));
                assertThatThrownBy(session::read)
                        .isInstanceOf(LedgerException.class)
                        .isNotInstanceOf(SessionGoneException.class);
            }
        } finally {
            listening.close();
        }
        assertThat(log).filteredOn(line -> line.contains("impossible value")).hasSize(1);
        assertThat(log).filteredOn(line -> line.contains("impossible message")).hasSize(1);
        assertThat(log)
                .filteredOn(line -> line.contains("impossible publication"))
                .hasSize(1);
        assertThat(log).filteredOn(line -> line.contains("impossible member")).hasSize(1);
        assertThat(log).allMatch(line -> line.length() < 300 && line.lines().count() == 1);

        enemy.delete().forPath(FOLDER + "/ledger");
        assertThat(session.read()).isEqualTo(new Value(0, ""));
        assertThatThrownBy(() -> session.compareAndSet(0, "v")).isInstanceOf(LedgerException.class);
        Session third = join(ZooKeeperLedger.connect(server.getConnectString()));
        assertThat(session.compareAndSet(0, "v")).isTrue();
        third.leave();
        session.leave();
        other.leave();
    }

    /** Hears what is logged. */
    private static final class Listening extends Handler {
        private final Logger logger = Logger.getLogger("io.conecta");
        private final List<String> lines;

        Listening(List<String> lines) {
            this.lines = lines;
            logger.addHandler(this);
        }

        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }

    @Test
    @DisplayName("refuses options that cannot be")
    void options() {
        ZooKeeperLedger ledger = ZooKeeperLedger.connect("127.0.0.1:1");
        for (String path : List.of("", "/", "a", "/a/", "/a//b", "/a/../b", "/a b")) {
            assertThatThrownBy(() -> ledger.root(path)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> ledger.tickTime(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ledger.root("/a/b.c")).hasToString("ZooKeeperLedger in /a/b.c");
    }
}
