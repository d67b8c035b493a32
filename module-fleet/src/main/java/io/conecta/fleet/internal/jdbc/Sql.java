package io.conecta.fleet.internal.jdbc;

import io.conecta.fleet.spi.LedgerText;
import java.util.List;

/**
 * The statements, over two tables: one row for each fleet, one for each member. Each step is one statement, so that autocommit and READ COMMITTED
 * suffice.
 *
 * <p>A member's row says until when it lives, by the database's clock and its own session timeout. It ends when somebody deletes it, and never by
 * being read as late: two readers would differ.
 */
final class Sql {
    /** Beyond this the answer to "who is there" is refused: a part of it would look like deaths. */
    static final int MOST_MEMBERS = 60_000;

    final List<String> create;
    final String addFleet;
    final String join;
    final String renew;
    final String news;
    final String self;
    final String read;
    final String replace;
    final String bury;
    final String members;
    final String mail;
    final String beat;
    final String remove;
    final String pollMail;
    final String pollMembers;

    Sql(String table, String clock) {
        String member = table + "_member";
        String theFleet = " WHERE fleet = ?";
        String theMember = " WHERE fleet = ? AND id = ?";
        create = create(table, member);
        addFleet = "INSERT INTO " + table
                + " (fleet, version, body, beat, beat_by, mails) SELECT CAST(? AS VARCHAR(100)), 0, '', 0, '', 0"
                + " WHERE NOT EXISTS (SELECT 1 FROM " + table + theFleet + ")";
        join = "INSERT INTO " + member + " (fleet, id, expires, publication, changes) VALUES (?, ?, " + clock
                + " + ?, ?, 0)";
        // A renewal that was given up, and arrives after a later one, proves that the member lived, and publishes
        // nothing.
        renew = "UPDATE " + member + " SET expires = " + clock
                + " + ?, publication = CASE WHEN changes <= ? THEN ? ELSE publication END,"
                + " changes = CASE WHEN changes <= ? THEN ? ELSE changes END" + theMember;
        news = "SELECT m.mail, f.beat, f.beat_by, CASE WHEN EXISTS (SELECT 1 FROM " + member
                + " o WHERE o.fleet = m.fleet AND o.joined < m.joined AND o.expires >= " + clock
                + ") THEN 0 ELSE 1 END FROM " + member
                + " m LEFT JOIN " + table + " f ON f.fleet = m.fleet WHERE m.fleet = ? AND m.id = ?";
        self = "SELECT 1 FROM " + member + theMember;
        read = "SELECT f.version, CASE WHEN CHAR_LENGTH(f.body) <= " + LedgerText.VALUE + " THEN f.body END FROM "
                + member + " m LEFT JOIN " + table + " f ON f.fleet = m.fleet WHERE m.fleet = ? AND m.id = ?";
        replace = "UPDATE " + table + " SET body = ?, version = ? WHERE fleet = ? AND version = ? AND EXISTS (" + self
                + ")";
        bury = "DELETE FROM " + member + " WHERE fleet = ? AND expires < " + clock;
        members = "SELECT id, CASE WHEN CHAR_LENGTH(publication) <= " + LedgerText.PUBLICATION
                + " THEN publication END FROM " + member + theFleet + " ORDER BY joined";
        mail = "UPDATE " + member + " SET mail = ?" + theMember;
        beat = "UPDATE " + table + " SET beat = ?, beat_by = ?, mails = mails + ?" + theFleet;
        remove = "DELETE FROM " + member + theMember;
        pollMail = "SELECT mails FROM " + table + theFleet;
        pollMembers =
                "SELECT COUNT(*), COALESCE(MAX(joined), 0), COALESCE(SUM(changes), 0), COALESCE(SUM(CASE WHEN expires < "
                        + clock + " THEN 1 ELSE 0 END), 0) FROM " + member + theFleet;
    }

    private static List<String> create(String table, String member) {
        return List.of(
                "CREATE TABLE IF NOT EXISTS " + table
                        + " (fleet VARCHAR(100) PRIMARY KEY, version BIGINT NOT NULL, body VARCHAR("
                        + LedgerText.VALUE + ") NOT NULL,"
                        + " beat BIGINT NOT NULL, beat_by VARCHAR(12) NOT NULL, mails BIGINT NOT NULL)",
                "CREATE TABLE IF NOT EXISTS " + member + " (fleet VARCHAR(100) NOT NULL, id VARCHAR(12) NOT NULL,"
                        + " joined BIGINT GENERATED ALWAYS AS IDENTITY, expires BIGINT NOT NULL, publication VARCHAR("
                        + LedgerText.PUBLICATION + ") NOT NULL, changes BIGINT NOT NULL, mail VARCHAR("
                        + LedgerText.MAIL
                        + "), PRIMARY KEY (fleet, id))");
    }
}
