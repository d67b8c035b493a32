package io.conecta.fleet.tck;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.FleetLedger.Renewal;
import io.conecta.fleet.FleetLedger.Session;
import io.conecta.fleet.FleetLedger.Value;
import io.conecta.fleet.LedgerException;
import io.conecta.fleet.SessionGoneException;
import io.conecta.fleet.spi.LedgerText;
import io.conecta.fleet.tck.Members.Keeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link FleetLedger} keeps. A test of a ledger extends this class, and says how to connect to a server of its own and how to trouble
 * that.
 *
 * <p>Nothing here fails because the machine is slow: where time matters, what came too late to tell is tried again.
 */
@DisplayName("A ledger")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class FleetLedgerTck {
    /** Where sessions are to live as long as the test does. */
    private static final Duration LONG = Duration.ofSeconds(40);

    private Members members;
    private Set<Thread> threadsBefore;

    /**
     * A ledger as one more process has it: with a connection of its own.
     *
     * @param sessionTimeout after how long without a renewal its sessions end
     * @return the ledger; a test ends all sessions that it opened
     */
    protected abstract FleetLedger connect(Duration sessionTimeout) throws Exception;

    /** Stops the server: whoever is connected is cut off, nobody can connect. */
    protected abstract void stopServer() throws Exception;

    /** Starts it again, with what it had. */
    protected abstract void startServer() throws Exception;

    /**
     * Whether the server's answers are lost.
     *
     * @param on if true, all that is sent to the server arrives, and nothing comes back; if false, connections that were so are cut, and new
     *     ones work
     */
    protected abstract void loseAnswers(boolean on) throws Exception;

    /** {@return a session timeout in which a session can be seen to end: short, in seconds} */
    protected Duration shortTimeout() {
        return Duration.ofSeconds(2);
    }

    /**
     * Ends a session as the death of its process does.
     *
     * @param ledger what it was joined by, and no other session
     */
    protected void kill(FleetLedger ledger, Session session) throws Exception {
        session.close();
    }

    /** {@return whether the thread belongs to the test's own server} */
    protected boolean ofTheServer(Thread thread) {
        return false;
    }

    @BeforeEach
    void begin(TestInfo test) {
        members = new Members("t." + LedgerText.random(8) + "-"
                + test.getTestMethod().orElseThrow().getName());
        threadsBefore = Thread.getAllStackTraces().keySet();
    }

    @AfterEach
    void end() {
        members.close();
    }

    // ---- the value ----

    @Test
    @DisplayName("lets exactly one of 64 concurrent compare-and-sets on a version win")
    void oneWins() throws Exception {
        List<Session> sessions = join(64, List.of(connect(LONG), connect(LONG), connect(LONG), connect(LONG)));
        CyclicBarrier start = new CyclicBarrier(sessions.size());
        ExecutorService threads = Executors.newFixedThreadPool(sessions.size());
        try {
            for (int round = 0; round < 10; round++) {
                long version = sessions.get(0).read().version();
                List<Future<Boolean>> results = new ArrayList<>();
                for (Session session : sessions) {
                    results.add(threads.submit(() -> {
                        start.await();
                        return session.compareAndSet(version, "by " + session.id());
                    }));
                }
                Set<String> winners = new HashSet<>();
                for (int i = 0; i < results.size(); i++) {
                    if (results.get(i).get()) {
                        winners.add("by " + sessions.get(i).id());
                    }
                }
                assertThat(winners).as("winners of round " + round).hasSize(1);
                Value now = sessions.get(round).read();
                assertThat(winners).contains(now.text());
                assertThat(now.version()).isNotEqualTo(version);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("shows a compare-and-set that has returned to whoever reads")
    void readsWhatWasSet() throws Exception {
        Session one = members.join(connect(LONG));
        Session other = members.join(connect(LONG));
        assertThat(one.read()).isEqualTo(new Value(0, ""));
        long version = 0;
        Set<Long> versions = new HashSet<>(Set.of(0L));

        for (int i = 0; i < 100; i++) {
            Session writer = i % 2 == 0 ? one : other;
            Session reader = i % 2 == 0 ? other : one;
            assertThat(writer.compareAndSet(version, "text " + i)).isTrue();
            Value read = reader.read();
            assertThat(read.text()).isEqualTo("text " + i);
            assertThat(versions.add(read.version()))
                    .as("a version is never used again")
                    .isTrue();
            version = read.version();
        }
        assertThat(one.compareAndSet(0, "created twice")).isFalse();
        assertThat(one.compareAndSet(version + 1, "the future")).isFalse();
        assertThat(other.read()).isEqualTo(new Value(version, "text 99"));
    }

    @Test
    @DisplayName("holds a value of 256 KB, lines and all")
    void large() throws Exception {
        Session one = members.join(connect(LONG));
        Session other = members.join(connect(LONG));
        String text = "m 8k2f01a 12 7 …\n".repeat(256 * 1024 / 17);

        assertThat(one.compareAndSet(0, text)).isTrue();
        Value read = other.read();
        assertThat(read.text()).isEqualTo(text);
        assertThat(other.compareAndSet(read.version(), "short")).isTrue();
        assertThat(one.read().text()).isEqualTo("short");
    }

    @Test
    @DisplayName("refuses what is beyond its bounds before anything is sent")
    void bounds() throws Exception {
        FleetLedger ledger = connect(LONG);
        for (String name : List.of("", "a/b", "ä", "a".repeat(101), "..", "x\ny")) {
            assertThatThrownBy(() -> ledger.join(name, "", Members.CALL, () -> {}))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        Session session = members.join(ledger, "", () -> {});
        assertThatThrownBy(() -> session.renew("w".repeat(2_001))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.renew("a\nb")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.compareAndSet(0, "v".repeat(512 * 1024 + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.mail(Map.of(session.id(), "g".repeat(201)), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.mail(Map.of("../ledger", "g"), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> session.forget("../ledger")).isInstanceOf(IllegalArgumentException.class);

        session.renew("w".repeat(2_000));
        session.mail(Map.of(session.id(), "ü".repeat(200)), 1);
        assertThat(session.renew("").mail()).isEqualTo("ü".repeat(200));
        assertThat(session.read().version()).isZero();
    }

    // ---- members ----

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
        Session session = members.join(connect(shortTimeout()));
        Session observer = members.join(connect(shortTimeout()));
        Keeper keeper = members.keep(session);
        Duration watched = shortTimeout().multipliedBy(3);

        // Lists that came after the lease was over prove nothing; on an idle machine there is none.
        long over = System.nanoTime() + watched.toNanos();
        int proofs = 0;
        while (System.nanoTime() - over < 0 || proofs < 20) {
            observer.renew("");
            observer.read();
            long validUntil = session.validUntil();
            Set<String> seen = observer.members().keySet();
            if (System.nanoTime() - validUntil < 0) {
                assertThat(seen).contains(session.id());
                proofs++;
            } else if (keeper.failure() != null) {
                // Starved, and rightly gone.
                session = members.join(connect(shortTimeout()));
                keeper = members.keep(session);
            }
            MILLISECONDS.sleep(10);
        }
    }

    @Test
    @DisplayName(
            "lets nobody miss a session that has stopped before its lease is over; and it is gone soon after, if its process has died")
    void died() throws Exception {
        Keeper observer = members.keep(members.join(connect(shortTimeout())));
        FleetLedger ledger = connect(shortTimeout());
        Session session = members.join(ledger);
        await().atMost(30, SECONDS).until(() -> {
            session.renew("w=1");
            return observer.seen.containsKey(session.id());
        });

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
        Keeper observer = members.keep(members.join(connect(shortTimeout())));
        FleetLedger ledger = connect(shortTimeout());
        Session session = members.join(ledger);
        Keeper stuck = members.keep(session);
        Keeper beside = members.keep(members.join(ledger));
        await().atMost(30, SECONDS).until(() -> observer.seen.size() == 3);

        stuck.freeze();
        assertThat(stuck.failure()).isNull();
        seenUntilItsEnd(session, observer);
        await("is gone after 4T")
                .atMost(shortTimeout().multipliedBy(12))
                .until(() -> !observer.seen.containsKey(session.id()));
        assertThatThrownBy(() -> session.renew("")).isInstanceOf(SessionGoneException.class);
        assertThat(observer.failure()).isNull();
        assertThat(beside.failure()).isNull();
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

    // ---- mail and hints ----

    @Test
    @DisplayName("brings mail and beat with the next renewal, though no hint has been heard")
    void mail() throws Exception {
        Session writer = members.join(connect(LONG));
        Session reader = members.join(connect(LONG));
        Session third = members.join(connect(LONG));
        assertThat(reader.renew("")).isEqualTo(new Renewal(null, 0, "", false));

        for (int i = 1; i <= 50; i++) {
            writer.mail(Map.of(reader.id(), "g=" + i, "neverhere", "g=1"), 100 + i);
            assertThat(reader.renew("")).isEqualTo(new Renewal("g=" + i, 100 + i, writer.id(), false));
        }
        third.mail(Map.of(), 7);
        assertThat(reader.renew("")).isEqualTo(new Renewal("g=50", 7, third.id(), false));
        assertThat(writer.renew("")).isEqualTo(new Renewal(null, 7, third.id(), true));
    }

    @Test
    @DisplayName("wakes a member that has mail, and one that watches when others publish, join or leave")
    void hints() throws Exception {
        AtomicInteger woken = new AtomicInteger();
        Session session = members.join(connect(LONG), "", woken::incrementAndGet);
        Session other = members.join(connect(LONG));

        wakes(session, woken, () -> other.mail(Map.of(session.id(), "g=1"), 1));
        wakes(session, woken, () -> other.mail(Map.of(session.id(), "g=2"), 2));
        session.watchMembers(true);
        wakes(session, woken, () -> other.renew("w=2"));
        wakes(session, woken, () -> other.renew("w=3"));
        Session third = members.join(connect(LONG));
        wakes(session, woken, () -> third.renew("w=4"));
        wakes(session, woken, third::leave);
        session.watchMembers(false);
    }

    private static void wakes(Session session, AtomicInteger woken, ThrowingCallable action) throws Exception {
        // Who has been woken looks what there is; and is then woken again.
        session.renew("");
        settle(woken);
        int before = woken.get();
        assertThatCode(action).doesNotThrowAnyException();
        await().atMost(30, SECONDS).until(() -> woken.get() > before);
    }

    /** Waits until earlier hints, which may be late and doubled, have been heard. */
    private static void settle(AtomicInteger woken) throws InterruptedException {
        for (int before = -1; before != woken.get(); ) {
            before = woken.get();
            MILLISECONDS.sleep(700);
        }
    }

    @Test
    @DisplayName("works on when a listener blocks or throws")
    void badListeners() throws Exception {
        FleetLedger ledger = connect(LONG);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        AtomicInteger thrown = new AtomicInteger();
        AtomicInteger heard = new AtomicInteger();
        try {
            Session blocks = members.join(ledger, "", () -> {
                blocked.countDown();
                awaitQuietly(release);
            });
            Session throwing = members.join(ledger, "", () -> {
                thrown.incrementAndGet();
                throw new AssertionError("thrown by a listener, on purpose");
            });
            Session hears = members.join(ledger, "", heard::incrementAndGet);
            Session other = members.join(connect(LONG));
            List<Session> listening = List.of(blocks, throwing, hears);
            listening.forEach(session -> session.watchMembers(true));

            for (int i = 1; i <= 3; i++) {
                Map<String, String> mail = new TreeMap<>();
                listening.forEach(session -> mail.put(session.id(), "g=1"));
                int before = heard.get();
                other.mail(mail, i);
                other.renew("w=" + i);
                await().atMost(30, SECONDS).until(() -> heard.get() > before);
                for (Session session : listening) {
                    assertThat(session.renew("").beat()).isEqualTo(i);
                }
            }
            assertThat(blocked.await(30, SECONDS)).isTrue();
            await().atMost(30, SECONDS).until(() -> thrown.get() > 0);
            blocks.leave();
            blocks.close();
        } finally {
            release.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- trouble ----

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

    // ---- ways and means ----

    private List<Session> join(int count, List<FleetLedger> ledgers) throws Exception {
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sessions.add(members.join(ledgers.get(i % ledgers.size())));
        }
        return sessions;
    }

    private Session joinUntilItWorks(FleetLedger ledger) throws Exception {
        Session[] joined = new Session[1];
        untilItWorks(() -> joined[0] = members.join(ledger));
        return joined[0];
    }

    private static Value readUntilItWorks(Session session) throws Exception {
        Value[] read = new Value[1];
        Throwable gone = untilItWorks(() -> read[0] = session.read());
        assertThat(gone).isNull();
        return read[0];
    }

    /** Tries until there is an answer: null, or that the session is gone. */
    private static @Nullable Throwable untilItWorks(Callable<?> call) throws Exception {
        long over = System.nanoTime() + SECONDS.toNanos(60);
        while (true) {
            try {
                call.call();
                return null;
            } catch (SessionGoneException gone) {
                return gone;
            } catch (LedgerException again) {
                if (System.nanoTime() - over > 0) {
                    throw again;
                }
                MILLISECONDS.sleep(50);
            }
        }
    }

    private List<String> newThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !threadsBefore.contains(thread) && !ofTheServer(thread))
                .map(Thread::getName)
                .filter(name -> !name.startsWith("junit-")
                        && !name.startsWith("awaitility")
                        && !name.startsWith("ForkJoin")
                        && !name.startsWith("process reaper")
                        && !name.startsWith("Common-Cleaner")
                        && !name.startsWith("keeper of "))
                .toList();
    }
}
