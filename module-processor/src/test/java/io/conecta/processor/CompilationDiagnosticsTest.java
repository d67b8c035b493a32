package io.conecta.processor;

import static io.conecta.processor.Expected.IMPORTS;
import static io.conecta.processor.Expected.check;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.processor.validate.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the processor says of the compilation around the class: modules, paths, its own options, files; {@link Expected} tells how to read it. */
class CompilationDiagnosticsTest {
    @Test
    void modulesThatHideTheProvider() {
        String module = """
                module a { //~ WARNING [CON301] module a: ServiceLoader and Pools.load() will not find a.SessionPoolProvider; add "provides io.conecta.config.PoolProvider with a.SessionPoolProvider;"
                    requires io.conecta.core;
                    requires static io.conecta.annotations;
                }
                """;
        String session = IMPORTS + "@Pooled class Session {}\n";
        check(Compilation.of(module, session).modular(), module, session);
        String silent = "@SuppressWarnings(\"conecta:CON301\")\n" + module.replaceAll("//~.*", "");
        check(Compilation.of(silent, session).modular(), silent, session);
    }

    @Test
    void modulesThatDoNotReadCore() {
        String module = """
                module a { //~ ERROR [CON302] module a: generated pools need io.conecta; add "requires io.conecta.core;"
                    requires static io.conecta.annotations;
                }
                """;
        String session = IMPORTS + "@Pooled class Session {}\n";
        check(Compilation.of(module, session).modular(), module, session);
    }

    @Test
    void classPathsWithoutCore() {
        String session = IMPORTS
                + "@Pooled class Session {} //~ ERROR [CON303] @Pooled Session: generated code needs io.conecta.Pool, which is not on"
                + " the class path; add the dependency io.conecta:conecta-core\n";
        check(Compilation.of(session).path(Compilation.classes("module-annotations")), session);
    }

    @Test
    void osgiThatIsRequiredButNotThere() {
        String session = IMPORTS
                + "@Pooled class Session {} //~ ERROR [CON304] @Pooled Session: -Aconecta.osgi=required, but"
                + " org.osgi.annotation.bundle.Header is not visible, so bnd would not register the service; add"
                + " org.osgi:osgi.annotation with scope provided\n";
        check(Compilation.of(session).option("-Aconecta.osgi=required"), session);
        String fine = IMPORTS + "@Pooled class Session {}\n";
        check(Compilation.of(fine).option("-Aconecta.osgi=required").withOsgi(), fine);
        var none = Compilation.of(fine)
                .option("-Aconecta.osgi=none")
                .withOsgi()
                .withoutLint()
                .run();
        assertThat(none.files()).doesNotContainKey("a/SessionPoolComponent.java");
    }

    @Test
    void cdiThatIsRequiredButNotThere() {
        String session = IMPORTS
                + "@Pooled class Session {} //~ ERROR [CON307] @Pooled Session: -Aconecta.cdi=required, but"
                + " jakarta.enterprise.inject.Produces is not visible, so the pool would be no bean; add"
                + " jakarta.enterprise:jakarta.enterprise.cdi-api with scope provided\n";
        check(Compilation.of(session).option("-Aconecta.cdi=required"), session);
        String fine = IMPORTS + "@Pooled class Session {}\n";
        check(
                Compilation.of(fine)
                        .option("-Aconecta.cdi=required", "-Xlint:-processing")
                        .withCdi(),
                fine);
        var none = Compilation.of(fine)
                .option("-Aconecta.cdi=none")
                .withCdi()
                .withoutLint()
                .run();
        assertThat(none.files()).containsKey("a/SessionPool.java").doesNotContainKey("a/SessionPoolProducer.java");
    }

    /** Whoever has written a producer by hand keeps it, unless one is generated. */
    @Test
    void producersThatAreThere() {
        String own = "package a; class SessionPoolProducer {}\n";
        String session = IMPORTS + "@Pooled class Session {}\n";
        check(Compilation.of(session, own), session, own);
        check(Compilation.of(session, own).option("-Aconecta.cdi=none").withCdi(), session, own);
        String taken = IMPORTS
                + "@Pooled class Session {} //~ ERROR [CON130] @Pooled a.Session: would generate a.SessionPoolProducer, which"
                + " exists; rename the existing one, or choose another name by poolType\n";
        check(Compilation.of(taken, own).withCdi(), taken, own);
    }

    @ParameterizedTest
    @ValueSource(strings = {"osgi", "cdi"})
    void optionsThatThereAreNot(String option) {
        String session = IMPORTS + "@Pooled class Session {}\n";
        var result = Compilation.of(session)
                .option("-Aconecta." + option + "=maybe")
                .withoutLint()
                .run();
        assertThat(result.faults())
                .containsExactly("-:-1 ERROR [CON305] -Aconecta." + option
                        + "=maybe: there is no such value; use required, none or auto");
    }

    @Test
    void filesThatCannotBeWritten() throws IOException {
        Path output = Scratch.directory();
        // A file where a directory should be.
        Files.createDirectories(output.resolve("generated"));
        Files.createFile(output.resolve("generated/a"));
        var result = Compilation.of(IMPORTS + "@Pooled class Session {}")
                .output(output)
                .withoutLint()
                .run();
        assertThat(result.faults())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("Session.java:3 ERROR [CON306] a.SessionFuncs: cannot be written: ")
                .endsWith("; make the output directory writable");
    }

    @Test
    void aBugIsAMessageToo() {
        assertThat(Problem.BUG.message("Session", new IllegalStateException("x")))
                .isEqualTo(
                        "[CON399] @Pooled Session: the processor failed with java.lang.IllegalStateException: x; please report"
                                + " it with the class, and write the pool by hand meanwhile: Pool.builder(…)");
    }
}
