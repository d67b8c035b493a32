package io.conecta.fleet.tck;

import io.conecta.fleet.FleetLedger;
import io.conecta.fleet.FleetLedger.Listener;
import io.conecta.fleet.FleetLedger.Session;
import io.conecta.fleet.LedgerException;
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

    /** Renews a session often enough, until it is stopped. Nobody else may use it meanwhile. */
    Keeper keep(Session session) {
        Keeper keeper = new Keeper(session);
        keepers.add(keeper);
        keeper.start();
        return keeper;
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
    static final class Keeper extends Thread {
        private final Session session;
        private final AtomicBoolean stopped = new AtomicBoolean();
        volatile Map<String, String> seen = Map.of();
        private volatile @Nullable Throwable failure;

        Keeper(Session session) {
            super("keeper of " + session.id());
            this.session = session;
            setDaemon(true);
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

        @Override
        public void run() {
            try {
                while (!stopped.get()) {
                    session.renew("w=1");
                    session.read();
                    seen = session.members();
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
