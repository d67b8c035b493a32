package io.conecta.fleet.tck;

import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.FleetLedger.Listener;
import io.conecta.fleet.FleetLedger.Session;
import io.conecta.fleet.LedgerException;
import io.conecta.fleet.SessionGoneException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The sessions of a test, which are closed after it. */
final class Members implements AutoCloseable {
    /** Far more than a call takes, even on a busy machine. */
    static final Duration CALL = Duration.ofSeconds(20);

    final String fleet;
    private final List<Session> sessions = new CopyOnWriteArrayList<>();
    private final List<Keeper> keepers = new CopyOnWriteArrayList<>();

    Members(String fleet) {
        this.fleet = fleet;
    }

    Session join(FleetLedger ledger) throws LedgerException, InterruptedException {
        return join(ledger, "w=1", () -> {});
    }

    Session join(FleetLedger ledger, String publication, Listener wake) throws LedgerException, InterruptedException {
        return join(ledger, publication, CALL, wake);
    }

    Session join(FleetLedger ledger, String publication, Duration call, Listener wake)
            throws LedgerException, InterruptedException {
        Session session = ledger.join(fleet, publication, call, wake);
        sessions.add(session);
        return session;
    }

    /** Joins, and renews the session often enough, until it is stopped. Nobody else may use it meanwhile. */
    Keeper keep(FleetLedger ledger) throws LedgerException, InterruptedException {
        Keeper keeper = new Keeper(ledger);
        keepers.add(keeper);
        keeper.start();
        return keeper;
    }

    /**
     * What follows if a session has gone: another one if this machine stood still until its lease was over, and it is rightly gone.
     *
     * @throws SessionGoneException if its lease is not over
     */
    Session after(SessionGoneException gone, Session session, FleetLedger ledger)
            throws LedgerException, InterruptedException {
        if (System.nanoTime() - session.validUntil() < 0) {
            throw gone;
        }
        return join(ledger);
    }

    @Override
    public void close() {
        for (Keeper keeper : keepers) {
            keeper.stopped.set(true);
            keeper.interrupt();
        }
        sessions.forEach(Session::close);
    }

    /** The thread of a member: it renews, and asks who is there. */
    final class Keeper extends Thread {
        private final FleetLedger ledger;
        private volatile Session session;
        private final AtomicBoolean stopped = new AtomicBoolean();
        volatile Map<String, String> seen = Map.of();
        private volatile @Nullable Throwable failure;

        Keeper(FleetLedger ledger) throws LedgerException, InterruptedException {
            this.ledger = ledger;
            this.session = Members.this.join(ledger);
            setName("keeper of " + session.id());
            setDaemon(true);
        }

        Session session() {
            return session;
        }

        /** Renews no more, and says nothing. */
        void freeze() throws InterruptedException {
            stopped.set(true);
            join();
        }

        /** What has ended it, or null. */
        @Nullable
        Throwable failure() {
            return failure;
        }

        private void look() throws LedgerException, InterruptedException {
            try {
                session.renew("w=1");
                session.read();
                seen = session.members();
            } catch (SessionGoneException gone) {
                session = after(gone, session, ledger);
            }
        }

        @Override
        public void run() {
            try {
                while (!stopped.get()) {
                    look();
                    Thread.sleep(session.sessionTimeout().toMillis() / 10);
                }
            } catch (InterruptedException closed) {
                // The test is over.
            } catch (LedgerException | RuntimeException failed) {
                failure = failed;
            }
        }
    }
}
