package io.conecta.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Directories under {@code target} that a build starts without. */
final class Scratch {
    private Scratch() {}

    static Path directory() {
        try {
            Path base = Files.createDirectories(Path.of("target", "scratch"));
            return Files.createTempDirectory(base, "compilation").toAbsolutePath();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
