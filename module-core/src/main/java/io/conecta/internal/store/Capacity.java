package io.conecta.internal.store;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/**
 * How many of the {@code maxSize} places are taken: by objects in any state, by creations in flight, and by objects that are
 * being closed (the <em>condemned</em>, counted apart too). The capacity law hangs on this one word.
 *
 * <p>Whoever gives a place back need not think of those who wait for one: this class tells that there is room.
 */
public final class Capacity {
    private static final long ONE_CONDEMNED = 1L << 32;

    /** Taken below, condemned above. */
    private final AtomicLong places = new AtomicLong();

    private final IntSupplier maxSize;
    /** Set once, before the pool is used. */
    private Runnable onRoom = () -> {};

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

    /** Takes a place, if the limit in force leaves one. */
    public boolean tryTake() {
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

    /** Gives back the place of a creation that came to nothing. */
    public void release() {
        places.decrementAndGet();
        onRoom.run();
    }

    /** As {@link #release}, by who cannot have anything tried at once: nobody is told. */
    public void releaseUntold() {
        places.decrementAndGet();
    }

    /** Marks a place as about to become free. */
    public void condemn() {
        places.addAndGet(ONE_CONDEMNED);
    }

    /** Marks a place as about to become free if there are too many, counting those that are on their way out already. */
    public boolean tryCondemn() {
        int limit = maxSize.getAsInt();
        for (long now = places.get(); taken(now) - condemned(now) > limit; now = places.get()) {
            if (places.compareAndSet(now, now + ONE_CONDEMNED)) {
                return true;
            }
        }
        return false;
    }

    /** Gives a condemned place back. */
    public void releaseCondemned() {
        places.addAndGet(-ONE_CONDEMNED - 1);
        onRoom.run();
    }

    /** Tells that there is room, because the limit was raised. */
    public void raised() {
        onRoom.run();
    }

    /** Whether every place is taken, so that only a return can help a borrower. */
    public boolean isExhausted() {
        return taken() >= maxSize.getAsInt();
    }

    /** Whether there are more objects than there may be. */
    public boolean isOversize() {
        return taken() > maxSize.getAsInt();
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
