package io.conecta.kit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for real threads to get somewhere; how long that takes decides nothing, but never is a failure. */
public final class Patience {
    static final long SECONDS = 20;
    private static final long LOOK_NANOS = 20_000;

    private Patience() {}

    /** Returns once the condition holds. */
    public static void until(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(SECONDS)) {
                throw new AssertionError("waited " + SECONDS + " s in vain until " + what + "\n" + threads());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static String threads() {
        StringBuilder text = new StringBuilder();
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            text.append(thread).append(' ').append(thread.getState()).append('\n');
            for (int i = 0; i < Math.min(12, frames.length); i++) {
                text.append("    at ").append(frames[i]).append('\n');
            }
        });
        return text.toString();
    }
}
