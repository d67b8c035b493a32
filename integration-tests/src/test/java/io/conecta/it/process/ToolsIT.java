package io.conecta.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.it.Built;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/tools.md}: a process that is recorded with the JDK's own settings, and the page of it made by the jar. */
class ToolsIT {
    private static final String JARS =
            Built.jar("demo/echo") + System.getProperty("path.separator") + Built.jar("module-core");

    @TempDir
    static Path folder;

    private static Path recording;

    @BeforeAll
    static void record() throws Exception {
        recording = folder.resolve("recording.jfr");
        Run run =
                Run.jdk("java", "-XX:StartFlightRecording=filename=" + recording, "-cp", JARS, "io.conecta.demo.Main");
        assertThat(recording).as(run.output()).isNotEmptyFile();
    }

    @Test
    void theJarMakesThePage() throws Exception {
        Path page = folder.resolve("page.html");

        Run run = Run.jdk(
                "java", "-jar", Built.jar("module-tools").toString(), "page", recording.toString(), page.toString());

        assertThat(run.output()).contains(page + ": pools: 1, outages: 1, leaks: 0");
        assertThat(run.status()).isZero();
        assertThat(Files.readString(page))
                .contains("<h2><bdi>TcpClient</bdi></h2>", "class=\"area idle\"", "no server at 127.0.0.1");
    }

    @Test
    void theModuleMakesThePageWithNothingButTheRecorder() throws Exception {
        Path page = folder.resolve("module.html");

        Run run = Run.jdk(
                "java",
                "--limit-modules",
                "io.conecta.tools",
                "-p",
                Built.jar("module-tools").toString(),
                "-m",
                "io.conecta.tools",
                "page",
                recording.toString(),
                page.toString());

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(page).exists();
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        Run run = Run.jdk("java", "-jar", Built.jar("module-tools").toString(), "page", "none.jfr", "page.html");

        assertThat(run.output()).contains("conecta-tools: none.jfr does not exist; ");
        assertThat(run.status()).isEqualTo(1);
    }
}
