package io.conecta.config;

import io.conecta.BudgetStats;
import io.conecta.PoolBudget;
import io.conecta.internal.budget.LocalBudget;
import java.time.Duration;
import java.util.Objects;

/**
 * A budget over the pools of this process whose permits come from elsewhere, such as a cap that many processes share: there may be fewer
 * than its limit, down to none, and they may be called back while objects are lent. For those who implement such a cap.
 *
 * <p>It shares its permits among its pools as {@link PoolBudget#of} does. While there are fewer than the sum of the pools' shares, each share
 * counts in proportion. Thread-safe; no method blocks.
 */
public final class LeasedBudget implements PoolBudget {
    private final LocalBudget pools;
    private final boolean revokes;
    private volatile int permits;

    /**
     * A budget without pools, and without permits.
     *
     * @param limit what the sum of the pools' shares is held against, at least 1
     * @param lease how far its permits can be counted on, asked before and after each creation
     * @param revokes whether lent objects may have to be closed
     * @throws IllegalArgumentException if the limit is below 1
     */
    public LeasedBudget(int limit, Lease lease, boolean revokes) {
        this.pools = new LocalBudget(limit, 0, new Permits(Objects.requireNonNull(lease, "lease")));
        this.revokes = revokes;
    }

    /**
     * So many permits are there from now on. Pools that want some are told, even if the number is what it was: the lease may have got longer.
     * What is too much is closed as objects come to hand, idle ones at once.
     *
     * @param value how many, at least 0
     * @throws IllegalArgumentException if it is below 0
     */
    public void permits(int value) {
        if (value < 0) {
            throw new IllegalArgumentException("permits must be >= 0, was " + value);
        }
        permits = value; // First: who creates one now is held against it.
        pools.permits(value);
    }

    /** Has lent objects closed too, as far as there are more than may be kept. Does nothing in a budget that does not {@link #revokes revoke}. */
    public void revoke() {
        if (revokes) {
            pools.revoke();
        }
    }

    /**
     * How many permits are taken.
     *
     * @return those from the start of a creation to the end of the close
     */
    public int used() {
        return pools.used();
    }

    /**
     * What is kept for the pools.
     *
     * @return the sum of their shares
     */
    public int shares() {
        return pools.shares();
    }

    /**
     * How many objects the pools would use now, if they could.
     *
     * @return those that are lent, those that borrowers wait for, and one more for each pool that was refused one although nobody waits
     */
    public int wanted() {
        return pools.wanted();
    }

    @Override
    public boolean revokes() {
        return revokes;
    }

    /** {@inheritDoc} It has no permits more by that; and fewer, if there are more than the limit. */
    @Override
    public PoolBudget limit(int limit) {
        pools.cap(limit);
        return this;
    }

    @Override
    public PoolBudget name(String name) {
        pools.name(name);
        return this;
    }

    @Override
    public String name() {
        return pools.name();
    }

    @Override
    public BudgetStats stats() {
        return pools.stats();
    }

    @Override
    public String advice() {
        return pools.advice();
    }

    @Override
    public int lent() {
        return pools.lent();
    }

    @Override
    public int lentTo(Thread holder) {
        return pools.lentTo(holder);
    }

    @Override
    public Share join(Member pool, int minShare) {
        return pools.join(pool, minShare);
    }

    /**
     * The budget as messages show it.
     *
     * @return its name, with who has most of it
     */
    @Override
    public String toString() {
        return pools.toString();
    }

    /** No object is kept without a permit, however long the lease. */
    private final class Permits implements Lease {
        private final Lease lease;

        Permits(Lease lease) {
            this.lease = lease;
        }

        @Override
        public int toCreate() {
            return Math.min(permits, lease.toCreate());
        }

        @Override
        public int toKeep() {
            return Math.min(permits, lease.toKeep());
        }

        @Override
        public Duration mostCreation() {
            return lease.mostCreation();
        }
    }
}
