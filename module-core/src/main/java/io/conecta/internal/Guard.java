package io.conecta.internal;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A call into user code with a deadline: either the call finishes in time, or the deadline passes first; one of the two wins.
 *
 * <p>When the deadline wins, the calling thread is interrupted and must do nothing more for the call. The interrupt never outlives the
 * call: {@link #finish()} waits for one on its way and clears it, so that the thread's next task is not hit by it. On a worker of the
 * pool's own that goes for an interrupt by the called code too.
 */
final class Guard {
    private static final int RUNNING = 0;
    private static final int INTERRUPTING = 1;
    private static final int OVERDUE = 2;
    private static final int FINISHED = 3;

    private final Thread thread = Thread.currentThread();
    private final AtomicInteger state = new AtomicInteger(RUNNING);
    private final Background background;
    private volatile boolean interrupted;
    private Background.@Nullable Timer timer;

    private Guard(Background background) {
        this.background = background;
    }

    /**
     * Starts a guarded call on this thread.
     *
     * @param nanos the deadline from now
     * @param onOverdue runs on a worker if the deadline wins
     */
    static Guard start(Background background, long nanos, Runnable onOverdue) {
        Guard guard = new Guard(background);
        try {
            guard.timer = background.schedule(nanos, () -> {
                if (guard.interrupt(OVERDUE)) {
                    background.execute(onOverdue);
                }
            });
        } catch (OutOfMemoryError noThread) {
            // No timekeeper can be started now. A call without a deadline is better than an object that nobody closes.
        }
        return guard;
    }

    /** {@return whether the call finished before its deadline} To be called by the calling thread, once. */
    boolean finish() {
        background.cancel(timer);
        boolean inTime = state.compareAndSet(RUNNING, FINISHED);
        while (!inTime && state.get() != OVERDUE) {
            Thread.onSpinWait();
            inTime = state.compareAndSet(RUNNING, FINISHED);
        }
        if (interrupted || Background.owns(thread)) {
            Thread.interrupted(); // Ours, or the hook's own: the next hook on this worker has no part in it.
        }
        return inTime;
    }

    /** Interrupts the call, which stays as timely as it is. */
    void hurry() {
        interrupt(RUNNING);
    }

    private boolean interrupt(int next) {
        while (!state.compareAndSet(RUNNING, INTERRUPTING)) {
            if (state.get() != INTERRUPTING) {
                return false;
            }
            Thread.onSpinWait(); // Somebody hurries it; that must not cost it its deadline.
        }
        interrupted = true;
        thread.interrupt();
        state.set(next);
        return true;
    }
}
