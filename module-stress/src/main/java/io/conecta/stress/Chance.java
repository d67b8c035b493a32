package io.conecta.stress;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Whether something goes wrong this time, and what. Nothing does once it is {@link #calm}. Drawn from the seed. Thread-safe. */
final class Chance {
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private final AtomicLong state;
    private final boolean errors;
    private final boolean hangs;
    private volatile boolean calm;
    private volatile boolean starved;

    /**
     * @param errors whether what is thrown may be an {@link Error}
     * @param hangs whether what takes long may ignore interrupts
     */
    Chance(long seed, boolean errors, boolean hangs) {
        state = new AtomicLong(seed);
        this.errors = errors;
        this.hangs = hangs;
    }

    /** Ends all trouble. */
    void calm() {
        calm = true;
        starved = false;
    }

    boolean isCalm() {
        return calm;
    }

    /** No thread can be started from now on, or some can again. */
    void starve(boolean value) {
        starved = value && !calm;
    }

    boolean isStarved() {
        return starved;
    }

    private int next(int bound) {
        long z = state.addAndGet(STEP);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (int) Long.remainderUnsigned(z ^ (z >>> 31), bound);
    }

    /** {@return true once in so many times} */
    boolean once(int times) {
        return !calm && next(times) == 0;
    }

    /** Takes a while, unless it is calm: until the time is over or an interrupt ends it; or, if it hangs, much longer, deaf to interrupts. */
    void dawdle(int mostMillis) throws InterruptedException {
        if (calm) {
            return;
        }
        if (hangs && next(3) == 0) {
            hang(TimeUnit.MILLISECONDS.toNanos(next(1500)));
        } else {
            Thread.sleep(next(mostMillis) + 1);
        }
    }

    private static void hang(long nanos) {
        boolean interrupted = false;
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            try {
                TimeUnit.NANOSECONDS.sleep(left);
            } catch (InterruptedException deaf) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Throws something unchecked: an exception, or an {@link Error} of the kinds that can come from anywhere. */
    void raise(String what) {
        if (!errors) {
            throw new IllegalStateException(what + " in trouble");
        }
        switch (next(5)) {
            case 0 -> throw new OutOfMemoryError(what + " in trouble");
            case 1 -> throw new StackOverflowError(what + " in trouble");
            case 2 -> throw new AssertionError(what + " in trouble");
            case 3 -> throw new RejectedExecutionException(what + " in trouble");
            default -> throw new IllegalStateException(what + " in trouble");
        }
    }
}
