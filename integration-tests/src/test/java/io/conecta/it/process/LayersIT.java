package io.conecta.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.it.Built;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two module layers with two versions of a module have a pool each, and a layer that is dropped is collected. */
class LayersIT {
    private static final String SEPARATOR = System.getProperty("path.separator");

    @TempDir
    Path folder;

    @Test
    void eachLayerHasItsOwnPoolsAndADroppedOneIsCollected() throws Exception {
        Path first = plugin("1");
        Path second = plugin("2");
        Path host = host();

        Run run = Run.jdk(
                "java",
                "-p",
                Built.jar("module-core") + SEPARATOR + host,
                "-m",
                "com.acme.host/com.acme.host.Host",
                first.toString(),
                second.toString());

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.lines())
                .containsExactly(
                        "first layer: version 1",
                        "second layer: version 2",
                        "types differ: true",
                        "layers still reachable: 0");
    }

    private Path plugin(String version) throws Exception {
        return compile("plugin" + version, Map.of("Session.java", """
                package com.acme.plugin;

                @io.conecta.annotation.Pooled
                public final class Session {
                    @Override
                    public String toString() {
                        return "version %s";
                    }
                }
                """.formatted(version), "module-info.java", """
                module com.acme.plugin {
                    requires transitive io.conecta.core;
                    requires static io.conecta.annotations;
                    exports com.acme.plugin;
                    provides io.conecta.config.PoolProvider with com.acme.plugin.SessionPoolProvider;
                }
                """));
    }

    private Path host() throws Exception {
        try (InputStream source = LayersIT.class.getResourceAsStream("/layers/Host.java")) {
            return compile(
                    "host",
                    Map.of(
                            "Host.java",
                            new String(source.readAllBytes(), StandardCharsets.UTF_8),
                            "module-info.java",
                            """
                    module com.acme.host {
                        requires io.conecta.core;
                    }
                    """));
        }
    }

    private Path compile(String name, Map<String, String> sources) throws Exception {
        Path classes = folder.resolve(name + "-classes");
        List<String> arguments = new ArrayList<>(List.of("--release", "17", "-d", classes.toString()));
        arguments.addAll(List.of("-p", Built.jar("module-core") + SEPARATOR + Built.jar("module-annotations")));
        arguments.addAll(
                List.of("--processor-path", Built.jar("module-processor").toString()));
        Path folderOfSources = Files.createDirectory(folder.resolve(name));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folderOfSources.resolve(source.getKey());
            Files.writeString(file, source.getValue());
            arguments.add(file.toString());
        }
        Run run = Run.jdk("javac", arguments.toArray(String[]::new));
        assertThat(run.status()).as(run.output()).isZero();
        return classes;
    }
}
