package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.felix.Container;
import io.conecta.it.osgi.FleetMember.Counter;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.curator.test.TestingServer;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;

/** Fleets whose members are frameworks, by configuration alone; on Felix and on Equinox. */
class FleetIT {
    private static final int LIMIT = 5;
    private static final String ZOOKEEPER = "io.conecta.fleet.zookeeper.ZooKeeperLedger";
    private static final String CURATOR = "io.conecta.fleet.zookeeper.CuratorLedger";
    private static final String JDBC = "io.conecta.fleet.JdbcLedger";

    @RegisterExtension
    final LogWatch log = new LogWatch();

    private final Counter backend = new Counter();

    private static Map<String, Object> budget(Map<String, ?> more) {
        Map<String, Object> budget = new HashMap<>(Map.of("name", "db", "limit", LIMIT, "closeTimeout", "5s"));
        budget.putAll(more);
        return budget;
    }

    /** A member in a framework of its own, which has configured its ledger. */
    private interface Start {
        FleetMember member() throws Exception;
    }

    private FleetMember inZooKeeper(TestingServer server) throws Exception {
        FleetMember member = new FleetMember(backend);
        member.container()
                .configureFactory(
                        ZOOKEEPER, "zk", Map.of("connectString", server.getConnectString(), "tickTime", "1s"));
        return member;
    }

    @Test
    void twoFrameworksShareALimitThroughZooKeeper() throws Exception {
        try (TestingServer server = new TestingServer()) {
            share(() -> inZooKeeper(server));
        }
    }

