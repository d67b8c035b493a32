package io.conecta.internal;

import io.conecta.PoolCreateException;
import io.conecta.PoolException;
import io.conecta.PoolFullException;
import io.conecta.PoolTimeoutException;
import java.lang.invoke.VarHandle;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Borrowing when no hot slot is idle: looks everywhere, then waits.
 *
 * <p>A plain return stores without a full fence, so in theory it can miss the first waiter that is just registering, for the time a store
 * takes to become visible. Every waiter therefore parks for short, growing times, and looks again when it is at the head: nothing is
 * ever lost for longer than that. See {@code docs/memory-model.md}.
 *
 * @param <T> what is pooled
 */
final class Borrowing<T> {
    private static final long FIRST_LOOK_NANOS = 1_000_000;
    private static final int MOST_HOLDERS = 3;
    private static final long LAST_LOOK_NANOS = 1_000_000_000;

    private final PoolState<T> state;
    private final Handover<T> handover;
    private final Supply<T> supply;
    private final Checks<T> checks;
    private final Disposal<T> disposal;

    Borrowing(PoolState<T> state, Handover<T> handover, Supply<T> supply, Checks<T> checks, Disposal<T> disposal) {
        this.state = state;
        this.handover = handover;
        this.supply = supply;
        this.checks = checks;
        this.disposal = disposal;
    }

    /**
     * Borrows without creating and without waiting for others; pings if it has to.
     *
     * @param looked whether the caller has looked at the slots, in vain
     * @return an object, prepared, or null
     */
    @Nullable
    Borrowed<T> now(long thread, boolean looked) {
        state.checkOpen();
        Slot<T> slot = looked ? handover.claimReserved(thread) : handover.claim(thread);
        while (true) {
            if (slot == null) {
                slot = check(thread);
            }
            if (slot == null) {
                return null;
            }
            Borrowed<T> borrowed = takeUp(slot);
            if (prepare(borrowed) == null) {
                return borrowed;
            }
            slot = handover.claim(thread);
        }
    }

    /**
     * Borrows within a time, everything included.
     *
     * @param looked whether the caller has looked at the slots, in vain
     * @return an object, prepared
     */
    Borrowed<T> within(long nanos, long thread, boolean looked) throws InterruptedException {
        long start = state.clock.nanoTime();
        Slot<T> slot = looked ? handover.claimReserved(thread) : handover.claim(thread);
        for (long left = nanos; ; left = remaining(nanos, start), slot = handover.claim(thread)) {
            if (slot == null && left > 0) {
                slot = claimYielding(thread);
            }
            if (slot == null) {
                slot = await(left, nanos, thread);
            }
            boolean newborn = Slot.loans(slot.loanWord()) - slot.loansBefore == 1;
            Borrowed<T> borrowed = takeUp(slot);
            Throwable failure = prepare(borrowed);
            if (failure == null) {
                return borrowed;
            }
            if (newborn) {
                throw new PoolCreateException(
                        "pool \"" + state.name + "\": prepareFunc failed on a new object: " + failure, failure);
            }
        }
    }

    /** Notes what was borrowed; from now on the loan may be reclaimed, and the slot be somebody else's. */
    private Borrowed<T> takeUp(Slot<T> slot) {
        Borrowed<T> borrowed = new Borrowed<>(slot, slot.require(), Slot.loan(slot.loanWord()));
        if (state.limits().settings().leakTraces()) {
            slot.trace = new BorrowTrace(Thread.currentThread().getName());
        }
        slot.takeUp();
        return borrowed;
    }

    /** Prepares a loan. {@return why that failed, the object being closed then, or null} */
    private @Nullable Throwable prepare(Borrowed<T> borrowed) {
        if (state.hooks.prepareFunc() == null) {
            return null;
        }
        Slot<T> slot = borrowed.slot();
        Throwable failure = state.hooks.prepare(borrowed.object());
        if (failure != null && slot.tryHoldLoan(borrowed.loan())) {
            disposal.dispose(slot);
        }
        if (failure == null && Slot.loan(slot.loanWord()) != borrowed.loan()) {
            return new IllegalStateException("prepareFunc outlasted leakThreshold="
                    + Limits.millis(state.limits().settings().leakThreshold()) + "; its object was reclaimed");
        }
        return failure;
    }

    /** {@return a suspect that has passed its ping, now lent to this thread, or null if there is none} */
    private @Nullable Slot<T> check(long thread) {
        for (Slot<T> suspect = state.slots.holdSuspect(); suspect != null; suspect = state.slots.holdSuspect()) {
            if (state.attention.has(Attention.WAITERS)) {
                state.demand(); // Who looked for a suspect while we did may have found none, though there are more.
            }
            CompletableFuture<Boolean> healthy = new CompletableFuture<>();
            checks.checkForBorrower(suspect, healthy::complete);
            if (healthy.join()) {
                suspect.lend(Slot.CAREFUL_CLAIM, thread);
                return suspect;
            }
        }
        return null;
    }

    /**
     * Lets others run for a moment, if all objects are out and nobody waits yet: on a busy machine the holders are often merely
     * without a processor, and yielding ours is cheaper than to park.
     */
    @SuppressWarnings("ThreadPriorityCheck") // A hint that costs little where the scheduler ignores it.
    private @Nullable Slot<T> claimYielding(long thread) {
        if (state.waiters.size() > 0 || !state.isExhausted()) {
            return null;
        }
        Thread.yield();
        return handover.claim(thread);
    }

