package io.conecta.contract;

import io.conecta.BudgetStats;
import io.conecta.PoolBudget;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what pools ask of a budget. */
class Counting implements PoolBudget {
    final AtomicInteger asked = new AtomicInteger();
    final AtomicInteger joined = new AtomicInteger();
    private final PoolBudget budget;

    Counting(PoolBudget budget) {
        this.budget = budget;
    }

    @Override
    public PoolBudget limit(int limit) {
        budget.limit(limit);
        return this;
    }

    @Override
    public PoolBudget name(String name) {
        budget.name(name);
        return this;
    }

    @Override
    public String name() {
        return budget.name();
    }

    @Override
    public BudgetStats stats() {
        return budget.stats();
    }

    @Override
    public Share join(Member pool, int minShare) {
        Share share = budget.join(pool, minShare);
        return new Share() {
            @Override
            public boolean tryTake() {
                asked.incrementAndGet();
                return share.tryTake();
            }

            @Override
            public boolean confirm() {
                asked.incrementAndGet();
                return share.confirm();
            }

            @Override
            public void closing() {
                asked.incrementAndGet();
                share.closing();
            }

            @Override
            public boolean tryYield(boolean wanted) {
                asked.incrementAndGet();
                return share.tryYield(wanted);
            }

            @Override
            public boolean isAskedToYield() {
                asked.incrementAndGet();
                return share.isAskedToYield();
            }

            @Override
            public void give() {
                asked.incrementAndGet();
                share.give();
            }

            @Override
            public void joined() {
                asked.incrementAndGet();
                share.joined();
                joined.incrementAndGet();
            }

            @Override
            public void creationOverdue() {
                asked.incrementAndGet();
                share.creationOverdue();
            }

            @Override
            public boolean confirmOverdue() {
                asked.incrementAndGet();
                return share.confirmOverdue();
            }

            @Override
            public void closeOverdue() {
                asked.incrementAndGet();
                share.closeOverdue();
            }

            @Override
            public void giveOverdue() {
                asked.incrementAndGet();
                share.giveOverdue();
            }

            @Override
            public void giveUnused() {
                asked.incrementAndGet();
                share.giveUnused();
            }

            @Override
            public void decline() {
                asked.incrementAndGet();
                share.decline();
            }

            @Override
            public void minShare(int permits) {
                share.minShare(permits);
            }

            @Override
            public void leave() {
                share.leave();
            }
        };
    }
}
