package io.conecta.internal.store;

import io.conecta.PoolBudget;
import io.conecta.internal.runtime.Clock;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many of the {@code maxSize} places are taken: by objects in any state, by creations in flight, and by objects that are
 * being closed (the <em>condemned</em>, counted apart too). The capacity law hangs on this one word.
 *
 * <p>In a {@link PoolBudget} each place goes with a permit. Both are taken together; but the permit is kept beyond the place where user code
 * was given up that has not ended: a {@code newFunc} beyond its {@code createTimeout}, a {@code closeFunc} beyond its {@code closeTimeout}.
 *
 * <p>Whoever gives a place back need not think of those who wait for one: this class tells that there is room.
 */
public final class Capacity {
    private static final long ONE_CONDEMNED = 1L << 32;

    /** Taken below, condemned above. */
    private final AtomicLong places = new AtomicLong();

    private final IntSupplier maxSize;
    /** Set once, before the pool is used. */
    private @Nullable Runnable onRoom;
    /** Set once, before the pool is used. */
    private PoolBudget.@Nullable Share share;

    private @Nullable PoolBudget budget;
    /** Whether the last place that was wanted had no permit. */
    private volatile boolean refused;
    /** Permits that are kept by closes that were given up and have not ended. */
    private volatile int overdueCloses;

    /**
     * Nothing is taken yet.
     *
     * @param maxSize the limit in force
     */
    public Capacity(IntSupplier maxSize) {
        this.maxSize = maxSize;
    }

    /** Runs whenever a place has become free. */
    public void onRoom(Runnable action) {
        onRoom = action;
    }

    /** From now on each place needs a permit of this budget. */
    public void joined(PoolBudget pools, PoolBudget.Share own) {
        budget = pools;
        share = own;
    }

    /** {@return what the pool has of its budget, null if it is in none} */
    public PoolBudget.@Nullable Share share() {
        return share;
    }

    /** {@return what the pool is in, null if it shares with nobody} */
    public @Nullable PoolBudget budget() {
        return budget;
    }

    /** Whether the last place that was wanted had no permit. */
    public boolean isRefused() {
        return refused;
    }

    /** {@return the budget, if that is why the last place could not be taken; else null} Its text says who has what of it. */
    public @Nullable PoolBudget shortOf() {
        return refused ? budget : null;
    }

    /** Takes a place, if the limit in force and the budget leave one. */
    public boolean tryTake() {
        if (share == null) {
            return tryTakePlace();
        }
        if (isExhausted()) {
            return false;
        }
        boolean permitted = share.tryTake();
        refused = !permitted;
        if (permitted && !tryTakePlace()) {
            share.giveUnused();
            return false;
        }
        return permitted;
    }

    /** {@return how many more objects there may be, whatever the budget says} */
    public int room() {
        return Math.max(0, maxSize.getAsInt() - taken());
    }

    /** As {@link #tryTake}, for an object whose permit was kept. */
    public boolean tryTakePlace() {
        while (true) {
            int limit = maxSize.getAsInt();
            if (!tryTake(limit)) {
                return false;
            }
            // Look again after: who made the pool smaller meanwhile has either counted this place or is seen here.
            if (maxSize.getAsInt() == limit) {
                return true;
            }
            places.decrementAndGet();
        }
    }

