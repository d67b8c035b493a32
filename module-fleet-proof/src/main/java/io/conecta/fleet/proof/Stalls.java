package io.conecta.fleet.proof;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures for how long this process has stood still in all: what a thread that wants to wake each 20 ms was late. So a machine that has no time for a process is
 * not mistaken for a fleet that breaks its law.
 */
final class Stalls {
    private static final long TICK = 20_000_000;
    /** What a thread may be late on a machine that is well. */
    private static final long USUAL = 20_000_000;

    private final AtomicLong stalled = new AtomicLong();

    Stalls() {
        Thread ticker = new Thread(this::tick, "ticks");
        ticker.setDaemon(true);
        ticker.start();
    }

    private void tick() {
        long last = System.nanoTime();
        while (true) {
            LockSupport.parkNanos(TICK);
            long now = System.nanoTime();
            long late = now - last - TICK;
            if (late > USUAL) {
                stalled.addAndGet(late);
            }
            last = now;
        }
    }

    /** {@return milliseconds since the start that this process has stood still} */
    long millis() {
        return stalled.get() / 1_000_000;
    }
}
