package io.conecta.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;

/** Generated javadoc is complete, says what the creator's says, and is right whatever that looks like. */
class JavadocTest {
    private static final String SESSION = """
            package com.acme;

            import io.conecta.annotation.*;
            import java.util.List;

            /** A session. */
            @Pooled
            public class Session {
                /**
                 * Opens a session.
                 *
                 * @param host where the server is; see {@link java.net.InetAddress#getByName(String) names}
                 *     and {@linkplain #alive}, {@link List#of(Object, Object)}
                 * @param <X> what is
                 *     counted
                 * @param number of {@code List<X>} & <b>bold</b> &lt; 5 &nosuch; {@code
                 *     @Override {}} and 2 < 3 > 1, mail a@b, {@nosuch x}
                 * @param task to do, {@code unbalanced
                 * @throws IllegalStateException never
                 */
                @New
                public <X extends Runnable> Session(
                    String host, X number, Runnable task, @Setting(description = "a <port> & @more */") int port, int plain) {}

                /** {@return whether} */
                @Ping public boolean alive() { return true; }

                /** Prepares. */
                @Prepare public void begin() {}

                /** Cleans. */
                @Reset public void clean() {}

                /** Ends. */
                @Destroy public void end() {}
            }
            """.replace("{@code unbalanced", "\\\\u0041 unbalanced {");

    @Test
    void whatTheCreatorSaysIsCarriedOver() {
        var result = Compilation.of(SESSION).withOsgi().succeeds();
        for (String type : List.of("SessionPool", "SessionFuncs")) {
            assertThat(result.file("com/acme/" + type + ".java").replaceAll("\\R\\s+\\* ?", " "))
                    .contains(
                            "@param <X> what is counted ",
                            "@param host where the server is; see names and alive, {@code List.of(Object, Object)} ",
                            "@param number of {@code List<X>} &amp; bold &lt; 5 &amp;nosuch; ",
                            "and 2 &lt; 3 &gt; 1, mail a&#64;b, x ",
                            "@param task to do, \\&#92;u0041 unbalanced { ",
                            "@param port a &lt;port&gt; &amp; &#64;more *&#47; ",
                            "@param plain passed to its constructor ");
        }
        assertThat(result.file("com/acme/SessionPool.java")).contains("@return the builder", "@return the pool");
        assertThat(Compilation.of(SESSION)
                        .withOsgi()
                        .compiler(new EclipseCompiler())
                        .withoutLint()
                        .option("--release", "17", "-warn:none")
                        .succeeds()
                        .files())
                .isEqualTo(result.files());
    }

    @Test
    void aRecordSaysItOfItself() {
        var result = Compilation.of("""
                        package com.acme;
                        import io.conecta.annotation.*;
                        /**
                         * A session.
                         * @param host where
                         */
                        @Pooled public record Session(String host) {
                            @Ping boolean alive() { return true; }
                            @Destroy void end() {}
                        }
                        """).succeeds();
        assertThat(result.file("com/acme/SessionPool.java")).contains("@param host where\n");
    }

    @Test
    void doclintIsSilent() throws IOException {
        String other = """
                package com.acme;

                import io.conecta.annotation.*;

                /** Makes them. */
                public final class Makers {
                    private Makers() {}

                    /** {@return one} */
                    @Pooled
                    public static <X extends Runnable> java.net.Socket socket(X number, String... names) { return new java.net.Socket(); }

                    /** {@return another, by a shorter form too} */
                    @Pooled
                    public static <X extends Runnable> Thread thread(
                            X task, @Setting(defaultValue = "5") int priority) { return new Thread(task); }

                    /** Tells. */
                    @Ping
                    public static void check(java.net.Socket socket) {}
                }
                """;
        var result = Compilation.of(SESSION, other).withOsgi().succeeds();
        assertThat(doclint(result)).isEmpty();
    }

    private static List<String> doclint(Compilation.Result result) throws IOException {
        DocumentationTool tool = ToolProvider.getSystemDocumentationTool();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = tool.getStandardFileManager(said, Locale.ROOT, null);
                Stream<Path> all = Files.walk(result.sources())) {
            List<Path> sources =
                    all.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources).hasSize(12);
            List<Path> path = new ArrayList<>(result.path());
            path.add(result.classes());
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, path);
            files.setLocationFromPaths(DocumentationTool.Location.DOCUMENTATION_OUTPUT, List.of(Scratch.directory()));
            boolean success = tool.getTask(
                            new StringWriter(),
                            files,
                            said,
                            null,
                            List.of("-Xdoclint:all", "-package", "-quiet", "-encoding", "UTF-8"),
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            List<String> lines = said.getDiagnostics().stream()
                    .filter(one -> one.getKind() != Diagnostic.Kind.NOTE)
                    .map(Compilation.Result::line)
                    .collect(Collectors.toCollection(ArrayList::new));
            if (!success) {
                lines.add("javadoc failed");
            }
            return lines;
        }
    }
}
