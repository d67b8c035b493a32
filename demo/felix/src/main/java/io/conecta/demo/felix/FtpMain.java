package io.conecta.demo.felix;

import static io.conecta.demo.felix.Teller.require;
import static io.conecta.demo.felix.Teller.say;

import io.conecta.demo.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.osgi.framework.ServiceReference;

/**
 * A pool of FTP sessions in OSGi, configured by a file: another bundle uses it while the file is edited, well and badly, and
 * deleted.
 *
 * <p>Exit status: 0 if all of that happened, 1 with the reason if it did not.
 */
public final class FtpMain {
    private static final String POOL = "io.conecta.demo.ftp.FtpSessionPool";

    private FtpMain() {}

    /**
     * Runs the demo.
     *
     * @param args the folders of the bundles
     */
    public static void main(String[] args) {
        Teller.tell(args, 2, () -> {
            Path home = Files.createTempDirectory("conecta-ftp");
            Path etc = Files.createDirectory(home.resolve("etc"));
            try (FtpBackend server = FtpBackend.start(0, home, Transcript.console()::tell, "anna", "ben");
                    Container container =
                            Container.start(ConfigurationFile.watching(etc), Path.of(args[0]), Path.of(args[1]));
                    Log log = new Log()) {
                new Plot(container, server, new ConfigurationFile(etc, POOL), log).unfold(home);
            } finally {
                delete(home);
            }
        });
    }

    private record Plot(Container container, FtpBackend server, ConfigurationFile file, Log log) {
        void unfold(Path home) throws Exception {
            say("started " + container.name() + " with " + String.join(", ", container.running()));
            require(container.find(POOL) == null, "no pool should be there without its configuration");

            edit("host", "127.0.0.1", "port", server.port(), "user", "anna", ".password", "anna", "maxSize", 2);
            ServiceReference<?> pool = container.await(POOL);
            say("the file makes a service of it: " + POOL + " with pool.name=" + pool.getProperty("pool.name"));
            require(pool.getProperty(".password") == null, "the password should be no property of the service");

            keepANote("written by anna");
            require(Files.exists(home.resolve("anna/note.txt")), "the server should have the note");

            edit("maxSize", 8);
            Container.await("maxSize=8", () -> report().contains("maxSize=8"));
            say("applied in place, on the running pool: " + report());
            require(server.logins() == 1, "the session should have stayed");

            edit("user", "ben", ".password", "ben");
            Container.await("the end of anna's sessions", () -> server.sessions() == 0);
            say("a new generation: anna's session has left, the pool goes on: " + report());
            keepANote("written by ben");
            require(Files.exists(home.resolve("ben/note.txt")), "the server should have ben's note");

            edit("maxSize", "eight");
            Container.await("a refusal", () -> log.has("refused", "maxSize", "\"eight\""));
            keepANote("written while the file is wrong");
            say("the pool goes on with the last good file: " + report());
            require(report().contains("maxSize=8"), "the last good configuration should be in force");

            edit("maxSize", 3);
            Container.await("maxSize=3", () -> report().contains("maxSize=3"));
            say("fixed: " + report());
            require(pool.equals(container.find(POOL)), "it should have been the same service all the time");
            say("it has been the same service all the time");

            say("deleting the file");
            file.delete();
            Container.await("the service gone", () -> container.find(POOL) == null);
            Container.await("every session ended", () -> server.sessions() == 0);
            say("the service is gone; sessions at the server: " + server.sessions());
        }

        private void edit(Object... changes) throws Exception {
            Map<String, Object> lines = new LinkedHashMap<>();
            for (int i = 0; i < changes.length; i += 2) {
                lines.put((String) changes[i], changes[i + 1]);
            }
            say("editing " + POOL + ".cfg: " + lines);
            file.save(lines);
        }

        @SuppressWarnings("unchecked")
        private void keepANote(String text) throws Exception {
            String type = UnaryOperator.class.getName();
            Container.await("the consumer", () -> container.findAll(type, "(demo=notes)").length == 1);
            var notes = (UnaryOperator<String>) container.service(container.findAll(type, "(demo=notes)")[0]);
            require(text.equals(notes.apply(text)), "the note should have come back");
            say("the consumer bundle has kept a note: " + text);
        }

        private String report() {
            ServiceReference<?>[] found = container.findAll(Supplier.class.getName(), "(demo=notes)");
            return found.length == 0 ? "no consumer" : (String) ((Supplier<?>) container.service(found[0])).get();
        }
    }

    /** What the pool logs, also told on the console. */
    private static final class Log extends Handler implements AutoCloseable {
        private final Logger logger = Logger.getLogger("io.conecta");
        private final Queue<String> messages = new ConcurrentLinkedQueue<>();

        Log() {
            logger.setUseParentHandlers(false);
            logger.addHandler(this);
        }

        boolean has(String... parts) {
            return messages.stream().anyMatch(message -> Stream.of(parts).allMatch(message::contains));
        }

        @Override
        public void publish(LogRecord record) {
            messages.add(record.getMessage());
            Transcript.console().tell("## [log] " + record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
