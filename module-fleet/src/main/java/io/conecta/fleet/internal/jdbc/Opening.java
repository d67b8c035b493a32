package io.conecta.fleet.internal.jdbc;

import io.conecta.fleet.LedgerException;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.BooleanSupplier;

/** Makes a new connection ready. */
final class Opening {
    private static final System.Logger LOG = System.getLogger("io.conecta");

    private Opening() {}

    static Statements open(Connection connection, Options options, long callMillis, BooleanSupplier givenUp)
            throws SQLException, LedgerException {
        limitNetwork(connection, callMillis);
        connection.setAutoCommit(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        String product = connection.getMetaData().getDatabaseProductName();
        Dialect dialect = Dialect.of(product);
        try (Statement statement = connection.createStatement()) {
            for (String limit : dialect.limits(callMillis)) {
                statement.execute(limit);
            }
        }
        String clock = options.clock().isEmpty() ? dialect.clock : options.clock();
        if (clock.isEmpty()) {
            throw new LedgerException(
                    "the clock of a database of " + product
                            + " is not known; say JdbcLedger.clock(an SQL expression of its milliseconds)",
                    null);
        }
        return new Statements(connection, new Sql(options.table(), clock), givenUp);
    }

    /** A backstop: nobody waits longer than a call may last, but the thread would, for as long as the network is silent. */
    private static void limitNetwork(Connection connection, long callMillis) {
        try {
            connection.setNetworkTimeout(Runnable::run, (int) Math.min(Integer.MAX_VALUE, 2 * callMillis));
        } catch (SQLException | RuntimeException | LinkageError none) {
            LOG.log(Level.DEBUG, "the driver has no network timeout", none);
        }
    }
}
