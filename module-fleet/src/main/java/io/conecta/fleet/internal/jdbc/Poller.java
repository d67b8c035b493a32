package io.conecta.fleet.internal.jdbc;

import io.conecta.fleet.LedgerException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Looks now and then for something to wake listeners for: a database calls nobody. For each fleet it reads one number; if that has changed,
 * somebody has mail, and each session looks into its own row.
 */
final class Poller implements Runnable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Office office;
    private final Map<String, Long> mails = new HashMap<>();
    private final Map<String, String> members = new HashMap<>();
    private final Map<JdbcSession, String> mail = new HashMap<>();
    /** Guarded by this. */
    private boolean ended;

    Poller(Office office) {
        this.office = office;
    }

    void start() {
        Thread thread = new Thread(this, "conecta-fleet-jdbc-poll");
        thread.setDaemon(true);
        thread.setContextClassLoader(Poller.class.getClassLoader());
        thread.start();
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    @Override
    public void run() {
        try {
            while (pause()) {
                List<JdbcSession> sessions = office.sessions();
                mail.keySet().retainAll(sessions);
                Map<String, List<JdbcSession>> fleets =
                        sessions.stream().collect(Collectors.groupingBy(session -> session.fleet));
                for (Map.Entry<String, List<JdbcSession>> fleet : fleets.entrySet()) {
                    look(fleet.getKey(), fleet.getValue());
                }
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@return whether it goes on} */
    private synchronized boolean pause() throws InterruptedException {
        long over = System.nanoTime() + office.options.poll().toNanos();
        for (long left = office.options.poll().toNanos(); !ended && left > 0; left = over - System.nanoTime()) {
            wait(Math.max(1, left / 1_000_000));
        }
        return !ended;
    }

    private void look(String fleet, List<JdbcSession> sessions) throws InterruptedException {
        try {
            office.line.call("poll", PATIENCE, statements -> {
                lookForMail(statements, fleet, sessions);
                if (sessions.stream().anyMatch(session -> session.watching)) {
                    lookForMembers(statements, fleet, sessions);
                }
                return true;
            });
        } catch (LedgerException later) {
            // Hints may be late. The members notice by themselves that there is no contact.
        }
    }

    private void lookForMail(Statements statements, String fleet, List<JdbcSession> sessions) throws SQLException {
        Long now = statements.query(statements.sql.pollMail, rows -> rows.next() ? rows.getLong(1) : 0L, fleet);
        if (now.equals(mails.put(fleet, now))) {
            return;
        }
        for (JdbcSession session : sessions) {
            String has = statements.first(
                    statements.sql.news, rows -> String.valueOf(rows.getString(1)), fleet, session.id());
            if (has != null && !has.equals(mail.put(session, has))) {
                session.hints.give();
            }
        }
    }

    private void lookForMembers(Statements statements, String fleet, List<JdbcSession> sessions) throws SQLException {
        String now = statements.query(statements.sql.pollMembers, Poller::figures, fleet);
        if (!Objects.equals(now, members.put(fleet, now))) {
            sessions.stream().filter(session -> session.watching).forEach(session -> session.hints.give());
        }
    }

    private static String figures(ResultSet rows) throws SQLException {
        return rows.next()
                ? rows.getLong(1) + " " + rows.getLong(2) + " " + rows.getLong(3) + " " + rows.getLong(4)
                : "";
    }
}
