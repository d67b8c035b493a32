package io.conecta.fleet;

import io.conecta.fleet.internal.jdbc.Office;
import io.conecta.fleet.internal.jdbc.Options;
import io.conecta.fleet.spi.LedgerText;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * A {@link FleetLedger} in two tables of a database, for those who have one and no ZooKeeper. PostgreSQL and H2 are known; for another database
 * say its {@link #clock}.
 *
 * <pre>{@code
 * JdbcLedger ledger = JdbcLedger.over(dataSource);
 * ledger.createTables();
 * }</pre>
 *
 * <p>All its sessions share one connection, which is opened with the first and closed with the last. It is held all the time: the data source should be one
 * that opens connections, not the pool whose connections the fleet limits; and if both are of one server, subtract one connection for each JVM
 * from the limit. A call that has not been answered in time gives its connection up, and the next one opens another.
 *
 * <p>A member dies when somebody finds its row older than its session timeout, by the database's clock, and deletes it. The database has to keep
 * what it has acknowledged: a replica that takes over must have been synchronous.
 *
 * <p>Thread-safe. Whoever changes an option gets another ledger, with a connection of its own.
 */
public final class JdbcLedger implements FleetLedger {
    private static final Pattern TABLE =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_]{0,62}\\.)?[A-Za-z_][A-Za-z0-9_]{0,50}");
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration SHORTEST_POLL = Duration.ofMillis(10);
    private static final Duration CREATE = Duration.ofSeconds(30);

    private final DataSource source;
    private final Options options;
    private final Office office;

    private JdbcLedger(DataSource source, Options options) {
        this.source = source;
        this.options = options;
        office = new Office(source, options);
    }

    /**
     * A ledger in the tables {@code conecta_fleet} and {@code conecta_fleet_member}. Opens nothing.
     *
     * @param source opens the connection; it should limit the time to connect and the time to wait for an answer
     * @return the ledger
     */
    public static JdbcLedger over(DataSource source) {
        return new JdbcLedger(Objects.requireNonNull(source, "source"), Options.DEFAULT);
    }

    /**
     * After how long without a renewal a session ends. Members of one fleet may differ.
     *
     * @param timeout 1 s to 1 h; 20 s unless set
     * @return a ledger with it
     * @throws IllegalArgumentException if it is shorter or longer
     */
    public JdbcLedger sessionTimeout(Duration timeout) {
        return new JdbcLedger(source, options.withSessionTimeout(within("sessionTimeout", timeout, SHORTEST, LONGEST)));
    }

    /**
     * Other tables.
     *
     * @param name the name of the first, with its schema if it is in another than the connection's; the second's has {@code _member} added. Letters, digits and {@code _}
     * @return a ledger in them
     * @throws IllegalArgumentException if it is no such name
     */
    public JdbcLedger table(String name) {
        if (!TABLE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "table must be letters, digits and _, with a schema and a dot before it at most; the default is conecta_fleet");
        }
        return new JdbcLedger(source, options.withTable(name));
    }

    /**
     * How often it looks for something to wake a member for: mail, and for the one that distributes, what others publish.
     *
     * @param interval 10 ms to 1 h; 500 ms unless set
     * @return a ledger with it
     * @throws IllegalArgumentException if it is shorter or longer
     */
    public JdbcLedger pollInterval(Duration interval) {
        return new JdbcLedger(source, options.withPoll(within("pollInterval", interval, SHORTEST_POLL, LONGEST)));
    }

    /**
     * The clock of a database that is not known here.
     *
     * @param sql an expression of the milliseconds since 1970 by the server's clock, as of when the statement is carried out, not of when
     *     its transaction began; it becomes part of statements as it is
     * @return a ledger that uses it
     */
    public JdbcLedger clock(String sql) {
        return new JdbcLedger(source, options.withClock(Objects.requireNonNull(sql, "sql")));
    }

    private static Duration within(String option, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    option + " must be " + least.toMillis() + " ms to " + most.toMillis() + " ms, was " + value);
        }
        return value;
    }

    /**
     * Creates the two tables unless they are there. Blocks for up to 30 s. Whoever does not let applications create tables does it by hand: the
     * statements are in {@code docs/fleet-ledgers.md}.
     *
     * @throws LedgerException if the database refuses, or does not answer
     * @throws InterruptedException if the thread is interrupted
     */
    public void createTables() throws LedgerException, InterruptedException {
        office.createTables(CREATE);
    }

    @Override
    public Session join(String fleet, String publication, Duration timeout, Listener wake)
            throws LedgerException, InterruptedException {
        return office.join(LedgerText.fleet(fleet), LedgerText.publication(publication), timeout, wake);
    }

    @Override
    public String toString() {
        return "JdbcLedger in " + options.table();
    }
}
