package io.conecta.demo.watch;

import io.conecta.tools.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import jdk.jfr.Recording;

/**
 * Records what happens to a pool, makes a page of it, and checks that the page shows it.
 *
 * <p>Exit status: 0 if it does, 1 with the reason if it does not, 2 if the argument is wrong.
 */
public final class Main {
    private static final Pattern OUTAGE = Pattern.compile("data-finding=\"outage\">()");
    private static final Pattern LEAKS = Pattern.compile("data-finding=\"leak\">([0-9,]+) leak");
    private static final Pattern TIMEOUTS = Pattern.compile("data-finding=\"failure\">([0-9,]+) timeout");
    private static final Pattern FAILED_CREATIONS =
            Pattern.compile("data-finding=\"failure\">([0-9,]+) failed creation");

    private Main() {}

    /**
     * Runs the demo.
     *
     * @param args the folder for the recording and the page
     */
    public static void main(String[] args) {
        if (args.length != 1) {
            System.err.println("takes one folder, for the recording and the page\nusage: demo/run watch");
            System.exit(2);
        }
        try {
            Path folder = Files.createDirectories(Path.of(args[0]));
            Path page = folder.resolve("watch.html");
            Path recording = folder.resolve("watch.jfr");
            record(recording);
            Page.of(recording).write(page);
            check(Files.readString(page));
            Scenario.tell("look at " + page.toAbsolutePath().normalize());
            System.exit(0);
        } catch (Exception failure) {
            System.err.println("!! [watch] it went wrong: " + failure);
            System.exit(1);
        }
    }

    /** As {@code jcmd JFR.start} would; asks for statistics more often than every second, since all is over soon. */
    private static void record(Path file) throws Exception {
        try (Recording recording = new Recording()) {
            recording.enable("io.conecta.PoolStatistics").withPeriod(Duration.ofMillis(100));
            recording.start();
            new Scenario().play();
            recording.stop();
            recording.dump(file);
        }
    }

    private static void check(String html) throws IOException {
        long outages = count(OUTAGE, html);
        long leaks = count(LEAKS, html);
        long timeouts = count(TIMEOUTS, html);
        long failures = count(FAILED_CREATIONS, html);
        Scenario.tell("leaks found: " + leaks + ", outages: " + outages + ", timeouts: " + timeouts
                + ", failed creations: " + failures);
        if (leaks != 1 || outages != 1 || timeouts == 0 || failures == 0) {
            throw new IOException("the page should show 1 leak, 1 outage, timeouts and failed creations");
        }
    }

    private static long count(Pattern finding, String html) {
        return finding.matcher(html).results().mapToLong(Main::number).sum();
    }

    private static long number(MatchResult match) {
        return match.group(1).isEmpty() ? 1 : Long.parseLong(match.group(1).replace(",", ""));
    }
}
