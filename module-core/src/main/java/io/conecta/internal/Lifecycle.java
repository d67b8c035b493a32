package io.conecta.internal;

import io.conecta.Loan;
import io.conecta.PoolSettings;
import io.conecta.internal.flow.Clockwork;
import io.conecta.internal.flow.Handoff;
import io.conecta.internal.flow.Health;
import io.conecta.internal.flow.HookWatch;
import io.conecta.internal.flow.Housekeeper;
import io.conecta.internal.flow.Loans;
import io.conecta.internal.flow.Pinger;
import io.conecta.internal.flow.QueueOrder;
import io.conecta.internal.flow.Renewal;
import io.conecta.internal.flow.Supply;
import io.conecta.internal.flow.Surplus;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Deadline;
import io.conecta.internal.runtime.DurationText;
import io.conecta.internal.runtime.Failure;
import io.conecta.internal.runtime.Limits;
import io.conecta.internal.runtime.Require;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.store.Gate;
import io.conecta.internal.store.Signals;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import io.conecta.internal.waiting.Line;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the pool as a whole: it is reconfigured, cleared and closed.
 *
 * <p>All of these write down what holds from now on (limits, epoch, CLOSED) and close the {@link Gate} if borrowers must heed it; then they
 * visit every object once; then {@link Housekeeper#settle} looks again for what a return has carried past them.
 *
 * @param <T> what is pooled
 */
final class Lifecycle<T> {
    private final Parts<T> parts;
    private final Store<T> store;
    private final Line<T> line;
    private final UserCode<T> user;
    private final Background background;
    private final @Nullable QueueOrder<T> order;
    private final Handoff<T> handoff;
    private final Supply<T> supply;
    private final Pinger<T> pinger;
    private final Clockwork clockwork;
    private final Housekeeper<T> housekeeper;
    private final HookWatch<T> watch;
    private final Departures<T> departures;
    private final Loans<T> loans;
    private final Readiness ready;
    private final Health<T> health;
    private final Renewal<T> renewal;
    private final Management<T> management;
    private final Surplus<T> surplus;
    private final AtomicBoolean closing = new AtomicBoolean();
    /** Serialises {@link #clear} and {@link #reconfigure}; never held while waiting or in user code. */
    private final ReentrantLock changes = new ReentrantLock();

    Lifecycle(Parts<T> parts, SlowParts<T> slow, RareParts<T> rare) {
        this.parts = parts;
        store = parts.store;
        line = parts.line;
        user = parts.user;
        background = parts.user.background();
        order = parts.order;
        clockwork = parts.clockwork;
        handoff = parts.handoff;
        supply = parts.supply;
        pinger = slow.pinger;
        housekeeper = slow.housekeeper;
        watch = slow.watch;
        loans = slow.loans;
        ready = parts.ready;
        health = slow.health;
        renewal = rare.renewal;
        management = rare.management;
        surplus = slow.surplus;
        departures = new Departures<>(store, parts.closer, user.clock());
    }

    /** Changes the limits. */
    void reconfigure(PoolSettings settings) {
        Limits limits;
        try {
            limits = Limits.of(Objects.requireNonNull(settings, "settings"));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("pool \"" + store.name + "\": " + wrong.getMessage(), wrong);
        }
        change(() -> limits).run();
    }

    /**
     * Changes the limits.
     *
     * @param newest gives them; asked under the lock, so that of changes that meet the latest is the last
     * @return what tells the listener
     */
    Runnable change(Supplier<Limits> newest) {
        PoolSettings settings;
        PoolSettings before;
        changes.lock();
        try {
            store.checkOpen();
            Limits limits = newest.get();
            settings = limits.settings();
            before = store.limits().settings();
            fixed("name", before.name(), settings.name());
            fixed("strict", before.strict(), settings.strict());
            fixed("budget", before.budget(), settings.budget());
            keep(limits);
            supply.unpausing(before.maxSize());
            if (settings.reclaimLeaked() && !before.reclaimLeaked()) {
                housekeeper.forgetAges(); // A return that has not seen the flag has long ended when the first is
                // reclaimed.
            }
            store.limits(limits);
            store.gate.close(Gate.BY_OPTION, Parts.needsMoreThanAClaim(user.hooks(), settings));
            if (limits.careful()) {
                store.slots.forEach(Lifecycle::flagCareful);
            }
            if (!limits.traces()) {
                store.slots.forEach(slot -> slot.trace = null);
            }
        } finally {
            changes.unlock();
        }
        management.show();
        clockwork.start();
        surplus.trim();
        supply.unpaused(before.maxSize());
        store.capacity.raised();
        housekeeper.sweep();
        return before.equals(settings) ? () -> {} : () -> user.reconfigured(before, settings);
    }

    /** Lets no running loan end by a store any more, so that it may be reclaimed. */
    private static void flagCareful(Slot<?> slot) {
        long word = slot.word();
        if (Slot.phase(word) == Slot.LENT) {
            slot.requireCare(Slot.loan(word));
        }
    }

    /** Has the budget keep what the pool is to have always, or refuse that. */
    private void keep(Limits limits) {
        Require.budget(user.hooks().budget(), limits.settings());
        var share = store.capacity.share();
        if (share != null) {
            share.minShare(limits.minShare());
        }
    }

    private void fixed(String option, Object before, Object now) {
        if (!before.equals(now)) {
            throw new IllegalArgumentException("pool \"" + store.name + "\": " + option
                    + " cannot be changed while the pool runs, was " + before + ", would be " + now
                    + "; keep it, or build another pool");
        }
    }

    void clear() {
        beginClear().accept(Deadline.in(user.clock(), store.limits().close()));
    }

    /** Has all that there is replaced. {@return what waits until it is closed} */
    Consumer<Deadline> beginClear() {
        int epoch;
        changes.lock();
        try {
            store.checkOpen();
            store.nextEpoch();
            epoch = store.epoch();
            store.gate.close(Gate.OLD_OBJECTS, true);
        } finally {
            changes.unlock();
        }
        evictAll();
        supply.hurry();
        pinger.hurry();
        housekeeper.settle(() -> {});
        return deadline -> departures.awaitOlder(epoch, deadline);
    }

    /** Lends nothing until {@link #resume}. */
    void suspend() {
        suspend(false);
    }

    /** {@return what is still out after that time} */
    List<Loan> suspend(Duration drain) throws InterruptedException {
        Deadline deadline = Deadline.in(user.clock(), Clock.nanos(Objects.requireNonNull(drain, "drain")));
        housekeeper.look();
        suspend(true);
        evictAll();
        pinger.hurry();
        housekeeper.settle(() -> {});
        if (departures.awaitNone(this::isCreating, deadline)) {
            throw new InterruptedException("interrupted while pool \"" + store.name + "\" was draining");
        }
        return loans.left();
    }

    private void suspend(boolean drain) {
        changes.lock();
        try {
            store.checkOpen();
            store.suspend(drain);
            health.observe(); // Since when, it knows from its looks.
        } finally {
            changes.unlock();
        }
    }

    /** Replaces what exists now, spread over that time. */
    void renew(Duration over) {
        checkTime(store.name, over);
        store.checkOpen();
        renewal.begin(Clock.nanos(over));
    }

    /** Refuses a time that a renewal cannot take. */
    static void checkTime(String pool, Duration over) {
        if (Objects.requireNonNull(over, "over").isNegative()) {
            throw new IllegalArgumentException("pool \"" + pool + "\": over must be >= 0s, was " + DurationText.of(over)
                    + "; Duration.ZERO renews as fast as creations allow");
        }
    }

    void resume() {
        changes.lock();
        try {
            if (!store.isSuspended()) {
                return;
            }
            line.valve.restart(); // Before a waiter can see that the pool lends again.
            supply.resuming();
            store.resume();
            health.observe();
        } finally {
            changes.unlock();
        }
        if (!store.isClosed()) {
            supply.resumed();
            handoff.wakeForIdle();
            store.capacity.raised(); // Creations may begin again.
            housekeeper.sweep();
        }
    }

    void close() {
        if (beginClose()) {
            awaitIdleClosed(Deadline.in(user.clock(), store.limits().close()));
        }
    }

    /** Waits until what nobody had borrowed is closed. */
    void awaitIdleClosed(Deadline deadline) {
        departures.awaitInHand(deadline);
        user.log().close();
    }

    /** {@return what is left after that time} */
    List<Loan> close(Duration drain) throws InterruptedException {
        Deadline deadline = Deadline.in(user.clock(), Clock.nanos(Objects.requireNonNull(drain, "drain")));
        housekeeper.look();
        beginClose();
        return awaitClosed(deadline);
    }

    /** {@return what is left after that time} */
    List<Loan> awaitClosed(Deadline deadline) throws InterruptedException {
        boolean interrupted = departures.awaitNone(this::isCreating, deadline);
        user.log().close();
        if (interrupted) {
            throw new InterruptedException("interrupted while pool \"" + store.name + "\" was draining");
        }
        return loans.left();
    }

    private boolean isCreating() {
        return supply.creating() > 0;
    }

    /** Closes what is idle and marks what is out. {@return whether this call did so} */
    boolean beginClose() {
        store.signals.raise(Signals.CLOSED); // First: whoever loses the race returns with the pool closed, too.
        store.gate.close(Gate.CLOSED, true);
        if (!closing.compareAndSet(false, true)) {
            return false;
        }
        parts.closing();
        health.observe();
        ready.missed(store.closed());
        line.waiters.failAll(Failure.of(store.closed()), true);
        supply.hurry();
        line.patrol.stop();
        watch.stop();
        renewal.stop();
        management.end();
        clockwork.stop();
        evictAll();
        pinger.hurry();
        if (order != null) {
            order.stop();
        }
        var share = store.capacity.share();
        if (share != null) {
            share.leave();
        }
        AtomicBoolean released = new AtomicBoolean();
        housekeeper.settle(() -> {
            if (released.compareAndSet(false, true)) { // A timer that fails runs again.
                background.release();
            }
        });
        user.instruments().meters().end();
        return true;
    }

    /** Closes what is idle, and marks what is out. */
    private void evictAll() {
        store.slots.forEach(this::evict);
        for (int most = store.slots.reserveSize(); most > 0; most--) { // What is added meanwhile is seen by a sweep.
            if (!handoff.closeOldest()) {
                break;
            }
        }
    }

    private void evict(Slot<T> slot) {
        for (long word = slot.word(); ; word = slot.word()) {
            if (Slot.phase(word) == Slot.IDLE) {
                if (handoff.closeIdle(slot)) {
                    return;
                }
            } else if (!Slot.isOut(word) || Slot.has(word, Slot.DOOMED) || slot.tryFlag(word, Slot.DOOMED)) {
                return;
            }
        }
    }
}
