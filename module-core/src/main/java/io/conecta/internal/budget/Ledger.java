package io.conecta.internal.budget;

import io.conecta.BudgetStats;
import io.conecta.PoolBudget.Lease;
import io.conecta.internal.runtime.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who has what of a local budget, who is to get what comes back, and who has to give way. One lock guards all of it, the shares included;
 * pools are called back after it is released ({@link Calls}), and are asked only what they answer by reading.
 *
 * <p>The law: {@code used + offered <= permits}, but for permits that were withdrawn, and no pool takes what is kept for another. A local
 * budget has as many permits as its limit says; one that is leased may have fewer, down to none, and then shares count in proportion. A permit that
 * comes back is <em>offered</em> to the pool that needs it most, and passes on to the next if that one does not take it. So nobody who comes
 * later overtakes a pool that waits.
 *
 * <p>Who needs a permit most: a pool below its share; then the one that has the fewest; between equals, the one that was refused first. Who
 * gives way is decided when an object is at hand ({@link #yields}), not when a pool is asked to: what is wanted may have changed.
 */
final class Ledger {
    /** So often it is looked who might yield, while nothing else has changed than that objects come and go. */
    private static final long LOOK_NANOS = 1_000_000;
    /** So many of those who want are looked at to find out how much. */
    private static final int MOST_COUNTED = 64;
    /** So often an object is closed so that a pool can find out whether its backend is back: such a pool must not harm the others. */
    private static final long PROBE_NANOS = 1_000_000_000;

    volatile String name = "budget";
    private final Clock clock;
    private final Lease lease;
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by {@link #lock}, as all below. */
    private final Shares shares;

    /** How many there are to give now. */
    private int permits;

    private int used;
    private int offered;
    /** Permits that come back soon. */
    int closing;

    private final Set<LocalShare> members = new LinkedHashSet<>();
    /** Those that were refused, first refused first. */
    private final Set<LocalShare> wanting = new LinkedHashSet<>();
    /** Those that have permits; who was asked to yield last stands last. */
    private final Set<LocalShare> holders = new LinkedHashSet<>();

    private long lookedAt;
    /** When an object was closed last for a pool that probes. */
    private long probedAt;
    /** Whether something has changed since. */
    private boolean changed = true;

    Ledger(int limit, int permits, Lease lease, Clock clock) {
        shares = new Shares(limit, permits, members);
        this.permits = permits;
        this.lease = lease;
        this.clock = clock;
        lookedAt = clock.nanoTime();
        probedAt = lookedAt - PROBE_NANOS;
    }

    /** Takes a step under the lock, then calls pools back without it. */
    void run(Consumer<Calls> step) {
        Calls calls = new Calls();
        lock.lock();
        try {
            step.accept(calls);
        } finally {
            lock.unlock();
        }
        calls.make();
    }

    /** {@return what is found under the lock} */
    <R> R get(Supplier<R> look) {
        lock.lock();
        try {
            return look.get();
        } finally {
            lock.unlock();
        }
    }

    long now() {
        return clock.nanoTime();
    }

    void changed() {
        changed = true;
    }

    BudgetStats stats() {
        List<BudgetStats.Part> parts = new ArrayList<>();
        int waiting = 0;
        for (LocalShare each : members) {
            boolean waits = wanting.contains(each) && each.stillWants();
            waiting += waits ? 1 : 0;
            parts.add(new BudgetStats.Part(each.member.name(), each.minShare, each.taken, waits));
        }
        return new BudgetStats(shares.limit(), used, waiting, parts);
    }

    void limit(int value, Calls calls) {
        shares.limit(value, this);
        permits(value, calls);
    }

    /** As {@link #limit}, where permits come from elsewhere. */
    void cap(int value, Calls calls) {
        shares.limit(value, this);
        permits(Math.min(permits, value), calls);
    }

    /** So many may be taken from now on. */
    void permits(int value, Calls calls) {
        permits = value;
        shares.permits(value);
        changed = true;
        if (used + offered > permits) {
            members.forEach(LocalShare::wantsAgain);
        }
        offer(calls);
        ask(calls);
    }

    int used() {
        return used;
    }

    Shares shares() {
        return shares;
    }

    /** {@return how many objects the pools would use now, if they could} */
    int wanted() {
        int sum = 0;
        for (LocalShare each : members) {
            sum += each.member.lent() + each.member.waiting();
        }
        return sum;
    }

    /** Has all pools close what is too much now. */
    void revoke(Calls calls) {
        calls.revoke.addAll(holders);
    }

    Lease lease() {
        return lease;
    }

    /** Whether there are more objects than may be kept, those that are being closed not counted. */
    boolean isOver() {
        return used - closing > lease.toKeep();
    }

    private boolean isOverPermits() {
        return used - closing > permits;
    }

    void join(LocalShare share, int minShare) {
        shares.check(share, minShare, this);
        members.add(share);
        resize(share, minShare);
    }

    void resize(LocalShare share, int minShare) {
        shares.set(share, minShare, this);
        changed = true;
    }

    void leave(LocalShare share, Calls calls) {
        share.left = true;
        wanting.remove(share);
        share.withdraw(share.offered);
        resize(share, 0);
        if (share.taken == 0) {
            members.remove(share);
        }
        offer(calls);
    }

    /** {@return permits that nobody has and nobody was offered, as far as this pool may have them} */
    int free(LocalShare share) {
        int left = Math.min(permits, lease.toCreate()) - used - offered;
        return share.isBelow() ? left : left - shares.kept();
    }

    void took(LocalShare share) {
        shares.leave(share);
        share.taken++;
        used++;
        shares.count(share);
        holders.add(share);
        wanting.remove(share);
    }

    void refuse(LocalShare share, Calls calls) {
        share.refused = true;
        queueUp(share);
        ask(calls);
    }

    /** In line, at the end if it was not. */
    void queueUp(LocalShare share) {
        changed |= wanting.add(share);
    }

    void leaveQueue(LocalShare share) {
        wanting.remove(share);
    }

    /** A permit is free. */
    void gave(LocalShare share, Calls calls) {
        changed = true;
        shares.leave(share);
        share.taken--;
        used--;
        shares.count(share);
        if (share.taken == 0) {
            holders.remove(share);
            if (share.left) {
                members.remove(share);
            }
        }
        offer(calls);
    }

    /** So many permits more, or fewer, are kept by user code that was given up. */
    void overdue(LocalShare share, int more) {
        shares.leave(share);
        share.addOverdue(more);
        shares.count(share);
        changed = true;
    }

    /** Offers what is free to those who need it most. */
    void offer(Calls calls) {
        while (permits > used + offered) {
            LocalShare next = neediest(null, true, true);
            if (next == null || free(next) <= 0) {
                return;
            }
            offer(next, 1);
            calls.room.add(next);
        }
    }

    /** Offers a pool so many permits more, or fewer. */
    void offer(LocalShare share, int more) {
        shares.leave(share);
        share.offered += more;
        offered += more;
        shares.count(share);
    }

    /**
     * {@return who needs a permit most of those that were refused one, null if nobody still does}
     *
     * @param least as of {@link LocalShare#lacks}
     * @param probes whether those count that only probe
     */
    private @Nullable LocalShare neediest(@Nullable LocalShare but, boolean least, boolean probes) {
        LocalShare best = null;
        for (var all = wanting.iterator(); all.hasNext(); ) {
            LocalShare each = all.next();
            if (!each.stillWants()) {
                all.remove();
            } else if (each != but
                    && each.lacks(least) > 0
                    && (probes || !each.probes())
                    && (best == null || each.needsMoreThan(best))) {
                best = each;
            }
        }
        return best;
    }

    /** {@return how many permits are wanted, as far as it matters} */
    private int wanted(@Nullable LocalShare but, boolean least, boolean probes) {
        int sum = 0;
        int left = MOST_COUNTED;
        for (LocalShare each : wanting) {
            if (left-- == 0) {
                break;
            }
            sum += each == but || (!probes && each.probes()) ? 0 : each.lacks(least);
        }
        return sum;
    }

    /**
     * Asks pools to give way, if what is wanted does not come by itself: those with something idle first, as many as there are permits
     * wanted; if they do not suffice, all that have more than is theirs.
     */
    void ask(Calls calls) {
        long now = now();
        boolean probes = now - probedAt >= PROBE_NANOS;
        LocalShare neediest = neediest(null, true, probes);
        int over = Math.max(0, used - permits);
        int missing = over + wanted(null, true, probes) - closing;
        if (missing <= 0 || (over == 0 && neediest == null) || (!changed && now - lookedAt < LOOK_NANOS)) {
            return;
        }
        changed = false;
        lookedAt = now;
        List<LocalShare> idle = new ArrayList<>();
        List<LocalShare> busy = new ArrayList<>();
        for (LocalShare each : holders) {
            if (each == neediest || each.spare() <= 0) {
                continue;
            }
            if (each.member.hasIdle() && (over > 0 || each.yieldsIdle(neediest, now))) {
                idle.add(each);
                if (--missing <= 0) {
                    break;
                }
            } else if (!each.asked) {
                busy.add(each);
            }
        }
        idle.forEach(each -> each.ask(calls));
        holders.removeAll(idle); // To the end: next time, others come first.
        holders.addAll(idle);
        if (missing > 0) {
            busy.forEach(each -> each.ask(calls));
        }
    }

    /** Whether a pool is to close an object that nobody uses right now, so that another can have its permit. */
    boolean yields(LocalShare share, boolean wantedThere) {
        boolean over = isOverPermits();
        // In doubt, an idle object stays, which can be asked for again; and one that comes back goes to who has less.
        boolean least = !wantedThere;
        long now = now();
        boolean probes = now - probedAt >= PROBE_NANOS;
        LocalShare neediest = over ? null : neediest(share, least, probes);
        if (!over && (neediest == null || wanted(share, least, probes) <= closing)) {
            share.asked &= neediest != null;
            return false;
        }
        if (share.spare() <= 0) {
            return false;
        }
        boolean yields = over
                || (wantedThere
                        ? share.yieldsWanted(Objects.requireNonNull(neediest), now)
                        : share.yieldsIdle(neediest, now));
        if (yields && neediest != null && neediest.probes()) {
            probedAt = now;
        }
        return yields;
    }
}
