package io.conecta.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a process said, and how it ended. */
record Run(int status, String output) {
    private static final long TIMEOUT_SECONDS = 120;

    /** Runs a command to its end; standard error goes where standard output goes. */
    static Run of(String... command) throws IOException, InterruptedException {
        return in(Path.of(""), command);
    }

    /** Runs a command in a folder; its Java, if it looks for one, is the one that runs this test. */
    static Run in(Path folder, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS))
                .as("%s ends, having said:%n%s", List.of(command), output)
                .isTrue();
        return new Run(process.exitValue(), output);
    }

    /** Runs a tool of the JDK that runs this test. */
    static Run jdk(String tool, String... arguments) throws IOException, InterruptedException {
        String path = Path.of(System.getProperty("java.home"), "bin", tool).toString();
        return of(Stream.concat(Stream.of(path), Stream.of(arguments)).toArray(String[]::new));
    }

    List<String> lines() {
        return output.lines().toList();
    }
}
