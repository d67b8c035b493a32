package io.conecta.fleet.tck;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.FleetLedger.Session;
import io.conecta.fleet.FleetLedger.Value;
import io.conecta.fleet.LedgerException;
import io.conecta.fleet.SessionGoneException;
import io.conecta.fleet.tck.Members.Keeper;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a ledger keeps of its members: who is one, and until when. */
public abstract class LedgerMembersTck extends LedgerValueTck {
    @Test
    @DisplayName("gives 1,000 sessions different ids, over a restart of the server too")
    void ids() throws Exception {
        FleetLedger ledger = connect(LONG);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            if (i == 500) {
                stopServer();
                startServer();
            }
            Session session = joinUntilItWorks(ledger);
            assertThat(session.id()).matches("[0-9a-z]{1,12}");
            assertThat(ids.add(session.id()))
                    .as("the id of session " + i + " is new")
                    .isTrue();
            if (i % 2 == 0) {
                // Lest all of them need a place at the end.
                var unused = catchThrowable(session::leave);
            }
        }
    }

    @Test
    @DisplayName("holds 1,000 sessions of one JVM, which are members all")
    void thousand() throws Exception {
        List<Session> sessions = join(1_000, List.of(connect(LONG)));
        for (Session session : sessions) {
            session.renew("w=2 of=" + session.id());
        }

        Map<String, String> all = sessions.get(0).members();
        Map<String, String> expected = new TreeMap<>();
        sessions.forEach(session -> expected.put(session.id(), "w=2 of=" + session.id()));
        assertThat(new TreeMap<>(all)).isEqualTo(expected);
        assertThat(newThreads()).as("threads for 1,000 sessions").hasSizeLessThan(40);
    }

    @Test
    @DisplayName("lists members by when they joined, and tells the eldest")
    void order() throws Exception {
        List<Session> sessions = join(5, List.of(connect(LONG), connect(LONG)));
        List<String> ids = sessions.stream().map(Session::id).toList();

        assertThat(sessions.get(3).members().keySet()).containsExactlyElementsOf(ids);
        assertThat(sessions.get(0).renew("").eldest()).isTrue();
        assertThat(sessions.get(1).renew("").eldest()).isFalse();
        sessions.get(0).leave();
        assertThat(sessions.get(1).renew("").eldest()).isTrue();
        assertThat(sessions.get(4).renew("").eldest()).isFalse();
        assertThat(sessions.get(3).members().keySet()).containsExactlyElementsOf(ids.subList(1, 5));
    }

    @Test
    @DisplayName("shows what a member published last, and no other fleet")
    void publications() throws Exception {
        FleetLedger ledger = connect(LONG);
        Session one = members.join(ledger, "w=1 p=8/7", () -> {});
        Session other = members.join(connect(LONG), "w=2", () -> {});
        try (Members elsewhere = new Members(members.fleet + ".b")) {
            Session stranger = elsewhere.join(ledger);

            assertThat(other.members()).isEqualTo(Map.of(one.id(), "w=1 p=8/7", other.id(), "w=2"));
            for (int i = 0; i < 50; i++) {
                one.renew("w=" + i);
                assertThat(other.members()).containsEntry(one.id(), "w=" + i);
            }
            one.compareAndSet(0, "value");
            assertThat(stranger.read().version()).isZero();
            assertThat(stranger.members()).containsOnlyKeys(stranger.id());
        }
    }

    @Test
    @DisplayName("shows a leave at once")
    void leave() throws Exception {
        FleetLedger ledger = connect(LONG);
        Session observer = members.join(connect(LONG));
        for (int i = 0; i < 20; i++) {
            Session session = members.join(ledger);
            assertThat(observer.members()).containsKey(session.id());
            session.leave();
            assertThat(observer.members()).containsOnlyKeys(observer.id());
            assertThatThrownBy(() -> session.renew("")).isInstanceOf(LedgerException.class);
            session.close();
        }
    }

    @Test
    @DisplayName("has a session that renews in every list of members")
    void present() throws Exception {
        FleetLedger ledger = connect(shortTimeout());
        Keeper keeper = members.keep(connect(shortTimeout()));
        Session observer = members.join(ledger);
        Duration watched = shortTimeout().multipliedBy(3);

        // Lists that came after the lease was over prove nothing; on an idle machine there is none.
        long over = System.nanoTime() + watched.toNanos();
        int proofs = 0;
        while (System.nanoTime() - over < 0 || proofs < 20) {
            Session session = keeper.session();
            try {
                observer.renew("");
                observer.read();
                long validUntil = session.validUntil();
                Set<String> seen = observer.members().keySet();
                if (System.nanoTime() - validUntil < 0) {
                    assertThat(seen).contains(session.id());
                    proofs++;
                }
            } catch (SessionGoneException gone) {
                observer = members.after(gone, observer, ledger);
            }
            MILLISECONDS.sleep(10);
        }
        assertThat(keeper.failure()).isNull();
    }

    @Test
    @DisplayName(
            "lets nobody miss a session that has stopped before its lease is over; and it is gone soon after, if its process has died")
    void died() throws Exception {
        Keeper observer = members.keep(connect(shortTimeout()));
        FleetLedger ledger = connect(shortTimeout());
        Session session = seenBy(observer, ledger);

        kill(ledger, session);
        seenUntilItsEnd(session, observer);
        await("is gone after T + 5 s")
                .atMost(shortTimeout().plusSeconds(5).multipliedBy(3))
                .until(() -> !observer.seen.containsKey(session.id()));
        assertThat(observer.failure()).isNull();
    }

    @Test
    @DisplayName(
            "lets nobody miss a session whose thread has stopped before its lease is over; and it is gone soon after")
    void stuck() throws Exception {
        Keeper observer = members.keep(connect(shortTimeout()));
        FleetLedger ledger = connect(shortTimeout());
        Keeper stuck = members.keep(ledger);
        Keeper beside = members.keep(ledger);
        await().atMost(30, SECONDS)
                .until(() -> observer.seen
                        .keySet()
                        .containsAll(
                                List.of(stuck.session().id(), beside.session().id())));

        stuck.freeze();
        Session session = stuck.session();
        assertThat(stuck.failure()).isNull();
        seenUntilItsEnd(session, observer);
        await("is gone after 4T")
                .atMost(shortTimeout().multipliedBy(12))
                .until(() -> !observer.seen.containsKey(session.id()));
        assertThatThrownBy(() -> session.renew("")).isInstanceOf(SessionGoneException.class);
        assertThat(observer.failure()).isNull();
        assertThat(beside.failure()).isNull();
    }

    /** {@return a session that the observer sees, and that nobody keeps} */
    private Session seenBy(Keeper observer, FleetLedger ledger) throws LedgerException, InterruptedException {
        Session session = members.join(ledger);
        while (!observer.seen.containsKey(session.id())) {
            assertThat(observer.failure()).isNull();
            MILLISECONDS.sleep(10);
            try {
                session.renew("w=1");
            } catch (SessionGoneException gone) {
                session = members.after(gone, session, ledger);
            }
        }
        return session;
    }

    private static void seenUntilItsEnd(Session session, Keeper observer) throws InterruptedException {
        while (true) {
            // What is seen now was asked for before the clock is read.
            boolean missing = !observer.seen.containsKey(session.id()) && !observer.seen.isEmpty();
            if (System.nanoTime() - session.validUntil() >= 0) {
                return;
            }
            assertThat(missing).as("missing before its lease was over").isFalse();
            MILLISECONDS.sleep(5);
        }
    }

    @Test
    @DisplayName("tells whoever's session has ended so, for ever")
    void gone() throws Exception {
        FleetLedger ledger = connect(LONG);
        Session other = members.join(connect(LONG));
        other.compareAndSet(0, "first");
        long version = other.read().version();

        // Each is the first that a session of its own gets to know by.
        for (int i = 0; i < calls(other, version).size(); i++) {
            Session session = members.join(ledger);
            other.forget(session.id());
            assertThatThrownBy(calls(session, version).get(i))
                    .as("call %s", i)
                    .isInstanceOf(SessionGoneException.class);
            for (ThrowingCallable again : calls(session, version)) {
                assertThatThrownBy(again).isInstanceOf(SessionGoneException.class);
            }
            session.watchMembers(true);
            assertThat(other.read()).isEqualTo(new Value(version, "first"));
            assertThat(other.renew("").beat()).isZero();
            other.forget(session.id());
        }
        assertThat(other.members()).containsOnlyKeys(other.id());
        other.forget("neverhere");
    }

    private static List<ThrowingCallable> calls(Session session, long version) {
        return List.of(
                () -> session.renew(""),
                () -> session.compareAndSet(version, "from the grave"),
                session::read,
                session::members,
                () -> session.mail(Map.of(), 7),
                () -> session.forget("neverhere"));
    }
}
