package io.conecta.internal.budget;

import io.conecta.PoolBudget;
import io.conecta.internal.runtime.Row;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one pool has of a local budget, and what it needs. Guarded by the lock of the {@link Ledger}. */
final class LocalShare implements PoolBudget.Share {
    /**
     * An object stays for so many times as long as creations take before a pool with about as many gets its permit: else objects would do
     * nothing but move.
     */
    private static final int SETTLED_FACTOR = 2;

    private static final long MOST_SETTLED_NANOS = 5_000_000_000L;
    /** For so long a pool that was refused one counts as wanting it although nobody waits. */
    private static final long MOST_FILLING_NANOS = 30_000_000_000L;

    final PoolBudget.Member member;
    private final Ledger ledger;
    int minShare;
    /** Permits that it has, in whatever state. */
    int taken;
    /** Permits that are there for it, and that it has not looked at. */
    int offered;
    /** Permits whose objects are being created, and are being closed. */
    private int creating;

    private int closing;
    /** Permits whose objects are there, and may not have reached those who wait for them. */
    private int arriving;
    /** Permits that are kept by user code that was given up: nobody can count on them. */
    private int overdue;
    /** When it took the last, when it had the last object, and how long a creation takes. */
    private long tookAt;

    private long createdAt;

    private long creationNanos;
    /** Whether it was refused one and has not had another look since. */
    boolean refused;
    /** Whether that was for no borrower, but to have as many objects as it is to begin with, or to keep; and when. */
    private boolean fills;

    private long refusedAt;
    /** Whether its pool is closed. */
    boolean left;
    /** Whether it was asked to give way. Written under the lock. */
    volatile boolean asked;
    /** Where it stands in the ledger's rows. */
    final Row.Link<LocalShare> inMembers = new Row.Link<>(this);

    final Row.Link<LocalShare> inWanting = new Row.Link<>(this);
    final Row.Link<LocalShare> inHolders = new Row.Link<>(this);
    final Row.Link<LocalShare> inRoom = new Row.Link<>(this);
    final Row.Link<LocalShare> inExcess = new Row.Link<>(this);
    final Row.Link<LocalShare> inRevoke = new Row.Link<>(this);

    LocalShare(Ledger ledger, PoolBudget.Member member) {
        this.ledger = ledger;
        this.member = member;
    }

    /** {@return what is kept for it now} */
    private int share() {
        return ledger.shares().scaled(minShare);
    }

    boolean isBelow() {
        return usable() + offered < share();
    }

    /** {@return permits for objects that can be used, now or soon} */
    private int usable() {
        return taken - overdue;
    }

    /** {@return what is kept for it} */
    int kept() {
        return Math.max(0, share() - usable() - offered);
    }

    /** {@return permits that are kept by user code that was given up} */
    int overdue() {
        return overdue;
    }

    /** {@return what it has above its share, without what is on its way back} */
    int spare() {
        return usable() - closing - share();
    }

    /**
     * {@return how many more it wants: for those of its borrowers for whom nothing is on its way}
     *
     * @param least whether to count one less where an object may just have reached a borrower, else one more
     */
    int lacks(boolean least) {
        int wanted = Math.max(member.waiting(), wantsOne() ? 1 : 0);
        int lacking = wanted - creating - (least ? arriving : 0);
        return Math.max(0, Math.min(lacking, member.mayCreate()) - offered);
    }

    /** Whether it was refused one that it needs although nobody waits: below its share, or to find out whether its backend is back. */
    private boolean wantsOne() {
        return refused && (isBelow() || usable() == 0);
    }

    /** Whether it wants one for nobody but to find out whether its backend is back. */
    boolean probes() {
        return member.waiting() == 0 && !isBelow();
    }

    void refused() {
        refused = true;
        fills = member.waiting() == 0;
        refusedAt = ledger.now();
    }

    /** {@return how many objects it would have now, if there were permits, and need them} */
    int wanted() {
        int mayCreate = member.mayCreate();
        int used = member.lent() + Math.min(member.waiting(), mayCreate);
        boolean fillsNow = refused && fills && mayCreate > 0 && ledger.now() - refusedAt < MOST_FILLING_NANOS;
        return fillsNow ? Math.max(used, taken + 1) : used;
    }

    boolean stillWants() {
        return member.waiting() > 0 || wantsOne();
    }

    /** Whether it comes before one that was refused earlier, and so comes first if they are equal. */
    boolean needsMoreThan(LocalShare earlier) {
        return isBelow() != earlier.isBelow() ? isBelow() : !isBelow() && usable() < earlier.usable();
    }

    /** Whether it gives an object up that none of its own borrowers waits for. */
    boolean yieldsIdle(@Nullable LocalShare other, long now) {
        return other == null || other.isBelow() || usable() - closing > other.usable() + 1 || isSettled(now);
    }

