package io.conecta.fleet.internal.jdbc;

import io.conecta.fleet.LedgerException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A call on its way to the thread that makes it. */
final class Task<T> {
    final CompletableFuture<T> answer = new CompletableFuture<>();
    final Duration timeout;
    private final Line.Work<T> work;

    Task(Line.Work<T> work, Duration timeout) {
        this.work = work;
        this.timeout = timeout;
    }

    /** {@return whether the connection is good for more} */
    boolean run(Statements statements) {
        try {
            answer.complete(work.run(statements));
            return true;
        } catch (LedgerException told) {
            answer.completeExceptionally(told);
            return true;
        } catch (Throwable failed) {
            answer.completeExceptionally(failed);
            return false;
        }
    }
}
