package io.conecta.internal.flow;

import io.conecta.Loan;
import io.conecta.PoolBudget;
import io.conecta.PoolHealth;
import io.conecta.PoolReport;
import io.conecta.PoolStats;
import io.conecta.internal.flow.Diagnostician.Finding;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Counters;
import io.conecta.internal.runtime.Failure;
import io.conecta.internal.runtime.Threads;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.store.Census;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import io.conecta.internal.waiting.Line;
import io.conecta.internal.waiting.WaitQueue.Waiter;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pool explains itself: gathers what is known, without stopping anybody, and has the {@link Diagnostician} look at it.
 *
 * @param <T> what is pooled
 */
public final class Reports<T> {
    /** Refusals spend at most one part in so many of their time on reports; between two they share the last. */
    private static final int SHARE = 20;

    private static final long LONGEST_SHARED_NANOS = 20_000_000;
    private static final int MOST_STACKS = 3;
    private static final long STACK_FROM_NANOS = 100_000_000;

    private final Store<T> store;
    private final Line<T> line;
    private final UserCode<T> user;
    private final Supply<T> supply;
    private final Health<T> health;
    private final Loans<T> loans;
    private final Rescue<T> rescue;
    private final Rotation<T> rotation;
    private volatile @Nullable Shared shared;
    /** The same for borrowers that cannot wait, who get nothing for another reason. */
    private volatile @Nullable Shared sharedAtOnce;

    /** A report for those who are refused until a time. Held weakly: it knows the objects that were lent. */
    private record Shared(WeakReference<PoolReport> report, long until) {}

    public Reports(
            Store<T> store,
            Line<T> line,
            UserCode<T> user,
            Supply<T> supply,
            Health<T> health,
            Loans<T> loans,
            Rescue<T> rescue) {
        this.store = store;
        this.line = line;
        this.user = user;
        this.supply = supply;
        this.health = health;
        this.loans = loans;
        this.rescue = rescue;
        this.rotation = health.rotation();
    }

    /** A borrower is about to wait: looks at the counters and at how old the loans are, if it is time. */
    void glance(long now) {
        if (rotation.glance(now)) {
            loans.look();
            health.observe();
        }
    }

    /** {@return the report of this moment} */
    public PoolReport now() {
        return make(0, false, Deadlocks.find(store, null), user.clock().nanoTime());
    }

    /**
     * {@return the report for a borrower that got nothing} One of a moment ago, if there are many.
     *
     * @param self its wait, null if it has not waited
     * @param cannotWait whether it had no time to
     * @param spent for how long it has waited
     */
    PoolReport refused(@Nullable Waiting self, boolean cannotWait, long spent) {
        Deadlock deadlock = self == null ? null : self.found;
        if (deadlock == null || !deadlock.isHeld()) {
            deadlock = self == null ? null : Deadlocks.find(store, self);
        }
        long begun = user.clock().nanoTime();
        Shared last = cannotWait ? sharedAtOnce : shared;
        PoolReport report = last == null || deadlock != null || begun - last.until >= 0 ? null : last.report.get();
        if (report == null) {
            report = make(1, cannotWait, deadlock, begun - spent);
            long done = user.clock().nanoTime();
            Shared made = new Shared(
                    new WeakReference<>(report), done + Math.min(SHARE * (done - begun), LONGEST_SHARED_NANOS));
            if (cannotWait) {
                sharedAtOnce = made;
            } else {
                shared = made;
            }
        }
        return report;
    }

    /**
     * Gathers what there is.
     *
     * @param gaveUp borrowers that wait no longer, and began at {@code since}
     * @param cannotWait whether they had no time to
     */
    private PoolReport make(int gaveUp, boolean cannotWait, @Nullable Deadlock deadlock, long since) {
        long now = user.clock().nanoTime();
        PoolHealth state = health.now();
        List<Loan> lent = loans.now();
        List<Waiter<T>> waiting = line.waiters.list();
        List<Creation<T>> creating = supply.inFlight();
        List<PoolReport.Creation> creations = creations(creating, now);
        long longest = waiting.isEmpty() ? 0 : now - waiting.get(0).since;
        PoolStats stats = stats();
        Facts facts = new FactsOf(state, lent, creating, creations, now)
                .with(
                        stats.inMaintenance(),
                        waiting.size() + gaveUp,
                        cannotWait,
                        Math.max(longest, now - since),
                        deadlock);
        Finding finding = Diagnostician.examine(facts);
        return new PoolReport(
                store.name,
                store.limits().settings(),
                stats,
                state,
                lent,
                waiting.stream()
                        .map(each -> new PoolReport.Waiter(Threads.name(each.thread()), age(now - each.since)))
                        .toList(),
                creations,
                state.failures(),
                finding.diagnosis(),
                finding.advice());
    }

