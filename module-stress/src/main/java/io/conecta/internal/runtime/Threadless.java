package io.conecta.internal.runtime;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A background whose threads and time are the test's: no thread can ever be started, so all work stands in line until {@link #work} does it
 * on the calling thread; the clock moves by {@link #pass} and by parking, and timers run in {@link #pass} alone.
 */
public final class Threadless {
    /** Time enough for whatever is put off after a change. */
    public static final long SETTLED = 100_000_000;

    private final AtomicLong now = new AtomicLong();
    public final Background background = new Background(
            new Clock() {
                @Override
                public long nanoTime() {
                    return now.get();
                }

                @Override
                public void parkNanos(Object blocker, long nanos) {
                    now.addAndGet(nanos); // Whoever waits has waited.
                }
            },
            false,
            (name, task) -> {
                throw new NoThread();
            });

    public Threadless() {
        background.retain();
    }

    /** Does what is in line, as a free worker would. */
    public void work() {
        background.retain(); // For the empty work, which nobody has counted.
        background.work(Work.of(() -> {}));
    }

    /** Time passes, and the timers run that are due by then. */
    public void pass(long nanos) {
        now.addAndGet(nanos);
        background.runDue();
    }

    /** What the sweeps do after a change, until nothing is left to do. */
    public void settle() {
        for (int i = 0; i < 4; i++) {
            pass(SETTLED);
            work();
        }
    }

    /** What the system says when it has no thread left; without a trace, which would take the time of the race. */
    private static final class NoThread extends OutOfMemoryError {
        private static final long serialVersionUID = 1L;

        private NoThread() {
            super("unable to create native thread");
        }

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }
}
