package io.conecta.it.process;

import io.conecta.it.Built;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A local Maven repository as {@code mvn install -DskipTests} leaves it, without the install: Conecta is what the reactor has
 * built, and everything else is the local repository of the build that runs this test.
 */
final class LocalRepository {
    private static final List<String> JARS = List.of("annotations", "core", "processor");

    private LocalRepository() {}

    static Path createIn(Path parent) throws IOException {
        Path real = Path.of(System.getProperty("conecta.repository"));
        Path repository = Files.createDirectory(parent.resolve("repository"));
        link(real, repository, "io");
        link(real.resolve("io"), Files.createDirectory(repository.resolve("io")), "conecta");
        install(repository, "parent", Built.file("pom.xml"), ".pom");
        for (String module : JARS) {
            install(repository, module, Built.file("module-" + module + "/pom.xml"), ".pom");
            install(repository, module, Built.jar("module-" + module), ".jar");
        }
        return repository;
    }

    /** Links all that is in a folder, but one. */
    private static void link(Path from, Path to, String but) throws IOException {
        if (Files.isDirectory(from)) {
            try (Stream<Path> entries = Files.list(from)) {
                for (Path entry : entries.toList()) {
                    if (!entry.endsWith(but)) {
                        Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
                    }
                }
            }
        }
    }

    private static void install(Path repository, String module, Path file, String extension) throws IOException {
        String artifact = "conecta-" + module;
        Path folder = repository.resolve("io/conecta").resolve(artifact).resolve(Built.version());
        Files.createDirectories(folder);
        Files.copy(file, folder.resolve(artifact + "-" + Built.version() + extension));
    }
}
