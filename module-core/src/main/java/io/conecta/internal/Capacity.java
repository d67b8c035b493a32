package io.conecta.internal;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many of the {@code maxSize} places are taken: by objects in any state, by creations in flight, and by objects that are
 * being closed (the <em>condemned</em>, counted apart too). The capacity law hangs on this one word.
 */
final class Capacity {
    private static final long ONE_CONDEMNED = 1L << 32;

    /** Taken below, condemned above. */
    private final AtomicLong places = new AtomicLong();

    /** Takes a place, if there is one. */
    boolean tryTake(int maxSize) {
        for (long now = places.get(); taken(now) < maxSize; now = places.get()) {
            if (places.compareAndSet(now, now + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Gives back the place of a creation that came to nothing. */
    void release() {
        places.decrementAndGet();
    }

    /** Marks a place as about to become free. */
    void condemn() {
        places.addAndGet(ONE_CONDEMNED);
    }

    /** Marks a place as about to become free if there are too many, counting those that are on their way out already. */
    boolean tryCondemn(int maxSize) {
        for (long now = places.get(); taken(now) - condemned(now) > maxSize; now = places.get()) {
            if (places.compareAndSet(now, now + ONE_CONDEMNED)) {
                return true;
            }
        }
        return false;
    }

    /** Gives a condemned place back. */
    void releaseCondemned() {
        places.addAndGet(-ONE_CONDEMNED - 1);
    }

    int taken() {
        return taken(places.get());
    }

    int condemned() {
        return condemned(places.get());
    }

    private static int taken(long places) {
        return (int) places;
    }

    private static int condemned(long places) {
        return (int) (places >>> 32);
    }
}
