package io.conecta.kit;

import java.time.Duration;

/** How late a thread of this machine gets a processor, from now until the end. What a test allows for real time grows with it. */
public final class Lag implements AutoCloseable {
    private static final long NAP_MILLIS = 5;

    private final Thread sleeper = new Thread(this::measure, "lag");
    private volatile long worst;

    public Lag() {
        sleeper.setDaemon(true);
        sleeper.start();
    }

    private void measure() {
        try {
            while (true) {
                long begun = System.nanoTime();
                Thread.sleep(NAP_MILLIS);
                worst = Math.max(worst, System.nanoTime() - begun - NAP_MILLIS * 1_000_000);
            }
        } catch (InterruptedException end) {
            // Enough is known.
        }
    }

    /** {@return the longest time that a thread has waited for a processor} */
    public Duration worst() {
        return Duration.ofNanos(worst);
    }

    @Override
    public void close() {
        sleeper.interrupt();
    }
}
