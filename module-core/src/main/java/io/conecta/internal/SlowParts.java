package io.conecta.internal;

import io.conecta.internal.flow.BorrowPath;
import io.conecta.internal.flow.Claims;
import io.conecta.internal.flow.Doubt;
import io.conecta.internal.flow.Health;
import io.conecta.internal.flow.HookWatch;
import io.conecta.internal.flow.Housekeeper;
import io.conecta.internal.flow.Loans;
import io.conecta.internal.flow.Pinger;
import io.conecta.internal.flow.Reports;
import io.conecta.internal.flow.Rescue;
import io.conecta.internal.flow.ReturnPath;
import io.conecta.internal.flow.Revocation;
import io.conecta.internal.flow.Rotation;
import io.conecta.internal.flow.Stopwatch;
import io.conecta.internal.flow.Surplus;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.store.Store;
import io.conecta.internal.waiting.WaitQueue;

/**
 * The parts of one pool that come into it when something takes more than a claim or a plain return: a borrower that waits, a hook, a ping, a
 * scan, a report. As in {@link Parts}, each uses those made before it; what most pools need once at most is in {@link RareParts}.
 *
 * @param <T> what is pooled
 */
final class SlowParts<T> {
    final HookWatch<T> watch;
    final Stopwatch<T> stopwatch;
    final Claims<T> claims;
    final ReturnPath<T> returnPath;
    final Health<T> health;
    final Pinger<T> pinger;
    final Housekeeper<T> housekeeper;
    final Surplus<T> surplus;
    final Revocation<T> revocation;
    final Loans<T> loans;
    final Reports<T> reports;
    final BorrowPath<T> borrowPath;

    SlowParts(Parts<T> parts) {
        WaitQueue.Waiter.prepare();
        Store<T> store = parts.store;
        UserCode<T> user = parts.user;
        Background background = user.background();
        watch = new HookWatch<>(store, user);
        stopwatch = new Stopwatch<>(store, background, user.instruments().meters());
        claims = new Claims<>(store, user.clock(), parts.handoff, parts.order);
        Doubt<T> doubt = new Doubt<>(store, parts.handoff);
        pinger = new Pinger<>(store, user, parts.runner, parts.handoff, doubt);
        parts.supply.pingBy(pinger);
        returnPath = new ReturnPath<>(store, user, parts.handoff, watch, stopwatch);
        health = new Health<>(store, user, parts.supply, new Rotation<>(store, parts.line, user.clock()));
        housekeeper = new Housekeeper<>(
                store,
                user,
                parts.runner,
                parts.handoff,
                doubt,
                parts.supply,
                pinger,
                parts.closer,
                health,
                stopwatch,
                parts.order,
                parts.clockwork);
        surplus = new Surplus<>(store, parts.handoff, housekeeper);
        revocation = new Revocation<>(store, user, pinger, parts.closer);
        Rescue<T> rescue = new Rescue<>(store, parts.clockwork);
        loans = new Loans<>(store, housekeeper, parts.closer, rescue);
        reports = new Reports<>(store, parts.line, user, parts.supply, health, loans, rescue);
        borrowPath = new BorrowPath<>(
                store, parts.line, user, parts.handoff, claims, parts.supply, watch, stopwatch, reports, rescue);
    }
}
