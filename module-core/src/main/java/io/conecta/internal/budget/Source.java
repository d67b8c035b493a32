package io.conecta.internal.budget;

import io.conecta.PoolBudget;

/**
 * A budget that a pool has joined by a name, and how many of its permits are where, as {@link PoolBudget.Share} shows. Each step counts here
 * first, which cannot fail, and is then the budget's. Guarded by the lock of the {@link NamedShare}, but for what is final.
 */
final class Source {
    final PoolBudget from;
    final PoolBudget.Share share;
    private int creating;
    private int objects;
    private int closing;
    private int overdue;
    /** Of what was confirmed, that which may not have reached who waits for it. */
    private int arriving;

    Source(PoolBudget from, PoolBudget.Share share) {
        this.from = from;
        this.share = share;
    }

    boolean isUsed() {
        return creating + objects + closing + overdue + arriving > 0;
    }

    boolean isCreating() {
        return creating > 0;
    }

    boolean hasObjects() {
        return objects > 0;
    }

    boolean isClosing() {
        return closing > 0;
    }

    boolean isOverdue() {
        return overdue > 0;
    }

    boolean isArriving() {
        return arriving > 0;
    }

    /** Whether it must have objects back. */
    boolean isOver() {
        return objects > 0 && share.isOver();
    }

    boolean tryTake() {
        boolean taken = share.tryTake();
        creating += taken ? 1 : 0;
        return taken;
    }

    boolean confirm() {
        creating--;
        objects++;
        boolean holds = share.confirm();
        arriving += holds ? 1 : 0;
        return holds;
    }

    void joined() {
        arriving--;
        share.joined();
    }

    void giveUnused() {
        creating--;
        share.giveUnused();
    }

    void creationOverdue() {
        creating--;
        overdue++;
        share.creationOverdue();
    }

    boolean confirmOverdue() {
        overdue--;
        objects++;
        return share.confirmOverdue();
    }

    void close() {
        objects--;
        closing++;
        share.closing();
    }

    boolean tryYield(boolean wanted) {
        boolean yields = objects > 0 && share.isAskedToYield() && share.tryYield(wanted);
        objects -= yields ? 1 : 0;
        closing += yields ? 1 : 0;
        return yields;
    }

    void give() {
        closing--;
        share.give();
    }

    void closeOverdue() {
        closing--;
        overdue++;
        share.closeOverdue();
    }

    void giveOverdue() {
        overdue--;
        share.giveOverdue();
    }
}
