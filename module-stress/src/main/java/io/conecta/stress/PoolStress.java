package io.conecta.stress;

import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Pools under random operations, with hooks that throw, stall and hang, errors from anywhere, executors that refuse, drop or have no thread
 * to spare, no thread to be had, borrowers at the end of their stack, dead servers, outages, suspends, drains, renewals, resizes, clears, interrupts, timeouts and leaks, objects
 * put into the wrong pool, platform and virtual threads together. Checks all the while, at rest and after the close: never two holders, never more alive than
 * allowed, closed once, nothing alive in a drained pool, no more creations at once than {@code maxCreating}, nobody left waiting, nothing left behind. Ends with {@code violations: 0}, or status 1.
 */
public final class PoolStress {
    private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(4);
    /** Kept, since a logger that nobody holds forgets its level. */
    private static final Logger LOG = Logger.getLogger("io.conecta");

    private PoolStress() {}

    /**
     * Runs from the command line.
     *
     * @param args how long, such as {@code 5m} or {@code 15s}; then, maybe, a seed; or {@code round} and the seed of one round
     * @throws InterruptedException if interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        if (args.length == 2 && args[0].equals("round")) {
            LOG.setLevel(Level.OFF);
            Violations violations = new Violations();
            round(Long.parseLong(args[1]), 1, ROUND_NANOS, violations, new AtomicLong());
            System.exit(violations.count() == 0 ? 0 : 1);
        }
        String length = args.length == 0 ? "1m" : args[0];
        long seed = args.length < 2 ? System.nanoTime() : Long.parseLong(args[1]);
        System.exit(run(nanos(length), seed) == 0 ? 0 : 1);
    }

    /**
     * Runs rounds until the time is over.
     *
     * @param nanos how long
     * @param seed decides all choices, but not the timing
     * @return the number of violations
     * @throws InterruptedException if interrupted
     */
    public static long run(long nanos, long seed) throws InterruptedException {
        LOG.setLevel(Level.OFF); // Trouble is what we are here for.
        System.out.println("seed: " + seed + ", java " + Runtime.version());
        Violations violations = new Violations();
        AtomicLong operations = new AtomicLong();
        Random seeds = new Random(seed);
        long start = System.nanoTime();
        int rounds = 0;
        while (System.nanoTime() - start < nanos) {
            rounds++;
            round(seeds.nextLong(), rounds, Math.min(ROUND_NANOS, nanos / 4), violations, operations);
        }
        System.out.printf(
                Locale.ROOT,
                "seed: %d, rounds: %d, operations: %d, seconds: %d, violations: %d%n",
                seed,
                rounds,
                operations.get(),
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
                violations.count());
        return violations.count();
    }

    private static void round(long seed, int number, long nanos, Violations violations, AtomicLong operations)
            throws InterruptedException {
        Round round = new Round(new Random(seed), violations, operations);
        long began = System.nanoTime();
        round.run(nanos);
        System.out.printf(
                Locale.ROOT,
                "round %d (seed %d), %.1f s, %d violations: %s%n",
                number,
                seed,
                (System.nanoTime() - began) / 1e9,
                violations.count(),
                round.plan());
    }

    private static long nanos(String length) {
        long number = Long.parseLong(length.substring(0, length.length() - 1));
        return switch (length.charAt(length.length() - 1)) {
            case 's' -> TimeUnit.SECONDS.toNanos(number);
            case 'm' -> TimeUnit.MINUTES.toNanos(number);
            default -> throw new IllegalArgumentException("a length is like 30s or 5m, was " + length);
        };
    }
}
