package io.conecta.benchmarks.scenario;

/** Counts durations in buckets no wider than 1/64 of their value. Not thread-safe. */
final class Histogram {
    private static final int SUB_BITS = 6;
    private static final int SUB = 1 << SUB_BITS;

    private final long[] counts = new long[SUB * (Long.SIZE - SUB_BITS)];
    private long total;

    void record(long nanos) {
        counts[bucket(nanos)]++;
        total++;
    }

    void add(Histogram other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        total += other.total;
    }

    /** The lowest value that at least this share of the recorded ones does not exceed, in nanoseconds. */
    double quantile(double share) {
        long rank = (long) Math.ceil(share * total);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank && seen > 0) {
                return highest(i);
            }
        }
        return 0;
    }

    /** Values below 64 have a bucket each; above, 64 buckets share every power of two. */
    private static int bucket(long nanos) {
        if (nanos < SUB) {
            return (int) Math.max(0, nanos);
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - SUB_BITS;
        return ((shift + 1) << SUB_BITS) + (int) ((nanos >>> shift) & (SUB - 1));
    }

    private static double highest(int bucket) {
        if (bucket < SUB) {
            return bucket;
        }
        int shift = (bucket >>> SUB_BITS) - 1;
        return ((long) (SUB + (bucket & (SUB - 1))) + 1) * Math.pow(2, shift) - 1;
    }
}
