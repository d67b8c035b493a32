package io.conecta.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.EchoServer;
import io.conecta.demo.Transcript;
import io.conecta.it.Built;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A newcomer copies a build from a page and nothing else: it builds, without a warning, and the pool runs. */
class NewcomerIT {
    private static final Pattern FILE = Pattern.compile("^// (src/\\S+)\n");
    private static final String POM = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
            <modelVersion>4.0.0</modelVersion>
            <groupId>com.acme</groupId>
            <artifactId>newcomer</artifactId>
            <version>1</version>
            %s
            </project>
            """;

    @TempDir
    Path folder;

    @Test
    void theReadmesMavenBuildWorks() throws Exception {
        List<String> java = blocks("README.md", "java");
        try (EchoServer server = EchoServer.start(0, Transcript.silent())) {
            write("pom.xml", POM.formatted(blocks("README.md", "xml").get(0)));
            write("src/main/java/com/acme/Session.java", java.get(0));
            write("src/main/java/com/acme/Main.java", """
                    package com.acme;

                    public class Main {
                        public static void main(String[] args) throws Exception {
                            %s
                        }
                    }
                    """.formatted(at(server, java.get(1))));

            compile();

            run("com.acme.Main", List.of());
            assertThat(server.acceptedConnections()).isEqualTo(1);
        }
    }

    @Test
    void theKotlinPageBuildsAndRuns() throws Exception {
        try (EchoServer server = EchoServer.start(0, Transcript.silent())) {
            write("pom.xml", POM.formatted(blocks("docs/kotlin.md", "xml").get(0)));
            for (String block : blocks("docs/kotlin.md", "kotlin")) {
                for (MatchResult file : FILE.matcher(block).results().toList()) {
                    write(file.group(1), at(server, block));
                }
            }

            Path repository = compile();

            String version = "2.2.21";
            Path library = repository.resolve("org/jetbrains/kotlin/kotlin-stdlib/" + version);
            Run run = run("com.acme.MainKt", List.of(library.resolve("kotlin-stdlib-" + version + ".jar")));
            assertThat(run.lines()).containsExactly("one", "two", "four");
        }
    }

    @Test
    void theFirstStepsLeadWhereTheySay() throws Exception {
        write("pom.xml", blocks("docs/first-steps.md", "xml").get(0));
        for (String block : blocks("docs/first-steps.md", "java")) {
            for (MatchResult file : FILE.matcher(block).results().toList()) {
                write(file.group(1), block);
            }
        }
        Path repository = LocalRepository.createIn(folder);

        Run run = Run.in(
                folder,
                "bash",
                "-c",
                "PATH='" + Path.of(System.getProperty("conecta.maven"), "bin")
                        + "':$PATH MAVEN_OPTS=-Dmaven.repo.local=" + repository + " "
                        + blocks("docs/first-steps.md", "sh").get(1));

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.output()).contains(blocks("docs/first-steps.md", "text").get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/kotlin.md"})
    void theGradleBuildNamesWhatTheMavenBuildNames(String page) throws Exception {
        GradleScript script = new GradleScript(blocks(page, "kotlin").stream()
                .filter(block -> block.startsWith("plugins {"))
                .findFirst()
                .orElseThrow());

        String processing = page.equals("README.md") ? "annotationProcessor" : "kapt";
        assertThat(script.dependencies())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "implementation",
                        "io.conecta:conecta-core:" + Built.version(),
                        "compileOnly",
                        "io.conecta:conecta-annotations:" + Built.version(),
                        processing,
                        "io.conecta:conecta-processor:" + Built.version()));
        assertThat(script.repositories()).containsExactly("mavenLocal", "mavenCentral");
        if (page.equals("README.md")) {
            assertThat(script.task("compileJava"))
                    .singleElement()
                    .satisfies(
                            call -> assertThat(call.name() + call.arguments()).isEqualTo("set[17]"));
        }
    }

    private static List<String> blocks(String page, String language) throws IOException {
        Pattern block = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL);
        return block.matcher(Files.readString(Built.file(page)))
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    /** The pages' port 7 is the echo service's; here it listens where it may. */
    private static String at(EchoServer server, String text) {
        return text.replace("\"localhost\", 7", "\"127.0.0.1\", " + server.port());
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    /** Runs Maven as a newcomer does, on the JDK that runs this test. */
    private Path compile() throws Exception {
        Path repository = LocalRepository.createIn(folder);
        Run run = Run.in(
                folder,
                Path.of(System.getProperty("conecta.maven"), "bin", "mvn").toString(),
                "-B",
                "-Dmaven.repo.local=" + repository,
                // No process of the compiler outlives this test.
                "-Dkotlin.compiler.daemon=false",
                "compile");
        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.output()).doesNotContain("[WARNING]");
        return repository;
    }

    /** What runs has core, and neither the annotations nor the processor. */
    private Run run(String main, List<Path> more) throws Exception {
        StringBuilder path = new StringBuilder(folder.resolve("target/classes").toString());
        path.append(System.getProperty("path.separator")).append(Built.jar("module-core"));
        more.forEach(jar -> path.append(System.getProperty("path.separator")).append(jar));
        Run run = Run.jdk("java", "-cp", path.toString(), main);
        assertThat(run.status()).as(run.output()).isZero();
        return run;
    }
}
