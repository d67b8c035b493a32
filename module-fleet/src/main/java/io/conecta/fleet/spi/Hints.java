package io.conecta.fleet.spi;

import io.conecta.fleet.FleetLedger.Listener;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Wakes a listener on a thread that is not the caller's, one call at a time: a listener that throws is reported once, one that blocks keeps
 * nobody but itself. Hints that come during a call are one more call afterwards. The threads are daemons, and end when nothing has happened
 * for a second.
 *
 * <p>Thread-safe.
 */
public final class Hints implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("io.conecta");
    private static final Executor THREADS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), Hints::thread);

    private enum State {
        QUIET,
        CALLING,
        /** Calling, and a hint has come meanwhile. */
        CALLING_AGAIN,
        CLOSED
    }

    private final Listener listener;
    private final Object lock = new Object();
    /** Guarded by lock. */
    private State state = State.QUIET;
    /** Guarded by lock. */
    private @Nullable Thread caller;
    /** Touched only by the thread that calls. */
    private boolean reported;

    /**
     * Nothing is called before the first {@link #give}.
     *
     * @param listener who is woken
     */
    public Hints(Listener listener) {
        this.listener = listener;
    }

    /** Wakes the listener. Does not block; does nothing after {@link #close}. */
    public void give() {
        synchronized (lock) {
            if (state != State.QUIET) {
                state = state == State.CALLING ? State.CALLING_AGAIN : state;
                return;
            }
            state = State.CALLING;
        }
        try {
            THREADS.execute(this::call);
        } catch (Throwable noThread) {
            // A hint may be lost, and the next one tries again. Out of threads is no reason to fail what has happened.
            synchronized (lock) {
                state = state == State.CLOSED ? state : State.QUIET;
            }
        }
    }

    private void call() {
        synchronized (lock) {
            caller = Thread.currentThread();
        }
        do {
            tell();
        } while (again());
    }

    private void tell() {
        try {
            listener.changed();
        } catch (Throwable thrown) {
            if (!reported) {
                reported = true;
                LOG.log(
                        Level.WARNING,
                        "a listener of a fleet's ledger threw; further throws are not logged; fix the listener",
                        thrown);
            }
        }
    }

    /** {@return whether the listener is to be called once more} */
    private boolean again() {
        synchronized (lock) {
            if (state == State.CALLING_AGAIN) {
                state = State.CALLING;
                return true;
            }
            state = state == State.CLOSED ? state : State.QUIET;
            caller = null;
            // An interrupt of close() is not for whom this thread serves next.
            Thread.interrupted();
            return false;
        }
    }

    /** Wakes nobody any more, and interrupts a call that is under way. Does not block. */
    @Override
    public void close() {
        synchronized (lock) {
            state = State.CLOSED;
            if (caller != null && caller != Thread.currentThread()) {
                caller.interrupt();
            }
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "conecta-fleet-hints");
        thread.setDaemon(true);
        // Else an application that is gone could not be unloaded while a thread of another's lives.
        thread.setContextClassLoader(Hints.class.getClassLoader());
        return thread;
    }
}
