package io.conecta.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.it.Built;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/operating.md}: a pool's warnings arrive where each route leads, and the code compiles. */
class OperatingDocIT {
    private static final Pattern BLOCK = Pattern.compile("```(java|properties)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern FILE = Pattern.compile("^# (\\S+)\n");
    private static final Pattern LOG = Pattern.compile("```log\n(.*?)```", Pattern.DOTALL);
    private static final String FAILED = "pool \"operating\": closeFunc failed";
    private static final String MAIN = """
            package com.acme;

            import io.conecta.*;

            public class Main {
                public static void main(String[] args) {
                    Pool.builder(Object::new)
                            .closeFunc(object -> {
                                throw new java.io.IOException("no close");
                            })
                            .name("operating")
                            .build()
                            .close();
                }
            }
            """;

    @TempDir
    Path folder;

    private final List<String> code = new ArrayList<>();

    @BeforeEach
    void read() throws Exception {
        for (var block : BLOCK.matcher(Files.readString(Built.file("docs/operating.md")))
                .results()
                .toList()) {
            var file = FILE.matcher(block.group(2));
            if (file.find()) {
                Files.writeString(folder.resolve(file.group(1)), block.group(2));
            } else {
                code.add(block.group(2));
            }
        }
        Files.writeString(folder.resolve("Main.java"), MAIN);
        compile("Main.java");
    }

    @Test
    void javaUtilLogging() throws Exception {
        assertThat(run("", "-Djava.util.logging.config.file=" + folder.resolve("logging.properties")))
                .contains("WARNING io.conecta: " + FAILED, "java.io.IOException: no close");
    }

    @Test
    void slf4j() throws Exception {
        assertThat(run("slf4j")).contains("WARN io.conecta - " + FAILED, "java.io.IOException: no close");
    }

    @Test
    void log4j() throws Exception {
        assertThat(run("log4j", "-Dlog4j2.configurationFile=" + folder.resolve("log4j2.properties")))
                .contains("WARN io.conecta: " + FAILED, "java.io.IOException: no close");
    }

    @Test
    void withoutTheModuleThatLogs() throws Exception {
        assertThat(run("", "--limit-modules", "java.base"))
                .contains("io.conecta", "WARNING: " + FAILED, "java.io.IOException: no close");
    }

    /** Figures, and what follows a failure, differ each time; the words do not. */
    @Test
    void anOutageIsLoggedAsThePageShows() throws Exception {
        try (var program = OperatingDocIT.class.getResourceAsStream("/operating/Outage.java")) {
            Files.write(
                    folder.resolve("Outage.java"),
                    Objects.requireNonNull(program).readAllBytes());
        }
        compile("Outage.java");
        List<String> seen = plain(runMain(
                "com.acme.Outage", "", "-Djava.util.logging.config.file=" + folder.resolve("logging.properties")));

        List<String> quoted = LOG.matcher(Files.readString(Built.file("docs/operating.md")))
                .results()
                .flatMap(block -> plain(block.group(1)).stream())
                .toList();
        assertThat(quoted).hasSizeGreaterThan(8);
        assertThat(seen).containsAll(quoted);
    }

    private static List<String> plain(String text) {
        return text.lines()
                .map(line -> line.replaceAll("@[0-9a-f]+", "@")
                        .replaceAll(
                                "java.io.EOFException: the server hung up|java.net.SocketException: [^;]*", "hung up")
                        .replaceAll("up to [0-9]+ at once", "up to some")
                        .replaceAll("next attempt is (under way|due in [0-9]+ ms)", "next attempt")
                        .replaceAll("[0-9]+", "#"))
                .toList();
    }

    @Test
    void theCodeCompiles() throws Exception {
        assertThat(code).hasSize(6);
        String readme = Files.readString(Built.file("README.md"));
        int start = readme.indexOf("package com.acme;");
        Files.writeString(folder.resolve("Session.java"), readme.substring(start, readme.indexOf("```", start)));
        Files.writeString(folder.resolve("Operating.java"), """
                package com.acme;

                import io.conecta.*;
                import java.time.*;
                import java.util.List;
                import java.util.concurrent.TimeUnit;
                import java.util.concurrent.atomic.LongAdder;
                import java.util.function.Consumer;

                class Operating {
                    void all() {
                        %s
                    }

                    %s
                }
                """.formatted(
                        String.join("\n", code.subList(0, 2)), String.join("\n", code.subList(2, 6))));

        compile("Session.java", "Operating.java");
    }

    private void compile(String... files) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "-cp",
                String.join(
                        System.getProperty("path.separator"),
                        Built.jar("module-core").toString(),
                        Built.jar("module-annotations").toString(),
                        Path.of(System.getProperty("conecta.target"), "crac", "*")
                                .toString()),
                "--processor-path",
                Built.jar("module-processor").toString(),
                "-d",
                folder.resolve("classes").toString()));
        for (String file : files) {
            arguments.add(folder.resolve(file).toString());
        }
        Run run = Run.jdk("javac", arguments.toArray(String[]::new));
        assertThat(run.status()).as(run.output()).isZero();
    }

    /** What a pool says whose object cannot be closed, with the jars of a logging library on the class path, if any. */
    private String run(String library, String... options) throws Exception {
        return runMain("com.acme.Main", library, options);
    }

    private String runMain(String main, String library, String... options) throws Exception {
        List<String> path = new ArrayList<>(List.of(
                folder.resolve("classes").toString(), Built.jar("module-core").toString()));
        if (!library.isEmpty()) {
            path.add(Path.of(System.getProperty("conecta.target"), library, "*").toString());
        }
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("-cp", String.join(System.getProperty("path.separator"), path), main));
        Run run = Run.jdk("java", arguments.toArray(String[]::new));
        assertThat(run.status()).as(run.output()).isZero();
        return run.output();
    }
}
