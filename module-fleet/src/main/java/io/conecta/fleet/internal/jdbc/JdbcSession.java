package io.conecta.fleet.internal.jdbc;

import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.FleetLedger.Listener;
import io.conecta.fleet.FleetLedger.Renewal;
import io.conecta.fleet.FleetLedger.Value;
import io.conecta.fleet.LedgerException;
import io.conecta.fleet.SessionGoneException;
import io.conecta.fleet.spi.Contact;
import io.conecta.fleet.spi.Hints;
import io.conecta.fleet.spi.LedgerText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A member's row, and what its holder does with it. */
final class JdbcSession implements FleetLedger.Session {
    /** Versions begin somewhere, so that a row that was deleted by hand does not come back with the versions of before. */
    private static final long FIRST_VERSIONS = 1L << 40;

    final String fleet;
    final Hints hints;
    /** Whether the listener is to hear of others. */
    volatile boolean watching;

    private final Office office;
    private final String id;
    private final Duration callTimeout;
    private final Duration lasts;
    private volatile long validUntil;
    private volatile boolean closed;
    /** Set when it is known that the row is gone. */
    private volatile @Nullable String gone;
    /** Touched by the user's thread, as all below. */
    private String published;
    /** Counts the publications. */
    private long changes;

    private final Contact contact = new Contact();

    JdbcSession(
            Office office,
            String fleet,
            String id,
            Duration callTimeout,
            long sent,
            Listener wake,
            String publication) {
        this.office = office;
        this.fleet = fleet;
        this.id = id;
        this.callTimeout = callTimeout;
        hints = new Hints(wake);
        lasts = office.options.sessionTimeout();
        published = publication;
        renewed(sent);
        contact.answered(sent, lasts.toNanos());
    }

