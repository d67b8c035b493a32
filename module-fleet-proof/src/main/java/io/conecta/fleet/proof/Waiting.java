package io.conecta.fleet.proof;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what has to happen some time. */
final class Waiting {
    private static final int LOOK_MILLIS = 10;

    private Waiting() {}

    /** {@return after how many nanoseconds it was so} */
    static long until(String what, BooleanSupplier condition) throws InterruptedException {
        long from = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - from > Times.PATIENCE.toNanos()) {
                throw new IllegalStateException("after " + Times.PATIENCE.toSeconds() + " s, not yet: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return System.nanoTime() - from;
    }
}
