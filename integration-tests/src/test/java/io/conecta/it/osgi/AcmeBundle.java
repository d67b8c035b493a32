package io.conecta.it.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.it.Built;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.osgi.framework.BundleContext;

/**
 * A bundle that is compiled with the processor when a test runs, with no more in its manifest than it takes.
 *
 * @param sources what to compile, by path
 * @param headers of the manifest, in addition to or instead of those it has anyway
 */
record AcmeBundle(Path folder, String symbolicName, Map<String, String> sources, Map<String, String> headers) {
    AcmeBundle(Path folder, String symbolicName, Map<String, String> sources) {
        this(folder, symbolicName, sources, Map.of());
    }

    /** Compiles the sources and {@return the jar}; its pools are components of those names */
    Path jar(String... components) throws Exception {
        Path classes = folder.resolve(symbolicName + "-classes");
        List<String> arguments = new ArrayList<>(List.of("--release", "17", "-Aconecta.osgi=required"));
        arguments.addAll(List.of("-cp", classPath(), "-d", classes.toString(), "--processor-path"));
        arguments.add(Built.jar("module-processor").toString());
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = folder.resolve(symbolicName).resolve(source.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
            arguments.add(file.toString());
        }
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        Path jar = folder.resolve(symbolicName + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest(components));
                Stream<Path> files = Files.walk(classes)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(classes.relativize(each).toString()));
                Files.copy(each, out);
            }
        }
        return jar;
    }

    private Manifest manifest(String... components) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", symbolicName);
        manifest.getMainAttributes()
                .putValue("Import-Package", "io.conecta;version=\"[1.0,2)\",io.conecta.config;version=\"[1.0,2)\"");
        manifest.getMainAttributes()
                .putValue(
                        "Service-Component",
                        Stream.of(components)
                                .map(component -> "OSGI-INF/" + component + ".xml")
                                .collect(Collectors.joining(",")));
        headers.forEach(manifest.getMainAttributes()::putValue);
        return manifest;
    }

    private static String classPath() throws URISyntaxException {
        return Stream.of(
                        Built.jar("module-core"),
                        Built.jar("module-annotations"),
                        Built.file("demo/felix/target/lib/osgi.annotation.jar"),
                        framework())
                .map(Path::toString)
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    /** {@return the jar of the framework that runs the test} */
    static Path framework() throws URISyntaxException {
        return Path.of(BundleContext.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
