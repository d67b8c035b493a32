package io.conecta.fleet.jdbc;

import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.JdbcLedger;
import io.conecta.fleet.tck.FleetLedgerTck;
import io.conecta.fleet.tck.Wire;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The binaries are those of Linux on x86-64, and are downloaded with the test's dependencies. */
@DisplayName("The ledger in PostgreSQL")
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class PostgresLedgerTest extends FleetLedgerTck {
    private static EmbeddedPostgres server;

    private Wire wire;
    private JdbcLedger ledger;

    @BeforeAll
    static void boot() throws Exception {
        server = EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
    }

    @AfterAll
    static void shutDown() throws Exception {
        server.close();
    }

    @BeforeEach
    void start() throws Exception {
        wire = new Wire(server.getPort());
        ledger = JdbcLedger.over(
                        new DriverSource("jdbc:postgresql://127.0.0.1:" + wire.port() + "/postgres", "postgres"))
                .pollInterval(Duration.ofMillis(100));
        ledger.createTables();
    }

    @AfterEach
    void stop() {
        wire.close();
    }

    @Override
    protected FleetLedger connect(Duration sessionTimeout) {
        return ledger.sessionTimeout(sessionTimeout);
    }

    @Override
    protected void stopServer() throws Exception {
        wire.state(Wire.State.REFUSES);
    }

    @Override
    protected void startServer() throws Exception {
        wire.state(Wire.State.PASSES);
    }

    @Override
    protected void loseAnswers(boolean on) throws Exception {
        wire.state(on ? Wire.State.LOSES_ANSWERS : Wire.State.PASSES);
    }

    @Override
    protected boolean ofTheServer(Thread thread) {
        return !thread.getName().startsWith("conecta");
    }
}
