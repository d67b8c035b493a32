package io.conecta.internal.flow;

import io.conecta.PoolClosedException;
import io.conecta.PoolSettings;
import io.conecta.internal.runtime.Deadline;
import io.conecta.internal.runtime.Failure;
import io.conecta.internal.runtime.StackProbe;
import io.conecta.internal.runtime.Threads;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.store.Borrowed;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import io.conecta.internal.waiting.Line;
import io.conecta.internal.waiting.WaitQueue.Grant;
import io.conecta.internal.waiting.WaitQueue.Waiter;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Borrowing when it takes more than a claim: looks everywhere, waits in line, has the loan prepared.
 *
 * <p>A plain return stores without a full fence, so in theory it can miss the first waiter that is just registering, for the time a store
 * takes to become visible. Every waiter therefore parks for short, growing times, and looks again when it is at the head: nothing is
 * ever lost for longer than that. See {@code docs/memory-model.md}.
 *
 * @param <T> what is pooled
 */
public final class BorrowPath<T> {
    private static final long FIRST_LOOK_NANOS = 1_000_000;
    private static final long LAST_LOOK_NANOS = 1_000_000_000;

    private final Store<T> store;
    private final Line<T> line;
    private final UserCode<T> user;
    private final Handoff<T> handoff;
    private final Claims<T> claims;
    private final Supply<T> supply;
    private final Preparation<T> preparation;
    private final boolean prepares;
    private final Refusals<T> refusals;
    private final Reports<T> reports;
    private final Rescue<T> rescue;

    public BorrowPath(
            Store<T> store,
            Line<T> line,
            UserCode<T> user,
            Handoff<T> handoff,
            Claims<T> claims,
            Supply<T> supply,
            HookWatch<T> watch,
            Stopwatch<T> stopwatch,
            Reports<T> reports,
            Rescue<T> rescue) {
        this.store = store;
        this.line = line;
        this.user = user;
        this.handoff = handoff;
        this.claims = claims;
        this.supply = supply;
        this.preparation = new Preparation<>(store, user, handoff, watch, stopwatch);
        this.prepares = user.hooks().prepareFunc() != null;
        this.reports = reports;
        this.rescue = rescue;
        this.refusals = new Refusals<>(store, line, user, supply, reports);
    }

    /** What a borrower waits for. */
    private enum For {
        ANYTHING,
        /** It has no time to wait, but for a ping of an idle object. */
        PING
    }

    /**
     * Borrows without creating and without waiting for others; pings if it has to, for up to {@code pingTimeout} in all, and prepares, for up to
     * {@code hookTimeout} in all. Keeps an interrupt, which ends the wait.
     *
     * @param looked whether the caller has looked at the slots, in vain
     * @return an object, prepared, or null
     */
    public @Nullable Borrowed<T> now(Thread thread, boolean looked) {
        store.checkOpen();
        if (!looked || prepares) { // Otherwise nothing is claimed here without a probe of its own.
            StackProbe.glance();
        }
        if (store.isSuspended()) {
            return null;
        }
        Deadline deadline = null;
        Deadline preparing = null;
        for (boolean again = false; ; again = true) {
            Borrowed<T> borrowed = looked && !again ? claims.claimReserved(thread) : claims.claim(thread);
            if (borrowed == null) {
                if (!supply.mayBringPinged()) {
                    return nothing();
                }
                StackProbe.check();
                deadline = begun(deadline, store.limits().ping());
                borrowed = awaitPing(deadline, thread);
                if (borrowed == null) {
                    return null;
                }
                if (claims.refuse(borrowed)) {
                    continue;
                }
            }
            preparation.trace(borrowed);
            if (!prepares) {
                return borrowed;
            }
            preparing = begun(preparing, store.limits().hook());
            Failure failure = preparation.prepare(borrowed, preparing);
            if (failure == null) {
                return borrowed;
            }
            if (isOver(failure, preparing, deadline)) {
                return null;
            }
        }
    }

    private boolean isOver(Failure failure, Deadline preparing, @Nullable Deadline pinging) {
        store.checkOpen();
        return Preparation.endsBorrow(failure) || preparing.hasPassed() || (pinging != null && pinging.hasPassed());
    }

    /** Who never waits finds only so what was abandoned. */
    private @Nullable Borrowed<T> nothing() {
        rescue.glance(user.clock().nanoTime());
        return null;
    }

    private Deadline begun(@Nullable Deadline known, long nanos) {
        return known == null ? Deadline.in(user.clock(), nanos) : known;
    }

