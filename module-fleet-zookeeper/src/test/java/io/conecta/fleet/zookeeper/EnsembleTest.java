package io.conecta.fleet.zookeeper;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.conecta.fleet.FleetLedger.Session;
import io.conecta.fleet.FleetLedger.Value;
import io.conecta.fleet.LedgerException;
import io.conecta.fleet.SessionGoneException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingCluster;
import org.apache.zookeeper.metrics.Counter;
import org.apache.zookeeper.metrics.MetricsContext;
import org.apache.zookeeper.metrics.impl.NullMetricsProvider;
import org.apache.zookeeper.server.ServerMetrics;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The ledger in an ensemble of three")
class EnsembleTest {
    private static final Duration CALL = Duration.ofSeconds(5);

    @Test
    @Timeout(180)
    @DisplayName(
            "shows at every server at once what was set and who has left, and goes on when one server after the other dies")
    void serversDie() throws Exception {
        try (TestingCluster cluster = new TestingCluster(3)) {
            cluster.start();
            List<Session> sessions = oneAtEach(cluster);
            long version = 0;
            for (int i = 0; i < 60; i++) {
                assertThat(sessions.get(i % 3).compareAndSet(version, "v" + i)).isTrue();
                Value read = sessions.get((i + 1) % 3).read();
                assertThat(read.text()).isEqualTo("v" + i);
                version = read.version();
            }
            for (int i = 0; i < 20; i++) {
                Session leaver = ZooKeeperLedger.connect(
                                at(cluster.getInstances().iterator().next()))
                        .join("db", "w=1", CALL, () -> {});
                assertThat(sessions.get(i % 3).members()).containsKey(leaver.id());
                leaver.leave();
                assertThat(sessions.get(i % 3).members()).doesNotContainKey(leaver.id());
            }
            Session member = ZooKeeperLedger.connect(cluster.getConnectString()).join("db", "w=1", CALL, () -> {});

            for (InstanceSpec instance : cluster.getInstances()) {
                cluster.killServer(instance);
                version = goesOn(member, version);
                cluster.restartServer(instance);
                version = goesOn(member, version);
            }
            member.leave();
            sessions.forEach(Session::close);
        }
    }

    @Test
    @Timeout(180)
    @DisplayName("shows at the server that leads what the others have confirmed, though it is behind them")
    void leaderBehind() throws Exception {
        try (TestingCluster cluster = new TestingCluster(3)) {
            cluster.start();
            List<Session> sessions = oneAtEach(cluster);
            ServerMetrics.metricsProviderInitialized(new SlowLeader());
            try {
                long version = 0;
                for (int i = 0; i < 3; i++) {
                    assertThat(sessions.get(i).compareAndSet(version, "v" + i)).isTrue();
                    version++;
                    for (Session reader : List.of(sessions.get((i + 1) % 3), sessions.get((i + 2) % 3))) {
                        assertThat(reader.read().text()).isEqualTo("v" + i);
                    }
                }
                for (int i = 0; i < 3; i++) {
                    Session renewed = sessions.get(i);
                    renewed.renew("w=2");
                    for (Session reader : List.of(sessions.get((i + 1) % 3), sessions.get((i + 2) % 3))) {
                        assertThat(reader.members()).containsEntry(renewed.id(), "w=2");
                    }
                }
            } finally {
                ServerMetrics.metricsProviderInitialized(NullMetricsProvider.INSTANCE);
            }
            sessions.forEach(Session::close);
        }
    }

    /**
     * Slows down how the server that leads takes over a change of its own: its followers have been told to commit it by then. These metrics are what all servers of this
     * process call in between.
     */
    private static final class SlowLeader extends NullMetricsProvider {
        private static final String COMMITTED = "request_commit_queued";
        private final MetricsContext none = super.getRootContext();

        @Override
        public MetricsContext getRootContext() {
            return (MetricsContext) Proxy.newProxyInstance(
                    SlowLeader.class.getClassLoader(),
                    new Class<?>[] {MetricsContext.class},
                    (proxy, method, args) -> method.getName().equals("getCounter") && args[0].equals(COMMITTED)
                            ? new Slow()
                            : method.invoke(none, args));
        }

        private static final class Slow implements Counter {
            @Override
            public void add(long committed) {
                String thread = Thread.currentThread().getName();
                // Whoever counts the votes: the last of them came from a follower, or from its own disk.
                if (thread.startsWith("LearnerHandler") || thread.startsWith("SyncThread")) {
                    LockSupport.parkNanos(MILLISECONDS.toNanos(100));
                }
            }

            @Override
            public long get() {
                return 0;
            }
        }
    }

    /** Sessions that stay at their server. */
    private static List<Session> oneAtEach(TestingCluster cluster) throws Exception {
        List<Session> sessions = new ArrayList<>();
        for (InstanceSpec instance : cluster.getInstances()) {
            ZooKeeperLedger one = ZooKeeperLedger.connect(at(instance), client -> client.ensembleTracker(false));
            sessions.add(one.join("db", "w=1", CALL, () -> {}));
        }
        return sessions;
    }

    private static String at(InstanceSpec instance) {
        return instance.getHostname() + ":" + instance.getPort();
    }

    private static long goesOn(Session member, long version) throws Exception {
        Value[] now = new Value[1];
        await().atMost(60, SECONDS)
                .pollInterval(100, MILLISECONDS)
                .until(() -> answers(() -> {
                    member.renew("w=2");
                    now[0] = member.read();
                }));
        assertThat(now[0].version()).isEqualTo(version);
        await().atMost(60, SECONDS)
                .pollInterval(100, MILLISECONDS)
                .until(() -> answers(() -> {
                    if (member.read().version() == version) {
                        member.compareAndSet(version, "after " + version);
                    }
                    assertThat(member.members()).containsKey(member.id());
                }));
        return member.read().version();
    }

    private interface Asked {
        void ask() throws LedgerException, InterruptedException;
    }

    private static boolean answers(Asked asked) throws InterruptedException {
        try {
            asked.ask();
            return true;
        } catch (SessionGoneException gone) {
            throw new AssertionError(gone);
        } catch (LedgerException later) {
            return false;
        }
    }
}