    /** A loan whose borrower's thread has ended. */
    private record Orphan<T>(Slot<T> slot, long word, Thread borrower) {
        boolean isStill() {
            return Slot.loan(slot.word()) == Slot.loan(word) && slot.borrower() == borrower;
        }
    }

    /** What is known, put together for the diagnosis. */
    private final class FactsOf {
        private final PoolHealth state;
        private final List<Loan> lent;
        private final List<PoolReport.Creation> creations;
        private final Supply.State supplied = supply.state();
        private final List<Orphan<T>> orphans = new ArrayList<>();
        private final List<String> ended = new ArrayList<>();
        private final long oldestWanted;
        private int overdue;
        private @Nullable String overdueHolder;

        FactsOf(
                PoolHealth state,
                List<Loan> lent,
                List<Creation<T>> creating,
                List<PoolReport.Creation> creations,
                long now) {
            this.state = state;
            this.lent = lent;
            this.creations = creations;
            this.oldestWanted = creating.stream()
                    .filter(each -> !each.isUnwanted())
                    .mapToLong(each -> now - each.begun)
                    .max()
                    .orElse(0);
            store.slots.forEach(this::look);
            if (!orphans.isEmpty()) {
                Deadlocks.letClaimsEnd();
                orphans.stream().filter(Orphan::isStill).forEach(each -> ended.add(Threads.name(each.borrower)));
                Collections.sort(ended);
            }
            long leak = store.limits().leak();
            if (leak != Clock.FOREVER) {
                for (Loan each : lent) {
                    if (each.age().toNanos() >= leak) {
                        overdue++;
                        overdueHolder = overdueHolder == null ? each.borrower() : overdueHolder;
                    }
                }
            }
        }

        private void look(Slot<T> slot) {
            long word = slot.word();
            boolean lent = Slot.phase(word) == Slot.LENT && !slot.isAbandoned(word); // No borrower has the other.
            Thread borrower = lent ? slot.borrower() : null;
            if (borrower != null && !borrower.isAlive()) {
                orphans.add(new Orphan<>(slot, word, borrower));
            }
        }

        Facts with(int inHand, int waiting, boolean cannotWait, long longest, @Nullable Deadlock deadlock) {
            boolean room = lent.size() < store.limits().maxSize();
            PoolBudget broken = health.brokenBudget();
            // Nobody has asked the budget for who cannot wait: what it said to somebody else is no reason.
            PoolBudget refusing = cannotWait ? null : store.capacity.shortOf();
            Failure failure = room && broken == null ? supplied.failure() : null;
            StackTraceElement at =
                    creations.isEmpty() ? null : StackTop.of(creations.get(0).stack());
            return new Facts(
                    store.limits().settings(),
                    state,
                    lent.size(),
                    inHand,
                    store.capacity.isExhausted(),
                    supplied.creating(),
                    waiting,
                    cannotWait,
                    longest,
                    failure == null ? null : failure.text(),
                    !room ? null : broken != null ? broken : refusing,
                    oldestWanted,
                    at == null ? null : StackTop.text(at),
                    supplied.usualNanos(),
                    ended,
                    overdue,
                    overdueHolder,
                    store.isReturnedByOthers(),
                    line.valve.isOpen(),
                    deadlock == null ? null : deadlock.text(),
                    rotation.now());
        }
    }

    private List<PoolReport.Creation> creations(List<Creation<T>> creating, long now) {
        List<PoolReport.Creation> list = new ArrayList<>();
        for (Creation<T> each : creating) {
            long age = now - each.begun;
            boolean stuck = age >= STACK_FROM_NANOS && list.size() < MOST_STACKS;
            list.add(new PoolReport.Creation(age(age), stuck ? each.stack() : List.of()));
        }
        return list;
    }

    private static Duration age(long nanos) {
        return Duration.ofNanos(Math.max(0, nanos));
    }

    /** {@return the pool's figures, when what was abandoned has been put right} */
    public PoolStats stats() {
        rescue.look();
        return figures();
    }

    /** {@return the pool's figures, as they are} Runs no user code: no executor, no queue. */
    public PoolStats figures() {
        Census census = Census.of(store.slots);
        // An object that moves meanwhile may be met twice, or not at all; the places taken bound the sum.
        int taken = store.capacity.taken();
        int lent = Math.min(census.out, taken);
        int idle = Math.min(census.idle, taken - lent);
        int creating = Math.min(supply.creating(), taken - lent - idle);
        Counters counters = store.counters;
        return new PoolStats(
                store.limits().maxSize(),
                idle,
                lent,
                creating,
                taken - lent - idle - creating,
                line.waiters.size(),
                census.borrowed(),
                counters.get(Counters.CREATED),
                counters.get(Counters.CLOSED),
                counters.get(Counters.CREATE_FAILURES),
                counters.get(Counters.PING_FAILURES),
                counters.get(Counters.TIMEOUTS),
                counters.get(Counters.REJECTIONS),
                counters.get(Counters.LEAKS));
    }
}
