package io.conecta.internal.flow;

import io.conecta.PoolListener.Hook;
import io.conecta.PoolSettings;
import io.conecta.internal.runtime.BorrowTrace;
import io.conecta.internal.runtime.Deadline;
import io.conecta.internal.runtime.Failure;
import io.conecta.internal.runtime.Guard;
import io.conecta.internal.runtime.Limits;
import io.conecta.internal.runtime.StackProbe;
import io.conecta.internal.runtime.Threads;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.store.Borrowed;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a loan before its borrower gets it: it is recorded, and {@code prepareFunc} runs on the borrower's thread, within a time.
 *
 * @param <T> what is pooled
 */
final class Preparation<T> {
    private final Store<T> store;
    private final UserCode<T> user;
    private final Handoff<T> handoff;
    private final HookWatch<T> watch;
    private final Stopwatch<T> stopwatch;
    /** Loans since the pool was built, as far as one in so many was to be traced. One atomic add for all threads: a sample, not a lock. */
    private final AtomicLong sampled = new AtomicLong();

    Preparation(Store<T> store, UserCode<T> user, Handoff<T> handoff, HookWatch<T> watch, Stopwatch<T> stopwatch) {
        this.store = store;
        this.user = user;
        this.handoff = handoff;
        this.watch = watch;
        this.stopwatch = stopwatch;
    }

    /** Notes when and where the loan begins, if that is to be recorded. Without stack or memory for it, the loan is given up. */
    void trace(Borrowed<T> borrowed) {
        boolean done = false;
        try {
            note(borrowed);
            done = true;
        } finally {
            if (!done) {
                borrowed.slot.abandoned = borrowed.loan;
            }
        }
    }

    private void note(Borrowed<T> borrowed) {
        stopwatch.begin(borrowed);
        long every = store.limits().traceEvery();
        if (every == 1 || (every > 1 && sampled.incrementAndGet() % every == 0)) {
            borrowed.slot.trace = new BorrowTrace(Threads.name(Thread.currentThread()), borrowed.loan);
        } else if (every > 1 && borrowed.slot.trace != null) {
            borrowed.slot.trace = null; // An earlier loan's, which ended by a mere store.
        }
    }

    /** Whether the object was created while this borrower waited, and lent to nobody before. */
    static boolean isNewborn(Borrowed<?> borrowed, Deadline deadline) {
        Slot<?> slot = borrowed.slot;
        return slot.uses(borrowed.loan) == 1 && deadline.covers(slot.stay.born);
    }

    /** Whether the borrower is interrupted: then the next object is likely to fail for that as well, and would be closed like this one. */
    static boolean endsBorrow(Failure failure) {
        return Thread.currentThread().isInterrupted() && !(failure.error() instanceof Cleared);
    }

    /**
     * Prepares a loan, within what is left of the borrow and {@code hookTimeout}.
     *
     * @param deadline until when the borrower can wait for that; read not long ago
     * @return why that failed, the object being closed then, or null
     */
    @Nullable
    Failure prepare(Borrowed<T> borrowed, Deadline deadline) {
        boolean done = false;
        try {
            Failure failure = prepareGuarded(borrowed, deadline);
            done = true;
            return failure;
        } finally {
            if (!done) {
                borrowed.slot.abandonLoan(borrowed.loan);
            }
        }
    }

