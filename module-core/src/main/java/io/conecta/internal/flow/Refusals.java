package io.conecta.internal.flow;

import io.conecta.Diagnosis;
import io.conecta.PoolBudget;
import io.conecta.PoolCreateException;
import io.conecta.PoolDeadlockException;
import io.conecta.PoolDownException;
import io.conecta.PoolFullException;
import io.conecta.PoolOverloadException;
import io.conecta.PoolReport;
import io.conecta.PoolTimeoutException;
import io.conecta.internal.runtime.Counters;
import io.conecta.internal.runtime.Deadline;
import io.conecta.internal.runtime.Failure;
import io.conecta.internal.runtime.Limits;
import io.conecta.internal.runtime.Option;
import io.conecta.internal.runtime.StackProbe;
import io.conecta.internal.runtime.Threads;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import io.conecta.internal.waiting.Line;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a borrower is told that gets nothing: the figures of the moment, the reason now, and a way out that fits both. One look at each slot,
 * and no look at all threads: a refusal must stay cheap when there are many.
 *
 * @param <T> what is pooled
 */
final class Refusals<T> {
    private static final int MOST_HOLDERS = 3;

    private final Store<T> store;
    private final Line<T> line;
    private final UserCode<T> user;
    private final Supply<T> supply;
    private final Reports<T> reports;

    Refusals(Store<T> store, Line<T> line, UserCode<T> user, Supply<T> supply, Reports<T> reports) {
        this.store = store;
        this.line = line;
        this.user = user;
        this.supply = supply;
        this.reports = reports;
    }

    /**
     * The listener hears of it too.
     *
     * @param prepared why {@code prepareFunc} failed last, if the time went there
     * @param waiting its wait, if it had to
     */
    PoolTimeoutException timeout(Deadline deadline, @Nullable Failure prepared, @Nullable Waiting waiting) {
        StackProbe.check();
        store.counters.increment(Counters.TIMEOUTS);
        boolean cannotWait = deadline.whole() <= 0;
        PoolReport report = reports.refused(waiting, cannotWait, deadline.elapsed());
        Look look = new Look();
        Throwable cause = prepared == null ? look.creationFailure() : prepared.error();
        String text = "pool \"" + store.name + "\": "
                + (cannotWait ? "nothing idle" : "no object within " + deadline.whole() / 1_000_000 + " ms")
                + "; " + look.figures() + "; "
                + (prepared == null
                        ? look.advice(report)
                        : "prepareFunc failed or took too long, see the cause: " + prepared.text()
                                + "; fix prepareFunc, or what it talks to");
        PoolTimeoutException timeout = new PoolTimeoutException(text, cause, report);
        user.timedOut(timeout);
        return timeout;
    }

    PoolFullException full() {
        store.counters.increment(Counters.REJECTIONS);
        int most = store.limits().settings().maxWaiters();
        Look look = new Look();
        return new PoolFullException(
                "pool \"" + store.name + "\": " + (most == 0 ? "nothing idle" : most + " borrowers wait already")
                        + ", and maxWaiters=" + most + "; " + look.figures()
                        + "; borrow less at once or raise maxWaiters" + look.own(),
                look.creationFailure());
    }

    PoolOverloadException overload(Deadline deadline) {
        store.counters.increment(Counters.REJECTIONS);
        return new PoolOverloadException("pool \"" + store.name
                + "\": overloaded: everybody who was served lately had waited longer"
                + " than queueTarget=" + Limits.text(store.limits().queueTarget()) + ", and this borrower has waited "
                + deadline.elapsedAtLastRead() / 1_000_000 + " ms; " + new Look().figures()
                + "; send less, raise maxSize if the backend can do more, or try again later");
    }

    PoolDeadlockException deadlock(Deadlock deadlock) {
        store.counters.increment(Counters.REJECTIONS);
        return new PoolDeadlockException(
                "pool \"" + store.name + "\": this borrower would wait in vain, in a deadlock: "
                        + deadlock.text() + "; " + new Look().figures()
                        + "; return what this thread holds, or borrow from several pools in the same order everywhere");
    }

    PoolDownException down(Governor.Outage outage) {
        store.counters.increment(Counters.REJECTIONS);
        String next = outage.nextNanos() == 0
                ? "the next attempt is under way"
                : "the next attempt is due in " + outage.nextNanos() / 1_000_000 + " ms";
        return new PoolDownException(
                "pool \"" + store.name + "\": nothing is left to lend, and creations have failed for "
                        + outage.downNanos() / 1_000_000 + " ms, see the cause: "
                        + outage.failure().text()
                        + "; "
                        + next + "; check what newFunc connects to, or have borrowers wait for it (waitWhenDown)",
                Duration.ofNanos(outage.downNanos()),
                Duration.ofNanos(outage.nextNanos()),
                outage.failure().error());
    }

