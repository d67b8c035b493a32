package io.conecta.tools;

import java.time.Duration;
import java.util.Arrays;

/** How long something took, each time. A recording may hold millions, so each takes eight bytes. Not thread-safe. */
final class Times {
    private long[] nanos = new long[16];
    private int count;
    private boolean sorted = true;

    void add(Duration time) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = time.toNanos();
        sorted = false;
    }

    int count() {
        return count;
    }

    /** {@return the shortest time that so many per cent did not exceed; zero if there is none} */
    Duration percentile(int percent) {
        if (count == 0) {
            return Duration.ZERO;
        }
        if (!sorted) {
            Arrays.sort(nanos, 0, count);
            sorted = true;
        }
        int rank = (int) Math.ceil(percent / 100.0 * count);
        return Duration.ofNanos(nanos[Math.max(0, rank - 1)]);
    }

    Duration max() {
        return percentile(100);
    }
}
