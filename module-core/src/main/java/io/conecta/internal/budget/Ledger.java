package io.conecta.internal.budget;

import io.conecta.BudgetStats;
import io.conecta.PoolBudget.Lease;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Row;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who has what of a local budget, who is to get what comes back, and who has to give way. One lock guards all of it, the shares included;
 * pools are called back after it is released, and are asked only what they answer by reading.
 *
 * <p>The law: {@code used + offered <= permits}, but for permits that were withdrawn, and no pool takes what is kept for another ({@link Shares}). A
 * local budget has as many permits as its limit says; one that is leased may have fewer, down to none. A permit that
 * comes back is <em>offered</em> to the pool that needs it most, and passes on to the next if that one does not take it. So nobody who comes
 * later overtakes a pool that waits.
 *
 * <p>Who needs a permit most: a pool below its share; then the one that has the fewest; between equals, the one that was refused first. Who
 * gives way is decided when an object is at hand ({@link #yields}), not when a pool is asked to: what is wanted may have changed.
 *
 * <p>A step, from {@link #begin} to {@link #end}, first counts, which takes no memory and cannot fail; then it is decided who gets something and who
 * gives way, and they are told. If that finds no memory, the next step does it: so no permit is lost when there is none.
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
    final Lease lease;
    private final ShortLock lock = new ShortLock();
    /** Guarded by {@link #lock}, as all below. */
    private final Shares shares;

    /** How many there are to give now. */
    private int permits;

    int used;
    private int offered;
    /** Permits that come back soon. */
    int closing;

    private final Row<LocalShare> members = new Row<>();
    /** Those that were refused, first refused first. */
    private final Row<LocalShare> wanting = new Row<>();
    /** Those that have permits; who was asked to yield last stands last. */
    private final Row<LocalShare> holders = new Row<>();

    private final Calls calls = new Calls(this);
    /** Whether something is free that may be offered. */
    private boolean offerDue;
    /** Whether something is wanted that others may have to give way for. */
    private boolean askDue;

    private long lookedAt;
    /** When an object was closed last for a pool that probes. */
    private long probedAt;
    /** Whether something has changed since. */
    private boolean changed = true;

    Ledger(int limit, int permits, Lease lease, Clock clock) {
        this.permits = permits;
        this.lease = lease;
        shares = new Shares(limit, permits, members);
        this.clock = clock;
        lookedAt = clock.nanoTime();
        probedAt = lookedAt - PROBE_NANOS;
    }

    /** Begins a step. {@link #end} follows. */
    void begin() {
        lock.lock();
    }

    /** Ends a step: what it has left to be decided is decided, then pools are called back without the lock. */
    void end() {
        boolean quiet;
        try {
            decide();
            quiet = calls.isEmpty();
        } finally {
            unlock();
        }
        if (!quiet) {
            calls.make();
        }
    }

    void unlock() {
        lock.unlock();
    }

    private void decide() {
        try {
            if (offerDue) {
                offer();
                offerDue = false;
            }
            if (askDue) {
                ask();
                askDue = false;
            }
        } catch (OutOfMemoryError | StackOverflowError later) {
            changed = true; // It is still due: the next step does it.
        }
    }

    void offerDue() {
        offerDue = true;
    }

    void askDue() {
        askDue = true;
    }

    long now() {
        return clock.nanoTime();
    }

    void changed() {
        changed = true;
    }

    /** Others may have to give way, whenever that was looked at last. */
    void lookDue() {
        changed = true;
        askDue = true;
    }

    BudgetStats stats() {
        return new BudgetStats(shares.limit(), used, Figures.wanting(wanting), Figures.parts(members, wanting));
    }

    void limit(int value) {
        shares.limit(value, this);
        permits(value);
    }

    /** As {@link #limit}, where permits come from elsewhere. */
    void cap(int value) {
        shares.limit(value, this);
        permits(Math.min(permits, value));
    }

    /** So many may be taken from now on. */
    void permits(int value) {
        permits = value;
        shares.permits(value);
        changed = true;
        if (used + offered > permits) {
            for (Row.Link<LocalShare> at = members.first(); at != null; at = at.next()) {
                at.element.wantsAgain();
            }
        }
        offerDue = true;
        askDue = true;
    }

    Shares shares() {
        return shares;
    }

    Row<LocalShare> members() {
        return members;
    }

    /** Has all pools close what is too much now. */
    void revoke() {
        for (Row.Link<LocalShare> at = holders.first(); at != null; at = at.next()) {
            calls.revoke(at.element);
        }
    }

    /** Whether there are more objects than may be kept, those that are being closed not counted. */
    boolean isOver() {
        return used - closing > lease.toKeep();
    }

    void join(LocalShare share, int minShare) {
        shares.check(share, minShare, this);
        members.add(share.inMembers);
        resize(share, minShare);
    }

    void leave(LocalShare share) {
        share.left = true;
        wanting.remove(share.inWanting);
        share.withdraw(share.offered);
        resize(share, 0);
        if (share.taken == 0) {
            members.remove(share.inMembers);
        }
        offerDue = true;
    }

    void resize(LocalShare share, int minShare) {
        shares.set(share, minShare, this);
        changed = true;
    }

    /** {@return permits that nobody has, for creations that begin now} */
    int unused() {
        return Math.min(permits, lease.toCreate()) - used;
    }

    /** {@return permits that nobody has and nobody was offered, as far as this pool may have them} */
    int free(LocalShare share) {
        int left = unused() - offered;
        return share.isBelow() ? left : left - shares.kept();
    }

    void took(LocalShare share) {
        shares.leave(share);
        share.taken++;
        used++;
        shares.count(share);
        holders.add(share.inHolders);
        wanting.remove(share.inWanting);
    }

    void refuse(LocalShare share) {
        share.refused();
        queueUp(share);
        askDue = true;
    }

    /** In line, at the end if it was not. */
    void queueUp(LocalShare share) {
        changed |= wanting.add(share.inWanting);
    }

    void leaveQueue(LocalShare share) {
        wanting.remove(share.inWanting);
    }

    /** A permit is free. */
    void gave(LocalShare share) {
        lookDue(); // Who gets it may not be the only one who lacks one, or can create from now on.
        shares.leave(share);
        share.taken--;
        used--;
        shares.count(share);
        if (share.taken == 0) {
            holders.remove(share.inHolders);
            if (share.left) {
                members.remove(share.inMembers);
            }
        }
        offerDue = true;
    }

    /** So many permits more, or fewer, are kept by user code that was given up. */
    void overdue(LocalShare share, int more) {
        shares.leave(share);
        share.addOverdue(more);
        shares.count(share);
        changed = true;
    }

    /** Offers what is free to those who need it most. */
    private void offer() {
        while (permits > used + offered) {
            LocalShare next = neediest(null, true, true);
            if (next == null || free(next) <= 0) {
                return;
            }
            offer(next, 1);
            calls.room(next);
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
        Row.Link<LocalShare> next;
        for (Row.Link<LocalShare> at = wanting.first(); at != null; at = next) {
            next = at.next();
            LocalShare each = at.element;
            if (!each.stillWants()) {
                wanting.remove(at);
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
        for (Row.Link<LocalShare> at = wanting.first(); at != null && left > 0; at = at.next(), left--) {
            LocalShare each = at.element;
            sum += each == but || (!probes && each.probes()) ? 0 : each.lacks(least);
        }
        return sum;
    }

    /**
     * Asks pools to give way, if what is wanted does not come by itself: those with something idle first, as many as there are permits
     * wanted; if they do not suffice, all that have more than is theirs.
     */
    private void ask() {
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
        if (askIdle(missing, neediest, now)) {
            return;
        }
        for (Row.Link<LocalShare> at = holders.first(); at != null; at = at.next()) {
            LocalShare each = at.element;
            // If there are too many, who needs more than others do gives way too.
            if ((over > 0 || each != neediest) && each.spare() > 0 && !each.asked) {
                askOne(each);
            }
        }
    }

    /** {@return whether there are enough of them} Asks those with something idle. */
    private boolean askIdle(int missing, @Nullable LocalShare neediest, long now) {
        int left = missing;
        Row.Link<LocalShare> last = holders.last();
        Row.Link<LocalShare> next;
        for (Row.Link<LocalShare> at = holders.first(); at != null && left > 0; at = next) {
            next = at == last ? null : at.next();
            LocalShare each = at.element;
            if (each.spare() > 0
                    && each.member.hasIdle()
                    && (used > permits || (each != neediest && each.yieldsIdle(neediest, now)))) {
                left--;
                askOne(each);
                holders.remove(at); // To the end: next time, others come first.
                holders.add(at);
            }
        }
        return left <= 0;
    }

    private void askOne(LocalShare share) {
        share.asked = true;
        calls.excess(share);
    }

    /** Whether a pool is to close an object that nobody uses right now, so that another can have its permit. */
    boolean yields(LocalShare share, boolean wantedThere) {
        boolean over = used - closing > permits;
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
