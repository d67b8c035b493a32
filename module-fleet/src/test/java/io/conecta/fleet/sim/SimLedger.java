package io.conecta.fleet.sim;

import io.conecta.fleet.FleetLedger.Renewal;
import io.conecta.fleet.FleetLedger.Value;
import io.conecta.fleet.SessionGoneException;
import io.conecta.fleet.internal.Book;
import io.conecta.fleet.internal.MalformedException;
import io.conecta.fleet.internal.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The ledger of a simulation: what arrives is done at once, and sessions end when nobody has renewed them. */
final class SimLedger {
    /** A membership, as the ledger sees it. */
    static final class Session {
        final String id;
        final long rank;
        final SimMember owner;
        String publication;

        @Nullable
        String mail;

        long touched;
        Map<String, String> seen = Map.of();

        Session(String id, long rank, SimMember owner, String publication, long now) {
            this.id = id;
            this.rank = rank;
            this.owner = owner;
            this.publication = publication;
            this.touched = now;
        }
    }

    final long timeout;
    private final Agenda agenda;
    private final Simulation simulation;
    private final Map<Long, Session> sessions = new TreeMap<>();
    private final Map<String, Session> byId = new LinkedHashMap<>();
    private long ranks;
    private long version;
    private String text = "";
    private long beat;
    private String beatBy = "";
    private Book book = Book.blank("none");
    long writes;

    SimLedger(Agenda agenda, Simulation simulation, long timeout) {
        this.agenda = agenda;
        this.simulation = simulation;
        this.timeout = timeout;
    }

    /** {@return what the value says now} */
    Book book() {
        return book;
    }

    Session join(SimMember owner, String publication) {
        expire();
        Session session = new Session("m" + Long.toString(++ranks, 36), ranks, owner, publication, agenda.now());
        sessions.put(session.rank, session);
        byId.put(session.id, session);
        changed();
        return session;
    }

    /** Does what was asked. {@return the answer, of the type that belongs to the request} */
    Object answer(Session session, Request request) throws SessionGoneException {
        expire();
        if (!byId.containsKey(session.id)) {
            throw new SessionGoneException("expired", null);
        }
        if (request instanceof Request.Renew renew) {
            return renew(session, renew.publication());
        } else if (request instanceof Request.Read) {
            return new Value(version, text);
        } else if (request instanceof Request.Members) {
            return simulation.has(Mutant.MEMBERS_BEFORE_LEDGER) ? session.seen : members();
        } else if (request instanceof Request.Replace replace) {
            return replace(replace);
        } else if (request instanceof Request.Post post) {
            post(session, post);
        } else if (request instanceof Request.Forget forget) {
            remove(byId.get(forget.id()));
        } else if (request instanceof Request.Leave) {
            remove(session);
        } else {
            throw new AssertionError(request);
        }
        return "";
    }

    private Renewal renew(Session session, String publication) {
        session.touched = agenda.now();
        if (!session.publication.equals(publication)) {
            session.publication = publication;
            changed();
        }
        session.seen = members();
        Session eldest = sessions.values().iterator().next();
        return new Renewal(session.mail, beat, beatBy, eldest == session);
    }

    private Map<String, String> members() {
        Map<String, String> all = new LinkedHashMap<>();
        sessions.values().forEach(each -> all.put(each.id, each.publication));
        return all;
    }

    private boolean replace(Request.Replace replace) {
        if (replace.version() != version) {
            return false;
        }
        version++;
        writes++;
        text = replace.text();
        try {
            Book before = book;
            book = Book.parse(text);
            simulation.checkWrite(before, book);
        } catch (MalformedException bad) {
            throw new AssertionError(bad);
        }
        return true;
    }

    private void post(Session session, Request.Post post) {
        post.mail().forEach((id, mail) -> {
            Session to = byId.get(id);
            if (to != null) {
                to.mail = mail;
                wake(to);
            }
        });
        beat = post.beat();
        beatBy = session.id;
    }

    private void expire() {
        for (Session each : sessions.values().toArray(Session[]::new)) {
            if (agenda.now() - each.touched > timeout) {
                remove(each);
            }
        }
    }

    private void remove(@Nullable Session session) {
        if (session != null && byId.remove(session.id) != null) {
            sessions.remove(session.rank);
            changed();
        }
    }

    private void changed() {
        sessions.values().stream().filter(each -> each.owner.watches(each)).forEach(this::wake);
    }

    private void wake(Session session) {
        if (!agenda.oneIn(10)) { // One in ten is lost.
            session.owner.hint(session, 1 + agenda.upTo(20 * Agenda.MILLI));
        }
    }
}
