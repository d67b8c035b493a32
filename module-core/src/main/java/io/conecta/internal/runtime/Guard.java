package io.conecta.internal.runtime;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call into user code with a deadline: either the call finishes in time, or the deadline passes first; one of the two wins.
 *
 * <p>When the deadline wins, the calling thread is interrupted and must do nothing more for the call. The interrupt never outlives the
 * call: {@link #finish()} waits for one on its way and clears it, so that the thread's next task is not hit by it. On a worker of the
 * pool's own that goes for an interrupt by the called code too.
 */
public abstract class Guard extends Work {
    private static final int RUNNING = 0;
    private static final int INTERRUPTING = 1;
    private static final int OVERDUE = 2;
    private static final int FINISHED = 3;
    private static final AtomicIntegerFieldUpdater<Guard> STATE =
            AtomicIntegerFieldUpdater.newUpdater(Guard.class, "state");
    private static final AtomicIntegerFieldUpdater<Guard> TOLD =
            AtomicIntegerFieldUpdater.newUpdater(Guard.class, "told");

    private final Thread thread = Thread.currentThread();
    private final Background background;
    private volatile int state; // RUNNING, which a store would have to fence.
    /** Not zero: a worker has been asked to decide. Work is given to the background once. */
    @SuppressWarnings("UnusedVariable") // Through TOLD.
    private volatile int told;

    private volatile boolean interrupted;
    private Background.@Nullable Timer timer;
    /** Where the call was when its time was up. */
    private StackTraceElement @Nullable [] stack;
    /** When the deadline is, for one that is watched; meaningless until {@link #hasDeadline}. Touched by the watch, once it is published. */
    private long deadline;

    private boolean hasDeadline;

    /** A call on this thread. */
    protected Guard(Background background) {
        this.background = background;
    }

    /** Runs on a worker if the deadline wins. */
    protected abstract void overdue();

    /**
     * Starts a guarded call on this thread.
     *
     * @param nanos the deadline from now
     * @param onOverdue runs on a worker if the deadline wins
     */
    public static Guard start(Background background, long nanos, Consumer<Guard> onOverdue) {
        return new Guard(background) {
            @Override
            protected void overdue() {
                onOverdue.accept(this);
            }
        }.timed(nanos);
    }

    /** The deadline is this many nanoseconds from now, to the point. {@return this} */
    public final Guard timed(long nanos) {
        timer = nanos == Clock.FOREVER ? null : background.schedule(nanos, new Alarm());
        return this;
    }

    /** The deadline is then, looked after by a watch. */
    public final void due(long at) {
        deadline = at;
        hasDeadline = true;
    }

    /** Tells whether the watched deadline has passed; sets it, if it is not set, to {@code nanos} from now. */
    public final boolean isDue(long now, long nanos) {
        if (!hasDeadline) {
            due(now + nanos);
        }
        return now - deadline >= 0;
    }

    /** The deadline has passed. Decided by a worker, since an interrupt may run code of the interrupted thread's channel. */
    public final void timeout() {
        if (state <= INTERRUPTING && TOLD.compareAndSet(this, 0, 1)) {
            background.execute(this);
        }
    }

    @Override
    protected final void perform() {
        try {
            stack = thread.getStackTrace();
        } catch (Throwable noMemory) {
            // The deadline counts for more than where the call was.
        }
        if (interrupt(OVERDUE)) {
            overdue();
        }
    }

    /** {@return the failure, with the stack trace of the call when its time was up} */
    public final <X extends Throwable> X where(X failure) {
        StackTraceElement[] at = stack;
        if (at != null && at.length > 0) {
            try {
                failure.setStackTrace(at);
            } catch (Throwable unfit) {
                // It says what took too long all the same.
            }
        }
        return failure;
    }

    /** {@return whether the call finished before its deadline} To be called by the calling thread, once. */
    public final boolean finish() {
        background.cancel(timer);
        boolean inTime = STATE.compareAndSet(this, RUNNING, FINISHED);
        while (!inTime && state != OVERDUE) {
            Thread.onSpinWait();
            inTime = STATE.compareAndSet(this, RUNNING, FINISHED);
        }
        if (interrupted || Threads.isOwn(thread)) {
            Thread.interrupted(); // Ours, or the hook's own: the next hook on this worker has no part in it.
        }
        return inTime;
    }

    /** Whether the deadline has won: a call that has not begun has no reason to begin any more. */
    public final boolean isOverdue() {
        return state == OVERDUE;
    }

    /** Interrupts the call, which stays as timely as it is. */
    public final void hurry() {
        interrupt(RUNNING);
    }

    /** {@return the thread that makes the call} */
    public final Thread thread() {
        return thread;
    }

    private final class Alarm implements Runnable {
        @Override
        public void run() {
            timeout();
        }
    }

    private boolean interrupt(int next) {
        while (!STATE.compareAndSet(this, RUNNING, INTERRUPTING)) {
            if (state != INTERRUPTING) {
                return false;
            }
            Thread.onSpinWait(); // Somebody hurries it; that must not cost it its deadline.
        }
        interrupted = true;
        try {
            thread.interrupt();
        } catch (Throwable ofItsChannel) {
            // An interrupt may close a channel. What that throws keeps neither a deadline from taking effect, nor a
            // clear from going on.
        } finally {
            state = next;
        }
        return true;
    }
}