    /** A hundredth is left out: that much may the rates of two clocks differ. */
    private void renewed(long sent) {
        validUntil = sent + lasts.toNanos() - lasts.toNanos() / 100;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public long validUntil() {
        return validUntil;
    }

    @Override
    public Duration sessionTimeout() {
        return lasts;
    }

    private <T> T ask(String what, Line.Work<T> work) throws LedgerException, InterruptedException {
        String ended = gone;
        if (ended != null) {
            throw new SessionGoneException(ended, null);
        }
        if (closed) {
            throw new LedgerException(what + ": this session has been closed", null);
        }
        long sent = System.nanoTime();
        try {
            T answer = office.line.call(what, callTimeout, work);
            contact.answered(sent, lasts.toNanos());
            return answer;
        } catch (SessionGoneException known) {
            gone = known.getMessage();
            throw known;
        } catch (LedgerException | InterruptedException unknown) {
            contact.lost();
            throw unknown;
        }
    }

    private SessionGoneException noRow() {
        return new SessionGoneException("member " + id + " of fleet " + fleet + " is not in the table any more", null);
    }

    private void requireRow(Statements statements) throws SQLException, SessionGoneException {
        if (!statements.query(statements.sql.self, ResultSet::next, fleet, id)) {
            throw noRow();
        }
    }

    @Override
    public Renewal renew(String publication) throws LedgerException, InterruptedException {
        LedgerText.publication(publication);
        if (!publication.equals(published)) {
            published = publication;
            changes++;
        }
        long change = changes;
        long sent = System.nanoTime();
        Renewal renewal = ask("renew", statements -> {
            int rows = statements.update(
                    statements.sql.renew, lasts.toMillis(), change, publication, change, change, fleet, id);
            Renewal news = rows == 0 ? null : statements.first(statements.sql.news, this::news, fleet, id);
            if (news == null) {
                throw noRow();
            }
            return news;
        });
        renewed(sent);
        return renewal;
    }

    private Renewal news(ResultSet rows) throws SQLException {
        String by = rows.getString(3);
        boolean known = LedgerText.isId(by);
        return new Renewal(
                office.text.readMail(id, rows.getString(1)),
                known ? rows.getLong(2) : 0,
                known ? by : "",
                rows.getInt(4) == 1);
    }

    @Override
    public Value read() throws LedgerException, InterruptedException {
        return ask("read", statements -> {
            Value value = statements.first(statements.sql.read, this::value, fleet, id);
            if (value == null) {
                throw noRow();
            }
            if (value.version() < 0) {
                throw new LedgerException(
                        "read: the value of fleet " + fleet + " is not one that a ledger has written", null);
            }
            return value;
        });
    }

    /** {@return what was read, its version below 0 if it is impossible} */
    private Value value(ResultSet rows) throws SQLException {
        long version = rows.getLong(1);
        if (version == 0) {
            return new Value(0, "");
        }
        String body = office.text.readValue(rows.getString(2));
        return body == null ? new Value(-1, "") : new Value(version, body);
    }

    @Override
    public boolean compareAndSet(long version, String value) throws LedgerException, InterruptedException {
        LedgerText.value(value);
        long next = version == 0 ? 1 + ThreadLocalRandom.current().nextLong(FIRST_VERSIONS) : version + 1;
        return ask("compare and set", statements -> {
            if (version == 0) {
                Office.addFleet(statements, fleet);
            }
            if (statements.update(statements.sql.replace, value, next, fleet, version, fleet, id) > 0) {
                return true;
            }
            requireRow(statements);
            return false;
        });
    }

    @Override
    public Map<String, String> members() throws LedgerException, InterruptedException {
        // After an outage nobody could renew: whoever is there gets a whole session's time to do so.
        boolean mayBury = contact.lasted(lasts.toNanos());
        return ask("members", statements -> {
            if (mayBury) {
                statements.update(statements.sql.bury, fleet);
            }
            Map<String, String> found = statements.query(statements.sql.members, this::members, fleet);
            if (found.size() > Sql.MOST_MEMBERS) {
                throw new LedgerException("members: more than " + Sql.MOST_MEMBERS + " in fleet " + fleet, null);
            }
            if (!found.containsKey(id)) {
                throw noRow();
            }
            return found;
        });
    }

    private Map<String, String> members(ResultSet rows) throws SQLException {
        Map<String, String> found = new LinkedHashMap<>();
        while (found.size() <= Sql.MOST_MEMBERS && rows.next()) {
            String member = rows.getString(1);
            if (office.text.readId(member)) {
                found.put(member, office.text.readPublication(member, rows.getString(2)));
            }
        }
        return found;
    }

    @Override
    public void mail(Map<String, String> perMember, long beat) throws LedgerException, InterruptedException {
        // In one order, lest two who write to the same members lock each other out.
        Map<String, String> sorted = new TreeMap<>(LedgerText.mail(perMember));
        List<Object[]> rows = sorted.entrySet().stream()
                .map(one -> new Object[] {one.getValue(), fleet, one.getKey()})
                .toList();
        ask("mail", statements -> {
            requireRow(statements);
            if (!rows.isEmpty()) {
                statements.updateEach(statements.sql.mail, rows);
            }
            Office.addFleet(statements, fleet);
            return statements.update(statements.sql.beat, beat, id, rows.size(), fleet);
        });
    }

    @Override
    public void watchMembers(boolean on) {
        watching = on;
    }

    @Override
    public void forget(String formerId) throws LedgerException, InterruptedException {
        LedgerText.id(formerId);
        ask("forget", statements -> {
            requireRow(statements);
            return statements.update(statements.sql.remove, fleet, formerId);
        });
    }

    @Override
    public void leave() throws LedgerException, InterruptedException {
        if (gone == null) {
            ask("leave", statements -> statements.update(statements.sql.remove, fleet, id));
            gone = "member " + id + " of fleet " + fleet + " has left";
        }
        close();
    }

    @Override
    public void close() {
        closed = true;
        hints.close();
        office.leave(this);
    }
}
