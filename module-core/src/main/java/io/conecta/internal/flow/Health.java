package io.conecta.internal.flow;

import io.conecta.BudgetStats;
import io.conecta.PoolBudget;
import io.conecta.PoolHealth;
import io.conecta.PoolHealth.Status;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Limits;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.store.Census;
import io.conecta.internal.store.Gate;
import io.conecta.internal.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How the pool is. Looks, and touches nothing; what it has to remember, it learns from being asked, and from the housekeeper's scans.
 *
 * <p>The order in which states count: closed, suspended, paused by {@code maxSize=0}, down, stuck, recovering, busy, up; a budget that is down or
 * recovering counts as the backend does, after it, and so does one whose last permits are held by closes that were given up. A pool that is all lent
 * out is <em>stuck</em> once no loan has begun for {@code leakThreshold}, or 30 s: with nothing left to lend, a loan begins only after another has
 * ended.
 *
 * @param <T> what is pooled
 */
public final class Health<T> {
    private static final long STUCK_NANOS = 30_000_000_000L;

    private final Store<T> store;
    private final UserCode<T> user;
    private final Supply<T> supply;
    private final Rotation<T> rotation;
    private final ReentrantLock lock = new ReentrantLock();
    /** Since when everything has been out, as far as was seen; meaningless unless {@link #exhausted}. Guarded by {@link #lock}, as all here. */
    private long exhaustedAt;

    private boolean exhausted;
    /** Loans begun until the last look, and when that number was first seen. */
    private long loans = -1;

    private long movedAt;
    private long closedAt;
    private long suspendedAt;
    private long heldUpAt;
    private boolean isHeldUp;
    private long pausedAt;
    private boolean closed;
    private boolean suspended;
    private boolean paused;

    public Health(Store<T> store, UserCode<T> user, Supply<T> supply, Rotation<T> rotation) {
        this.rotation = rotation;
        this.store = store;
        this.user = user;
        this.supply = supply;
    }

    /** {@return the health of this moment} */
    public PoolHealth now() {
        return user.withFailures(state());
    }

    /** {@return the budget, if it gives nothing, and not because all is in use} */
    @Nullable
    PoolBudget brokenBudget() {
        PoolBudget budget = store.capacity.budget();
        return budget == null || !budget.health().isUp() ? budget : heldUp();
    }

    /** {@return the budget, if it has nothing left and all that the pool has of it is held by closes that were given up} */
    private @Nullable PoolBudget heldUp() {
        PoolBudget budget = store.capacity.budget();
        if (budget == null || store.capacity.overdueCloses() == 0 || store.capacity.taken() > 0) {
            return null;
        }
        BudgetStats now = budget.stats();
        return now.limit() > 0 && now.used() >= now.limit() ? budget : null;
    }

    /** {@return how creations are: up, down or recovering, and the budget's state if that is the only reason why there may be none} */
    private PoolHealth creations() {
        PoolHealth own = supply.health();
        PoolBudget budget = store.capacity.budget();
        if (budget == null || own.status() == Status.DOWN) {
            return own;
        }
        PoolHealth its = budget.health();
        if (!its.isUp()) {
            return health(
                    Status.DOWN,
                    "its budget is down: " + its.reason(),
                    its.since().toNanos());
        }
        return own.status() == Status.UP && its.status() == Status.RECOVERING
                ? health(
                        Status.RECOVERING,
                        "its budget is recovering: " + its.reason(),
                        its.since().toNanos())
                : own;
    }

    private PoolHealth state() {
        PoolHealth creations = creations(); // Without the lock: it may ask the budget.
        PoolBudget budget = heldUp();
        lock.lock();
        try {
            look();
            long now = user.clock().nanoTime();
            if (closed) {
                return health(Status.CLOSED, "the pool is closed", now - closedAt);
            }
            if (suspended) {
                return health(
                        Status.SUSPENDED, "the pool is suspended; call resume() to lend again", now - suspendedAt);
            }
            if (paused) { // Nothing is tried, so nothing is known of the backend.
                return health(Status.UP, "the pool is paused, maxSize=0; raise it to lend again", now - pausedAt);
            }
            if (creations.status() == Status.DOWN) {
                return creations;
            }
            heldUpAt = budget == null || isHeldUp ? heldUpAt : now;
            isHeldUp = budget != null;
            if (budget != null) {
                return heldUp(budget, now - heldUpAt);
            }
            if (exhausted && now - movedAt >= threshold()) {
                return health(
                        Status.STUCK,
                        "all objects are lent, and none has come back for " + Limits.text(now - movedAt)
                                + "; see loans() for who has them",
                        now - movedAt);
            }
            if (creations.status() == Status.RECOVERING || !exhausted) {
                return creations;
            }
            return health(Status.BUSY, "all objects are lent", now - exhaustedAt);
        } finally {
            lock.unlock();
        }
    }

    private static PoolHealth heldUp(PoolBudget budget, long nanos) {
        return health(
                Status.DOWN,
                "closeFunc was given up after closeTimeout and has not ended, and holds the permits of budget \""
                        + budget.name() + "\", which has none left",
                nanos);
    }

    /** {@return how fast objects go round} */
    Rotation<T> rotation() {
        return rotation;
    }

    /** Notes what has changed since the last look. */
    public void observe() {
        rotation.glance(user.clock().nanoTime());
        lock.lock();
        try {
            look();
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        long now = user.clock().nanoTime();
        boolean nowClosed = store.isClosed();
        closedAt = nowClosed && !closed ? now : closedAt;
        closed = nowClosed;
        boolean nowSuspended = store.gate.isClosedFor(Gate.SUSPENDED);
        suspendedAt = nowSuspended && !suspended ? now : suspendedAt;
        suspended = nowSuspended;
        Census census = Census.of(store.slots);
        int most = store.limits().maxSize();
        boolean nowPaused = most == 0;
        pausedAt = nowPaused && !paused ? now : pausedAt;
        paused = nowPaused;
        boolean nowExhausted = most > 0 && census.out >= most;
        exhaustedAt = nowExhausted && !exhausted ? now : exhaustedAt;
        exhausted = nowExhausted;
        if (!nowExhausted || census.borrowed() != loans) {
            movedAt = now;
            loans = census.borrowed();
        }
    }

    private long threshold() {
        long leak = store.limits().leak();
        return leak == Clock.FOREVER ? STUCK_NANOS : leak;
    }

    private static PoolHealth health(Status status, String reason, long nanos) {
        return new PoolHealth(status, reason, Duration.ofNanos(Math.max(0, nanos)), List.of());
    }
}
