package io.conecta.fleet.internal.jdbc;

import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.FleetLedger.Listener;
import io.conecta.fleet.LedgerException;
import io.conecta.fleet.spi.LedgerText;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What the sessions of one ledger share: the connection, and who polls for them. Both are there while there is a session. Thread-safe. */
public final class Office {
    final Options options;
    final Line line;
    final LedgerText text = new LedgerText("the ledger in a database");
    /** Guarded by this. */
    private final Set<JdbcSession> sessions = new LinkedHashSet<>();
    /** Guarded by this: calls under way that are no session's. */
    private int visitors;
    /** Guarded by this. */
    private @Nullable Poller poller;

    /** Nothing is opened yet. */
    public Office(DataSource source, Options options) {
        this.options = options;
        line = new Line(source, options);
    }

    /** Joins a fleet. */
    public FleetLedger.Session join(String fleet, String publication, Duration timeout, Listener wake)
            throws LedgerException, InterruptedException {
        String id = LedgerText.random(12);
        enter();
        try {
            long sent = System.nanoTime();
            line.call("join fleet " + fleet, timeout, statements -> {
                addFleet(statements, fleet);
                return statements.update(
                        statements.sql.join, fleet, id, options.sessionTimeout().toMillis(), publication);
            });
            JdbcSession session = new JdbcSession(this, fleet, id, timeout, sent, wake, publication);
            open(session);
            return session;
        } finally {
            exit();
        }
    }

    /** Creates the tables, unless they are there. */
    public void createTables(Duration timeout) throws LedgerException, InterruptedException {
        enter();
        try {
            line.call("create tables", timeout, statements -> {
                for (String sql : statements.sql.create) {
                    statements.execute(sql);
                }
                return true;
            });
        } finally {
            exit();
        }
    }

    static void addFleet(Statements statements, String fleet) throws SQLException {
        try {
            statements.update(statements.sql.addFleet, fleet, fleet);
        } catch (SQLException failed) {
            String state = failed.getSQLState();
            if (state == null || !state.startsWith("23")) {
                throw failed;
            }
            // Somebody else has added it meanwhile.
        }
    }

    private synchronized void enter() {
        visitors++;
    }

    private synchronized void exit() {
        visitors--;
        closeUp();
    }

    private synchronized void open(JdbcSession session) {
        sessions.add(session);
        if (poller == null) {
            poller = new Poller(this);
            poller.start();
        }
    }

    synchronized void leave(JdbcSession session) {
        sessions.remove(session);
        closeUp();
    }

    private void closeUp() {
        if (sessions.isEmpty() && poller != null) {
            poller.end();
            poller = null;
        }
        if (sessions.isEmpty() && visitors == 0) {
            line.close();
        }
    }

    synchronized List<JdbcSession> sessions() {
        return new ArrayList<>(sessions);
    }
}
