package io.conecta.processor;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** One run of a compiler on sources given as text; the class path is the published jars' classes and nothing else. */
final class Compilation {
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final List<String> options = new ArrayList<>(List.of("-Xlint:all", "-Werror"));
    private final List<Processor> processors = new ArrayList<>(List.of(new RegistryProcessor(), new PoolProcessor()));
    private List<Path> path = List.of(classes("module-annotations"), classes("module-core"));
    private final List<String> reprocessed = new ArrayList<>();
    private boolean modular;
    private boolean prepared;
    private JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private Path output = Scratch.directory();
    private StandardJavaFileManager shared;

    /** {@return a compilation of a source; its file is named after its first top-level type} */
    static Compilation of(String... texts) {
        Compilation compilation = new Compilation();
        for (String text : texts) {
            compilation.source(text);
        }
        return compilation;
    }

    /** {@return the compiled classes of a module of this project} */
    static Path classes(String module) {
        return Path.of("..", module, "target", "classes").toAbsolutePath().normalize();
    }

    /** {@return a jar on the tests' own class path} */
    static Path jar(String part) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.replace('\\', '/').contains(part))
                .map(Path::of)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not on the class path: " + part));
    }

    Compilation source(String text) {
        return source(nameOf(text), text);
    }

    Compilation source(String file, String text) {
        sources.put(file, text);
        return this;
    }

    Compilation option(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    Compilation withoutLint() {
        options.removeAll(List.of("-Xlint:all", "-Werror"));
        return this;
    }

    Compilation with(Path... jars) {
        path = Stream.concat(path.stream(), Stream.of(jars)).toList();
        return this;
    }

    Compilation path(Path... jars) {
        path = List.of(jars);
        return this;
    }

    Compilation withOsgi() {
        return with(jar("osgi.annotation"));
    }

    /** CDI alone, without MicroProfile. */
    Compilation withCdi() {
        return with(
                jar("jakarta.enterprise.cdi-api"),
                jar("jakarta.inject-api"),
                jar("jakarta.interceptor-api"),
                jar("jakarta.annotation-api"),
                jar("jakarta.enterprise.lang-model"));
    }

    /** CDI with MicroProfile Config and Health, whose class files are annotated with what is not there. */
    Compilation withMicroProfile() {
        Compilation seeing = withCdi().with(jar("microprofile-config-api"), jar("microprofile-health-api"));
        return options.contains("-Xlint:all") ? seeing.option("-Xlint:-classfile") : seeing;
    }

    /** Puts the path on the module path, for sources with a module-info. */
    Compilation modular() {
        modular = true;
        return this;
    }

    Compilation processors(Processor... others) {
        processors.clear();
        processors.addAll(List.of(others));
        return this;
    }

    Compilation compiler(JavaCompiler other) {
        compiler = other;
        return this;
    }

    /** Uses a file manager that many compilations share, which is faster. */
    Compilation files(StandardJavaFileManager files) {
        shared = files;
        return this;
    }

    Compilation output(Path directory) {
        output = directory;
        return this;
    }

    /** Hands class files to the processors once more, as incremental builds do. */
    Compilation again(String... names) {
        reprocessed.addAll(List.of(names));
        return this;
    }

    /** {@return where the sources are written} */
    Path sources() {
        return output.resolve("sources");
    }

    /** Compiles. */
    Result run() {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        if (shared != null) {
            return run(shared, diagnostics);
        }
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
            return run(files, diagnostics);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Writes the sources, unless they are written. */
    void prepare() {
        if (prepared) {
            return;
        }
        prepared = true;
        sources.forEach((name, text) -> {
            try {
                Path file = output.resolve("sources").resolve(name);
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    private Result run(StandardJavaFileManager files, DiagnosticCollector<JavaFileObject> diagnostics) {
        try {
            Path generated = output.resolve("generated");
            Path classes = output.resolve("classes");
            Files.createDirectories(generated);
            Files.createDirectories(classes);
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
            files.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(generated));
            files.setLocationFromPaths(modular ? StandardLocation.MODULE_PATH : StandardLocation.CLASS_PATH, path);
            prepare();
            List<Path> units = sources.keySet().stream()
                    .map(output.resolve("sources")::resolve)
                    .toList();
            JavaCompiler.CompilationTask task = compiler.getTask(
                    new StringWriter(),
                    files,
                    diagnostics,
                    options,
                    reprocessed,
                    files.getJavaFileObjectsFromPaths(units));
            task.setProcessors(processors);
            boolean success = task.call();
            return new Result(success, List.copyOf(diagnostics.getDiagnostics()), classes, generated, path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Compiles what must compile. */
    Result succeeds() {
        Result result = run();
        if (!result.success()) {
            throw new AssertionError("does not compile:\n" + result.report() + "\n" + result.generated());
        }
        return result;
    }

    static String nameOf(String text) {
        if (text.lines().anyMatch(line -> line.matches("\\s*(open )?module .*\\{.*"))) {
            return "module-info.java";
        }
        String packageName = text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("package "))
                .map(line -> line.substring(8, line.indexOf(';')).replace('.', '/') + "/")
                .findFirst()
                .orElse("");
        var matcher = java.util.regex.Pattern.compile(
                        "^[^*\\n/]*\\b(class|interface|enum|record)\\s+(\\w+)", java.util.regex.Pattern.MULTILINE)
                .matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no type in\n" + text);
        }
        return packageName + matcher.group(2) + ".java";
    }

    /**
     * What came of it.
     *
     * @param success whether it compiled
     * @param diagnostics what the compiler said
     * @param classes where the classes are
     * @param sources where the generated sources are
     * @param path what it was compiled against
     */
    record Result(
            boolean success,
            List<Diagnostic<? extends JavaFileObject>> diagnostics,
            Path classes,
            Path sources,
            List<Path> path) {
        /** {@return the problems of this processor, as {@code Session.java:12 ERROR [CON101] …}} */
        List<String> problems() {
            return diagnostics.stream()
                    .filter(diagnostic -> diagnostic.getMessage(Locale.ROOT).contains("[CON"))
                    .map(Result::line)
                    .toList();
        }

        /** {@return problems other than notes} */
        List<String> faults() {
            return problems().stream().filter(line -> !line.contains(" NOTE ")).toList();
        }

        /** {@return everything that was said} */
        String report() {
            return diagnostics.stream().map(Result::line).collect(Collectors.joining("\n"));
        }

        static String line(Diagnostic<? extends JavaFileObject> diagnostic) {
            String file = diagnostic.getSource() == null
                    ? "-"
                    : Path.of(diagnostic.getSource().toUri().getPath())
                            .getFileName()
                            .toString();
            return file + ":" + diagnostic.getLineNumber() + " " + diagnostic.getKind() + " "
                    + diagnostic.getMessage(Locale.ROOT);
        }

        /** {@return every generated source and resource, by path} */
        Map<String, String> files() {
            Map<String, String> files = new TreeMap<>();
            for (Path root : List.of(sources, classes)) {
                try (Stream<Path> all = Files.walk(root)) {
                    for (Path file : all.filter(Files::isRegularFile)
                            .filter(file -> !file.toString().endsWith(".class"))
                            .sorted(Comparator.comparing(Path::toString))
                            .toList()) {
                        files.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
                    }
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
            return files;
        }

        String file(String name) {
            String text = files().get(name);
            if (text == null) {
                throw new AssertionError("no " + name + " in " + files().keySet());
            }
            return text;
        }

        String generated() {
            return files().entrySet().stream()
                    .map(entry -> "---- " + entry.getKey() + "\n" + entry.getValue())
                    .collect(Collectors.joining("\n"));
        }

        /** {@return a loader of the compiled classes, whose core is the tests' own} */
        URLClassLoader loader() {
            try {
                return new URLClassLoader(new URL[] {classes.toUri().toURL()}, Compilation.class.getClassLoader());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
