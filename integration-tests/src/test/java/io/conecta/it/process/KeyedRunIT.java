package io.conecta.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.it.Built;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pool by key in a process of its own: on the class path, on the module path and as a jlink image. */
class KeyedRunIT {
    private static final String SEPARATOR = System.getProperty("path.separator");
    private static final Map<String, String> SOURCES = Map.of("Session.java", """
            package com.acme;

            import io.conecta.annotation.*;

            @Pooled(maxTotal = 3)
            public record Session(@Key String host, @Key int port, String user) {
                @Ping boolean alive() { return true; }
                @Destroy void quit() { System.out.println("bye " + host); }
            }
            """, "Main.java", """
            package com.acme;

            import io.conecta.KeyedPool;
            import io.conecta.config.KeyedPoolProvider;
            import io.conecta.config.KeyedPools;
            import java.util.Map;
            import java.util.ServiceLoader;

            public final class Main {
                private Main() {}

                public static void main(String[] args) throws Exception {
                    try (SessionPool pool = SessionPool.create("me")) {
                        System.out.println(pool.call(new SessionKey("a", 1), Session::toString));
                    }
                    try (KeyedPool<?, Session> pool = KeyedPools.create(Session.class, Map.of("user", "you", "max-total", "7"))) {
                        System.out.println(pool.settings().maxTotal());
                        SessionPool typed = (SessionPool) pool;
                        System.out.println(typed.call(new SessionKey("b", 2), Session::toString));
                    }
                    for (KeyedPoolProvider<?, ?> provider : KeyedPools.load()) {
                        System.out.println(provider.poolType().getName());
                    }
                }
            }
            """);

    private static final String[] STORY = {
        "Session[host=a, port=1, user=me]",
        "bye a",
        "7",
        "Session[host=b, port=2, user=you]",
        "bye b",
        "com.acme.SessionPool"
    };

    @TempDir
    Path folder;

    private Path compile(boolean modular) throws Exception {
        Path sources = Files.createDirectory(folder.resolve("src"));
        Path classes = folder.resolve("classes");
        List<String> arguments = new ArrayList<>(List.of("--release", "17", "-Xlint:all,-processing", "-Werror"));
        arguments.addAll(List.of("-d", classes.toString(), modular ? "-p" : "-cp"));
        arguments.add(Built.jar("module-core") + SEPARATOR + Built.jar("module-annotations"));
        arguments.addAll(
                List.of("--processor-path", Built.jar("module-processor").toString()));
        for (Map.Entry<String, String> source : SOURCES.entrySet()) {
            arguments.add(Files.writeString(sources.resolve(source.getKey()), source.getValue())
                    .toString());
        }
        if (modular) {
            arguments.add(
                    Files.writeString(sources.resolve("module-info.java"), """
                            module com.acme {
                                requires transitive io.conecta.core;
                                requires static io.conecta.annotations;
                                exports com.acme;
                                provides io.conecta.config.KeyedPoolProvider with com.acme.SessionPoolProvider;
                            }
                            """).toString());
        }
        Run run = Run.jdk("javac", arguments.toArray(String[]::new));
        assertThat(run.status()).as(run.output()).isZero();
        return classes;
    }

    private static void check(Run run) {
        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.lines()).containsExactly(STORY);
    }

    @Test
    void onTheClassPath() throws Exception {
        check(Run.jdk("java", "-cp", compile(false) + SEPARATOR + Built.jar("module-core"), "com.acme.Main"));
    }

    @Test
    void onTheModulePathAndInAnImageOfIt() throws Exception {
        String path = compile(true) + SEPARATOR + Built.jar("module-core");
        check(Run.jdk("java", "-p", path, "-m", "com.acme/com.acme.Main"));

        Path image = folder.resolve("image");
        Run link = Run.jdk("jlink", "-p", path, "--add-modules", "com.acme", "--output", image.toString());
        assertThat(link.status()).as(link.output()).isZero();
        check(Run.of(image.resolve("bin/java").toString(), "-m", "com.acme/com.acme.Main"));
    }
}
