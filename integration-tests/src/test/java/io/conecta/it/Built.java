package io.conecta.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the build has made so far. */
public final class Built {
    private static final Path ROOT = Path.of(property("conecta.root")).normalize();

    private Built() {}

    /** {@return a file or folder of the project} */
    public static Path file(String path) {
        return ROOT.resolve(path);
    }

    /** {@return the jar of a module} */
    public static Path jar(String module) {
        return artifact(module, ".jar");
    }

    /** {@return what a module has built under a name that ends so, after the version} */
    public static Path artifact(String module, String ending) {
        Path target = file(module).resolve("target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().endsWith("-" + version() + ending))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("nothing that ends with " + ending + " in " + target));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** {@return the folder with the bundles of the demo and those they need} */
    public static Path bundles() {
        return file("demo/felix/target/bundles");
    }

    /** {@return the version that is built} */
    public static String version() {
        return property("conecta.version");
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("run by Maven: it sets -D" + name);
        }
        return value;
    }
}
