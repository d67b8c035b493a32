package io.conecta.internal.flow;

import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Backoff;
import org.jspecify.annotations.Nullable;

/**
 * When creations may be tried: freely while they succeed; one at a time, at growing intervals, since one has failed; and another in the
 * stead of one that hangs. Guarded by the lock of {@link Supply}.
 */
final class Retries {
    private static final long HANGS_NANOS = 30_000_000_000L;
    private static final long PATIENCE_NANOS = 1_000_000_000;

    private final Background background;
    private final Runnable again;
    /** Creations that failed in a row, and since when. */
    private int failures;

    private long failingSince;
    private long lastFailed;
    /** Why the last creation failed; null since one succeeded. */
    private @Nullable Throwable lastFailure;
    /** When the next creation may start, while they fail. */
    private long nextTry;
    /** When the creation that started last stops keeping others from being tried, while they fail. */
    private long lastTryHangs;
    /** The newest creation that has succeeded, by its number. */
    private long newestSuccess;
    /** How long a creation that a newer one has overtaken is waited for before another is started in its stead. */
    private long patience = PATIENCE_NANOS;

    private Background.@Nullable Timer retry;
    /** When {@link #retry} is due. */
    private long retryAt;

    /** @param again asks for creations again */
    Retries(Background background, Runnable again) {
        this.background = background;
        this.again = again;
    }

    @Nullable
    Throwable lastFailure() {
        return lastFailure;
    }

    /** Whether the last failure was before that time. */
    boolean failedBefore(long time) {
        return lastFailure == null || lastFailed - time <= 0;
    }

    /** Whether a creation may start; if only later, it is asked for again then. */
    boolean mayTry(int running) {
        if (failures == 0) {
            return true;
        }
        long wait = (running > 0 ? lastTryHangs : nextTry) - background.clock().nanoTime();
        if (wait <= 0) {
            return true;
        }
        askAgain(wait);
        return false;
    }

    /** A creation starts. */
    void tried() {
        lastTryHangs = background.clock().nanoTime() + HANGS_NANOS;
    }

    /**
     * Whether a creation takes so long that another had better be started, if there is room: newer ones have served those who waited for
     * it, and one that hangs must not cost those who came later their time. One at a time, and more slowly each time until one succeeds.
     */
    boolean isLate(long number, long begun) {
        if (number > newestSuccess) {
            return false; // Not overtaken: its backend is slow, and another would be too.
        }
        long left = patience - (background.clock().nanoTime() - begun);
        if (left <= 0) {
            patience = Math.min(2 * patience, HANGS_NANOS);
            return true;
        }
        askAgain(left);
        return false;
    }

    /** {@return what to log if this ended a series of failures} */
    @Nullable
    String succeeded(long number, long begun) {
        long now = background.clock().nanoTime();
        newestSuccess = Math.max(newestSuccess, number);
        patience = Math.max(PATIENCE_NANOS, Math.min(4 * (now - begun), HANGS_NANOS));
        String recovered = failures == 0
                ? null
                : "creations succeed again, after " + failures + " failed in " + (now - failingSince) / 1_000_000
                        + " ms; the last: " + lastFailure;
        failures = 0;
        lastFailure = null;
        return recovered;
    }

    void failed(Throwable failure) {
        long now = background.clock().nanoTime();
        if (failures++ == 0) {
            failingSince = now;
        }
        lastFailed = now;
        nextTry = now + Backoff.after(failures);
        lastFailure = failure;
    }

    /** The time has come that {@link #askAgain} waited for. */
    void fired() {
        retry = null;
    }

    void stop() {
        background.cancel(retry);
        retry = null;
    }

    private void askAgain(long wait) {
        long at = background.clock().nanoTime() + wait;
        if (retry != null && at - retryAt >= 0) {
            return;
        }
        background.cancel(retry);
        retryAt = at;
        retry = background.schedule(wait, again);
    }
}
