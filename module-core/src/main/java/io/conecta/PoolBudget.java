package io.conecta;

import io.conecta.internal.budget.LocalBudget;
import java.time.Duration;
import java.util.List;

/**
 * One cap over several pools of any types: together they never have more objects than its limit, counted from the start of a creation to
 * the end of the close.
 *
 * <pre>{@code
 * PoolBudget server = PoolBudget.of(100).name("db-main");
 * Pool<Session> orders = Pool.builder(Session::new).maxSize(80).budget(server).minShare(20).build();
 * Pool<Session> reports = Pool.builder(Session::new).maxSize(50).budget(server).build();
 * }</pre>
 *
 * <p>Each pool can always have its {@link PoolBuilder#minShare minShare}, which is kept free for it even while it does not use it. What is
 * left, any pool may have. When all of it is taken and a pool wants more, others give way: first those that have objects idle close some,
 * then those with more objects than the pool that wants one close what comes back to them. A pool that is below its {@code minShare} comes
 * first, then the one with the fewest objects; between equals, the one that was refused first. No pool is left without any object for
 * good: where there are fewer permits than pools, they take turns. A pool's own {@code maxSize} still holds.
 *
 * <p>A budget is asked only when an object is to be created or closed: borrowing an idle object and returning it never touch it. All methods are
 * thread-safe, and none but {@link #report} blocks for longer than it takes to look.
 *
 * <p>The nested types are for those who implement a budget, over several machines for example, and for pools; others need not know them.
 */
public interface PoolBudget {
    /**
     * A budget for the pools of this process.
     *
     * @param limit the most objects that its pools may have together, at least 1
     * @return a budget without pools, named {@code budget}
     * @throws IllegalArgumentException if the limit is below 1
     */
    static PoolBudget of(int limit) {
        return new LocalBudget(limit);
    }

    /**
     * Changes the limit, in place and immediately. If it is lower than what is used, no object is created until enough have been closed: idle
     * ones now, lent ones when they are returned, none below any pool's {@code minShare}.
     *
     * @param limit the most objects that the pools may have together, at least 1
     * @return this budget
     * @throws IllegalArgumentException if the limit is below 1, or below the sum of the pools' shares
     */
    PoolBudget limit(int limit);

    /**
     * Names the budget, for messages and reports; default {@code budget}.
     *
     * @param name not blank, and without a secret
     * @return this budget
     * @throws IllegalArgumentException if the name is blank, or holds a secret
     */
    PoolBudget name(String name);

    /**
     * The budget's name.
     *
     * @return the name
     */
    String name();

    /**
     * What has been given out.
     *
     * @return a snapshot
     */
    BudgetStats stats();

    /**
     * What to do when the budget is used up, for messages; {@code toString()} says who has what.
     *
     * @return an advice that goes on with "or …"
     */
    default String advice() {
        return "raise the limit of the budget if the backend can do more, give this pool a minShare";
    }

    /**
     * How many objects of its pools are lent, as far as it knows. Where none is, messages do not advise to return some.
     *
     * @return a guess of this moment; by default all that are used
     */
    default int lent() {
        return stats().used();
    }

    /**
     * How many objects of its pools a thread has borrowed: a borrower that gets nothing because the budget is used up is told of its own.
     *
     * @param holder the thread
     * @return a guess of this moment; by default 0
     */
    default int lentTo(Thread holder) {
        return 0;
    }

    /**
     * Whether the budget can give permits at all. A pool whose budget is down, closed or recovering is down or recovering, too. Answers at once.
     *
     * @return up unless a budget says otherwise; the reason names the budget
     */
    default PoolHealth health() {
        return new PoolHealth(
                PoolHealth.Status.UP, "budget \"" + name() + "\" gives permits", Duration.ZERO, List.of());
    }

    /**
     * What metrics libraries show of the budget.
     *
     * @return the figures of this moment, always the same ones in the same order
     */
    default List<BudgetFigure> figures() {
        return BudgetFigure.of(this);
    }

    /**
     * The budget explained for people: one page of text. A budget that spans machines may ask them, and then blocks until they have answered; it says
     * for how long at most.
     *
     * @return the text, in lines without an end of line after the last
     * @throws InterruptedException if the thread is interrupted while it waits; a budget of one process never waits
     */
    default String report() throws InterruptedException {
        return BudgetText.of(this);
    }

    /**
     * Whether permits may end while objects are lent: borrowers of its pools can lose their objects then, and a loan costs a little more, so
     * that it can be ended. A budget of one process never does that.
     *
     * @return the same for good
     */
    default boolean revokes() {
        return false;
    }

    /**
     * Refuses what a pool of this budget must not be set to. A pool asks before it joins, and before its settings are changed.
     *
     * @param pool the pool's name
     * @param settings what it is to be set to
     * @throws IllegalArgumentException if they contradict what the budget promises; by default never
     */
    default void check(String pool, PoolSettings settings) {}

    /**
     * Joins a pool, which does so itself when it is built.
     *
     * @param pool who asks, and is called back
     * @param minShare permits to be kept for it, at least 0
     * @return what the pool asks
     * @throws IllegalArgumentException if the sum of the shares would be above the limit; the pool has not joined
     */
    Share join(Member pool, int minShare);

