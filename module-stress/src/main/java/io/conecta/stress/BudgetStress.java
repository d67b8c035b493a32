package io.conecta.stress;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Pools that share a budget, and keyed pools, under random operations: slow and failing creations, slow closes, hooks that are given up,
 * changes of limit and shares, clears, suspends, keys that come and go. Checks that there are never more objects than the limit, that each
 * has one holder and is closed once, that every pool and key is served, and that all permits are back at the end. Ends with
 * {@code violations: 0}, or status 1.
 */
public final class BudgetStress {
    private static final long ROUND_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);
    /** Kept, since a logger that nobody holds forgets its level. */
    private static final Logger LOG = Logger.getLogger("io.conecta");

    private BudgetStress() {}

    /**
     * Runs from the command line.
     *
     * @param args how many seconds; then, maybe, a seed
     * @throws InterruptedException if interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        long seconds = args.length == 0 ? 60 : Long.parseLong(args[0]);
        long seed = args.length < 2 ? System.nanoTime() : Long.parseLong(args[1]);
        System.exit(run(TimeUnit.SECONDS.toNanos(seconds), seed) == 0 ? 0 : 1);
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
        long start = System.nanoTime();
        long operations = 0;
        int rounds = 0;
        for (; System.nanoTime() - start < nanos; rounds++) {
            Random random = new Random(seed + rounds);
            violations.scene("seed " + (seed + rounds));
            BudgetRound round = new BudgetRound(random, violations);
            operations += rounds % 3 == 2 ? round.keyed(ROUND_NANOS) : round.pools(ROUND_NANOS);
        }
        System.out.println(rounds + " rounds, " + operations + " operations, violations: " + violations.count());
        return violations.count();
    }
}
