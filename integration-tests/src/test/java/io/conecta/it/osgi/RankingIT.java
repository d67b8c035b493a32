package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.felix.ConfigurationFile;
import io.conecta.demo.felix.Container;
import io.conecta.it.Built;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of several pools a consumer gets, said in files, whichever was there first; run on Felix and on Equinox. */
class RankingIT {
    private static final String PID = "com.acme.SessionPool";
    private static final String SESSION = """
            package com.acme;

            @io.conecta.annotation.Pooled
            public final class Session {
                public Session(String greeting) {}
            }
            """;

    @RegisterExtension
    final LogWatch log = new LogWatch();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"first, -1, last", "first, 1, first", "last, -1, first", "last, 1, last"})
    void aRankingInAFileOfTypedLinesDecides(String ranked, int ranking, String preferred) throws Exception {
        try (Container container = start()) {
            for (String name : new String[] {"first", "last"}) {
                String rank = name.equals(ranked) ? "service.ranking = I\"" + ranking + "\"\n" : "";
                write(name + ".config", "pool.name = \"" + name + "\"\ngreeting = \"hello\"\n" + rank);
                Container.await(name, () -> container.findAll(PID, "(pool.name=" + name + ")").length == 1);
            }
            assertThat(container.find(PID).getProperty("pool.name")).isEqualTo(preferred);
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void aRankingThatIsTextIsIgnoredByTheFrameworkAndToldByUs() throws Exception {
        try (Container container = start()) {
            write("first.cfg", "pool.name = first\ngreeting = hello\nservice.ranking = -1\n");
            Container.await("first", () -> container.find(PID) != null);
            write("last.cfg", "pool.name = last\ngreeting = hello\n");
            Container.await("both", () -> container.findAll(PID, null).length == 2);

            assertThat(container.find(PID).getProperty("pool.name")).isEqualTo("first");
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith(PID)
                    .contains("service.ranking=-1 is a String, which the framework ignores", "service.ranking=I\"-1\"");
        }
    }

    private Container start() throws Exception {
        Path etc = Files.createDirectory(folder.resolve("etc"));
        Path jar = new AcmeBundle(folder, "com.acme", Map.of("com/acme/Session.java", SESSION)).jar(PID);
        Container container = Container.start(
                ConfigurationFile.watching(etc),
                Built.bundles(),
                Built.bundles().resolveSibling("bundles-ftp"));
        container.install(jar).start();
        return container;
    }

    /** Moved into place, so that nobody reads half of it. */
    private void write(String name, String text) throws Exception {
        Path draft = Files.writeString(folder.resolve("draft"), text);
        Files.move(draft, folder.resolve("etc").resolve(PID + "-" + name), StandardCopyOption.ATOMIC_MOVE);
    }
}
