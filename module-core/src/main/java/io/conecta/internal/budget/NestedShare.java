package io.conecta.internal.budget;

import io.conecta.PoolBudget;
import java.time.Duration;

/**
 * What a pool has of two budgets, one in the other. It takes a permit of its own budget first, then of the other; it gives back in the same
 * order, so that a step of the other budget always follows one of its own: whoever the other passed over, because its own budget was used
 * up, is looked at again then.
 *
 * <p>A pool waits in one line at a time: in its own budget's if that refuses it; else in the other's, and does not keep
 * what it took of its own meanwhile.
 */
final class NestedShare implements PoolBudget.Share {
    private final LocalShare own;
    private final PoolBudget.Share other;

    NestedShare(LocalShare own, PoolBudget.Share other) {
        this.own = own;
        this.other = other;
    }

    @Override
    public boolean tryTake() {
        if (!own.tryTake()) {
            return false;
        }
        if (other.tryTake()) {
            return true;
        }
        own.untake();
        other.decline(); // It has passed over all for whom there was nothing left just now, this pool too.
        return false;
    }

    @Override
    public Duration mostCreation() {
        return other.mostCreation();
    }

    @Override
    public boolean confirm() {
        own.confirm(); // Its permits never end.
        boolean holds = other.confirm();
        if (!holds) {
            own.joined();
        }
        return holds;
    }

    @Override
    public void joined() {
        own.joined();
        other.joined();
    }

    @Override
    public void giveUnused() {
        own.giveUnused();
        other.giveUnused();
    }

    @Override
    public void creationOverdue() {
        own.creationOverdue();
        other.creationOverdue();
    }

    @Override
    public boolean confirmOverdue() {
        own.confirmOverdue();
        return other.confirmOverdue();
    }

    @Override
    public void closing() {
        own.closing();
        other.closing();
    }

    @Override
    public boolean tryYield(boolean wanted) {
        if (own.tryYield(wanted)) {
            other.closing();
            return true;
        }
        boolean yields = other.tryYield(wanted);
        if (yields) {
            own.closing();
        }
        return yields;
    }

    @Override
    public boolean isAskedToYield() {
        return own.isAskedToYield() || other.isAskedToYield();
    }

    @Override
    public boolean isOver() {
        return other.isOver();
    }

    @Override
    public void give() {
        own.give();
        other.give();
    }

    @Override
    public void closeOverdue() {
        own.closeOverdue();
        other.closeOverdue();
    }

    @Override
    public void giveOverdue() {
        own.giveOverdue();
        other.giveOverdue();
    }

    @Override
    public void decline() {
        own.decline();
        other.decline();
    }

    @Override
    public void minShare(int permits) {
        own.minShare(permits);
    }

    @Override
    public void leave() {
        own.leave();
        other.leave();
    }
}
