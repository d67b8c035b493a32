package io.conecta.internal.budget;

import io.conecta.PoolBudget;
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
    /** Whether its pool is closed. */
    boolean left;
    /** Whether it was asked to give way. Written under the lock. */
    volatile boolean asked;

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

    void ask(Calls calls) {
        asked = true;
        calls.excess.add(this);
    }

    @Override
    public boolean tryTake() {
        boolean[] granted = {false};
        ledger.run(calls -> {
            granted[0] = offered > 0 || (!left && ledger.free(this) > 0);
            if (granted[0]) {
                withdraw(Math.min(offered, 1));
                take();
            } else {
                ledger.refuse(this, calls);
            }
        });
        return granted[0];
    }

    private void take() {
        ledger.took(this);
        creating++;
        tookAt = ledger.now();
        refused = false;
        if (lacks(false) > 0) {
            ledger.queueUp(this); // Others of its borrowers still want.
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
        return ledger.get(() -> {
            boolean holds = !ledger.isOver();
            creating--;
            arriving += holds ? 1 : 0;
            createdAt = ledger.now();
            creationNanos = createdAt - tookAt;
            ledger.changed();
            return holds;
        });
    }

    @Override
    public void joined() {
        ledger.run(calls -> arriving--);
    }

    @Override
    public void giveUnused() {
        ledger.run(calls -> {
            creating--;
            ledger.gave(this, calls);
        });
    }

    @Override
    public void creationOverdue() {
        ledger.run(calls -> {
            creating--;
            ledger.overdue(this, 1);
            ledger.ask(calls);
        });
    }

    @Override
    public boolean confirmOverdue() {
        return ledger.get(() -> {
            ledger.overdue(this, -1);
            return !ledger.isOver();
        });
    }

    @Override
    public void closing() {
        ledger.run(calls -> beginsToClose());
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
        return ledger.get(() -> {
            boolean yields = ledger.yields(this, wanted);
            if (yields) {
                beginsToClose();
            }
            return yields;
        });
    }

    @Override
    public boolean isAskedToYield() {
        return asked;
    }

    @Override
    public boolean isOver() {
        return ledger.get(ledger::isOver);
    }

    @Override
    public Duration mostCreation() {
        return ledger.lease().mostCreation();
    }

    @Override
    public void give() {
        ledger.run(calls -> {
            closed();
            ledger.gave(this, calls);
        });
    }

    @Override
    public void closeOverdue() {
        ledger.run(calls -> {
            closed();
            ledger.overdue(this, 1);
            ledger.ask(calls);
        });
    }

    @Override
    public void giveOverdue() {
        ledger.run(calls -> {
            ledger.overdue(this, -1);
            ledger.gave(this, calls);
        });
    }

    @Override
    public void decline() {
        ledger.run(calls -> {
            if (offered > 0) {
                withdraw(offered);
                refused = false;
                ledger.leaveQueue(this); // It asks again when it wants one.
            }
            ledger.offer(calls);
        });
    }

    @Override
    public void minShare(int permits) {
        ledger.run(calls -> {
            ledger.resize(this, permits);
            ledger.offer(calls);
            ledger.ask(calls);
        });
    }

    @Override
    public void leave() {
        ledger.run(calls -> ledger.leave(this, calls));
    }
}
