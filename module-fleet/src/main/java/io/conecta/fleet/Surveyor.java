package io.conecta.fleet;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Has the one thread that asks the ledger read the whole of it for others. What is read goes to those who wait for it, and to nobody else: a
 * survey changes nothing. Thread-safe.
 */
final class Surveyor {
    /** What stands in the ledger. */
    record Found(FleetLedger.Value value, Map<String, String> members) {}

    private final String fleet;
    /** Null while nobody waits for one that has not begun. Guarded by this, as all here. */
    private @Nullable CompletableFuture<Found> asked;

    private boolean ended;

    Surveyor(String fleet) {
        this.fleet = fleet;
    }

    /**
     * {@return what will be read from now on} Who asks before that has begun gets the same.
     *
     * @throws IllegalStateException if the fleet was left
     */
    synchronized CompletableFuture<Found> ask() {
        if (ended) {
            throw new IllegalStateException("fleet \"" + fleet + "\" was left: this budget is closed; build another");
        }
        CompletableFuture<Found> one = asked == null ? new CompletableFuture<>() : asked;
        asked = one;
        return one;
    }

    synchronized boolean isAsked() {
        return asked != null;
    }

    private synchronized @Nullable CompletableFuture<Found> take() {
        CompletableFuture<Found> one = asked;
        asked = null;
        return one;
    }

    /** Reads, if somebody wants that. Only the thread that asks the ledger calls this. */
    void serve(FleetLedger.@Nullable Session session) throws InterruptedException {
        CompletableFuture<Found> one = take();
        if (one == null) {
            return;
        }
        try {
            if (session == null) {
                throw new LedgerException("this member has not joined", null);
            }
            FleetLedger.Value value =
                    session.read(); // First, as in a pass: whoever joins meanwhile is missing from neither.
            one.complete(new Found(value, session.members()));
        } catch (LedgerException noAnswer) {
            one.completeExceptionally(noAnswer);
        } catch (RuntimeException | LinkageError bad) {
            one.completeExceptionally(new LedgerException(bad.toString(), bad));
        } finally {
            if (!one.isDone()) {
                one.completeExceptionally(new LedgerException("the fleet is being left", null));
            }
        }
    }

    /** The fleet was left: nobody reads any more. */
    void end() {
        CompletableFuture<Found> last;
        synchronized (this) {
            ended = true;
            last = take();
        }
        if (last != null) {
            last.completeExceptionally(new LedgerException("the fleet was left", null));
        }
    }

    /** Waits for what was asked for. */
    Found await(CompletableFuture<Found> answer, long nanos) throws LedgerException, InterruptedException {
        try {
            return answer.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            Throwable why = failed.getCause();
            throw failure(String.valueOf(why instanceof LedgerException ? why.getMessage() : why), why);
        } catch (TimeoutException late) {
            throw failure("no answer within " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms", late);
        }
    }

    private LedgerException failure(String why, @Nullable Throwable cause) {
        return new LedgerException("fleet \"" + fleet + "\" cannot be surveyed: " + why, cause);
    }
}