    PoolCreateException uncreated(Failure failure) {
        return new PoolCreateException(
                "pool \"" + store.name + "\": newFunc failed: " + failure.text()
                        + "; see the cause, and check that what it connects to is up",
                failure.error());
    }

    PoolCreateException unprepared(Failure failure) {
        return new PoolCreateException(
                "pool \"" + store.name + "\": prepareFunc failed on a new object: " + failure.text()
                        + "; see the cause, and fix prepareFunc, or what it talks to",
                failure.error());
    }

    /** Clears the interrupt of this thread, which is told by this. */
    InterruptedException interrupted(Failure failure) {
        Thread.interrupted();
        InterruptedException told = new InterruptedException(
                "interrupted while borrowing from pool \"" + store.name + "\": prepareFunc failed: " + failure.text());
        told.initCause(failure.error());
        return told;
    }

    /** The pool at this moment. */
    private final class Look {
        private final int maxSize = store.limits().maxSize();
        private final Supply.State creations = supply.state();
        private final Thread self = Thread.currentThread();
        /** Some of the threads that have the objects, each once. */
        private final Thread[] holders = new Thread[MOST_HOLDERS];

        private int holderCount;
        private int lent;
        private int idle;
        private int mine;
        private boolean more;

        Look() {
            store.slots.forEach(slot -> {
                long word = slot.word();
                if (Slot.isOut(word)) {
                    lent++;
                    holder(slot.borrower());
                } else if (Slot.phase(word) == Slot.IDLE) {
                    idle++;
                }
            });
        }

        private void holder(@Nullable Thread thread) {
            if (thread == null) {
                return;
            }
            mine += thread == self ? 1 : 0;
            for (int i = 0; i < holderCount; i++) {
                if (holders[i] == thread) {
                    return;
                }
            }
            if (holderCount < MOST_HOLDERS) {
                holders[holderCount++] = thread;
            } else {
                more = true;
            }
        }

        private String holders() {
            StringBuilder names = new StringBuilder();
            for (int i = 0; i < holderCount; i++) {
                names.append(i == 0 ? " (to \"" : ", \"")
                        .append(Threads.name(holders[i]))
                        .append('"');
            }
            return holderCount == 0 ? "" : names.append(more ? ", …)" : ")").toString();
        }

        String figures() {
            int held = Math.max(
                    0, store.capacity.taken() - lent - idle - store.slots.reserveSize() - creations.creating());
            return "maxSize=" + Option.MAX_SIZE.text(maxSize) + ", lent=" + lent
                    + holders()
                    + (held == 0 ? "" : ", being pinged, handed off or closed=" + held)
                    + ", creating=" + creations.creating() + ", others waiting=" + line.waiters.size();
        }

        /** {@return why the last creation failed, if that is why there is nothing} */
        @Nullable
        Throwable creationFailure() {
            boolean room = lent < maxSize && !store.isSuspended();
            Failure failure = room ? creations.failure() : null;
            return failure == null ? null : failure.error();
        }

        /** The essence of a report, in one line. */
        String advice(PoolReport report) {
            boolean held = lent > 0 && lent >= maxSize;
            boolean budget = report.diagnosis().kind() == Diagnosis.Kind.BUDGET;
            return report.diagnosis().sentence()
                    + (creationFailure() == null ? "" : ", see the cause")
                    + (report.advice().isEmpty() ? "" : "; " + report.advice())
                    + (budget ? own(mineOfBudget()) : held ? own() : "")
                    + initializing(report);
        }

        /** What waits for a class that this thread initializes goes on only when this thread does. */
        private String initializing(PoolReport report) {
            return report.diagnosis().kind() == Diagnosis.Kind.CREATOR_STUCK && Threads.isInStaticInitializer()
                    ? "; this thread is in a static initializer: should newFunc need that class, borrow outside of it"
                    : "";
        }

        String own() {
            return own(mine);
        }

        private static String own(int held) {
            return held == 0 ? "" : "; this thread itself holds " + held + " of them";
        }

        /** {@return how many objects of all pools of the budget this thread has, if it is the budget that leaves no room} */
        private int mineOfBudget() {
            PoolBudget shortOf = store.capacity.shortOf();
            return shortOf == null ? mine : shortOf.lentTo(self);
        }
    }
}
