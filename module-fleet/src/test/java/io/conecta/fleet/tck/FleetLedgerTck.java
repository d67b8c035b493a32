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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every {@link FleetLedger} keeps. A test of a ledger extends this class, and says how to connect to a server of its own and how to trouble
 * that.
 *
 * <p>Nothing here fails because the machine is slow: where time matters, what came too late to tell is tried again.
 */
@DisplayName("A ledger")
public abstract class FleetLedgerTck extends LedgerMailTck {
    @Test
    @DisplayName("ends each call in time while the server is stopped, and no lease gets longer")
    void stopped() throws Exception {
        Duration call = Duration.ofSeconds(1);
        FleetLedger ledger = connect(LONG);
        Session session = members.join(ledger, "", call, () -> {});
        untilItWorks(() -> session.renew(""));

        stopServer();
        long validUntil = session.validUntil();
        try {
            List<ThrowingCallable> calls = List.of(
                    () -> session.renew(""),
                    () -> session.compareAndSet(0, "x"),
                    session::read,
                    session::members,
                    () -> session.mail(Map.of(session.id(), "g"), 7),
                    () -> session.forget("neverhere"),
                    () -> ledger.join(members.fleet, "", call, () -> {}));
            for (ThrowingCallable each : calls) {
                failsInTime(each, call);
            }
            session.watchMembers(true);
            assertThat(session.validUntil()).as("the lease").isEqualTo(validUntil);
            assertThat(session.sessionTimeout()).isPositive();
        } finally {
            startServer();
        }
        untilItWorks(() -> session.renew("back"));
        assertThat(session.validUntil()).as("the lease, renewed").isGreaterThanOrEqualTo(validUntil);
    }

    @Test
    @DisplayName("ends each call in time while no answer comes back, and no lease gets longer")
    void unanswered() throws Exception {
        Duration call = Duration.ofSeconds(1);
        Session session = members.join(connect(LONG), "", call, () -> {});
        untilItWorks(() -> session.renew(""));

        loseAnswers(true);
        long validUntil = session.validUntil();
        try {
            failsInTime(() -> session.renew(""), call);
            failsInTime(session::read, call);
            failsInTime(session::members, call);
            assertThat(session.validUntil()).as("the lease").isEqualTo(validUntil);
        } finally {
            loseAnswers(false);
        }
        untilItWorks(() -> session.renew("back"));
    }

