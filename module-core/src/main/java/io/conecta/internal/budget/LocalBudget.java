package io.conecta.internal.budget;

import io.conecta.BudgetStats;
import io.conecta.PoolBudget;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Option;
import java.util.Objects;

/** A budget over the pools of this process. Who has what, and who gets what, is in its {@link Ledger}. */
public class LocalBudget implements PoolBudget {
    private final Ledger ledger;

    /** A budget without pools. */
    public LocalBudget(int limit) {
        this(limit, Clock.SYSTEM);
    }

    LocalBudget(int limit, Clock clock) {
        this(limit, limit, Lease.FOREVER, clock);
    }

    /** As many permits as the lease says, and those said here: they can be changed. */
    public LocalBudget(int limit, int permits, Lease lease) {
        this(limit, permits, lease, Clock.SYSTEM);
    }

    private LocalBudget(int limit, int permits, Lease lease, Clock clock) {
        ledger = new Ledger(atLeastOne(limit), permits, lease, clock);
    }

    private static int atLeastOne(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "limit must be >= 1, was " + limit + "; to stop lending, suspend the pools");
        }
        return limit;
    }

    @Override
    public PoolBudget limit(int value) {
        atLeastOne(value);
        ledger.begin();
        try {
            ledger.limit(value);
        } finally {
            ledger.end();
        }
        return this;
    }

    /** The limit where permits come from elsewhere: it brings none. */
    public void cap(int value) {
        atLeastOne(value);
        ledger.begin();
        try {
            ledger.cap(value);
        } finally {
            ledger.end();
        }
    }

    /** So many permits are there from now on. */
    public void permits(int value) {
        ledger.begin();
        try {
            ledger.permits(value);
        } finally {
            ledger.end();
        }
    }

    /** Has lent objects closed too, as far as there are more than may be kept. */
    public void revoke() {
        ledger.begin();
        try {
            ledger.revoke();
        } finally {
            ledger.end();
        }
    }

    /** {@return permits that are taken} */
    public int used() {
        ledger.begin();
        try {
            return ledger.used;
        } finally {
            ledger.unlock();
        }
    }

    /** {@return permits that are not taken, as seen without the lock: a guess} */
    final int unused() {
        return Math.max(0, ledger.unused());
    }

    /** {@return the sum of the pools' shares} */
    public int shares() {
        ledger.begin();
        try {
            return ledger.shares().sum();
        } finally {
            ledger.unlock();
        }
    }

    /** {@return how many objects the pools would use now, if they could} */
    public int wanted() {
        ledger.begin();
        try {
            return Figures.wanted(ledger.members());
        } finally {
            ledger.unlock();
        }
    }

    @Override
    public PoolBudget name(String value) {
        ledger.name = (String) Option.NAME.checked("name", value);
        return this;
    }

    @Override
    public String name() {
        return ledger.name;
    }

    @Override
    public BudgetStats stats() {
        ledger.begin();
        try {
            return ledger.stats();
        } finally {
            ledger.unlock();
        }
    }

    @Override
    public Share join(Member pool, int minShare) {
        return joinLocal(Objects.requireNonNull(pool, "pool"), minShare);
    }

    final LocalShare joinLocal(Member pool, int minShare) {
        LocalShare share = new LocalShare(ledger, pool);
        ledger.begin();
        try {
            ledger.join(share, minShare);
        } finally {
            ledger.end();
        }
        return share;
    }

    @Override
    public int lent() {
        ledger.begin();
        try {
            return Figures.lent(ledger.members());
        } finally {
            ledger.unlock();
        }
    }

    @Override
    public int lentTo(Thread holder) {
        ledger.begin();
        try {
            return Figures.lentTo(holder, ledger.members());
        } finally {
            ledger.unlock();
        }
    }

    /** {@return what to do: about what nobody uses first} */
    @Override
    public String advice() {
        ledger.begin();
        try {
            return Summary.wayOut(ledger) + ownAdvice();
        } finally {
            ledger.unlock();
        }
    }

    /** {@return what to do when all is in use} */
    protected String ownAdvice() {
        return PoolBudget.super.advice();
    }

    /** {@return what messages call it} */
    protected String title() {
        return "budget \"" + name() + "\"";
    }

    /** {@return the budget as messages show it, with who has most of it} */
    @Override
    public String toString() {
        ledger.begin();
        try {
            return title() + ": " + Summary.of(ledger);
        } finally {
            ledger.unlock();
        }
    }
}
