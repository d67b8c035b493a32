package io.conecta.it.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.it.Built;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what {@code docs/jpms.md} says, from top to bottom. */
class JpmsDocIT {
    private static final Pattern FILE = Pattern.compile("```java\n// (\\S+)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void everyCommandRuns() throws Exception {
        String text = Files.readString(Built.file("docs/jpms.md"));
        for (MatchResult file : FILE.matcher(text).results().toList()) {
            Path path = folder.resolve(file.group(1));
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.group(2));
        }
        Path lib = Files.createDirectories(folder.resolve("lib"));
        for (String module : new String[] {"core", "annotations", "processor"}) {
            Files.copy(Built.jar("module-" + module), lib.resolve("conecta-" + module + ".jar"));
        }
        String commands =
                COMMANDS.matcher(text).results().map(block -> block.group(1)).collect(Collectors.joining());

        Run run = Run.of(
                "bash",
                "-c",
                "set -ex; cd '" + folder + "'; PATH='" + System.getProperty("java.home") + "/bin':$PATH; hash -r\n"
                        + commands);

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(run.output())
                .containsSubsequence(
                        "provides io.conecta.config.PoolProvider with com.acme.SessionPoolProvider",
                        "io.conecta.core",
                        "com.acme -> io.conecta.core",
                        "typed: open? Yes.",
                        "found: open? Yes.",
                        "pooled: mail to ada",
                        "sees core: false",
                        "+ image/bin/java --list-modules",
                        "com.acme",
                        "typed: open? Yes.",
                        "first has Session",
                        "second has Session");
        assertThat(run.output()).doesNotContain("automatic", "warning:");
        String modules = run.output().substring(run.output().indexOf("+ image/bin/java --list-modules"));
        assertThat(modules).doesNotContain("io.conecta.annotations");
    }
}
