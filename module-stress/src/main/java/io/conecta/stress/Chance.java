package io.conecta.stress;

import java.util.concurrent.ThreadLocalRandom;

/** Whether something goes wrong this time. Nothing does once it is {@link #calm}. Thread-safe. */
final class Chance {
    private volatile boolean calm;

    /** Ends all trouble. */
    void calm() {
        calm = true;
    }

    boolean isCalm() {
        return calm;
    }

    /** {@return true once in so many times} */
    boolean once(int times) {
        return !calm && ThreadLocalRandom.current().nextInt(times) == 0;
    }

    /** Sleeps, unless it is calm, until the time is over or an interrupt ends it. */
    void dawdle(int mostMillis) throws InterruptedException {
        if (!calm) {
            Thread.sleep(ThreadLocalRandom.current().nextInt(mostMillis) + 1);
        }
    }
}
