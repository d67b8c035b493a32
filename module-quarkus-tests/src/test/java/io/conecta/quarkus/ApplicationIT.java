package io.conecta.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The application as it is packaged, in a process of its own. */
class ApplicationIT {
    private static List<String> run(String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed.lines().toList();
    }

    @Test
    void poolsAreBeans() throws Exception {
        assertThat(run())
                .containsSubsequence(
                        "typed: plain SystemClock[Z] true [Bern, Ulm] {bern=1}",
                        "named: plain SystemClock[Z] true [Bern, Ulm] {bern=1}",
                        "archive: archived SystemClock[Z] false [] {}",
                        "own: widget 42",
                        "created: 1",
                        "returned after the end began",
                        "closed: plain SystemClock[Z] true [Bern, Ulm] {bern=1}")
                .contains("closed: archived SystemClock[Z] false [] {}")
                .hasSize(8);
    }

    @Test
    void whatIsWrongIsToldAtTheStart() throws Exception {
        assertThat(run("-Dconecta.pools.gadget.clock=UTC", "-Dconecta.pools.gadget.max-size=lots"))
                .anySatisfy(line -> assertThat(line).endsWith("PoolConfigurationException: 2 mistakes:"))
                .anySatisfy(
                        line -> assertThat(line)
                                .contains(
                                        "conecta.pools.gadget.clock: is a bean of type java.time.Clock, which text cannot stand for"))
                .noneMatch(line -> line.startsWith("typed"));
    }
}
