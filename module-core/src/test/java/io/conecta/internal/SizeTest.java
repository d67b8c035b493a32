package io.conecta.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Size")
class SizeTest {
    /** Every module's, so that each is held to it. */
    private static final Path ROOT = Path.of("..");

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final int MOST_LINES = 400;
    private static final int MOST_METHOD_LINES = 40;
    /** Programs that nobody uses as a library; their files have the limit too, their methods have not. */
    private static final Pattern PROGRAMS = Pattern.compile("(benchmarks|demo|module-stress)/.*");

    @Test
    @DisplayName("no source file has over 400 lines, and no method of what is published over 40")
    void small() throws IOException {
        assertThat(tooLarge(files()))
                .as("files that are too large, or have methods that are")
                .isEmpty();
    }

    private static List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> modules = Files.walk(ROOT, 2)) {
            for (Path sources : modules.map(module -> module.resolve(SOURCES))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> all = Files.walk(sources)) {
                    all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
                }
            }
        }
        return files;
    }

    /** {@return what is too large, by file} */
    private static Map<String, List<String>> tooLarge(List<Path> files) throws IOException {
        Map<String, List<String>> found = new TreeMap<>();
        for (Path file : files) {
            int lines = Files.readAllLines(file).size();
            if (lines > MOST_LINES) {
                note(found, file, "the file has " + lines + " lines");
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, UTF_8)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                if (PROGRAMS.matcher(name(Path.of(unit.getSourceFile().toUri())))
                        .matches()) {
                    continue;
                }
                new Methods(unit, positions, found).scan(unit, null);
            }
        }
        return found;
    }

    private static String name(Path file) {
        return ROOT.toAbsolutePath()
                .normalize()
                .relativize(file.toAbsolutePath().normalize())
                .toString()
                .replace('\\', '/');
    }

    private static void note(Map<String, List<String>> found, Path file, String what) {
        found.computeIfAbsent(name(file), each -> new ArrayList<>()).add(what);
    }

    /** Measures each method, from its annotations to its last brace; constructors are methods too. */
    private static final class Methods extends TreePathScanner<@Nullable Object, @Nullable Object> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final Map<String, List<String>> found;

        Methods(CompilationUnitTree unit, SourcePositions positions, Map<String, List<String>> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public @Nullable Object visitMethod(MethodTree method, @Nullable Object nothing) {
            LineMap map = unit.getLineMap();
            long first = map.getLineNumber(positions.getStartPosition(unit, method));
            long last = map.getLineNumber(positions.getEndPosition(unit, method));
            long lines = last - first + 1;
            if (lines > MOST_METHOD_LINES) {
                note(
                        found,
                        Path.of(unit.getSourceFile().toUri()),
                        method.getName() + " (line " + first + ") has " + lines + " lines");
            }
            return super.visitMethod(method, nothing);
        }
    }
}
