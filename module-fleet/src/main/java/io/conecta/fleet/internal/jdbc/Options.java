package io.conecta.fleet.internal.jdbc;

import java.time.Duration;

/**
 * What was chosen for a ledger.
 *
 * @param sessionTimeout after how long without a renewal a session ends
 * @param table the name of one table, and the start of the other's
 * @param poll how often it looks for something to wake a listener for
 * @param clock the SQL of the database's time in milliseconds, empty to take what is known of the database
 */
public record Options(Duration sessionTimeout, String table, Duration poll, String clock) {
    /** What holds unless something else is chosen. */
    public static final Options DEFAULT =
            new Options(Duration.ofSeconds(20), "conecta_fleet", Duration.ofMillis(500), "");

    /** A ledger with another session timeout. */
    public Options withSessionTimeout(Duration timeout) {
        return new Options(timeout, table, poll, clock);
    }

    /** A ledger in other tables. */
    public Options withTable(String name) {
        return new Options(sessionTimeout, name, poll, clock);
    }

    /** A ledger that polls at another interval. */
    public Options withPoll(Duration interval) {
        return new Options(sessionTimeout, table, interval, clock);
    }

    /** A ledger that asks the database's time by other SQL. */
    public Options withClock(String sql) {
        return new Options(sessionTimeout, table, poll, sql);
    }
}
