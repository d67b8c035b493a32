package io.conecta.commons;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** The mean of the last 100 times, as commons-pool2 keeps it. Thread-safe; a reader may see a few times of a newer round. */
final class Recent {
    private static final int SIZE = 100;

    private final AtomicLongArray times = new AtomicLongArray(SIZE);
    private final AtomicLong count = new AtomicLong();

    void add(Duration time) {
        times.set((int) (count.getAndIncrement() % SIZE), time.toMillis());
    }

    /** {@return the mean in milliseconds, 0 if there is none} */
    long meanMillis() {
        int known = (int) Math.min(SIZE, count.get());
        long sum = 0;
        for (int i = 0; i < known; i++) {
            sum += times.get(i);
        }
        return known == 0 ? 0 : sum / known;
    }
}
