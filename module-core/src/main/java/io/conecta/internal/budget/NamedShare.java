package io.conecta.internal.budget;

import io.conecta.PoolBudget;
import io.conecta.internal.budget.NamedBudget.Refusal;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Failures;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one pool has of the budgets that had a name, one after the other. New permits come from the one that has it now, the {@link #current}
 * source. When that changes, the pool leaves the former source, and gives its permits back to it as its objects are closed.
 *
 * <p>The invariant: each source gets back exactly what was taken from it. Objects do not know their source; so each source's permits are counted by
 * where they are ({@link Source}), and the step of an object is that of a permit that is there, of the eldest source first. What is closed because
 * a source wants something back is that source's.
 *
 * <p>One lock guards all of it. It is held for moments, also with locks of the pool held, and is taken before those of budgets and of the
 * {@link Register}, never after: budgets know the pool, not this. Who registers a budget calls {@link #changed} without any lock, which looks up what
 * the name means <em>then</em>; so after several changes at once, the last look sees the last of them. A pool that is still being built is not called
 * back: only one that was refused a permit is told of room, and this lock has its construction happen before that.
 */
final class NamedShare implements PoolBudget.Share {
    /** So often a budget that has refused the pool is asked again. */
    private static final long RETRY_NANOS = 1_000_000_000;

    private final NamedBudget budget;
    private final PoolBudget.Member pool;
    private final ShortLock lock = new ShortLock();
    /** Those with permits of the pool's, and the current one; eldest first. Replaced under the lock, read by all. */
    private volatile Source[] sources = {};
    /** Where permits are taken. Guarded by {@link #lock}, as all below. */
    private @Nullable Source current;

    private int minShare;
    private boolean left;
    /** Creations whose end was told before it is told that they were given up. */
    private int early;
    /** Whether the pool was refused a permit, and has not been told since that there may be some. */
    private boolean refused;
    /** When a budget refused the pool. */
    private long refusedAt;

    private NamedShare(NamedBudget budget, PoolBudget.Member pool, int minShare) {
        this.budget = budget;
        this.pool = pool;
        this.minShare = minShare;
    }

    /**
     * Joins the budget that has the name, or waits for one.
     *
     * @throws IllegalArgumentException if there is one, and it refuses the pool
     */
    static NamedShare join(NamedBudget budget, PoolBudget.Member pool, int minShare) {
        NamedShare share = new NamedShare(budget, pool, minShare);
        budget.register.watch(budget.name, share); // First: what is registered from here on is told.
        share.lock.lock();
        try {
            share.follow();
        } catch (RuntimeException | Error refusal) {
            share.leave();
            throw refusal;
        } finally {
            share.lock.unlock();
        }
        return share;
    }

    /** Another budget may have the name now. Throws nothing; called without locks. */
    void changed() {
        String refusal = null;
        boolean missing = false;
        boolean room = false;
        Refusal last = budget.refusal;
        lock.lock();
        try {
            Source before = current;
            follow();
            missing = before != null && current == null && !left;
            room = refused && current != null && current != before;
            refused &= !room;
        } catch (RuntimeException | Error failure) {
            refusal = last != null && last.by() == budget.found() ? null : why(failure); // Told by another key's pool.
        } finally {
            lock.unlock();
        }
        if (refusal != null) {
            NamedBudget.log(
                    Level.WARNING,
                    "pool \"" + pool.name() + "\": budget \"" + budget.name + "\" refuses the pool: " + refusal
                            + "; it has no permits until that is changed");
        }
        if (missing) {
            budget.tellMissing(pool.name());
        }
        if (room) {
            pool.room();
        }
    }

    /** Joins the budget that has the name now, and leaves the one that had it. Under the lock. */
    private void follow() {
        PoolBudget now = left ? null : budget.found();
        Source before = current;
        if (before != null && before.from == now) {
            return;
        }
        if (before != null) {
            current = null;
            before.share.leave();
            drop(before);
        }
        if (now != null) {
            enter(now);
        }
    }

    private void enter(PoolBudget now) {
        try {
            budget.checkAgain(now, pool.name());
            Source[] more = Arrays.copyOf(sources, sources.length + 1);
            Source source = new Source(now, now.join(pool, minShare));
            more[more.length - 1] = source;
            sources = more;
            current = source;
            budget.refusal = null;
            budget.isThere();
        } catch (RuntimeException | Error failure) {
            budget.refusal = new Refusal(now, why(failure));
            refusedAt = Clock.SYSTEM.nanoTime();
            throw failure;
        }
    }

    private static String why(Throwable failure) {
        String says = failure instanceof IllegalArgumentException ? Failures.message(failure) : null;
        return says == null ? Failures.printed(failure) : says;
    }

    /** Forgets a source that is done with. */
    private void drop(Source source) {
        if (source != current && !source.isUsed()) {
            sources = Arrays.stream(sources).filter(each -> each != source).toArray(Source[]::new);
        }
    }

    /** What a budget has refused may be right by now: its limit was raised, or the pool was reconfigured. */
    private void askAgain() {
        if (current == null && !left && budget.refusal != null && Clock.SYSTEM.nanoTime() - refusedAt >= RETRY_NANOS) {
            try {
                follow();
            } catch (RuntimeException | Error still) {
                // The refusal says so.
            }
        }
    }

    /** Has the eldest source with a permit there make a step. */
    private void step(Predicate<Source> there, Consumer<Source> move) {
        lock.lock();
        try {
            Source source = eldest(there);
            move.accept(source);
            drop(source);
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #step}, by a step that asks. */
    private boolean ask(Predicate<Source> there, Predicate<Source> move) {
        lock.lock();
        try {
            return move.test(eldest(there));
        } finally {
            lock.unlock();
        }
    }

    private Source eldest(Predicate<Source> there) {
        Source found = first(there);
        if (found == null) {
            throw new IllegalStateException(
                    "pool \"" + pool.name() + "\" gives budget \"" + budget.name + "\" what it has not taken");
        }
        return found;
    }

    private @Nullable Source first(Predicate<Source> wanted) {
        for (Source source : sources) {
            if (wanted.test(source)) {
                return source;
            }
        }
        return null;
    }

    @Override
    public boolean tryTake() {
        lock.lock();
        try {
            askAgain();
            boolean taken = current != null && current.tryTake();
            refused = !taken;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Duration mostCreation() {
        Duration most = PoolBudget.Share.super.mostCreation();
        for (Source source : sources) { // Any may be the one whose permit it has.
            Duration its = source.share.mostCreation();
            most = its.compareTo(most) < 0 ? its : most;
        }
        return most;
    }

    @Override
    public boolean confirm() {
        return ask(Source::isCreating, Source::confirm);
    }

    @Override
    public void joined() {
        step(Source::isArriving, Source::joined);
    }

    @Override
    public void giveUnused() {
        step(Source::isCreating, Source::giveUnused);
    }

    @Override
    public void creationOverdue() {
        lock.lock();
        try {
            if (early > 0) {
                early--;
            } else {
                eldest(Source::isCreating).creationOverdue();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The end of a creation may be told before it is told that it was given up: it was given up then. Under the lock. */
    private Source overdue() {
        Source creating = first(Source::isCreating);
        if (creating != null && first(Source::isOverdue) == null) {
            creating.creationOverdue();
            early++;
        }
        return eldest(Source::isOverdue);
    }

    @Override
    public boolean confirmOverdue() {
        lock.lock();
        try {
            return overdue().confirmOverdue();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void closing() {
        lock.lock();
        try {
            // Where several have objects, that of one that must have some back: else others would be closed for it,
            // too.
            Source source = sources.length > 1 ? first(Source::isOver) : null;
            (source == null ? eldest(Source::hasObjects) : source).close();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean tryYield(boolean wanted) {
        lock.lock();
        try {
            return first(source -> source.tryYield(wanted)) != null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isAskedToYield() {
        return first(source -> source.share.isAskedToYield()) != null;
    }

    @Override
    public boolean isOver() {
        lock.lock();
        try {
            return first(Source::isOver) != null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void give() {
        step(Source::isClosing, Source::give);
    }

    @Override
    public void closeOverdue() {
        step(Source::isClosing, Source::closeOverdue);
    }

    @Override
    public void giveOverdue() {
        lock.lock();
        try {
            Source source = overdue();
            source.giveOverdue();
            drop(source);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void decline() {
        lock.lock();
        try {
            if (current != null) {
                current.share.decline();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void minShare(int permits) {
        lock.lock();
        try {
            if (current != null) {
                current.share.minShare(permits);
            }
            minShare = permits;
            refusedAt = Clock.SYSTEM.nanoTime() - RETRY_NANOS; // With the next object, when all settings are in force.
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void leave() {
        budget.register.unwatch(budget.name, this);
        lock.lock();
        try {
            left = true;
            follow();
        } finally {
            lock.unlock();
        }
    }
}
