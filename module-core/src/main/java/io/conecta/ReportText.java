package io.conecta;

import io.conecta.internal.runtime.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A report as text for people. */
final class ReportText {
    private static final int MOST_LINES = 20;
    private static final int MOST_FRAMES = 12;
    private final StringBuilder text = new StringBuilder();

    private ReportText() {}

    static String of(PoolReport report) {
        ReportText all = new ReportText();
        all.head(report);
        all.list("loans", report.loans().stream().map(ReportText::loan).toList());
        all.list(
                "waiters",
                report.waiters().stream()
                        .map(each -> List.of(seconds(each.waiting()) + "  " + each.thread()))
                        .toList());
        all.list(
                "creations",
                report.creations().stream().map(ReportText::creation).toList());
        all.list(
                "failures",
                report.failures().stream()
                        .map(each -> List.of(seconds(each.age()) + " ago  " + each.what() + ": " + line(each.error())))
                        .toList());
        all.settings(report.settings());
        return all.text.toString().stripTrailing();
    }

    private void head(PoolReport report) {
        PoolStats stats = report.stats();
        Diagnosis diagnosis = report.diagnosis();
        add("pool \"" + report.name() + "\"");
        add("  diagnosis  " + diagnosis);
        if (!report.advice().isEmpty()) {
            add("  advice     " + report.advice());
        }
        add("  health     " + report.health().status() + " for "
                + seconds(report.health().since()) + ": " + line(report.health().reason()));
        add("  now        " + stats.lent() + " lent, " + stats.idle() + " idle, " + stats.creating()
                + " being created, " + stats.inMaintenance() + " pinged, handed off or closed, of "
                + Option.MAX_SIZE.text(stats.maxSize()) + "; " + stats.waiting() + " waiting");
        add("  so far     " + stats.borrowed() + " borrowed, " + stats.created() + " created, " + stats.closed()
                + " closed, " + stats.timeouts() + " timed out, " + stats.rejections() + " rejected, " + stats.leaks()
                + " leaked, " + stats.createFailures() + " creations and " + stats.pingFailures() + " pings failed");
    }

    private void settings(PoolSettings settings) {
        Map<String, String> defaults = PoolSettings.defaults().toMap();
        List<List<String>> lines = new ArrayList<>();
        settings.toMap().forEach((key, value) -> {
            boolean matters = key.equals(Option.MAX_SIZE.key()) || key.equals(Option.BORROW_TIMEOUT.key());
            if (!key.equals(Option.NAME.key()) && (matters || !value.equals(defaults.get(key)))) {
                lines.add(List.of(key + "=" + value));
            }
        });
        list("settings", lines);
    }

    private static List<String> loan(Loan loan) {
        List<String> lines = new ArrayList<>();
        Object object = loan.object();
        lines.add(seconds(loan.age()) + "  " + (loan.borrower() == null ? "the pool itself" : loan.borrower()) + "  "
                + object.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(object)));
        if (loan.trace() != null) {
            frames(lines, List.of(loan.trace().getStackTrace()));
        }
        return lines;
    }

    private static List<String> creation(PoolReport.Creation creation) {
        List<String> lines = new ArrayList<>();
        lines.add(seconds(creation.age()));
        frames(lines, creation.stack());
        return lines;
    }

    private static void frames(List<String> lines, List<StackTraceElement> stack) {
        for (StackTraceElement frame : stack.subList(0, Math.min(MOST_FRAMES, stack.size()))) {
            String file = frame.getFileName() == null ? "Unknown Source" : frame.getFileName();
            lines.add("    at " + frame.getClassName() + "." + frame.getMethodName() + "(" + file
                    + (frame.getLineNumber() < 0 ? "" : ":" + frame.getLineNumber()) + ")");
        }
    }

    private void list(String title, List<List<String>> entries) {
        if (entries.isEmpty()) {
            return;
        }
        add("  " + title);
        entries.stream().limit(MOST_LINES).forEach(entry -> entry.forEach(each -> add("    " + each)));
        if (entries.size() > MOST_LINES) {
            add("    … and " + (entries.size() - MOST_LINES) + " more");
        }
    }

    private void add(String line) {
        text.append(line).append('\n');
    }

    private static String line(String text) {
        return text.strip().replaceAll(":?\\s*\\R\\s*", "; ");
    }

    private static String seconds(Duration duration) {
        long millis = duration.toMillis();
        return millis / 1_000 + "." + String.valueOf(1_000 + millis % 1_000).substring(1) + " s";
    }
}
