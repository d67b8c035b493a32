package io.conecta.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.PoolException;
import io.conecta.fleet.tck.Wire;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The PostgreSQL driver against H2, which speaks PostgreSQL's protocol. */
class PostgresTest {
    @TempDir
    private Path data;

    private Server start(int port) throws SQLException {
        return Server.createPgServer(
                        "-pgPort",
                        String.valueOf(port),
                        "-baseDir",
                        data.toString(),
                        "-ifNotExists",
                        "-key",
                        "test",
                        "test;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH")
                .start();
    }

    private static Clients_DatabasePool pool(int port) {
        return Clients_DatabasePool.builder(
                        "jdbc:postgresql://127.0.0.1:" + port
                                + "/test?sslmode=disable&gssEncMode=disable&assumeMinServerVersion=9.4",
                        "sa",
                        "sa")
                .maxSize(1) // A ping that is slow, as the first may be, must not bring a second connection.
                .borrowTimeout(Duration.ofSeconds(20))
                .build();
    }

    private static int count(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("select count(*) from item")) {
            result.next();
            return result.getInt(1);
        }
    }

    @Test
    void connectionsAreReusedAndRolledBack() throws Exception {
        Server server = start(0);
        try (Clients_DatabasePool pool = pool(server.getPort())) {
            pool.run(connection -> {
                try (var statement = connection.createStatement()) {
                    statement.execute("create table item (id int)");
                }
            });
            pool.run(connection -> {
                connection.setAutoCommit(false);
                try (var statement = connection.createStatement()) {
                    statement.execute("insert into item values (1)");
                }
            });
            assertThat(pool.<Integer, SQLException>call(PostgresTest::count)).isZero();
            assertThat(pool.stats().created()).isEqualTo(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void aRestartOfTheServerIsSurvived() throws Exception {
        Server server = start(0);
        int port = server.getPort();
        try (Clients_DatabasePool pool = pool(port)) {
            Connection before = pool.getOrCreate();
            pool.put(before);
            server.stop();
            assertThatThrownBy(() -> pool.getOrCreate(Duration.ofSeconds(5))).isInstanceOf(PoolException.class);
            assertThat(before.isClosed()).isTrue();
            Server restarted = start(port);
            pool.reconfigure(pool.settings().withWaitWhenDown(true));
            try {
                assertThat(pool.<Boolean, SQLException>call(connection -> connection.isValid(2)))
                        .isTrue();
            } finally {
                restarted.stop();
            }
        }
    }

    @Test
    void everyKindOfOutageIsSurvivedUnderLoad() throws Exception {
        Server server = start(0);
        try (Wire wire = new Wire(server.getPort());
                Clients_DatabasePool pool = Clients_DatabasePool.builder(
                                "jdbc:postgresql://127.0.0.1:" + wire.port()
                                        + "/test?sslmode=disable&gssEncMode=disable&assumeMinServerVersion=9.4"
                                        + "&connectTimeout=1&loginTimeout=1&socketTimeout=2",
                                "sa",
                                "sa")
                        .borrowTimeout(Duration.ofSeconds(2))
                        .createTimeout(Duration.ofSeconds(2))
                        .pingTimeout(Duration.ofSeconds(2))
                        .closeTimeout(Duration.ofSeconds(2))
                        .build()) {
            Outages.survived(pool, wire, connection -> {
                try (var statement = connection.createStatement();
                        var result = statement.executeQuery("select 1")) {
                    assertThat(result.next()).isTrue();
                }
            });
        } finally {
            server.stop();
        }
    }
}
