package io.conecta.internal.budget;

import io.conecta.BudgetStats;
import io.conecta.PoolBudget;
import io.conecta.PoolHealth;
import io.conecta.PoolSettings;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A budget that may lie in another: its pools need a permit of both, and count as pools of the other. */
public class NestedBudget extends LocalBudget {
    private final @Nullable PoolBudget outer;

    /** A budget without pools. */
    public NestedBudget(int limit, @Nullable PoolBudget outer) {
        super(limit);
        this.outer = outer;
    }

    @Override
    public void check(String pool, PoolSettings settings) {
        if (outer != null) {
            outer.check(pool, settings);
        }
    }

    @Override
    public PoolHealth health() {
        return outer == null ? super.health() : outer.health();
    }

    @Override
    public boolean revokes() {
        return outer != null && outer.revokes();
    }

    @Override
    public Share join(Member pool, int minShare) {
        LocalShare own = joinLocal(Objects.requireNonNull(pool, "pool"), minShare);
        if (outer == null) {
            return own;
        }
        Share others = null;
        try {
            others = outer.join(new Inside(pool), 0);
            return new NestedShare(own, others);
        } finally {
            if (others == null) {
                own.leave();
            }
        }
    }

    /** {@return the other budget, if it is that which leaves no room; else null} */
    private @Nullable PoolBudget shorter() {
        BudgetStats own = stats();
        return own.used() < own.limit() ? outer : null;
    }

    /** {@return what to do} */
    @Override
    public String advice() {
        PoolBudget shorter = shorter();
        return shorter == null ? super.advice() : shorter.advice();
    }

    @Override
    public int lent() {
        PoolBudget shorter = shorter();
        return shorter == null ? super.lent() : shorter.lent();
    }

    @Override
    public int lentTo(Thread holder) {
        PoolBudget shorter = shorter();
        return shorter == null ? super.lentTo(holder) : shorter.lentTo(holder);
    }

    @Override
    public String toString() {
        PoolBudget shorter = shorter();
        return shorter == null ? super.toString() : shorter.toString();
    }

    /** A pool as the other budget sees it: it creates nothing beyond this one. */
    private final class Inside implements Member {
        private final Member pool;

        Inside(Member pool) {
            this.pool = pool;
        }

        @Override
        public int mayCreate() {
            return Math.min(pool.mayCreate(), unused());
        }

        @Override
        public String name() {
            return pool.name();
        }

        @Override
        public int waiting() {
            return pool.waiting();
        }

        @Override
        public int lent() {
            return pool.lent();
        }

        @Override
        public int lentTo(Thread holder) {
            return pool.lentTo(holder);
        }

        @Override
        public Duration longestWait() {
            return pool.longestWait();
        }

        @Override
        public boolean hasIdle() {
            return pool.hasIdle();
        }

        @Override
        public void room() {
            pool.room();
        }

        @Override
        public void excess() {
            pool.excess();
        }

        @Override
        public void revoke() {
            pool.revoke();
        }
    }
}