    private @Nullable Borrowed<T> awaitPing(Deadline deadline, Thread thread) {
        try {
            return await(For.PING, deadline, thread);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /**
     * Borrows within a time, everything included.
     *
     * @param looked whether the caller has looked at the slots, in vain
     * @return an object, prepared
     */
    public Borrowed<T> within(long nanos, Thread thread, boolean looked) throws InterruptedException {
        if (nanos <= 0) {
            return atOnce(thread, looked);
        }
        store.checkOpen();
        StackProbe.glance();
        Deadline deadline = Deadline.in(user.clock(), nanos);
        Borrowed<T> borrowed = looked ? claims.claimReserved(thread) : claims.claim(thread);
        while (true) {
            if (borrowed == null) {
                borrowed = claimYielding(thread);
            }
            if (borrowed == null) {
                borrowed = Objects.requireNonNull(await(For.ANYTHING, deadline, thread));
                if (claims.refuse(borrowed)) {
                    borrowed = null;
                    continue;
                }
            }
            preparation.trace(borrowed);
            if (!prepares) {
                return borrowed;
            }
            boolean newborn = Preparation.isNewborn(borrowed, deadline);
            Failure failure = preparation.prepare(borrowed, deadline);
            if (failure == null) {
                return borrowed;
            }
            heed(failure, newborn, deadline);
            borrowed = claims.claim(thread);
        }
    }

    /** Throws unless the borrower may try another object. */
    private void heed(Failure failure, boolean newborn, Deadline deadline) throws InterruptedException {
        store.checkOpen();
        if (deadline.hasPassed()) {
            throw refusals.timeout(deadline, failure, null);
        }
        if (newborn && !(failure.error() instanceof Preparation.Cleared)) {
            throw refusals.unprepared(failure);
        }
        if (Preparation.endsBorrow(failure)) {
            throw refusals.interrupted(failure);
        }
    }

    /** For who has no time: what is idle and healthy, its ping included. Nothing is created for it. */
    private Borrowed<T> atOnce(Thread thread, boolean looked) throws InterruptedException {
        Borrowed<T> borrowed = now(thread, looked);
        if (borrowed != null) {
            return borrowed;
        }
        line.barging.borrows(Threads.id(thread));
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted, and pool \"" + store.name + "\" had nothing to lend at once");
        }
        throw refusals.timeout(Deadline.in(user.clock(), 0), null, null);
    }

    /**
     * Lets others run for a moment, if all objects are out and nobody waits yet: on a busy machine the holders are often merely
     * without a processor, and yielding ours is cheaper than to park.
     */
    @SuppressWarnings("ThreadPriorityCheck") // A hint that costs little where the scheduler ignores it.
    private @Nullable Borrowed<T> claimYielding(Thread thread) {
        if (line.waiters.size() > 0 || !store.capacity.isExhausted()) {
            return null;
        }
        Thread.yield();
        return claims.claim(thread);
    }