    @Test
    void twoFrameworksShareALimitThroughADatabase() throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:fleet;DB_CLOSE_DELAY=-1");
        share(() -> {
            FleetMember member = new FleetMember(backend);
            member.container().context().registerService(DataSource.class, source, null);
            member.container().configureFactory(JDBC, "h2", Map.of("createTables", "true", "pollInterval", "20ms"));
            return member;
        });
    }

    @Test
    void aCuratorFrameworkThatIsAServiceCarriesTheLedger() throws Exception {
        try (TestingServer server = new TestingServer()) {
            share(() -> {
                FleetMember member = new FleetMember(backend);
                Bundle client = member.container().bundle("io.conecta.fleet.zookeeper.client");
                Object curator = curator(client, server.getConnectString());
                client.getBundleContext()
                        .registerService(
                                "org.apache.curator.framework.CuratorFramework",
                                curator,
                                FrameworkUtil.asDictionary(Map.of("app", "shop")));
                member.container().configureFactory(CURATOR, "shared", Map.of("client.target", "(app=shop)"));
                return member;
            });
        }
    }

    private static Object curator(Bundle client, String servers) throws Exception {
        Class<?> retry = client.loadClass("org.apache.curator.RetryPolicy");
        Object once = client.loadClass("org.apache.curator.retry.RetryOneTime")
                .getConstructor(int.class)
                .newInstance(100);
        Object curator = client.loadClass("org.apache.curator.framework.CuratorFrameworkFactory")
                .getMethod("newClient", String.class, retry)
                .invoke(null, servers, once);
        ServiceView.call(curator, "start");
        return curator;
    }

    /** Two members want all that there is, one after the other. */
    private void share(Start start) throws Exception {
        try (FleetMember first = start.member()) {
            ServiceReference<?> service = first.join(budget(Map.of()));
            assertThat(service.getProperty("conecta.budget")).isEqualTo("fleet:db");
            first.pool(LIMIT + 3);
            first.borrow(LIMIT + 3);
            Container.await("all permits at one member", () -> first.lent() == LIMIT);

            try (FleetMember second = start.member()) {
                second.join(budget(Map.of()));
                second.pool(LIMIT);
                second.borrow(LIMIT);
                Container.await("two members", () -> members(first) == 2 && members(second) == 2);
                first.returnAll(); // Three more wait there.
                Container.await("all permits in use again", () -> first.lent() + second.lent() == LIMIT);
                assertThat(first.lent()).isEqualTo(3);
                Container.await(
                        "the shell to show the whole fleet",
                        () -> Shell.type(second.container(), "conecta:fleet db")
                                .startsWith("fleet \"db\": 5 of 5 granted to 2 members, 0 free, 0 in quarantine; "));
            }
            first.borrow(2); // A crash would keep them for T and the quarantine, 35 s.
            Container.await("what the other had", () -> first.lent() == LIMIT);
        }
        assertThat(backend.open()).isZero();
        assertThat(backend.peak()).isEqualTo(LIMIT);
    }

    private static int members(FleetMember member) {
        return (int)
                new ServiceView(member.container().service(member.container().find(FleetMember.BUDGET)))
                        .get("fleetStats", "members");
    }

    @Test
    void aChangedLimitIsAppliedInPlaceAndAnythingElseMakesAnotherMember() throws Exception {
        try (TestingServer server = new TestingServer();
                FleetMember member = inZooKeeper(server)) {
            Container container = member.container();
            ServiceReference<?> service = member.join(budget(Map.of()));
            Object budget = container.service(service);
            member.pool(9);
            member.borrow(7);
            Container.await("all permits", () -> member.lent() == LIMIT);

            member.join(budget(Map.of("limit", 7)));
            Container.await("two more", () -> member.lent() == 7);
            assertThat(container.find(FleetMember.BUDGET)).isEqualTo(service);
            assertThat(service.getProperty("limit")).isEqualTo(7);

            member.join(budget(Map.of("limit", 7, "grace", "1m")));
            Container.await(
                    "another budget",
                    () -> container.find(FleetMember.BUDGET) != null
                            && !container.find(FleetMember.BUDGET).equals(service));
            assertThat(container.service(container.await(FleetMember.BUDGET))).isNotSameAs(budget);
            assertThat(new ServiceView(budget).get("health", "status", "name")).isEqualTo("CLOSED");
        }
    }

    @Test
    void aWrongConfigurationIsToldUnderItsPidAndChangesNothing() throws Exception {
        try (TestingServer server = new TestingServer();
                FleetMember member = inZooKeeper(server)) {
            Container container = member.container();
            Configuration wrong = container.configureFactory(
                    FleetMember.BUDGET, "db", Map.of("limit", 0, "quarantine", "soon", "offlineShare", 2));
            String pid = FleetMember.BUDGET + "~db: configuration refused, ";
            Container.await("the refusal", () -> log.lines().stream().anyMatch(line -> line.startsWith(pid)));
            assertThat(log.lines().stream().filter(line -> line.startsWith(pid)))
                    .singleElement()
                    .asString()
                    .contains("there is no budget until it is fixed", "name: is missing; add name=…")
                    .contains("limit must be 1 to", "was 0", "quarantine must be", "\"soon\"")
                    .contains("offlineShare=2: needs offlineMembers");
            assertThat(container.find(FleetMember.BUDGET)).isNull();

            ServiceReference<?> service = member.join(budget(Map.of()));
            Container.await( // It may be told after the service is there.
                    "the acceptance",
                    () -> log.lines()
                            .contains(FleetMember.BUDGET + "~db: configuration accepted, what was wrong is fixed"));

            wrong.update(FrameworkUtil.asDictionary(budget(Map.of("limit", -1))));
            Container.await(
                    "the second refusal",
                    () -> log.lines().stream()
                            .anyMatch(line ->
                                    line.startsWith(pid + "the budget goes on with the last good one: limit must")));
            assertThat(container.find(FleetMember.BUDGET)).isEqualTo(service);
        }
    }

    @Test
    void aWrongLedgerSaysWhyNobodyCanJoin() throws Exception {
        try (FleetMember member = new FleetMember(backend)) {
            member.container()
                    .configureFactory(
                            ZOOKEEPER,
                            "zk",
                            Map.of("user", "fleet", "acl", "closed", "tickTime", "2h", "root", "fleets"));
            String pid = ZOOKEEPER + "~zk";
            Container.await("the refusal", () -> log.lines().stream().anyMatch(line -> line.startsWith(pid)));
            assertThat(log.lines().stream().filter(line -> line.startsWith(pid)))
                    .singleElement()
                    .asString()
                    .contains("configuration refused, nobody joins a fleet by this ledger until it is fixed")
                    .contains("connectString: is missing; add connectString=…", "user=fleet: has no password")
                    .contains("acl must be creator-all or open, was \"closed\"", "tickTime must be", "root must be");

            Object budget = member.container().service(member.join(budget(Map.of())));
            Container.await(
                    "the reason", () -> budget.toString().contains("the configuration " + pid + " was refused"));
        }
    }
}
