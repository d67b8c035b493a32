package io.conecta.benchmarks.plan;

/**
 * How long each fork measures.
 *
 * @param title for files and people
 * @param warmups iterations before
 * @param iterations iterations that count
 * @param millis of each, when it repeats an operation
 * @param contestMillis of a contest
 */
public record Length(String title, int warmups, int iterations, int millis, int contestMillis) {
    /** A fork takes two to four seconds. */
    public static final Length SHORT = new Length("short", 3, 3, 300, 1500);

    /** A fork takes about ten seconds. */
    public static final Length FULL = new Length("full", 5, 5, 1000, 4000);
}