    private boolean tryTake(int limit) {
        for (long now = places.get(); taken(now) < limit; now = places.get()) {
            if (places.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    /** {@return how long a creation may take that begins now, in nanoseconds, whatever the settings say} */
    public long mostCreation() {
        return share == null ? Clock.FOREVER : Clock.nanos(share.mostCreation());
    }

    /** Whether an object that has just been created may join the pool. */
    public boolean confirm() {
        return share == null || share.confirm();
    }

    /** An object that was confirmed has joined the pool: a borrower has it, or it is idle. */
    public void joined() {
        if (share != null) {
            share.joined();
        }
    }

    /** As {@link #confirm}, for an object whose place was given back before it was there. */
    public boolean confirmLate() {
        return share == null || share.confirmOverdue();
    }

    /** Gives back the place of a creation that came to nothing, and its permit. */
    public void release() {
        releaseUntold();
        tellRoom();
    }

    /** As {@link #release}, by who cannot have anything tried at once: nobody is told. */
    public void releaseUntold() {
        try {
            if (share != null) {
                share.giveUnused();
            }
        } finally {
            places.decrementAndGet();
        }
    }

    /** As {@link #releaseUntold}, while {@code newFunc} is still running: its permit stays with it, for {@link #confirmLate} or {@link #releaseOverdue}. */
    public void releasePlaceUntold() {
        try {
            if (share != null) {
                share.creationOverdue();
            }
        } finally {
            places.decrementAndGet();
        }
    }

    /** A close that was given up has ended: its permit is free. */
    public void releaseOverdueClose() {
        overdueCloses(-1);
        releaseOverdue();
    }

    /** {@return closes that were given up and have not ended} Their places are free, their permits are not. */
    public int overdueCloses() {
        return overdueCloses;
    }

    private synchronized void overdueCloses(int more) {
        overdueCloses += more;
    }

    /** User code that was given up has ended: its permit is free. */
    public void releaseOverdue() {
        if (share != null) {
            share.giveOverdue();
        }
    }

    /** Gives back the place and the permit of an object that has not joined the pool, and is not to be closed. */
    public void takeBack() {
        condemn();
        releaseCondemned(true);
    }

    /** Marks the permit of an object without a place as about to become free: {@link #releaseStray} follows. */
    public void condemnStray() {
        if (share != null) {
            share.closing();
        }
    }

    /**
     * Gives back the permit of an object without a place.
     *
     * @param ended whether the close has ended; if not, {@link #releaseOverdueClose} follows when it has
     */
    public void releaseStray(boolean ended) {
        if (!ended) {
            overdueCloses(1);
        }
        if (share != null && ended) {
            share.give();
        } else if (share != null) {
            share.closeOverdue();
        }
    }

    /** Marks a place as about to become free. */
    public void condemn() {
        if (share != null) {
            share.closing();
        }
        places.addAndGet(ONE_CONDEMNED);
    }

    /**
     * Marks a place as about to become free if there are too many, counting those that are on their way out already; or if the budget wants it
     * for another pool.
     *
     * @param wanted whether a borrower waits for the object
     */
    public boolean tryCondemn(boolean wanted) {
        if (tryCondemnSurplus()) {
            return true;
        }
        if (share == null || !isAskedToYield() || !share.tryYield(wanted)) {
            return false;
        }
        places.addAndGet(ONE_CONDEMNED);
        return true;
    }

    private boolean tryCondemnSurplus() {
        int limit = maxSize.getAsInt();
        for (long now = places.get(); taken(now) - condemned(now) > limit; now = places.get()) {
            if (places.compareAndSet(now, now + ONE_CONDEMNED)) {
                if (share != null) {
                    share.closing();
                }
                return true;
            }
        }
        return false;
    }

    /**
     * Gives a condemned place back.
     *
     * @param ended whether the close has ended; if not, {@link #releaseOverdueClose} follows when it has
     */
    public void releaseCondemned(boolean ended) {
        try {
            releaseStray(ended);
        } finally {
            places.addAndGet(-ONE_CONDEMNED - 1);
        }
        tellRoom();
    }

    private void tellRoom() {
        if (onRoom != null) {
            onRoom.run();
        }
    }

    /** Tells that there is room, because the limit was raised. */
    public void raised() {
        tellRoom();
    }

    /** Whether every place is taken, so that only a return can help a borrower. */
    public boolean isExhausted() {
        return taken() >= maxSize.getAsInt();
    }

    /** Whether there are more objects than there may be, or than the budget leaves. */
    public boolean isOversize() {
        return taken() > maxSize.getAsInt() || isAskedToYield();
    }

    /** Whether the budget's permits have ended for some objects that are not being closed yet. */
    public boolean isOver() {
        return share != null && budget != null && budget.revokes() && share.isOver();
    }

    /** Whether the budget wants places of this pool for another. */
    public boolean isAskedToYield() {
        return share != null && share.isAskedToYield();
    }

    public int taken() {
        return taken(places.get());
    }

    private static int taken(long places) {
        return (int) places;
    }

    private static int condemned(long places) {
        return (int) (places >>> 32);
    }
}
