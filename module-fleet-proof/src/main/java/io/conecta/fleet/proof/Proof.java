package io.conecta.fleet.proof;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Runs fleets of real processes, kills and freezes them, has their ledgers fail, and sees that the backend never counts too many. Ends with a table, and with status 1 if
 * something was not as promised.
 */
public final class Proof {
    private interface Part {
        void run() throws Exception;
    }

    private int failures;

    private Proof() {}

    /**
     * Runs from the command line.
     *
     * @param args {@code short}; or {@code long}, and how often a process is killed, 1,000 unless said; then, maybe, a seed
     */
    public static void main(String[] args) {
        if (args.length == 0 || !List.of("short", "long").contains(args[0])) {
            System.err.println("usage: module-fleet-proof/run short [SEED] | long [KILLS [SEED]]");
            System.exit(2);
        }
        boolean full = args[0].equals("long");
        int kills = full && args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
        int at = full ? 2 : 1;
        long seed = args.length > at ? Long.parseLong(args[at]) : System.nanoTime();
        System.out.println("seed " + seed);
        Run run = new Run(folder(), seed, full);
        Proof proof = new Proof();
        List<Part> parts = full
                ? List.of(
                        () -> Full.ensemble(run),
                        () -> Full.wires(run),
                        () -> Full.database(run, Postgres::new),
                        () -> Full.database(run, H2::new),
                        () -> Full.zooKeeper(run, kills))
                : List.of(() -> Brief.members(run), () -> Brief.ensemble(run), () -> Brief.database(run));
        parts.forEach(proof::run);
        System.out.println();
        System.out.println(Row.HEAD);
        Row.together(run.rows()).forEach(System.out::println);
        long violations = proof.failures + run.broken();
        System.out.println("violations: " + violations);
        System.exit(violations == 0 ? 0 : 1);
    }

    static Path folder() {
        return Path.of(System.getProperty("conecta.proof.folder", "target/proof"));
    }

    /** What goes wrong with one fleet does not keep others from being tried. */
    private void run(Part part) {
        long from = System.nanoTime();
        try {
            part.run();
        } catch (Exception | LinkageError bad) {
            failures++;
            bad.printStackTrace(System.out);
        }
        System.out.printf(Locale.ROOT, "took %.0f s%n", (System.nanoTime() - from) / 1e9);
    }
}
