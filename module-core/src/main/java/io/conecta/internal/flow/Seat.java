package io.conecta.internal.flow;

import io.conecta.PoolBudget;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.runtime.Work;
import io.conecta.internal.store.Census;
import io.conecta.internal.store.Signals;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import io.conecta.internal.waiting.Line;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The pool's seat at its budget: what the budget asks of it, and calls back. The calls come with locks of the budget's other pools held, so
 * what follows is done on a thread of the pool's.
 *
 * @param <T> what is pooled
 */
public final class Seat<T> implements PoolBudget.Member {
    private final Store<T> store;
    private final Line<T> line;
    private final UserCode<T> user;
    private final Supply<T> supply;
    private final Runnable trim;
    private final Runnable revoke;
    private final PoolBudget.Share share;
    /** Whether the pool is about to look for room; whether it is about to close what others want. */
    private final AtomicBoolean looking = new AtomicBoolean();

    private final AtomicBoolean yielding = new AtomicBoolean();
    private final AtomicBoolean revoking = new AtomicBoolean();

    /**
     * Joins the budget.
     *
     * @param trim closes what others want
     * @param revoke closes what is lent without a permit
     * @throws IllegalArgumentException if the budget cannot keep so many permits for the pool
     */
    @SuppressWarnings("this-escape") // The budget calls back only when the pool has asked it for something.
    public Seat(
            PoolBudget budget,
            Store<T> store,
            Line<T> line,
            UserCode<T> user,
            Supply<T> supply,
            Runnable trim,
            Runnable revoke) {
        this.store = store;
        this.line = line;
        this.user = user;
        this.supply = supply;
        this.trim = trim;
        this.revoke = revoke;
        this.share = budget.join(this, store.limits().minShare());
    }

    /** {@return what the pool asks of the budget} */
    public PoolBudget.Share share() {
        return share;
    }

    @Override
    public String name() {
        return store.name;
    }

    @Override
    public int waiting() {
        return store.isSuspended() ? 0 : line.waiters.forObjects();
    }

    @Override
    public int mayCreate() {
        return store.capacity.room();
    }

    @Override
    public int lent() {
        return Census.of(store.slots).out;
    }

    @Override
    public int lentTo(Thread holder) {
        int[] held = {0};
        store.slots.forEach(slot -> held[0] += Slot.isOut(slot.word()) && slot.borrower() == holder ? 1 : 0);
        return held[0];
    }

    @Override
    public Duration longestWait() {
        return Duration.ofNanos(
                Math.max(0, line.waiters.longestWait(user.clock().nanoTime())));
    }

    @Override
    public boolean hasIdle() {
        return store.slots.hasIdle() || store.slots.reserveSize() > 0;
    }

    @Override
    public void room() {
        once(looking, this::look);
    }

    /** Has a worker do this, unless one is about to. */
    private void once(AtomicBoolean pending, Runnable action) {
        if (!pending.compareAndSet(false, true)) {
            return;
        }
        try {
            user.background().execute(Work.of(store.name, action));
        } catch (Throwable noMemory) {
            pending.set(false); // The budget tells again.
            throw noMemory;
        }
    }

    private void look() {
        looking.set(false); // First: what is offered from here on is looked at again.
        try {
            supply.demand();
            supply.probe();
        } finally {
            share.decline();
        }
    }

    @Override
    public void excess() {
        store.signals.raise(Signals.OVERSIZE); // Before anything else comes back.
        once(yielding, this::giveWay);
    }

    private void giveWay() {
        yielding.set(false);
        trim.run();
    }

    @Override
    public void revoke() {
        store.signals.raise(Signals.OVERSIZE);
        once(revoking, this::revokeNow);
    }

    private void revokeNow() {
        revoking.set(false);
        trim.run(); // Idle objects first: nobody misses them.
        revoke.run();
    }
}
