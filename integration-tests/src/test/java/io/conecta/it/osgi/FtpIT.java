package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.demo.felix.ConfigurationFile;
import io.conecta.demo.felix.Container;
import io.conecta.demo.felix.FtpBackend;
import io.conecta.it.Built;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceReference;

/** A pool of FTP sessions that files configure, with the bundles of the FTP demo; run on Felix and on Equinox. */
class FtpIT {
    private static final String PID = "io.conecta.demo.ftp.FtpSessionPool";

    @TempDir
    Path home;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private Path etc;
    private FtpBackend server;
    private Container container;

    @BeforeEach
    void start() throws Exception {
        etc = Files.createDirectory(home.resolve("etc"));
        server = FtpBackend.start(0, home, told::add, "anna", "ben");
        container = Container.start(
                ConfigurationFile.watching(etc),
                Built.bundles(),
                Built.bundles().resolveSibling("bundles-ftp"));
    }

    @AfterEach
    void stop() throws Exception {
        container.close();
        Container.await("every session ended", () -> server.sessions() == 0);
        server.close();
    }

    @Test
    void aLentSessionOfTheFormerUserLeavesWhenItComesBack() throws Exception {
        ConfigurationFile file = new ConfigurationFile(etc, PID).save(login("anna"));
        ServiceReference<?> reference = container.await(PID);
        Object pool = container.service(reference);
        Object session = ServiceView.call(pool, "getOrCreate");

        file.save(login("ben"));
        Container.await("ben's note", () -> note("hello") && Files.exists(home.resolve("ben/note.txt")));

        ServiceView.call(session, "store", "last.txt", "still anna");
        assertThat(home.resolve("anna/last.txt")).hasContent("still anna");
        ServiceView.call(pool, "put", session);
        Container.await("anna's end", () -> told.contains(">>> [FtpServer] anna leaves"));
        assertThat(container.find(PID)).isEqualTo(reference);
    }

    @Test
    void filesOfAFactoryPidMakeAPoolEach() throws Exception {
        new ConfigurationFile(etc, PID + "-anna").save(login("anna")).save(Map.of("pool.name", "annas"));
        ConfigurationFile ben = new ConfigurationFile(etc, PID + "-ben").save(login("ben"));
        ben.save(Map.of("pool.name", "bens", "initialSize", 2));

        Container.await("two pools", () -> container.findAll(PID, "(pool.name=*s)").length == 2);
        Container.await("ben's two sessions and anna's one", () -> server.sessions() == 3);

        ben.delete();
        Container.await("anna's session alone", () -> server.sessions() == 1);
        assertThat(container.findAll(PID, "(pool.name=annas)")).hasSize(1);
    }

    @Test
    void aServerThatComesBackIsFoundAndThePoolTellsWhatWasWrong() throws Exception {
        Map<String, Object> configuration = new HashMap<>(login("anna"));
        configuration.putAll(Map.of("initialSize", 0, "borrowTimeout", "5s"));
        new ConfigurationFile(etc, PID).save(configuration);
        Object pool = container.service(container.await(PID));
        int port = server.port();
        server.close();
        assertThatThrownBy(() -> ServiceView.call(pool, "getOrCreate")).hasMessageContaining("no session of anna");

        Container.await(
                "the failure told",
                () -> Shell.type(container, "conecta:pool FtpSession").contains("creation "));
        assertThat(Shell.type(container, "conecta:pool FtpSession"))
                .containsPattern("creation +[0-9ms]+ ago +java.io.IOException: no session of anna at 127.0.0.1:" + port
                        + ": .*[Rr]efused");

        server = FtpBackend.start(port, home, told::add, "anna", "ben");
        Container.await("a note", () -> note("back again"));
    }

    private Map<String, Object> login(String user) {
        return Map.of("host", "127.0.0.1", "port", server.port(), "user", user, ".password", user);
    }

    @SuppressWarnings("unchecked")
    private boolean note(String text) {
        ServiceReference<?>[] found = container.findAll(UnaryOperator.class.getName(), "(demo=notes)");
        try {
            return found.length == 1 && text.equals(((UnaryOperator<String>) container.service(found[0])).apply(text));
        } catch (RuntimeException refused) {
            return false;
        }
    }
}
