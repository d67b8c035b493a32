package io.conecta.internal.budget;

import io.conecta.PoolBudget;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A pool as its budget sees it, and what the budget has told it. */
final class ToldPool implements PoolBudget.Member {
    final PoolBudget.Share share;
    final AtomicInteger rooms = new AtomicInteger();
    final AtomicInteger excesses = new AtomicInteger();
    volatile int waiting;

    ToldPool(PoolBudget budget, int minShare) {
        share = budget.join(this, minShare);
    }

    int tryTake() {
        return share.tryTake() ? 1 : 0;
    }

    void have() {
        if (!share.tryTake() || !share.confirm()) {
            throw new IllegalStateException("no permit");
        }
        share.joined();
    }

    void give() {
        share.closing();
        share.give();
    }

    /** {@return whether it was told that there is a permit for it} */
    int told() {
        return rooms.get() > 0 ? 1 : 0;
    }

    @Override
    public String name() {
        return "pool";
    }

    @Override
    public int waiting() {
        return waiting;
    }

    @Override
    public int mayCreate() {
        return 10;
    }

    @Override
    public int lent() {
        return 0;
    }

    @Override
    public Duration longestWait() {
        return Duration.ZERO;
    }

    @Override
    public void revoke() {}

    @Override
    public boolean hasIdle() {
        return true;
    }

    @Override
    public void room() {
        rooms.incrementAndGet();
    }

    @Override
    public void excess() {
        excesses.incrementAndGet();
    }
}
