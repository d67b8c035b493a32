package io.conecta.it.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.demo.EchoServer;
import io.conecta.demo.Transcript;
import io.conecta.fleet.FleetBudget;
import io.conecta.fleet.zookeeper.ZooKeeperLedger;
import io.conecta.it.Built;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.curator.test.TestingServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A fleet of a real Karaf, offline, and of this JVM, which has no framework. */
class KarafFleetIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LIMIT = 5;

    @Test
    void aKarafSharesALimitWithAMemberThatHasNoFramework() throws Exception {
        try (TestingServer ledger = new TestingServer();
                EchoServer server = EchoServer.start(0, Transcript.silent());
                FleetBudget budget = FleetBudget.builder(ZooKeeperLedger.connect(ledger.getConnectString()))
                        .name("db")
                        .limit(LIMIT)
                        .build();
                Pool<Object> pool = Pool.builder(Object::new)
                        .budget(budget)
                        .initialSize(0)
                        .maxSize(LIMIT)
                        .borrowTimeout(PATIENCE)
                        .build()) {
            List<Object> ours = new ArrayList<>();
            borrow(pool, 3, ours);
            try (Karaf karaf = Karaf.start()) {
                assertThat(karaf.shell(
                                "feature:repo-add mvn:io.conecta/conecta-karaf/" + Built.version() + "/xml/features",
                                "feature:install conecta-fleet-zookeeper",
                                "feature:install conecta-demo",
                                "config:edit --factory --alias zk io.conecta.fleet.zookeeper.ZooKeeperLedger",
                                "config:property-set connectString " + ledger.getConnectString(),
                                "config:update",
                                "config:edit --factory --alias db io.conecta.fleet.FleetBudget",
                                "config:property-set name db",
                                "config:property-set limit " + LIMIT,
                                "config:update"))
                        .doesNotContain("Error executing");
                Awaitility.await()
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(100))
                        .untilAsserted(() -> assertThat(karaf.shell("service:list io.conecta.PoolBudget | cat"))
                                .contains("conecta.budget = fleet:db"));

                assertThat(karaf.shell(takeTwoAndWantOneMore(server.port())))
                        .contains("lent=2")
                        .contains("no object within", "fleet budget \"db\": 2 of 5 used");
                assertThat(server.openConnections() + ours.size()).isEqualTo(LIMIT);
            }
            borrow(pool, 2, ours); // It has left, and closed what it had.
            assertThat(server.openConnections()).isZero();
            ours.forEach(pool::put);
        }
    }

    private static void borrow(Pool<Object> pool, int number, List<Object> borrowed) throws InterruptedException {
        for (int i = 0; i < number; i++) {
            borrowed.add(pool.getOrCreate());
        }
    }

    private static String[] takeTwoAndWantOneMore(int port) {
        return new String[] {
            "demo = ($.context getBundle mvn:io.conecta/conecta-demo/" + Built.version() + ")",
            "type = ($demo loadClass io.conecta.demo.TcpClientPool)",
            "builder = ($type builder [host=127.0.0.1 port=" + port
                    + " initialSize=0 maxSize=5 borrowTimeout=30s budget=fleet:db])",
            "pool = ($builder build)",
            "one = ($pool getOrCreate)",
            "two = ($pool getOrCreate)",
            "echo ($pool stats)",
            "$pool getOrCreate"
        };
    }
}
