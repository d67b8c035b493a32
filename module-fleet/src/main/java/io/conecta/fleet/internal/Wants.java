package io.conecta.fleet.internal;

import java.util.Arrays;

/**
 * How many objects a member wants, smoothed: of the samples of the last moments one in twenty may be higher, so that a burst of a moment moves
 * nothing. Not thread-safe.
 */
public final class Wants {
    /** Samples that count; there are ten a second. */
    private static final int SAMPLES = 20;

    private static final int HIGHER = 1;
    /** Samples after which what nobody has wanted is handed back. */
    private static final int LONG = 100;

    private final int[] recent = new int[SAMPLES];
    private long count;
    /** When nothing was wanted last, or there was a permit, in nanoseconds. */
    private long shortSince;
    /** The most that was wanted in this period, and in the one before. */
    private int most;

    private int mostBefore = Integer.MAX_VALUE;

    public Wants(long now) {
        shortSince = now;
    }

    public void sample(int wanted) {
        recent[(int) (count % SAMPLES)] = wanted;
        count++;
        if (count % LONG == 0) {
            mostBefore = most;
            most = 0;
        }
        most = Math.max(most, wanted);
    }

    /** {@return what is wanted now} */
    public int now() {
        int there = (int) Math.min(count, SAMPLES);
        if (there < SAMPLES) {
            return there == 0 ? 0 : Arrays.stream(recent, 0, there).max().orElse(0);
        }
        int[] sorted = recent.clone();
        Arrays.sort(sorted);
        return sorted[SAMPLES - 1 - HIGHER];
    }

    /** {@return for how long something has been wanted, and there has been no permit, in nanoseconds} */
    long waited(int permits, long now) {
        if (permits > 0 || now() == 0) {
            shortSince = now;
        }
        return now - shortSince;
    }

    /** {@return what was wanted at most for a long time} */
    public int mostForLong() {
        return Math.max(most, mostBefore);
    }
}