    /** Whether it gives an object up that one of its own borrowers waits for. */
    boolean yieldsWanted(LocalShare other, long now) {
        return other.isBelow()
                || usable() - closing > other.usable() + 1
                || (other.usable() == 0
                        && isSettled(now)
                        && (other.probes() || other.member.longestWait().compareTo(member.longestWait()) > 0));
    }

    private boolean isSettled(long now) {
        return now - createdAt >= Math.min(SETTLED_FACTOR * creationNanos, MOST_SETTLED_NANOS);
    }

    @Override
    public boolean tryTake() {
        ledger.begin();
        try {
            boolean granted = ledger.unused() > 0 && (offered > 0 || (!left && ledger.free(this) > 0));
            if (granted) {
                take(ledger.now());
            } else {
                ledger.refuse(this);
            }
            return granted;
        } finally {
            ledger.end();
        }
    }

    private void take(long now) {
        withdraw(Math.min(offered, 1));
        ledger.took(this);
        creating++;
        tookAt = now;
        refused = false;
        if (lacks(false) > 0) {
            ledger.queueUp(this); // Others of its borrowers still want.
        }
    }

    /** Undoes {@link #tryTake}: it was in vain, and the pool asks again when it is worth it. */
    void untake() {
        ledger.begin();
        try {
            creating--;
            ledger.gave(this);
            ledger.leaveQueue(this);
        } finally {
            ledger.end();
        }
    }

    /** Takes back what it was offered. */
    void withdraw(int offers) {
        ledger.offer(this, -offers);
    }

    /** What it was offered is not to be had any more. */
    void wantsAgain() {
        if (offered > 0) {
            withdraw(offered);
            ledger.queueUp(this);
        }
    }

    @Override
    public boolean confirm() {
        ledger.begin();
        try {
            long now = ledger.now();
            boolean holds = !ledger.isOver();
            creating--;
            arriving += holds ? 1 : 0;
            createdAt = now;
            creationNanos = now - tookAt;
            ledger.changed();
            return holds;
        } finally {
            ledger.end();
        }
    }

    @Override
    public void joined() {
        ledger.begin();
        try {
            arriving--;
            ledger.lookDue(); // Whom it has not reached lacks one.
        } finally {
            ledger.end();
        }
    }

    @Override
    public void giveUnused() {
        ledger.begin();
        try {
            creating--;
            ledger.gave(this);
        } finally {
            ledger.end();
        }
    }

    @Override
    public void creationOverdue() {
        ledger.begin();
        try {
            creating--;
            ledger.overdue(this, 1);
            ledger.askDue();
        } finally {
            ledger.end();
        }
    }

    @Override
    public boolean confirmOverdue() {
        ledger.begin();
        try {
            ledger.overdue(this, -1);
            return !ledger.isOver();
        } finally {
            ledger.end();
        }
    }

    @Override
    public void closing() {
        ledger.begin();
        try {
            beginsToClose();
        } finally {
            ledger.end();
        }
    }

    /** So many permits more, or fewer, are kept by user code that was given up. To be called by the ledger. */
    void addOverdue(int more) {
        overdue += more;
    }

    private void beginsToClose() {
        closing++;
        ledger.closing++;
    }

    private void closed() {
        closing--;
        ledger.closing--;
    }

    @Override
    public boolean tryYield(boolean wanted) {
        ledger.begin();
        try {
            boolean yields = ledger.yields(this, wanted);
            if (yields) {
                beginsToClose();
            }
            return yields;
        } finally {
            ledger.end();
        }
    }

    @Override
    public boolean isAskedToYield() {
        return asked;
    }

    @Override
    public boolean isOver() {
        ledger.begin();
        try {
            return ledger.isOver();
        } finally {
            ledger.unlock();
        }
    }

    @Override
    public Duration mostCreation() {
        return ledger.lease.mostCreation();
    }

    @Override
    public void give() {
        ledger.begin();
        try {
            closed();
            ledger.gave(this);
        } finally {
            ledger.end();
        }
    }

    @Override
    public void closeOverdue() {
        ledger.begin();
        try {
            closed();
            ledger.overdue(this, 1);
            ledger.askDue();
        } finally {
            ledger.end();
        }
    }

    @Override
    public void giveOverdue() {
        ledger.begin();
        try {
            ledger.overdue(this, -1);
            ledger.gave(this);
        } finally {
            ledger.end();
        }
    }

    @Override
    public void decline() {
        ledger.begin();
        try {
            if (offered > 0) {
                withdraw(offered);
                refused = false;
                ledger.leaveQueue(this); // It asks again when it wants one.
            }
            ledger.offerDue();
            ledger.lookDue();
        } finally {
            ledger.end();
        }
    }

    @Override
    public void minShare(int permits) {
        ledger.begin();
        try {
            ledger.resize(this, permits);
            ledger.offerDue();
            ledger.askDue();
        } finally {
            ledger.end();
        }
    }

    @Override
    public void leave() {
        ledger.begin();
        try {
            ledger.leave(this);
        } finally {
            ledger.end();
        }
    }
}
