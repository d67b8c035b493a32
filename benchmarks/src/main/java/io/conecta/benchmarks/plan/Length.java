package io.conecta.benchmarks.plan;

/**
 * How long each fork measures.
 *
 * @param title for files and people
 * @param warmups iterations before, of 300 ms when they repeat an operation
 * @param iterations iterations that count, of 100 ms: a short one has a chance to be undisturbed
 * @param contestMillis of a contest
 */
public record Length(String title, int warmups, int iterations, int contestMillis) {
    /** A fork takes two to four seconds. */
    public static final Length SHORT = new Length("short", 3, 8, 1500);

    /** A fork takes about ten seconds. */
    public static final Length FULL = new Length("full", 5, 20, 4000);
}
