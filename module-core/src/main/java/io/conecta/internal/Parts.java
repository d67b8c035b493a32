package io.conecta.internal;

import io.conecta.Loan;
import io.conecta.PoolBudget;
import io.conecta.PoolMeter;
import io.conecta.PoolSettings;
import io.conecta.PoolStats;
import io.conecta.internal.flow.Clockwork;
import io.conecta.internal.flow.Closer;
import io.conecta.internal.flow.Handoff;
import io.conecta.internal.flow.QueueOrder;
import io.conecta.internal.flow.Seat;
import io.conecta.internal.flow.Supply;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.HookRunner;
import io.conecta.internal.runtime.Hooks;
import io.conecta.internal.runtime.Instruments;
import io.conecta.internal.runtime.Limits;
import io.conecta.internal.runtime.Sampling;
import io.conecta.internal.runtime.StackProbe;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.store.Gate;
import io.conecta.internal.store.Store;
import io.conecta.internal.waiting.Line;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one pool, put together: who uses whom. Each uses those made before it and none made after. None knows the {@link Engine}, so
 * that a pool which nobody can reach any more is found out.
 *
 * <p>Here is what creates objects, lends them and takes them back. All else is in {@link SlowParts}, which are made when they are first
 * asked for: a JVM's first pool lends its first object sooner if it does not load them before.
 *
 * @param <T> what is pooled
 */
final class Parts<T> implements Clockwork.Chores, Instruments.Statistics {
    final Store<T> store;
    final Line<T> line;
    final UserCode<T> user;
    final HookRunner runner;
    final @Nullable QueueOrder<T> order;
    final Closer<T> closer;
    final Handoff<T> handoff;
    final Supply<T> supply;
    final Clockwork clockwork;
    final Readiness ready = new Readiness();
    /** Written once, under this object's monitor. Volatile, and all of its fields are final: who sees it sees all of it. */
    private volatile @Nullable SlowParts<T> slow;
    /** As {@link #slow}. */
    private volatile @Nullable RareParts<T> rare;
    /** What has to be done first when the pool closes. Set once, before the pool is used. */
    private @Nullable Runnable onClose;

    Parts(Limits limits, Hooks<T> hooks, Background background) {
        StackProbe.thorough(); // A class that cannot be initialized for want of stack never can be again.
        PoolSettings settings = limits.settings();
        user = new UserCode<>(settings.name(), hooks, background);
        boolean alwaysCareful = hooks.resetFunc() != null || hooks.queue() != null || isRevocable(hooks);
        store = new Store<>(settings.name(), user.clock(), limits, alwaysCareful, new Gate(), hooks.oneOfMany());
        store.gate.close(Gate.BY_OPTION, needsMoreThanAClaim(hooks, settings));
        line = new Line<>(store, background);
        runner = new HookRunner(user);
        order = hooks.queue() == null ? null : new QueueOrder<>(store, user, hooks.queue());
        closer = new Closer<>(store, user, runner);
        handoff = new Handoff<>(store, line, user, closer, order);
        supply = new Supply<>(store, line, user, runner, handoff, closer);
        clockwork = new Clockwork(store, background, order != null, this);
        PoolBudget budget = hooks.budget();
        if (budget != null) { // The last step that may fail: it is left when the pool is closed.
            store.capacity.joined(
                    budget, new Seat<>(budget, store, line, user, supply, this::trim, this::revoke).share());
        }
        if (hooks.meter() != null) {
            measure(hooks.meter());
        }
    }

    /**
     * {@return the parts that most borrows and returns do without}
     *
     * @throws StackOverflowError if there is not stack enough; nothing has been changed then
     */
    SlowParts<T> slow() {
        SlowParts<T> made = slow;
        return made == null ? makeSlow() : made;
    }

    private SlowParts<T> makeSlow() {
        StackProbe.thorough();
        synchronized (this) {
            SlowParts<T> made = slow;
            if (made == null) {
                made = new SlowParts<>(this);
                slow = made;
            }
            return made;
        }
    }

    /**
     * {@return the parts that hardly anything but the pool's end needs}
     *
     * @throws StackOverflowError if there is not stack enough; nothing has been changed then
     */
    RareParts<T> rare() {
        RareParts<T> made = rare;
        return made == null ? makeRare() : made;
    }

    private RareParts<T> makeRare() {
        StackProbe.thorough();
        synchronized (this) {
            RareParts<T> made = rare;
            if (made == null) {
                made = new RareParts<>(this);
                rare = made;
            }
            return made;
        }
    }

    void onClose(Runnable action) {
        onClose = action;
    }

    /** The pool is about to close. */
    void closing() {
        if (onClose != null) {
            onClose.run();
        }
    }

    /** Tells this meter too, from now on. */
    void measure(PoolMeter meter) {
        user.instruments().meters().add(meter);
        slow().stopwatch.start();
    }

    private void trim() {
        slow().surplus.trim();
    }

    private void revoke() {
        slow().revocation.run();
    }

    @Override
    public void scan() {
        slow().housekeeper.scan();
    }

    @Override
    public void sweep() {
        slow().housekeeper.sweep();
    }

    @Override
    public void refill() {
        slow().housekeeper.refill();
    }

    @Override
    public PoolStats stats() {
        return slow().reports.stats();
    }

    @Override
    public List<Loan> loans() {
        return slow().loans.now();
    }

    /** Whether borrowing takes more than a claim, whatever happens. */
    static boolean needsMoreThanAClaim(Hooks<?> hooks, PoolSettings settings) {
        return hooks.queue() != null
                || hooks.prepareFunc() != null
                || Sampling.every(settings.leakTraces()) > 0
                || settings.reclaimLeaked()
                || isRevocable(hooks);
    }

    /** Whether a loan may be ended by the pool: it then ends exactly once. */
    private static boolean isRevocable(Hooks<?> hooks) {
        return hooks.budget() != null && hooks.budget().revokes();
    }
}