    /**
     * What a pool asks of its budget. Thread-safe. Every method answers at once, without any I/O, and may be called with the pool's locks held.
     *
     * <p>A permit goes this way, each step a call by the pool; the budget counts how many are where:
     *
     * <pre>
     * free ── tryTake ──▶ creating ── confirm ──▶ object ── closing, tryYield ──▶ closing ── give ──▶ free
     *                      │    │                   ▲                                │
     *         free ◀── giveUnused                   │                                │
     *                           └─ creationOverdue ─┼───────▶ overdue ◀─ closeOverdue┘
     *                                               └─ confirmOverdue ┤
     *                                                 free ◀── giveOverdue
     * </pre>
     */
    interface Share {
        /**
         * Takes a permit, for a creation that begins now.
         *
         * @return whether there was one; if not, the pool counts as wanting one until it takes one or {@link #decline declines}, and
         *     {@link Member#room} tells when there is one for it
         */
        boolean tryTake();

        /**
         * How long a creation may take that begins now; the pool's {@code createTimeout}, if that is shorter.
         *
         * @return the time; by default there is no limit
         */
        default Duration mostCreation() {
            return PoolSettings.FOREVER;
        }

        /**
         * Asks, once a creation has succeeded and before anybody can borrow the object, whether its permit still holds.
         *
         * @return true; false if the object has to be closed
         */
        boolean confirm();

        /** Tells, after {@link #confirm} said true, that a borrower has the object or it is idle: who waited for it waits no more. */
        void joined();

        /** Gives back the permit of a creation that has come to nothing. */
        void giveUnused();

        /** Tells that a creation was given up and may not end soon: its permit stays taken, but nobody is to count on an object. */
        void creationOverdue();

        /**
         * As {@link #confirm}, for a creation that was overdue.
         *
         * @return true; false if the object has to be closed
         */
        boolean confirmOverdue();

        /** Tells that an object is about to be closed: its permit comes back soon. */
        void closing();

        /**
         * Asks whether an object that nobody uses right now is to be closed, so that another pool can have its permit.
         *
         * @param wanted whether a borrower of this pool waits for it
         * @return whether to close it, which then counts as {@link #closing}
         */
        boolean tryYield(boolean wanted);

        /**
         * Whether the pool has been told of an {@link Member#excess excess} and that has not been met.
         *
         * @return whether {@link #tryYield} is to be asked
         */
        boolean isAskedToYield();

        /**
         * Whether the pools of the budget have more objects than they may keep, those that are being closed not counted: after {@link Member#revoke},
         * the pool closes lent ones as long as this is so.
         *
         * @return whether there are too many; by default never
         */
        default boolean isOver() {
            return false;
        }

        /** Gives back the permit of an object whose close has ended. */
        void give();

        /** Tells that a close was given up and may not end soon: its permit stays taken, but nobody is to count on it. */
        void closeOverdue();

        /** Gives back the permit of what was overdue, and has ended. */
        void giveOverdue();

        /** Tells that the pool has looked what it can create, after {@link Member#room}: what it has not taken is for others. */
        void decline();

        /**
         * Changes what is kept for this pool.
         *
         * @param permits at least 0
         * @throws IllegalArgumentException if the sum of the shares would be above the limit; nothing has changed
         */
        void minShare(int permits);

        /** Tells that the pool is closed: nothing is kept for it any more. What it still has, it gives back as its objects are closed. */
        void leave();
    }

    /**
     * How far the permits of a budget can be counted on right now. Answers at once, by reading, and may be called with locks held. Thread-safe.
     */
    interface Lease {
        /** A budget of one process: what it has, it keeps. */
        Lease FOREVER = new Lease() {
            @Override
            public int toCreate() {
                return Integer.MAX_VALUE;
            }

            @Override
            public int toKeep() {
                return Integer.MAX_VALUE;
            }

            @Override
            public Duration mostCreation() {
                return PoolSettings.FOREVER;
            }
        };

        /**
         * Up to how many objects a creation may begin now: at its end, the object has to be welcome.
         *
         * @return at most {@link #toKeep}
         */
        int toCreate();

        /**
         * How many objects there may be now.
         *
         * @return at least 0
         */
        int toKeep();

        /**
         * How long a creation may take that begins now.
         *
         * @return the time
         */
        Duration mostCreation();
    }

    /**
     * A pool, as its budget sees it. Thread-safe. The questions are answered by reading, and wait for nothing; the calls back return at once, from any
     * thread, and do their work on a thread of the pool's.
     */
    interface Member {
        /**
         * The pool's name.
         *
         * @return the name
         */
        String name();

        /**
         * How many of its borrowers wait.
         *
         * @return a guess of this moment
         */
        int waiting();

        /**
         * How many more objects it may create, whatever the budget says.
         *
         * @return a guess of this moment
         */
        int mayCreate();

        /**
         * How many of its objects are lent.
         *
         * @return a guess of this moment
         */
        int lent();

        /**
         * How many of its objects a thread has borrowed.
         *
         * @param holder the thread
         * @return a guess of this moment; by default 0
         */
        default int lentTo(Thread holder) {
            return 0;
        }

        /**
         * How long its borrower that is first in line has waited.
         *
         * @return the time, zero if nobody waits
         */
        Duration longestWait();

        /**
         * Whether it has an object that nobody uses.
         *
         * @return a guess of this moment
         */
        boolean hasIdle();

        /** There is a permit for this pool: it takes it if it still needs it, and {@link Share#decline declines} in any case. */
        void room();

        /** Others want permits: idle objects, and those that come back, are to be closed as far as {@link Share#tryYield} says. */
        void excess();

        /** There are objects without a permit: idle ones are to be closed now, and lent ones too as long as {@link Share#isOver} says so. */
        void revoke();
    }
}
