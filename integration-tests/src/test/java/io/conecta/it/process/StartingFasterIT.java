package io.conecta.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.it.Built;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/operating.md}, "Starting faster": with what its lines make, the JVM takes core's classes from there. */
class StartingFasterIT {
    private static final String FROM_ARCHIVE = "io.conecta.PoolBuilder source: shared objects file";
    private static final String MAIN = """
            import io.conecta.*;

            public class Main {
                public static void main(String[] args) throws InterruptedException {
                    try (Pool<Object> pool = Pool.builder(Object::new).build()) {
                        pool.put(pool.getOrCreate());
                        System.out.println("lent");
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void makeTheProgram() throws Exception {
        Files.writeString(folder.resolve("Main.java"), MAIN);
        Files.writeString(folder.resolve("manifest"), "Main-Class: Main\nClass-Path: core.jar\n");
        Files.copy(Built.jar("module-core"), folder.resolve("core.jar"));
        run(List.of("javac", "-cp", "core.jar", "-d", "classes", "Main.java"));
        run(List.of("jar", "cfm", "app.jar", "manifest", "-C", "classes", "."));
        assertThat(run(logging(List.of("java", "-jar", "app.jar"))))
                .contains("lent")
                .doesNotContain(FROM_ARCHIVE);
    }

    @Test
    void anArchiveThatTheJvmMakesOnJava17() throws Exception {
        String page = Files.readString(Built.file("docs/operating.md"));
        assertThat(page).contains("with `-XX:ArchiveClassesAtExit=app.jsa`", "with `-XX:SharedArchiveFile=app.jsa`");

        run(List.of("java", "-XX:ArchiveClassesAtExit=app.jsa", "-jar", "app.jar"));
        assertThat(run(logging(List.of("java", "-XX:SharedArchiveFile=app.jsa", "-jar", "app.jar"))))
                .contains("lent", FROM_ARCHIVE);
    }

    @Test
    @EnabledForJreRange(minVersion = 19, disabledReason = "-XX:+AutoCreateSharedArchive came with Java 19")
    void anArchiveThatTheJvmMakesAndRenewsItself() throws Exception {
        List<String> line = line("java -XX:\\+AutoCreateSharedArchive .*");

        run(line);
        assertThat(run(logging(line))).contains("lent", FROM_ARCHIVE);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_25, disabledReason = "-XX:AOTCacheOutput came with Java 25")
    void anAheadOfTimeCache() throws Exception {
        run(line("java -XX:AOTCacheOutput=.*"));
        assertThat(run(logging(line("java -XX:AOTCache=.*")))).contains("lent", FROM_ARCHIVE);
    }

    /** {@return the words of the page's only line that is so} */
    private static List<String> line(String pattern) throws Exception {
        List<String> lines = Pattern.compile("^" + pattern + "$", Pattern.MULTILINE)
                .matcher(Files.readString(Built.file("docs/operating.md")))
                .results()
                .map(found -> found.group())
                .toList();
        assertThat(lines).hasSize(1);
        return List.of(lines.get(0).split(" "));
    }

    private static List<String> logging(List<String> java) {
        return Stream.concat(
                        Stream.of(java.get(0), "-Xlog:class+load:stdout:none"),
                        java.stream().skip(1))
                .toList();
    }

    /** Runs a command of this JDK in the folder and {@return what it said} */
    private String run(List<String> command) throws Exception {
        List<String> all = new ArrayList<>(command);
        all.set(
                0,
                Path.of(System.getProperty("java.home"), "bin", command.get(0)).toString());
        Run run = Run.in(folder, all.toArray(String[]::new));
        assertThat(run.status()).as(run.output()).isZero();
        return run.output();
    }
}