    /** Waits in line. {@return what it got, or null if, waiting for a ping, the time is up or there is none to wait for} */
    private @Nullable Borrowed<T> await(For what, Deadline deadline, Thread thread) throws InterruptedException {
        store.checkOpen();
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before waiting for pool \"" + store.name + "\"");
        }
        StackProbe.check();
        line.barging.borrows(Threads.id(thread));
        Governor.Outage outage = what == For.PING ? null : supply.hopeless(false);
        if (outage != null) {
            throw refusals.down(outage);
        }
        int most = what == For.PING ? PoolSettings.UNLIMITED : supply.mayWait();
        Waiter<T> waiter = line.waiters.enqueue(most, what == For.PING, deadline.start());
        if (waiter == null) {
            throw refusals.full();
        }
        Waiting waiting = null;
        WaitNews news = null;
        Borrowed<T> borrowed = null;
        try {
            if (what == For.ANYTHING) {
                waiting = new Waiting(store, waiter);
                news = new WaitNews(store, line, user.instruments(), deadline);
                news.begin(line.waiters.isHead(waiter));
            }
            store.checkOpen();
            line.patrol.start();
            supply.demand();
            borrowed = park(waiting, waiter, deadline, thread);
        } finally {
            leave(waiter, borrowed);
            if (news != null) {
                news.end(borrowed != null);
            }
        }
        if (borrowed == null && waiting != null) {
            throw refusals.timeout(deadline, null, waiting);
        }
        return borrowed;
    }

    /** Off the line, for whatever reason; gives on to the next what this one was granted and does not take, or was woken for. */
    private void leave(Waiter<T> waiter, @Nullable Borrowed<T> borrowed) {
        line.waiters.leave(waiter);
        Grant<T> grant = waiter.grant();
        if (grant != null
                && grant.slot != null
                && (borrowed == null || borrowed.slot != grant.slot || borrowed.loan != grant.loan())) {
            passOn(grant.slot, grant.loan());
        }
        if (borrowed == null) {
            supply.gaveUp();
            rescue.look();
        }
        if (grant == null || waiter.isWoken() || !line.patrol.isUnderWay()) {
            handoff.wakeForIdle();
        }
    }

    private void passOn(Slot<T> slot, long loan) {
        try {
            StackProbe.check();
        } catch (StackOverflowError noStack) {
            slot.abandoned = loan;
            return;
        }
        if (slot.tryHoldLoan(loan)) {
            slot.unlisted = true;
            handoff.settle(slot, false, user.clock().nanoTime(), Handoff.Source.POOL);
        }
    }

    /** @param waiting null for who waits for a ping alone */
    private @Nullable Borrowed<T> park(@Nullable Waiting waiting, Waiter<T> waiter, Deadline deadline, Thread thread)
            throws InterruptedException {
        long look = FIRST_LOOK_NANOS;
        while (waiter.grant() == null) {
            boolean first = line.waiters.isHead(waiter);
            boolean asks = first && look > FIRST_LOOK_NANOS; // Should memory, stack or a thread have been lacking.
            if (first) {
                waiter.looks();
                VarHandle.fullFence(); // Who returns from here on wakes us again; who has returned, we see.
                Borrowed<T> borrowed = claims.claim(thread);
                if (borrowed != null && !store.capacity.isAskedToYield()) {
                    return borrowed;
                }
                asks |= waiter.looked();
                if (borrowed != null) { // Another pool may need its place more; else it is granted to this waiter.
                    passOn(borrowed.slot, borrowed.loan);
                }
            }
            store.checkOpen();
            if (deadline.left() <= 0 || (waiting == null && !supply.mayBringPinged())) {
                break;
            }
            if (waiting != null) {
                lookAround(waiting, waiter, deadline);
            }
            if (asks) {
                rescue.look();
                supply.demand();
            }
            if (waiter.grant() != null || waiter.isWoken()) {
                continue; // Whoever did that has unparked us, which waiting for a lock since then may have used up.
            }
            pause(waiting == null ? this : waiting, first ? look : LAST_LOOK_NANOS, deadline);
            look = Math.min(look * 2, LAST_LOOK_NANOS);
            heedInterrupt(waiter);
        }
        line.waiters.leave(waiter);
        Grant<T> grant = waiter.grant();
        return grant == null ? null : take(grant, deadline);
    }

    /** Before each pause: whether there is a reason not to wait any longer. */
    private void lookAround(Waiting waiting, Waiter<T> waiter, Deadline deadline) {
        reports.glance(deadline.lastRead());
        if (isTurnedAway(deadline) && leavesWithNothing(waiter)) {
            throw refusals.overload(deadline);
        }
        Deadlock deadlock = Deadlocks.find(store, waiting);
        if (deadlock != null && store.limits().settings().failOnDeadlock() && leavesWithNothing(waiter)) {
            throw refusals.deadlock(deadlock);
        }
    }

    /** Ends the wait of who was interrupted, unless it has been granted something. */
    private void heedInterrupt(Waiter<T> waiter) throws InterruptedException {
        if (Thread.interrupted()) {
            if (leavesWithNothing(waiter)) {
                throw new InterruptedException("interrupted while waiting for pool \"" + store.name + "\"");
            }
            Thread.currentThread().interrupt();
        }
    }

    private boolean leavesWithNothing(Waiter<T> waiter) {
        line.waiters.leave(waiter);
        return waiter.grant() == null;
    }

    /** Only the head can be missed, and looks often: all others came when the returns knew already that somebody waits. */
    private void pause(Object blocker, long look, Deadline deadline) {
        long nanos = line.valve.isInUse() ? Math.min(look, line.valve.untilLook(deadline.elapsedAtLastRead())) : look;
        user.clock().parkNanos(blocker, Math.min(deadline.leftAtLastRead(), nanos));
    }

    /** Whether the valve is open, and it is the holders that one waits for: neither creations nor a resume. */
    private boolean isTurnedAway(Deadline deadline) {
        return line.valve.isInUse()
                && !store.isSuspended() // First: who waits for a resume says nothing about overload.
                && line.valve.turnsAway(deadline.elapsedAtLastRead())
                && store.capacity.isExhausted()
                && supply.creating() == 0;
    }

    private Borrowed<T> take(Grant<T> grant, Deadline deadline) {
        if (grant.slot != null) {
            return new Borrowed<>(grant.slot, Objects.requireNonNull(grant.object), grant.loan());
        }
        Failure failure = Objects.requireNonNull(grant.failure);
        if (failure.error() instanceof Supply.KnownDown down) {
            if (!deadline.covers(down.outage.began())) {
                throw refusals.down(down.outage);
            }
            failure = down.outage.failure(); // It waited before that was known.
        }
        if (failure.error() instanceof PoolClosedException && store.isClosed()) {
            throw store.closed();
        }
        throw refusals.uncreated(failure); // Whatever newFunc threw, another pool's exceptions included.
    }
}
