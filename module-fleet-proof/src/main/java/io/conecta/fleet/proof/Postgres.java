package io.conecta.fleet.proof;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server, as the ledgers' tests have it: binaries for Linux on x86-64 that are downloaded as a dependency. A stop is a fast shutdown. */
final class Postgres implements Site {
    private static final Duration START = Duration.ofMinutes(1);
    /** Kept, since a logger that nobody holds forgets its level. */
    private static final Logger LIBRARY = Logger.getLogger("io.zonky");

    private final Path folder;
    private final List<Integer> ports = Ports.free(1);
    private @Nullable EmbeddedPostgres server;

    Postgres(Path folder) throws IOException {
        this.folder = folder;
        LIBRARY.setLevel(Level.SEVERE);
    }

    @Override
    public void start() throws Exception {
        server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setPort(ports.get(0))
                .setPGStartupWait(START)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("synchronous_commit", "on")
                .start();
        Ledgers.database(address(ports)).createTables();
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public List<Integer> ports() {
        return ports;
    }

    @Override
    public String address(List<Integer> at) {
        return "jdbc:postgresql://127.0.0.1:" + at.get(0) + "/postgres?user=postgres&connectTimeout=1&socketTimeout=2";
    }

    @Override
    public void stop() throws IOException {
        EmbeddedPostgres old = server;
        if (old != null) {
            old.close();
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }
}