    private static void failsInTime(ThrowingCallable call, Duration within) {
        long begun = System.nanoTime();
        assertThatThrownBy(call).isInstanceOf(LedgerException.class).isNotInstanceOf(SessionGoneException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(within.plusSeconds(4));
    }

    @Test
    @DisplayName("lets a session go on or be gone after the server was stopped for longer than it lives, never both")
    void outage() throws Exception {
        List<Session> sessions = join(3, List.of(connect(shortTimeout()), connect(shortTimeout())));
        stopServer();
        try {
            MILLISECONDS.sleep(shortTimeout().multipliedBy(2).toMillis());
        } finally {
            startServer();
        }

        Session fresh = joinUntilItWorks(connect(shortTimeout()));
        for (Session session : sessions) {
            Throwable first = untilItWorks(() -> session.renew("back"));
            if (first == null) {
                fresh = renewedOrNew(fresh);
                // A session that went on is there, unless its new lease is over already.
                boolean there = fresh.members().containsKey(session.id());
                assertThat(there
                                || System.nanoTime() - session.validUntil()
                                        > -shortTimeout().toNanos() / 2)
                        .as("a session that goes on is a member")
                        .isTrue();
            } else {
                for (int i = 0; i < 3; i++) {
                    assertThatThrownBy(() -> session.renew("again")).isInstanceOf(SessionGoneException.class);
                }
                // Its holder may know before the server does.
                fresh = goneFor(fresh, session.id());
            }
        }
    }

    private Session goneFor(Session observer, String id) throws Exception {
        Session[] asks = {observer};
        await("nobody sees it any more").atMost(shortTimeout().multipliedBy(12)).until(() -> {
            asks[0] = renewedOrNew(asks[0]);
            return !asks[0].members().containsKey(id);
        });
        return asks[0];
    }

    private Session renewedOrNew(Session session) throws Exception {
        return untilItWorks(() -> session.renew("")) == null ? session : joinUntilItWorks(connect(LONG));
    }

    @Test
    @DisplayName("carries out a compare-and-set once or not at all if the connection is cut after it was sent")
    void cut() throws Exception {
        Session session = members.join(connect(LONG), "", Duration.ofSeconds(2), () -> {});
        untilItWorks(() -> session.compareAndSet(0, "begin"));
        int unknown = 0;
        for (int round = 0; round < 12; round++) {
            Value before = readUntilItWorks(session);
            String text = "round " + round;
            boolean lost = round % 2 == 0;
            if (lost) {
                loseAnswers(true);
            }
            Boolean done = null;
            try {
                done = session.compareAndSet(before.version(), text);
            } catch (SessionGoneException gone) {
                throw gone;
            } catch (LedgerException open) {
                unknown++;
            } finally {
                if (lost) {
                    loseAnswers(false);
                }
            }
            Value after = readUntilItWorks(session);
            if (done != null) {
                assertThat(done).as("nobody else writes").isTrue();
            }
            if (after.text().equals(text)) {
                assertThat(after.version()).isNotEqualTo(before.version());
            } else {
                assertThat(done).as("acknowledged").isNotEqualTo(true);
                assertThat(after).as("not carried out at all").isEqualTo(before);
            }
        }
        assertThat(unknown).as("answers that were lost").isPositive();
    }

    @Test
    @DisplayName("ends a call when its thread is interrupted")
    void interrupted() throws Exception {
        Session session = members.join(connect(LONG));
        session.compareAndSet(0, "begin");
        List<Callable<?>> calls =
                List.of(() -> session.renew(""), session::read, session::members, () -> session.compareAndSet(0, "x"));
        for (Callable<?> call : calls) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(call::call).isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).as("the flag is taken").isFalse();
        }
        untilItWorks(() -> session.renew(""));
    }

    @Test
    @DisplayName("ends a call that waits for an answer when its thread is interrupted")
    void interruptedWhileItWaits() throws Exception {
        Session session = members.join(connect(LONG), "", Duration.ofSeconds(60), () -> {});
        untilItWorks(() -> session.renew(""));
        loseAnswers(true);
        Throwable[] thrown = new Throwable[1];
        try {
            Thread waits = new Thread(() -> thrown[0] = catchThrowable(() -> session.renew("")));
            waits.start();
            await().atMost(30, SECONDS)
                    .until(() -> waits.getState() == Thread.State.TIMED_WAITING
                            || waits.getState() == Thread.State.WAITING
                            || !waits.isAlive());
            waits.interrupt();
            waits.join(SECONDS.toMillis(20));
            assertThat(waits.isAlive()).as("still waits").isFalse();
        } finally {
            loseAnswers(false);
        }
        assertThat(thrown[0]).isInstanceOfAny(InterruptedException.class, LedgerException.class);
        untilItWorks(() -> session.renew(""));
    }

    @Test
    @DisplayName("leaves no thread when its sessions are closed")
    void noThreads() throws Exception {
        AtomicInteger woken = new AtomicInteger();
        FleetLedger ledger = connect(shortTimeout());
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Session session = members.join(ledger, "", woken::incrementAndGet);
            session.watchMembers(true);
            session.renew("w=" + i);
            sessions.add(session);
        }
        sessions.get(0).mail(Map.of(sessions.get(1).id(), "g=1"), 1);
        sessions.get(2).leave();

        sessions.forEach(Session::close);
        await().atMost(60, SECONDS).untilAsserted(() -> assertThat(newThreads()).isEmpty());

        Session again = members.join(ledger);
        assertThat(again.renew("").beat()).isEqualTo(1);
    }
}
