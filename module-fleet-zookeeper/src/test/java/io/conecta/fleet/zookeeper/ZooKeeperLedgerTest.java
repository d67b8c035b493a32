package io.conecta.fleet.zookeeper;

import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.tck.FleetLedgerTck;
import io.conecta.fleet.tck.Wire;
import java.time.Duration;
import java.util.Map;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The ledger in ZooKeeper")
class ZooKeeperLedgerTest extends FleetLedgerTck {
    private static final int TICK_MILLIS = 200;

    private TestingServer server;
    private Wire wire;

    @BeforeEach
    void start() throws Exception {
        server = new TestingServer(
                new InstanceSpec(null, -1, -1, -1, true, -1, TICK_MILLIS, 1_000, Map.of("maxSessionTimeout", "60000")),
                true);
        wire = new Wire(server.getPort());
    }

    @AfterEach
    void stop() throws Exception {
        wire.close();
        server.close();
    }

    @Override
    protected FleetLedger connect(Duration sessionTimeout) {
        return ZooKeeperLedger.connect(
                        "127.0.0.1:" + wire.port(), client -> client.sessionTimeoutMs((int) sessionTimeout.toMillis()))
                .tickTime(Duration.ofMillis(TICK_MILLIS));
    }

    @Override
    protected void stopServer() throws Exception {
        server.stop();
        wire.cut();
    }

    @Override
    protected void startServer() throws Exception {
        server.restart();
    }

    @Override
    protected void loseAnswers(boolean on) throws Exception {
        wire.state(on ? Wire.State.LOSES_ANSWERS : Wire.State.PASSES);
    }

    /** Most threads are the server's: those of a client have these names. */
    @Override
    protected boolean ofTheServer(Thread thread) {
        return !thread.getName().matches(".*(SendThread|EventThread|Curator|conecta).*");
    }
}
