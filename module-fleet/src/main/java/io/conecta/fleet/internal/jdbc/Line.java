package io.conecta.fleet.internal.jdbc;

import io.conecta.fleet.LedgerException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One connection, and the thread that talks over it: whoever calls waits for an answer as long as it may, whatever the driver does, and can be
 * interrupted. A call that is given up takes its connection along; the next one connects again.
 */
final class Line {
    /** Threads that a driver has not come back to. With more, the database counts as unreachable. */
    private static final int MOST_STUCK = 3;

    private final DataSource source;
    private final Options options;
    private final AtomicInteger stuck = new AtomicInteger();
    /** Guarded by this. */
    private @Nullable Worker worker;

    /** What is done over the connection. */
    @FunctionalInterface
    interface Work<T> {
        T run(Statements statements) throws SQLException, LedgerException;
    }

    Line(DataSource source, Options options) {
        this.source = source;
        this.options = options;
    }

    /**
     * Does something, and waits for it.
     *
     * @param what what it is, for messages
     */
    <T> T call(String what, Duration timeout, Work<T> work) throws LedgerException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Worker its = worker();
        Task<T> task = new Task<>(work, timeout);
        its.add(task);
        try {
            return task.answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw told(what, failed.getCause());
        } catch (TimeoutException late) {
            giveUp(its, task);
            throw new LedgerException(
                    what + ": no answer from the database within " + timeout.toMillis() + " ms", late);
        } catch (InterruptedException interrupted) {
            giveUp(its, task);
            throw interrupted;
        }
    }

    private synchronized Worker worker() throws LedgerException {
        Worker its = worker;
        if (its == null || its.isOver()) {
            if (stuck.get() >= MOST_STUCK) {
                throw new LedgerException(
                        "the database's driver has not come back from " + MOST_STUCK
                                + " calls that were given up; set its connect and socket timeouts",
                        null);
            }
            its = new Worker(source, options);
            worker = its;
            its.start();
        }
        return its;
    }

    /** Only who waits for what is under way gives up the connection: others just wait in line. */
    private void giveUp(Worker its, Task<?> task) {
        if (its.giveUp(task)) {
            stuck.incrementAndGet();
            its.whenOver(stuck::decrementAndGet);
        }
    }

    /** Hangs up when what is under way has ended. Does not block. */
    synchronized void close() {
        if (worker != null) {
            worker.end();
            worker = null;
        }
    }

    private LedgerException told(String what, @Nullable Throwable cause) {
        if (cause instanceof LedgerException ledger) {
            return ledger;
        }
        if (cause instanceof SQLException sql) {
            String state = sql.getSQLState();
            boolean noTable = state != null && state.startsWith("42");
            return new LedgerException(
                    what + ": " + WithoutSecrets.of(sql) + " (SQL state " + state + ")"
                            + (noTable
                                    ? "; if the tables " + options.table() + " and " + options.table()
                                            + "_member are missing, create them with JdbcLedger.createTables() or by hand"
                                    : ""),
                    sql);
        }
        return new LedgerException(what + ": " + cause, cause);
    }
}
