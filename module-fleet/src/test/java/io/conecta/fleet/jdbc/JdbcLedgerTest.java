package io.conecta.fleet.jdbc;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.conecta.fleet.FleetLedger.Renewal;
import io.conecta.fleet.FleetLedger.Session;
import io.conecta.fleet.FleetLedger.Value;
import io.conecta.fleet.JdbcLedger;
import io.conecta.fleet.LedgerException;
import io.conecta.fleet.SessionGoneException;
import io.conecta.fleet.tck.Wire;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The ledger in a database")
@Timeout(120)
class JdbcLedgerTest {
    private static final Duration CALL = Duration.ofSeconds(20);

    private Server server;
    private Wire wire;
    private DataSource source;

    @BeforeEach
    void start() throws Exception {
        server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        wire = new Wire(server.getPort());
        source = DriverSource.h2(wire.port());
    }

    @AfterEach
    void stop() {
        wire.close();
        server.stop();
    }

    private JdbcLedger ledger() throws Exception {
        JdbcLedger ledger = JdbcLedger.over(source);
        ledger.createTables();
        return ledger;
    }

    private static Session join(JdbcLedger ledger) throws Exception {
        return ledger.join("db", "w=1", CALL, () -> {});
    }

    @Test
    @DisplayName("says how to get the tables if they are missing")
    void noTables() {
        assertThatThrownBy(() -> join(JdbcLedger.over(source)))
                .isInstanceOf(LedgerException.class)
                .hasMessageContainingAll("conecta_fleet", "JdbcLedger.createTables()");
    }

    @Test
    @DisplayName("can have its tables elsewhere, and creates them once")
    void tables() throws Exception {
        try (Connection connection = source.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE SCHEMA ops");
        }
        JdbcLedger elsewhere = JdbcLedger.over(source).table("ops.pools");
        elsewhere.createTables();
        elsewhere.createTables();
        Session session = join(elsewhere);
        assertThat(session.compareAndSet(0, "value")).isTrue();
        session.leave();
        try (Connection connection = source.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("SELECT * FROM ops.pools_member");
        }
    }

