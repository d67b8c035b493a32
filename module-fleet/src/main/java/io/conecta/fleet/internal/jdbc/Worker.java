package io.conecta.fleet.internal.jdbc;

import io.conecta.fleet.LedgerException;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Queue;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The thread of a connection. It connects with the first call, and again after a call that failed; it ends when it is told to, or given up. */
final class Worker implements Runnable {
    private static final System.Logger LOG = System.getLogger("io.conecta");

    private final DataSource source;
    private final Options options;
    /** Guarded by this. */
    private final Queue<Task<?>> waiting = new ArrayDeque<>();
    /** Guarded by this. */
    private @Nullable Task<?> running;
    /** Guarded by this: takes no more, and ends when what was taken is done. */
    private boolean ending;
    /** Guarded by this: what it is at was given up, nothing more is done. */
    private boolean givenUp;
    /** Guarded by this: the thread has ended. */
    private boolean over;
    /** Guarded by this. */
    private @Nullable Runnable whenOver;
    /** Guarded by this; null while there is none. */
    private @Nullable Connection connection;
    /** Touched by the thread only. */
    private @Nullable Statements statements;

    Worker(DataSource source, Options options) {
        this.source = source;
        this.options = options;
    }

    void start() {
        Thread thread = new Thread(this, "conecta-fleet-jdbc");
        thread.setDaemon(true);
        thread.setContextClassLoader(Worker.class.getClassLoader());
        thread.start();
    }

    synchronized void add(Task<?> task) throws LedgerException {
        if (ending || givenUp) {
            throw new LedgerException("the connection to the database has just been given up", null);
        }
        waiting.add(task);
        notifyAll();
    }

    synchronized boolean isOver() {
        return ending || givenUp;
    }

    private synchronized boolean isGivenUp() {
        return givenUp;
    }

    synchronized void end() {
        ending = true;
        notifyAll();
    }

    /** Calls back when the thread has ended. */
    void whenOver(Runnable action) {
        synchronized (this) {
            if (!over) {
                whenOver = action;
                return;
            }
        }
        action.run();
    }

    /** {@return whether the task was under way, so that this thread and its connection are not to be used any more} */
    synchronized boolean giveUp(Task<?> task) {
        waiting.remove(task);
        if (running != task || givenUp) {
            return false;
        }
        givenUp = true;
        waiting.forEach(other -> other.answer.completeExceptionally(
                new LedgerException("the connection to the database has just been given up", null)));
        waiting.clear();
        Connection stuck = connection;
        if (stuck != null) {
            // On a thread of its own: a driver may lock here what the stuck call has locked.
            Thread aborting = new Thread(() -> abort(stuck), "conecta-fleet-jdbc-abort");
            aborting.setDaemon(true);
            aborting.start();
        }
        return true;
    }

    private static void abort(Connection stuck) {
        try {
            stuck.abort(Runnable::run);
        } catch (SQLException | RuntimeException | LinkageError none) {
            LOG.log(Level.DEBUG, "a connection that did not answer cannot be aborted", none);
        }
    }

    @Override
    public void run() {
        try {
            for (Task<?> task = next(); task != null; task = next()) {
                serve(task);
            }
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        } finally {
            hangUp();
            end(whenItIsOver());
        }
    }

    private static void end(@Nullable Runnable action) {
        if (action != null) {
            action.run();
        }
    }

    private synchronized @Nullable Runnable whenItIsOver() {
        over = true;
        return whenOver;
    }

    private synchronized @Nullable Task<?> next() throws InterruptedException {
        running = null;
        while (waiting.isEmpty() && !ending && !givenUp) {
            wait();
        }
        running = givenUp ? null : waiting.poll();
        return running;
    }

    private void serve(Task<?> task) {
        boolean good = false;
        try {
            good = task.run(connected(task));
        } catch (Throwable failed) {
            task.answer.completeExceptionally(failed);
        } finally {
            if (!good) {
                hangUp();
            }
        }
    }

    private Statements connected(Task<?> task) throws SQLException, LedgerException {
        Statements open = statements;
        if (open != null) {
            return open;
        }
        Connection fresh = source.getConnection();
        synchronized (this) {
            connection = fresh;
        }
        open = Opening.open(fresh, options, task.timeout.toMillis(), this::isGivenUp);
        statements = open;
        return open;
    }

    private void hangUp() {
        Connection last;
        synchronized (this) {
            last = connection;
            connection = null;
        }
        statements = null;
        if (last != null) {
            try {
                last.close();
            } catch (SQLException | RuntimeException gone) {
                LOG.log(Level.DEBUG, "a connection could not be closed", gone);
            }
        }
    }
}
