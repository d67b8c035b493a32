package io.conecta.fleet.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Opens ledgers and fleets in a folder, has scenarios played with them, and leaves nothing behind, but logs where something went wrong. */
final class Run {
    /** Opens a site in a folder. */
    interface Opening<S extends Site> {
        S open(Path folder) throws IOException;
    }

    /** What is done to a fleet. */
    interface Play<S extends Site> {
        void play(Stage stage, S site) throws Exception;
    }

    private final Path folder;
    private final long seed;
    private final boolean goOn;
    private final List<Row> rows = Collections.synchronizedList(new ArrayList<>());

    /** @param goOn whether scenarios are played after one that has not gone as it should */
    Run(Path folder, long seed, boolean goOn) {
        this.goOn = goOn;
        this.folder = folder;
        this.seed = seed;
    }

    /**
     * Plays with a fleet of its own.
     *
     * @param wired whether members have wires to the ledger that can be cut
     */
    <S extends Site> void with(Opening<S> opening, int members, int limit, boolean wired, Play<S> play)
            throws Exception {
        long broken = broken();
        Path mine = Files.createTempDirectory(Files.createDirectories(folder), "fleet");
        try (S site = opening.open(mine);
                Fleet fleet = new Fleet(site, mine, members, limit, wired, seed)) {
            site.start();
            play.play(new Stage(fleet, goOn, this::note), site);
        }
        if (broken() == broken) {
            delete(mine);
        }
    }

    private void note(Row row) {
        rows.add(row);
        System.out.println(row);
    }

    /** {@return what has come out of all of them} */
    List<Row> rows() {
        return List.copyOf(rows);
    }

    /** {@return scenarios that have not gone as they should} */
    long broken() {
        return rows().stream().filter(row -> !row.kept()).count();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
