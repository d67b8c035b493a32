package io.conecta.internal.flow;

import io.conecta.internal.runtime.Background;
import org.jspecify.annotations.Nullable;

/**
 * When a creation that hangs is not counted on any more. Newer ones have served those who waited for it, and one that hangs must not cost
 * those who came later their time: then another begins in its stead, if there is room. One at a time, and more slowly each time until one
 * succeeds. Guarded by the lock of {@link Creations}.
 */
final class Patience {
    private static final long LEAST_NANOS = 1_000_000_000;
    private static final long MOST_NANOS = 30_000_000_000L;

    private final Background background;
    private final Runnable demand;
    /** The newest creation that has succeeded, by its number. */
    private long newestSuccess;
    /** How long a creation that a newer one has overtaken is waited for. */
    private long nanos = LEAST_NANOS;

    private Background.@Nullable Timer timer;
    /** When {@link #timer} is due. */
    private long at;

    /** @param demand asks for creations again, without the lock */
    Patience(Background background, Runnable demand) {
        this.background = background;
        this.demand = demand;
    }

    /** Whether a creation has been waited for long enough; if not, those who wait are looked after again when it has. */
    boolean isLate(long number, long begun) {
        if (number > newestSuccess) {
            return false; // Not overtaken: its backend is slow, and another would be too.
        }
        long left = nanos - (background.clock().nanoTime() - begun);
        if (left <= 0) {
            nanos = Math.min(2 * nanos, MOST_NANOS);
            return true;
        }
        lookAgain(left);
        return false;
    }

    void succeeded(long number, long took) {
        newestSuccess = Math.max(newestSuccess, number);
        nanos = Math.max(LEAST_NANOS, Math.min(4 * took, MOST_NANOS));
    }

    private void lookAgain(long wait) {
        long then = background.clock().nanoTime() + wait;
        if (timer == null || then - at < 0 || at - background.clock().nanoTime() <= 0) {
            background.cancel(timer);
            at = then;
            timer = background.schedule(wait, demand);
        }
    }

    void stop() {
        background.cancel(timer);
        timer = null;
    }
}
