package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.demo.felix.Container;
import io.conecta.it.Built;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** A pool whose objects need a service: it comes and goes with it; run on Felix and on Equinox. */
class CollaboratorIT {
    private static final String PID = "com.acme.SessionPool";

    @RegisterExtension
    final Fixture fixture = new Fixture();

    @TempDir
    Path folder;

    private final List<String> journal = new CopyOnWriteArrayList<>();
    private Container container;

    @BeforeEach
    void installTheBundle() throws Exception {
        container = fixture.container();
        container.install(bundle()).start();
    }

    @Test
    void thePoolComesAndGoesWithItsCollaboratorAndItsObjectsAreClosedFirst() throws Exception {
        assertThat(container.find(PID)).isNull();

        ServiceRegistration<?> first = offer("first", Map.of());
        Object pool = container.service(container.await(PID));
        ServiceView.call(pool, "put", ServiceView.call(pool, "getOrCreate"));
        assertThat(journal).containsExactly("first opened");

        first.unregister();

        assertThat(container.find(PID)).isNull();
        assertThat(journal)
                .as("closed while the collaborator was still there")
                .containsExactly("first opened", "first closed");
        assertThat(new ServiceView(pool).get("isClosed")).isEqualTo(true);

        offer("second", Map.of());
        Object another = container.service(container.await(PID));
        ServiceView.call(another, "put", ServiceView.call(another, "getOrCreate"));
        assertThat(journal).endsWith("second opened");
    }

    @Test
    void theConfigurationSelectsTheCollaboratorByAFilter() throws Exception {
        offer("red", Map.of("colour", "red"));
        offer("blue", Map.of("colour", "blue"));
        container.configure(PID, Map.of("journal.target", "(colour=blue)"));
        Container.await("a pool with the filter", () -> {
            ServiceReference<?> pool = container.find(PID);
            return pool != null
                    && "(colour=blue)".equals(pool.getProperty("journal.target"))
                    && container.context().getService(pool) != null;
        });

        Object pool = container.service(container.await(PID));
        ServiceView.call(pool, "put", ServiceView.call(pool, "getOrCreate"));

        assertThat(journal).containsExactly("blue opened");
    }

    private ServiceRegistration<?> offer(String name, Map<String, ?> properties) {
        UnaryOperator<String> collaborator = event -> {
            journal.add(name + " " + event);
            return event;
        };
        return container
                .context()
                .registerService(UnaryOperator.class, collaborator, FrameworkUtil.asDictionary(Map.copyOf(properties)));
    }

    /** Compiles a pooled class with the processor and makes a bundle of it, with no more in its manifest than it takes. */
    private Path bundle() throws Exception {
        Path source = folder.resolve("Session.java");
        Files.writeString(source, """
                package com.acme;

                import io.conecta.annotation.*;
                import java.util.function.UnaryOperator;

                @Pooled(initialSize = 0)
                public final class Session {
                    private final UnaryOperator<String> journal;

                    @New
                    public Session(UnaryOperator<String> journal) {
                        this.journal = journal;
                        journal.apply("opened");
                    }

                    @Destroy
                    public void close() {
                        journal.apply("closed");
                    }
                }
                """);
        Path classes = folder.resolve("classes");
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "17",
                        "-Aconecta.osgi=required",
                        "-cp",
                        Stream.of(
                                        Built.jar("module-core"),
                                        Built.jar("module-annotations"),
                                        Built.file("demo/felix/target/lib/osgi.annotation.jar"))
                                .map(Path::toString)
                                .reduce((one, other) -> one + System.getProperty("path.separator") + other)
                                .orElseThrow(),
                        "--processor-path",
                        Built.jar("module-processor").toString(),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(status).isZero();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "com.acme");
        manifest.getMainAttributes().putValue("Import-Package", "io.conecta;version=\"[1.0,2)\"");
        manifest.getMainAttributes().putValue("Service-Component", "OSGI-INF/" + PID + ".xml");
        Path jar = folder.resolve("com.acme.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(classes.relativize(each).toString()));
                Files.copy(each, out);
            }
        }
        return jar;
    }
}