    private Slot<T> await(long left, long whole, long thread) throws InterruptedException {
        state.checkOpen();
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before waiting for pool \"" + state.name + "\"");
        }
        state.turns.borrows(thread);
        WaitQueue.Waiter<T> waiter = state.waiters.enqueue(supply.mayWait());
        if (waiter == null) {
            int most = state.limits().settings().maxWaiters();
            throw new PoolFullException(
                    "pool \"" + state.name + "\": " + most + " borrowers wait already, and maxWaiters=" + most
                            + "; borrow less at once or raise maxWaiters; " + figures(),
                    supply.lastFailure());
        }
        Slot<T> slot = null;
        try {
            if (state.isClosed()) {
                throw state.closed();
            }
            state.patrol.start();
            supply.demand();
            slot = park(waiter, left, thread);
            if (slot != null) {
                return slot;
            }
            state.counters.timeouts.incrementAndGet();
            throw timeout(whole);
        } finally {
            state.waiters.leave(waiter);
            if (slot == null) {
                passOn(waiter.grant); // Granted while we were on our way out.
                supply.gaveUp();
            }
            if (waiter.grant == null || waiter.woken || !state.patrol.isUnderWay()) {
                handover.wakeForIdle(); // What we were woken for may be there for the next, whatever made us leave.
            }
        }
    }

    private @Nullable Slot<T> park(WaitQueue.Waiter<T> waiter, long nanos, long thread) throws InterruptedException {
        long start = state.clock.nanoTime();
        long look = FIRST_LOOK_NANOS;
        while (waiter.grant == null) {
            boolean first = state.waiters.isHead(waiter);
            if (first) {
                waiter.woken = false;
                VarHandle.fullFence(); // Who returns from here on wakes us again; who has returned, we see.
                Slot<T> slot = handover.claim(thread);
                if (slot != null) {
                    return leaveWith(slot, waiter);
                }
            }
            long left = remaining(nanos, start);
            if (left <= 0) {
                break;
            }
            // Only the head can be missed: all others came when the returns knew already that somebody waits.
            state.clock.parkNanos(this, Math.min(left, first ? look : LAST_LOOK_NANOS));
            look = Math.min(look * 2, LAST_LOOK_NANOS);
            if (Thread.interrupted()) {
                state.waiters.leave(waiter);
                if (waiter.grant == null) {
                    throw new InterruptedException("interrupted while waiting for pool \"" + state.name + "\"");
                }
                Thread.currentThread().interrupt();
            }
        }
        state.waiters.leave(waiter);
        return waiter.grant == null ? null : settle(waiter.grant);
    }

    /** Off the queue with a slot of one's own; if one was granted meanwhile, that goes on to the next. */
    private Slot<T> leaveWith(Slot<T> slot, WaitQueue.Waiter<T> waiter) {
        state.waiters.leave(waiter);
        passOn(waiter.grant);
        return slot;
    }

    /** Gives on to the next, or back, what was granted and is not taken. */
    private void passOn(WaitQueue.@Nullable Grant<T> grant) {
        Slot<T> extra = grant == null ? null : grant.slot();
        if (extra != null && extra.tryHoldLoan(Slot.loan(extra.loanWord()))) {
            extra.unlisted = true;
            handover.offer(extra, false, state.clock.nanoTime());
        }
    }

    private Slot<T> settle(WaitQueue.Grant<T> grant) {
        Slot<T> slot = grant.slot();
        if (slot != null) {
            return slot;
        }
        Throwable failure = Objects.requireNonNull(grant.failure());
        if (failure instanceof PoolException pool) {
            throw state.isClosed() ? state.closed() : pool;
        }
        throw new PoolCreateException(
                "pool \"" + state.name + "\": newFunc failed: " + failure
                        + "; see the cause, and check that what it connects to is up",
                failure);
    }

    private PoolTimeoutException timeout(long whole) {
        Throwable cause = supply.lastFailure();
        return new PoolTimeoutException(
                "pool \"" + state.name + "\": no object within " + TimeUnit.NANOSECONDS.toMillis(whole) + " ms; "
                        + figures()
                        + "; " + advice(cause),
                cause);
    }

    private String advice(@Nullable Throwable failure) {
        if (failure != null) {
            return "creations fail, see the cause: " + failure;
        }
        if (state.limits().maxSize() == 0) {
            return "the pool is paused: raise maxSize by reconfigure";
        }
        return supply.creating() > 0 && state.slots.lent() < state.limits().maxSize()
                ? "a creation takes longer than that: wait longer (borrowTimeout) or keep objects ready (initialSize, minIdle)"
                : "give objects back sooner, raise maxSize or wait longer (borrowTimeout)";
    }

    private String figures() {
        return "maxSize=" + state.limits().maxSize() + ", lent=" + state.slots.lent() + holders() + ", creating="
                + supply.creating() + ", others waiting=" + state.waiters.size();
    }

    /** {@return the threads that have the objects, a few of them} */
    private String holders() {
        Set<String> names = new LinkedHashSet<>();
        state.slots.forEach(slot -> {
            if (names.size() < MOST_HOLDERS && Slot.phase(slot.word()) == Slot.LENT) {
                names.add('"' + Threads.name(slot.borrower) + '"');
            }
        });
        return names.isEmpty() ? "" : " (to " + String.join(", ", names) + (names.size() < MOST_HOLDERS ? ")" : ", …)");
    }

    private long remaining(long nanos, long start) {
        return nanos == Clock.FOREVER ? nanos : nanos - (state.clock.nanoTime() - start);
    }
}
