package io.conecta.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.EchoServer;
import io.conecta.demo.Transcript;
import io.conecta.it.Built;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.component.annotations.Component;

/** What the README shows is what users type: it compiles without a warning, and runs. */
class ReadmeIT {
    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TYPE =
            Pattern.compile("^(?:public |final )*(?:class|interface|record) (\\w+)", Pattern.MULTILINE);
    private static final String PREAMBLE = """
            import io.conecta.*;
            import io.conecta.annotation.*;
            import io.conecta.config.*;
            import java.io.*;
            import java.time.*;
            import java.util.*;
            import org.osgi.service.component.annotations.*;

            """;

    @TempDir
    Path folder;

    private final List<String> types = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();
    private final List<String> modules = new ArrayList<>();

    @BeforeEach
    void read() throws IOException {
        for (String block : BLOCK.matcher(Files.readString(Built.file("README.md")))
                .results()
                .map(result -> result.group(1))
                .toList()) {
            (block.startsWith("module ") ? modules : TYPE.matcher(block).find() ? types : statements).add(block);
        }
        assertThat(types).hasSize(5);
        assertThat(statements).hasSize(7);
        assertThat(modules).hasSize(1);
    }

    @Test
    void theSnippetsCompileAndRunOnTheClassPath() throws Exception {
        writeTypes();
        StringBuilder main = new StringBuilder("package com.acme;\n\n" + PREAMBLE + "public class Snippets {\n"
                + "    public static void main(String[] args) throws Exception {\n");
        try (EchoServer server = EchoServer.start(0, Transcript.silent())) {
            // The README's port 7 is the echo service's; here it listens where it may.
            for (String block : statements) {
                main.append("        {\n")
                        .append(block.replace("\"localhost\", 7", "\"127.0.0.1\", " + server.port())
                                .replace("new Session(host, 7)", "new Session(host, " + server.port() + ")")
                                .replace("HostSessionPool.create(7)", "HostSessionPool.create(" + server.port() + ")")
                                .replace("pool.run(\"localhost\"", "pool.run(\"127.0.0.1\"")
                                .replace(
                                        "\"host\", \"localhost\", \"port\", \"7\"",
                                        "\"port\", \"" + server.port() + "\", \"host\", \"127.0.0.1\""))
                        .append("        }\n");
            }
            write("Snippets", main.append("    }\n}\n").toString());
            String path = classPath();

            compile("-cp", path);

            Run run = Run.jdk("java", "-cp", folder.resolve("classes") + separator() + path, "com.acme.Snippets");
            assertThat(run.status()).as(run.output()).isZero();
            assertThat(run.output()).contains("maxSize=32");
            assertThat(server.acceptedConnections()).isEqualTo(9);
        }
    }

    @Test
    void theModuleCompilesAndIsFound() throws Exception {
        write("Session", types.get(0));
        Files.writeString(folder.resolve("module-info.java"), modules.get(0));

        compile("-p", Built.jar("module-core") + separator() + Built.jar("module-annotations"));

        Run run = Run.jdk(
                "java",
                "-p",
                folder.resolve("classes") + separator() + Built.jar("module-core"),
                "--describe-module",
                "com.acme");
        assertThat(run.output()).contains("provides io.conecta.config.PoolProvider with com.acme.SessionPoolProvider");
    }

    private void writeTypes() throws IOException {
        for (String block : types) {
            String source = block.startsWith("package ") ? block : "package com.acme;\n\n" + PREAMBLE + block;
            write(
                    TYPE.matcher(block)
                            .results()
                            .map((MatchResult type) -> type.group(1))
                            .findFirst()
                            .orElseThrow(),
                    source);
        }
    }

    private void write(String type, String source) throws IOException {
        Files.writeString(folder.resolve(type + ".java"), source);
    }

    private void compile(String... where) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(where));
        arguments.addAll(List.of("-Xlint:all,-processing,-exports", "-Werror", "--release", "17"));
        arguments.addAll(
                List.of("--processor-path", Built.jar("module-processor").toString()));
        arguments.addAll(List.of("-d", folder.resolve("classes").toString()));
        try (var files = Files.list(folder)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        Run run = Run.jdk("javac", arguments.toArray(String[]::new));
        assertThat(run.status()).as(run.output()).isZero();
    }

    private static String classPath() throws Exception {
        Path components = Path.of(Component.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return Built.jar("module-core") + separator() + Built.jar("module-annotations") + separator() + components;
    }

    private static String separator() {
        return System.getProperty("path.separator");
    }
}
