package io.conecta.fleet.jdbc;

import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.JdbcLedger;
import io.conecta.fleet.tck.FleetLedgerTck;
import io.conecta.fleet.tck.Wire;
import java.time.Duration;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The ledger in H2")
class H2LedgerTest extends FleetLedgerTck {
    private Server server;
    private Wire wire;
    private JdbcLedger ledger;

    @BeforeEach
    void start() throws Exception {
        server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        wire = new Wire(server.getPort());
        ledger = JdbcLedger.over(DriverSource.h2(wire.port())).pollInterval(Duration.ofMillis(100));
        ledger.createTables();
    }

    @AfterEach
    void stop() {
        wire.close();
        server.stop();
    }

    @Override
    protected FleetLedger connect(Duration sessionTimeout) {
        return ledger.sessionTimeout(sessionTimeout);
    }

    @Override
    protected void stopServer() throws Exception {
        server.stop();
        wire.cut();
    }

    @Override
    protected void startServer() throws Exception {
        server = Server.createTcpServer("-tcpPort", String.valueOf(server.getPort()), "-ifNotExists")
                .start();
    }

    @Override
    protected void loseAnswers(boolean on) throws Exception {
        wire.state(on ? Wire.State.LOSES_ANSWERS : Wire.State.PASSES);
    }

    @Override
    protected boolean ofTheServer(Thread thread) {
        return thread.getName().startsWith("H2 ")
                || thread.getName().startsWith("MVStore")
                || thread.getName().equals("Generate Seed")
                || thread.getName().equals("wire");
    }
}
