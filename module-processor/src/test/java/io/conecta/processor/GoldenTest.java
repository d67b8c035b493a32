package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.processor.model.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every file that is generated for a shape, word by word: {@code src/test/golden} has a directory for each, with what is annotated in
 * {@code source} and what comes of it in {@code generated}. Where a change is meant, {@code -Dconecta.golden=write} writes the latter
 * again, to be read in the diff.
 */
class GoldenTest {
    private static final Path SHAPES = Path.of("src", "test", "golden");

    static Stream<String> shapes() throws IOException {
        try (Stream<Path> directories = Files.list(SHAPES)) {
            return directories.map(path -> path.getFileName().toString()).sorted().toList().stream();
        }
    }

    /** {@return the compilation of a shape's sources} */
    static Compilation compilation(String shape) throws IOException, ReflectiveOperationException {
        return compilation(shape, files(SHAPES.resolve(shape).resolve("source")));
    }

    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (Files.isDirectory(root)) {
            try (Stream<Path> all = Files.walk(root)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    files.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
                }
            }
        }
        return files;
    }

    /** Shapes called after CDI see it, others see OSGi. */
    private static Compilation compilation(String shape, Map<String, String> sources)
            throws ReflectiveOperationException {
        Compilation compilation = switch (shape) {
            case "cdi" -> new Compilation().withCdi();
            case "cdi-microprofile" -> new Compilation().withMicroProfile();
            default -> new Compilation().withOsgi();
        };
        sources.forEach(compilation::source);
        if (sources.values().stream().noneMatch(text -> text.contains("import lombok."))) {
            return compilation.option("-Xlint:-processing");
        }
        Processor lombok = Class.forName("lombok.launch.AnnotationProcessorHider$AnnotationProcessor")
                .asSubclass(Processor.class)
                .getDeclaredConstructor()
                .newInstance();
        return compilation
                .withoutLint()
                .with(Compilation.jar("lombok"))
                .processors(lombok, new RegistryProcessor(), new PoolProcessor());
    }

    /** The generated files; forms without the options, which are the same for all shapes, but for one. */
    private static Map<String, String> generated(Compilation.Result result, String shape) {
        Map<String, String> files = result.files();
        if (!shape.equals("session")) {
            files.replaceAll((name, text) -> name.startsWith("OSGI-INF/metatype/") ? withoutOptions(text) : text);
        }
        return files;
    }

    private static String withoutOptions(String form) {
        return form.lines()
                .filter(line -> Stream.of(Option.values())
                        .noneMatch(option -> line.contains("<AD id=\"" + option.key() + "\"")))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static void write(Path root, Map<String, String> files) throws IOException {
        for (String obsolete : files(root).keySet()) {
            Files.delete(root.resolve(obsolete));
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void generatesTheseFiles(String shape) throws Exception {
        Map<String, String> sources = files(SHAPES.resolve(shape).resolve("source"));
        assertThat(sources).isNotEmpty();
        var result = compilation(shape, sources).succeeds();
        assertThat(result.problems()).isEmpty();
        Map<String, String> generated = generated(result, shape);
        Path expected = SHAPES.resolve(shape).resolve("generated");
        if ("write".equals(System.getProperty("conecta.golden"))) {
            write(expected, generated);
        }
        Map<String, String> wanted = files(expected);
        assertThat(generated.keySet()).isEqualTo(wanted.keySet());
        generated.forEach((name, text) -> assertThat(text).as(name).isEqualTo(wanted.get(name)));
    }
}
