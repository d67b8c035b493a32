package io.conecta.internal.flow;

import io.conecta.internal.runtime.Background;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The clock by which loans age that may be reclaimed. It beats at short intervals while it is wanted, and goes on by no more than this process was seen
 * to run, however often it is stopped: by a debugger, a quota of processor time, a collection.
 *
 * <p>A beat counts for as long as it was to take and an eighth more, at most. One that comes more than {@value #LATE_NANOS} ns late counts for nothing:
 * the process was stopped in between, and nobody knows since when. If all are late, each counts a little, so that a process which never runs for
 * the whole of a beat gets on too.
 */
final class Pulse implements Runnable {
    private static final long LONGEST_NANOS = 20_000_000;
    private static final long SHORTEST_NANOS = 5_000_000;
    private static final long LATE_NANOS = 10_000_000;
    private static final int SPARE = 8;
    private static final int LITTLE = 16;

    private final Background background;
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by {@link #lock}, as all below; null while it stands still. */
    private Background.@Nullable Timer timer;

    /** Between two beats. */
    private long interval = LONGEST_NANOS;
    /** When the last beat was. */
    private long last;
    /** What all beats have counted for. */
    private long ran;
    /** Whether the last beat was late. */
    private boolean late;

    Pulse(Background background) {
        this.background = background;
    }

    /** Has it beat from now on, often enough for this threshold; does nothing if it does. */
    void start(long leak) {
        lock.lock();
        try {
            interval = Math.max(SHORTEST_NANOS, Math.min(leak / 16, LONGEST_NANOS));
            if (timer == null) {
                last = background.clock().nanoTime();
                timer = background.schedule(interval, this);
            }
        } finally {
            lock.unlock();
        }
    }

    /** It stands still from now on. */
    void stop() {
        lock.lock();
        try {
            background.cancel(timer);
            timer = null;
        } finally {
            lock.unlock();
        }
    }

    /** A beat, on the timekeeper. */
    @Override
    public void run() {
        lock.lock();
        try {
            if (timer != null) {
                long now = background.clock().nanoTime();
                ran += counts(now - last);
                late = isLate(now - last);
                last = now;
                timer = background.schedule(interval, this);
            }
        } finally {
            lock.unlock();
        }
    }

    /** {@return for how long this process has run until now, as far as that was seen} Nanoseconds, from an arbitrary start. */
    long ran() {
        lock.lock();
        try {
            return timer == null ? ran : ran + counts(background.clock().nanoTime() - last);
        } finally {
            lock.unlock();
        }
    }

    private long counts(long nanos) {
        if (isLate(nanos)) {
            return late ? interval / LITTLE : 0;
        }
        return Math.min(nanos, interval + interval / SPARE);
    }

    private boolean isLate(long nanos) {
        return nanos > interval + LATE_NANOS;
    }
}
