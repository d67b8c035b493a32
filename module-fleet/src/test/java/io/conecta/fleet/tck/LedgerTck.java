package io.conecta.fleet.tck;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.FleetLedger.Session;
import io.conecta.fleet.FleetLedger.Value;
import io.conecta.fleet.LedgerException;
import io.conecta.fleet.SessionGoneException;
import io.conecta.fleet.spi.LedgerText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** How the test kit reaches a ledger and its server, and what its tests share. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class LedgerTck {
    /** Where sessions are to live as long as the test does. */
    static final Duration LONG = Duration.ofSeconds(40);

    Members members;
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

    List<Session> join(int count, List<FleetLedger> ledgers) throws Exception {
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sessions.add(members.join(ledgers.get(i % ledgers.size())));
        }
        return sessions;
    }

    Session joinUntilItWorks(FleetLedger ledger) throws Exception {
        Session[] joined = new Session[1];
        untilItWorks(() -> joined[0] = members.join(ledger));
        return joined[0];
    }

    static Value readUntilItWorks(Session session) throws Exception {
        Value[] read = new Value[1];
        Throwable gone = untilItWorks(() -> read[0] = session.read());
        assertThat(gone).isNull();
        return read[0];
    }

    /** Tries until there is an answer: null, or that the session is gone. */
    static @Nullable Throwable untilItWorks(Callable<?> call) throws Exception {
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

    List<String> newThreads() {
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
