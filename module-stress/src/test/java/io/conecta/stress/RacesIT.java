package io.conecta.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Runs every jcstress test in its quick form; {@code module-stress/run races} runs them in full.
 *
 * <p>Most tests make a pool for each sample, so jcstress's own 40 strides of 256 take longer than the time of an iteration.
 * Where there is biased locking, jcstress runs each test with and without it, here in one iteration each instead of two.
 */
class RacesIT {
    private static final Pattern SUMMARY = Pattern.compile(
            "Results: (\\d+) planned; (\\d+) passed, (\\d+) failed, (\\d+) soft errs, (\\d+) hard errs");

    private static final int LAST_WITH_BIASED_LOCKING = 17;
    private static final String ITERATIONS = Runtime.version().feature() > LAST_WITH_BIASED_LOCKING ? "2" : "1";

    @Test
    void no_race_has_a_forbidden_outcome() throws IOException, InterruptedException {
        Path directory = Files.createDirectories(Path.of("target", "jcstress").toAbsolutePath());
        File log = directory.resolve("log.txt").toFile();
        Process races = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "org.openjdk.jcstress.Main",
                        "-m",
                        "quick",
                        "-f",
                        "1",
                        "-sc",
                        "false",
                        "-af",
                        "NONE",
                        "-iters",
                        ITERATIONS,
                        "-time",
                        "400",
                        "-jvmArgs",
                        "-Xmx512m",
                        "-hs",
                        "256",
                        "-strideSize",
                        "32",
                        "-strideCount",
                        "8",
                        "-r",
                        directory.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        races.waitFor();

        String said = Files.readString(log.toPath());
        Matcher summary = SUMMARY.matcher(said);
        int planned = 0;
        int passed = 0;
        int failed = 0;
        while (summary.find()) {
            planned = Integer.parseInt(summary.group(1));
            passed = Integer.parseInt(summary.group(2));
            failed = Integer.parseInt(summary.group(3)) + Integer.parseInt(summary.group(5));
        }
        System.out.println("jcstress: " + planned + " runs planned, " + passed + " passed, " + failed + " failed; "
                + "see target/jcstress/index.html");
        assertThat(failed).as(said).isZero();
        assertThat(passed).as(said).isEqualTo(planned).isPositive();
    }
}
