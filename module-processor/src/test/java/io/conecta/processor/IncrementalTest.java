package io.conecta.processor;

import static io.conecta.processor.Expected.IMPORTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes and generated sources of an earlier compilation that meet the processor once more. */
class IncrementalTest {
    private static final String SESSION = IMPORTS + """
            @Pooled public class Session {
                @New Session(String host, int port) {}
                @Ping void check() {}
                @Destroy void end() {}
            }
            """;

    /** As Gradle does when another pooled class has changed: the provider's list is made anew from all of them. */
    @ParameterizedTest
    @ValueSource(strings = {"-g:none", "-g"})
    void aClassFileWhosePoolIsThereIsLeftAlone(String debug) {
        String stray =
                IMPORTS + "public final class Stray { @SuppressWarnings(\"conecta:CON403\") @Ping void check() {} }";
        Path output = Scratch.directory();
        Compilation.of(SESSION, stray).option(debug).output(output).succeeds();
        String pool = Compilation.of(SESSION).succeeds().file("a/SessionPoolProvider.java");
        var result = Compilation.of(SESSION.replace("Session", "Other"))
                .again("a.Session", "a.Stray")
                .with(output.resolve("classes"))
                .output(output)
                .succeeds();
        assertThat(result.problems()).isEmpty();
        assertThat(result.file("a/SessionPoolProvider.java")).isEqualTo(pool).contains("\"host\"");
        assertThat(result.file("META-INF/services/io.conecta.config.PoolProvider"))
                .isEqualTo("a.OtherPoolProvider\na.SessionPoolProvider\n");
    }

    private static Path compiled(String text, String debug) {
        return Compilation.of(text).option("-proc:none", debug).succeeds().classes();
    }

    @Test
    void aClassFileWithoutNamesIsRefused() {
        var result = new Compilation()
                .withoutLint()
                .with(compiled(SESSION, "-g:none"))
                .again("a.Session")
                .run();
        assertThat(result.faults())
                .containsExactly(
                        "-:-1 ERROR [CON135] @Pooled a.Session: was read from a class file that does not name its parameters, so"
                                + " keys would be called arg0; compile it with -parameters or -g, or name every key, as in"
                                + " @Setting(name = \"host\")");
        String named = SESSION.replace("String host", "@Setting(name = \"host\") String h")
                .replace("int port", "@Setting(name = \"port\") int p");
        var fine = new Compilation()
                .with(compiled(named, "-g:none"))
                .again("a.Session")
                .succeeds();
        assertThat(fine.file("a/SessionPoolProvider.java")).contains("\"host\"", "\"port\"");
        for (String debug : new String[] {"-g", "-parameters"}) {
            var known = new Compilation()
                    .with(compiled(SESSION, debug))
                    .again("a.Session")
                    .succeeds();
            assertThat(known.file("a/SessionPoolProvider.java")).contains("\"host\"", "\"port\"");
        }
    }

    @Test
    void parametersOfASourceAreCalledWhatTheyAreCalled() {
        var result = Compilation.of(SESSION.replace("String host, int port", "String arg0, int arg1"))
                .succeeds();
        assertThat(result.file("a/SessionPoolProvider.java")).contains("\"arg0\"");
    }

    @Test
    void generatedSourcesAmongTheSources() {
        var first = Compilation.of(SESSION).succeeds();
        Compilation again = Compilation.of(SESSION).withoutLint();
        first.files().forEach((name, text) -> {
            if (name.endsWith(".java")) {
                again.source(name, text);
            }
        });
        assertThat(again.run().faults())
                .containsExactly(
                        "Session.java:3 ERROR [CON136] @Pooled a.Session: would generate a.SessionFuncs, which an earlier run of"
                                + " this processor has written and which is among the sources; exclude the folder of generated"
                                + " sources, or compile with -proc:none");
    }
}