    private @Nullable Failure prepareGuarded(Borrowed<T> borrowed, Deadline deadline) {
        Slot<T> slot = borrowed.slot;
        PrepareGuard guard = new PrepareGuard(borrowed);
        // As below; here too, since it may be another's hook by now that is watched at the slot.
        if (!isLent(borrowed)) {
            return ended();
        }
        long limit = store.limits().hook();
        watch.begin(slot, guard, deadline.lastRead(), Math.min(limit, deadline.leftAtLastRead()));
        Failure failure = null;
        boolean inTime = false;
        try {
            if (isLent(borrowed)) { // Else reclaimed or overdue, and closed, while this thread got no processor.
                failure = user.prepare(borrowed.object);
            }
        } finally {
            inTime = watch.end(slot, guard);
        }
        if (!inTime) {
            return Failure.of(
                    new TimeoutException(
                            "prepareFunc took too long and was interrupted; see what it waits for, or raise hookTimeout, or the borrower's timeout"));
        }
        if (failure != null) {
            if (failure.error() instanceof InterruptedException) {
                Thread.currentThread().interrupt(); // It ran on the user's thread, whose interrupt it was.
            }
            closeUnprepared(borrowed, failure);
            return failure;
        }
        if (!isLent(borrowed)) {
            return ended();
        }
        return isOutdated(slot) ? cleared(borrowed) : null;
    }

    /** Somebody else has ended the loan. */
    private Failure ended() {
        PoolSettings settings = store.limits().settings();
        List<String> why = new ArrayList<>();
        if (settings.reclaimLeaked()) {
            why.add("it exceeded leakThreshold=" + Limits.text(settings.leakThreshold()) + " and was reclaimed");
        }
        if (user.hooks().budget() != null) {
            why.add("the budget called its permit back");
        }
        if (why.isEmpty()) {
            why.add("it was returned, by prepareFunc or, for the second time, by an earlier holder");
        }
        return Failure.of(new IllegalStateException(
                "the loan was ended before prepareFunc had returned: " + String.join(", or ", why)
                        + "; see what prepareFunc does, and what it waits for"
                        + (settings.reclaimLeaked() ? ", or raise leakThreshold" : "")));
    }

    private static boolean isLent(Borrowed<?> borrowed) {
        return Slot.loan(borrowed.slot.loanWord()) == borrowed.loan;
    }

    /** Whether the object is from before a clear, which may be over, or the pool is closed. */
    private boolean isOutdated(Slot<T> slot) {
        return store.isClosed() || slot.stay.epoch != store.epoch();
    }

    private Failure cleared(Borrowed<T> borrowed) {
        StackProbe.check(); // As long as it is lent, it is marked should this fail.
        if (borrowed.slot.tryHoldLoan(borrowed.loan)) {
            borrowed.slot.unlisted = true;
            handoff.close(borrowed.slot);
        }
        return Failure.of(new Cleared());
    }

    /** Why a borrower does not get what was prepared for it. */
    static final class Cleared extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private Cleared() {
            super("the pool was cleared or closed while prepareFunc ran; its object is closed");
        }
    }

    /** The time of a preparation. */
    private final class PrepareGuard extends Guard {
        private final Borrowed<T> borrowed;

        PrepareGuard(Borrowed<T> borrowed) {
            super(watch.background());
            this.borrowed = borrowed;
        }

        @Override
        protected void overdue() {
            watch.forget(borrowed.slot, this);
            watch.doom(borrowed.slot, borrowed.loan);
            boolean done = false;
            try {
                closeUnprepared(
                        borrowed,
                        Failure.of(where(new TimeoutException("prepareFunc took longer than hookTimeout="
                                + Limits.text(store.limits().hook())
                                + ", or than the borrower had left; it was interrupted, where the stack trace shows, and its object is"
                                + " closed; see what it waits for, or raise hookTimeout, or the borrower's timeout"))));
                done = true;
            } finally {
                if (!done) {
                    borrowed.slot.abandonLoan(borrowed.loan);
                }
            }
        }
    }

    /** Closes an object that could not be prepared, if its loan still runs, and tells why. */
    private void closeUnprepared(Borrowed<T> borrowed, Failure failure) {
        Slot<T> slot = borrowed.slot;
        Runnable news = () -> user.failed(Hook.PREPARE, borrowed.object, failure);
        StackProbe.check(); // As long as it is lent, it is marked should this fail.
        if (slot.tryHoldLoan(borrowed.loan)) {
            slot.unlisted = true;
            handoff.close(slot, news);
        } else {
            news.run();
        }
    }
}
