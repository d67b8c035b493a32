package io.conecta.internal;

import io.conecta.PoolBudget;
import io.conecta.PoolMeter;
import io.conecta.PoolSettings;
import io.conecta.internal.flow.Adoption;
import io.conecta.internal.flow.BorrowPath;
import io.conecta.internal.flow.Claims;
import io.conecta.internal.flow.Closer;
import io.conecta.internal.flow.Doubt;
import io.conecta.internal.flow.Handoff;
import io.conecta.internal.flow.Health;
import io.conecta.internal.flow.HookWatch;
import io.conecta.internal.flow.Housekeeper;
import io.conecta.internal.flow.Loans;
import io.conecta.internal.flow.Pinger;
import io.conecta.internal.flow.QueueOrder;
import io.conecta.internal.flow.Renewal;
import io.conecta.internal.flow.Reports;
import io.conecta.internal.flow.ReturnPath;
import io.conecta.internal.flow.Rotation;
import io.conecta.internal.flow.Seat;
import io.conecta.internal.flow.Stopwatch;
import io.conecta.internal.flow.Supply;
import io.conecta.internal.flow.Surplus;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.HookRunner;
import io.conecta.internal.runtime.Hooks;
import io.conecta.internal.runtime.Limits;
import io.conecta.internal.runtime.Sampling;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.store.Gate;
import io.conecta.internal.store.Store;
import io.conecta.internal.waiting.Line;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one pool, put together: who uses whom. Each uses those made before it and none made after. None knows the {@link Engine}, so
 * that a pool which nobody can reach any more is found out.
 *
 * @param <T> what is pooled
 */
final class Parts<T> {
    final Store<T> store;
    final Line<T> line;
    final UserCode<T> user;
    final @Nullable QueueOrder<T> order;
    final HookWatch<T> watch;
    final Stopwatch<T> stopwatch;
    final Closer<T> closer;
    final Handoff<T> handoff;
    final Claims<T> claims;
    final Doubt<T> doubt;
    final Pinger<T> pinger;
    final Supply<T> supply;
    final BorrowPath<T> borrowPath;
    final ReturnPath<T> returnPath;
    final Housekeeper<T> housekeeper;
    final Surplus<T> surplus;
    final Adoption<T> adoption;
    final Loans<T> loans;
    final Health<T> health;
    final Reports<T> reports;
    final Renewal<T> renewal;
    final Readiness ready = new Readiness();
    final Management<T> management;
    final Lifecycle<T> lifecycle;

    Parts(PoolSettings settings, Hooks<T> hooks, Background background) {
        user = new UserCode<>(settings.name(), hooks, background);
        boolean alwaysCareful = hooks.resetFunc() != null || hooks.queue() != null;
        store = new Store<>(settings.name(), user.clock(), Limits.of(settings), alwaysCareful, new Gate());
        store.gate.close(Gate.BY_OPTION, needsMoreThanAClaim(hooks, settings));
        line = new Line<>(store, background);
        HookRunner runner = new HookRunner(user);
        watch = new HookWatch<>(store, user);
        stopwatch = new Stopwatch<>(store, background, user.instruments().meters());
        order = hooks.queue() == null ? null : new QueueOrder<>(store, user, hooks.queue());
        closer = new Closer<>(store, user, runner);
        handoff = new Handoff<>(store, line, user, closer, order);
        claims = new Claims<>(store, user.clock(), handoff, order);
        doubt = new Doubt<>(store, handoff);
        pinger = new Pinger<>(store, user, runner, handoff, doubt);
        supply = new Supply<>(store, line, user, runner, handoff, pinger, closer);
        returnPath = new ReturnPath<>(store, user, handoff, watch, stopwatch);
        adoption = new Adoption<>(store, supply, returnPath);
        health = new Health<>(store, user, supply, new Rotation<>(store, line, user.clock()));
        renewal = new Renewal<>(store, background, handoff, supply);
        housekeeper = new Housekeeper<>(
                store, user, runner, handoff, doubt, supply, pinger, closer, health, stopwatch, order);
        surplus = new Surplus<>(store, handoff, housekeeper);
        loans = new Loans<>(store, housekeeper, closer);
        reports = new Reports<>(store, line, user, supply, health, loans);
        borrowPath = new BorrowPath<>(store, line, user, handoff, claims, supply, watch, stopwatch, reports);
        management = new Management<>(this);
        lifecycle = new Lifecycle<>(this);
        PoolBudget budget = hooks.budget();
        if (budget != null) { // The last step that may fail: it is left when the pool is closed.
            store.capacity.joined(budget, new Seat<>(budget, store, line, user, supply, surplus).share());
        }
        if (hooks.meter() != null) {
            measure(hooks.meter());
        }
    }

    /** Tells this meter too, from now on. */
    void measure(PoolMeter meter) {
        user.instruments().meters().add(meter);
        stopwatch.start();
    }

    /** Whether borrowing takes more than a claim, whatever happens. */
    static boolean needsMoreThanAClaim(Hooks<?> hooks, PoolSettings settings) {
        return hooks.queue() != null
                || hooks.prepareFunc() != null
                || Sampling.every(settings.leakTraces()) > 0
                || settings.reclaimLeaked();
    }
}