    @Test
    @DisplayName("refuses options that cannot be, and asks for the clock of a database that it does not know")
    void options() {
        JdbcLedger ledger = JdbcLedger.over(source);
        for (String name : List.of("", "a b", "a;drop table x", "a.b.c", "\"a\"")) {
            assertThatThrownBy(() -> ledger.table(name)).isInstanceOf(IllegalArgumentException.class);
        }
        for (Duration timeout : List.of(Duration.ZERO, Duration.ofMillis(999), Duration.ofDays(1))) {
            assertThatThrownBy(() -> ledger.sessionTimeout(timeout))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("sessionTimeout must be");
        }
        assertThatThrownBy(() -> ledger.pollInterval(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ledger.table("ops.pools")).hasToString("JdbcLedger in ops.pools");
    }

    @Test
    @DisplayName("waits no longer than a call may take for a row that somebody else has locked")
    void locked() throws Exception {
        Session session = ledger().join("db", "w=1", Duration.ofSeconds(1), () -> {});
        try (Connection connection = source.getConnection();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.executeUpdate("UPDATE conecta_fleet_member SET mail = 'x'");
            long begun = System.nanoTime();
            assertThatThrownBy(() -> session.renew("w=2")).isInstanceOf(LedgerException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
            connection.rollback();
        }
        await().atMost(30, SECONDS).until(() -> answers(() -> session.renew("w=2")));
        session.leave();
    }

    @Test
    @DisplayName("gives a row the time of its own member, whoever deletes it")
    void timesDiffer() throws Exception {
        JdbcLedger ledger = ledger();
        Session lasting = join(ledger.sessionTimeout(Duration.ofMinutes(5)));
        Session brief = join(ledger.sessionTimeout(Duration.ofSeconds(1)));
        Session observer = join(ledger.sessionTimeout(Duration.ofSeconds(1)));

        await().atMost(30, SECONDS).pollInterval(50, MILLISECONDS).until(() -> {
            observer.renew("w=1");
            return !observer.members().containsKey(brief.id());
        });
        assertThat(observer.members()).containsKey(lasting.id());
        lasting.leave();
        observer.leave();
    }

    @Test
    @DisplayName("lets whoever joins after an outage declare nobody dead who has had no time to renew")
    void grace() throws Exception {
        JdbcLedger ledger = ledger();
        Session member = join(ledger.sessionTimeout(Duration.ofSeconds(1)));
        // For whoever comes now, the member's time is over.
        long over = member.validUntil() + SECONDS.toNanos(1);
        while (System.nanoTime() - over < 0) {
            MILLISECONDS.sleep(20);
        }
        Session fresh = join(ledger.sessionTimeout(Duration.ofSeconds(40)));
        assertThat(fresh.members()).containsKey(member.id());
        assertThat(member.renew("w=2").eldest()).isTrue();
        member.leave();
        fresh.leave();
    }

    @Test
    @DisplayName(
            "names the next as the eldest when the eldest has been silent for too long, though nobody has deleted it")
    void eldest() throws Exception {
        JdbcLedger ledger = ledger();
        Session silent = join(ledger.sessionTimeout(Duration.ofSeconds(1)));
        Session next = join(ledger.sessionTimeout(Duration.ofSeconds(40)));
        assertThat(silent.renew("w=1").eldest()).isTrue();

        await().atMost(30, SECONDS).until(() -> next.renew("w=1").eldest());
        silent.close();
        next.leave();
    }

    @Test
    @DisplayName("survives whatever is written into its tables, and says so once")
    void hostile() throws Exception {
        JdbcLedger ledger = ledger();
        Session session = join(ledger);
        Session other = join(ledger);
        assertThat(session.compareAndSet(0, "value")).isTrue();
        Listening log = new Listening();
        try (Connection connection = source.getConnection();
                Statement sql = connection.createStatement()) {
            for (String column : List.of("publication", "mail", "id")) {
                sql.execute("ALTER TABLE conecta_fleet_member ALTER COLUMN " + column + " VARCHAR(1000000)");
            }
            sql.execute("ALTER TABLE conecta_fleet ALTER COLUMN body VARCHAR(1000000)");
            sql.execute("ALTER TABLE conecta_fleet ALTER COLUMN beat_by VARCHAR(1000000)");
            for (String id : List.of("''", "'A b'", "'../x'", "'\u2028evil'", "REPEAT('x', 500000)")) {
                sql.execute("INSERT INTO conecta_fleet_member (fleet, id, expires, publication, changes) VALUES ('db', "
                        + id + ", 9000000000000, 'w=1', 0)");
            }
            for (String text : List.of("'g=1' || CHAR(10) || 'evil'", "REPEAT('x', 500000)")) {
                sql.execute(
                        "UPDATE conecta_fleet_member SET publication = " + text + " WHERE id = '" + other.id() + "'");
                assertThat(session.members()).isEqualTo(Map.of(session.id(), "w=1", other.id(), ""));
                sql.execute("UPDATE conecta_fleet_member SET mail = " + text);
                sql.execute("UPDATE conecta_fleet SET beat = 7, beat_by = " + text);
                assertThat(session.renew("w=1")).isEqualTo(new Renewal(null, 0, "", true));
            }
            for (String body : List.of("'a' || CHAR(0)", "REPEAT('x', 600000)")) {
                sql.execute("UPDATE conecta_fleet SET body = " + body);
                assertThatThrownBy(session::read)
                        .isInstanceOf(LedgerException.class)
                        .isNotInstanceOf(SessionGoneException.class);
            }
            sql.execute("DELETE FROM conecta_fleet");
        } finally {
            log.close();
        }
        for (String kind : List.of("member", "publication", "message", "value")) {
            assertThat(log.lines)
                    .filteredOn(line -> line.contains("impossible " + kind))
                    .hasSize(1);
        }
        assertThat(log.lines)
                .allMatch(line -> line.length() < 300 && line.lines().count() == 1);

        assertThat(session.read()).isEqualTo(new Value(0, ""));
        assertThat(session.compareAndSet(1, "v")).isFalse();
        assertThat(session.compareAndSet(0, "v")).isTrue();
        session.leave();
        other.leave();
    }

    @Test
    @DisplayName("tells nobody the password")
    void secrets() {
        JdbcLedger ledger = JdbcLedger.over(
                new DriverSource("jdbc:h2:tcp://127.0.0.1:1/mem:x;PASSWORD=hunter2;USER=a;NO_SUCH_SETTING=1", "sa"));
        assertThatThrownBy(() -> ledger.join("db", "", CALL, () -> {}))
                .isInstanceOf(LedgerException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    @DisplayName("does not start a thread for each call while a driver comes back from none")
    void stuckDriver() throws Exception {
        Session session = ledger().join("db", "w=1", Duration.ofMillis(200), () -> {});
        wire.state(Wire.State.SWALLOWS);
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> session.renew("w=1")).isInstanceOf(LedgerException.class);
        }
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().equals("conecta-fleet-jdbc")))
                .hasSizeLessThanOrEqualTo(4);
        wire.state(Wire.State.PASSES);
        await().atMost(30, SECONDS).until(() -> answers(() -> session.renew("w=1")));
        session.close();
    }

    @Test
    @DisplayName("carries nothing out that was given up before there was a connection")
    void late() throws Exception {
        ledger();
        CountDownLatch connects = new CountDownLatch(1);
        AtomicBoolean slow = new AtomicBoolean();
        AtomicInteger late = new AtomicInteger();
        DataSource hesitates = new DriverSource(((DriverSource) source).url(), "sa") {
            @Override
            public Connection getConnection() throws SQLException {
                if (!slow.compareAndSet(true, false)) {
                    return super.getConnection();
                }
                awaitQuietly(connects);
                Connection connection = super.getConnection();
                late.incrementAndGet();
                return connection;
            }
        };
        Session session = JdbcLedger.over(hesitates)
                .pollInterval(Duration.ofHours(1))
                .join("db", "w=1", Duration.ofSeconds(2), () -> {});
        wire.cut();
        assertThatThrownBy(session::read).isInstanceOf(LedgerException.class);
        slow.set(true);
        assertThatThrownBy(() -> session.compareAndSet(0, "late")).isInstanceOf(LedgerException.class);
        assertThat(session.read()).isEqualTo(new Value(0, ""));

        connects.countDown();
        await().atMost(30, SECONDS).until(() -> late.get() == 1 && threads() == 1);
        assertThat(session.read()).isEqualTo(new Value(0, ""));
        session.leave();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("conecta-fleet-jdbc"))
                .count();
    }

    private interface Asked {
        void ask() throws LedgerException, InterruptedException;
    }

    private static boolean answers(Asked asked) throws InterruptedException {
        try {
            asked.ask();
            return true;
        } catch (LedgerException later) {
            return false;
        }
    }

    /** Hears what is logged. */
    private static final class Listening extends Handler {
        final List<String> lines = new CopyOnWriteArrayList<>();
        private final Logger logger = Logger.getLogger("io.conecta");

        Listening() {
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
}
