package io.conecta.tools;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the page says of one pool. */
final class PoolSection {
    private static final List<String> TIMES = List.of("", "count", "p50", "p90", "p99", "max");
    private static final int SLOTS = 24;
    private static final int MOST_ROWS = 100;

    private final PoolHistory pool;
    private final TimeAxis axis;
    private final String id;
    private final StringBuilder html = new StringBuilder();

    /**
     * Begins a section.
     *
     * @param id names its elements in the page
     */
    PoolSection(PoolHistory pool, TimeAxis axis, String id) {
        this.pool = pool;
        this.axis = axis;
        this.id = id;
    }

    String html() {
        html.append("<section id=\"")
                .append(id)
                .append("\"><h2>")
                .append(Texts.quoted(pool.name))
                .append("</h2>");
        findings();
        if (pool.mixed) {
            note("Several pools had this name at the same time: their figures are mixed here. Give each its own name.");
        }
        html.append("<figure>")
                .append(Chart.wide(pool, axis, id))
                .append(Chart.narrow(pool, axis, id))
                .append("</figure>");
        if (pool.samples.isEmpty()) {
            note(
                    "The recording has no statistics of this pool: record for two seconds at least, with io.conecta.PoolStatistics enabled.");
        } else if (Chart.leavesOut(pool, axis)) {
            note("Where several moments fall on one spot, the chart shows the busiest.");
        }
        figures();
        outages();
        loans();
        waits();
        hooks();
        return html.append("</section>").toString();
    }

    private void note(String text) {
        html.append("<p class=\"note\">").append(text).append("</p>");
    }

    private void heading(String text) {
        html.append("<h3>").append(text).append("</h3>");
    }

    /** What happened, in words. */
    private void findings() {
        html.append("<ul class=\"findings\">");
        for (Outage outage : pool.outages) {
            finding(
                    "outage",
                    "Outage of " + Texts.time(outage.length(axis.end())) + " from " + axis.label(outage.from())
                            + (outage.to() == null ? ", not over at the end of the recording" : ""));
        }
        for (Mark.Kind kind : Mark.Kind.values()) {
            if (pool.count(kind) > 0) {
                finding(kind == Mark.Kind.LEAK ? "leak" : "failure", kind.counted(pool.count(kind)));
            }
        }
        if (pool.outages.isEmpty() && pool.marks.isEmpty()) {
            finding("fine", "No outage, leak, failure or timeout");
        }
        String exhausted = pool.exhausted == 0
                ? ""
                : "; the pool ran out of objects " + Texts.count(pool.exhausted)
                        + (pool.exhausted == 1 ? " time" : " times");
        finding("loans", Texts.count(pool.borrowed) + (pool.borrowed == 1 ? " loan" : " loans") + exhausted);
        html.append("</ul>");
    }

    private void finding(String kind, String text) {
        html.append("<li data-finding=\"")
                .append(kind)
                .append("\">")
                .append(text)
                .append("</li>");
    }

    /** The chart as a table. */
    private void figures() {
        html.append("<details><summary>The chart in figures</summary>");
        Table table = Table.ofFigures(
                "The busiest moment of each stretch of time",
                List.of("from", "lent", "in maintenance", "creating", "idle", "limit", "waiting", "what went wrong"));
        int next = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            Instant from = axis.at(slot / (double) SLOTS);
            Instant to = slot == SLOTS - 1 ? Instant.MAX : axis.at((slot + 1.0) / SLOTS);
            Sample busiest = null;
            for (; next < pool.samples.size() && pool.samples.get(next).at().isBefore(to); next++) {
                Sample sample = pool.samples.get(next);
                busiest = busiest == null || Sample.BY_LOAD.compare(sample, busiest) > 0 ? sample : busiest;
            }
            List<String> row = new ArrayList<>(List.of(axis.label(from)));
            row.addAll(busiest == null ? List.of("–", "–", "–", "–", "–", "–") : cells(busiest));
            row.add(wrong(from, to));
            table.row(row);
        }
        html.append(table.end()).append("</details>");
    }

    private static List<String> cells(Sample sample) {
        return List.of(
                Texts.count(sample.inPool().lent()),
                Texts.count(sample.inPool().held()),
                Texts.count(sample.inPool().creating()),
                Texts.count(sample.inPool().idle()),
                Texts.count(sample.maxSize()),
                Texts.count(sample.waiting()));
    }

    private String wrong(Instant from, Instant to) {
        List<String> wrong = new ArrayList<>();
        for (Outage outage : pool.outages) {
            if (outage.from().isBefore(to) && outage.until(axis.end()).isAfter(from)) {
                wrong.add("down");
            }
        }
        for (Mark.Kind kind : Mark.Kind.values()) {
            long times = pool.marks.stream()
                    .filter(each -> each.kind() == kind
                            && !each.at().isBefore(from)
                            && each.at().isBefore(to))
                    .mapToLong(Mark::times)
                    .sum();
            if (times > 0) {
                wrong.add(kind.counted(times));
            }
        }
        return wrong.isEmpty() ? "–" : String.join(", ", wrong);
    }

    private void outages() {
        if (pool.outages.isEmpty()) {
            return;
        }
        heading("Outages");
        Table table = Table.ofTexts("When the backend was known to be down", List.of("from", "to", "length", "reason"));
        pool.outages.stream()
                .limit(MOST_ROWS)
                .forEach(outage -> table.row(List.of(
                        axis.label(outage.from()),
                        outage.to() == null ? "not over" : axis.label(outage.to()),
                        Texts.time(outage.length(axis.end())),
                        outage.reason() == null ? "began before the recording" : Texts.quoted(outage.reason()))));
        html.append(table.end());
        restOf(pool.outages.size());
    }

    private void restOf(int rows) {
        if (rows > MOST_ROWS) {
            note("And " + Texts.count(rows - MOST_ROWS) + " more.");
        }
    }

    private void loans() {
        List<Sample.Loan> longest = pool.longestLoans();
        if (!pool.leaks.isEmpty()) {
            heading("Leaks");
            Table table = Table.ofTexts(
                    "Loans that exceeded leakThreshold",
                    List.of("reported", "borrower", "age then", "borrowed at", "reclaimed"));
            pool.leaks.stream()
                    .limit(MOST_ROWS)
                    .forEach(leak -> table.row(List.of(
                            axis.label(leak.at()),
                            Texts.quoted(leak.borrower() == null ? "unknown" : leak.borrower()),
                            Texts.time(leak.age()),
                            leak.place() == null ? "unknown (leakTraces was off)" : Texts.quoted(leak.place()),
                            leak.reclaimed() ? "yes" : "no")));
            html.append(table.end());
            restOf(pool.leaks.size());
        }
        heading("Longest loans");
        if (longest.isEmpty()) {
            note("Nothing was lent at the moments when the recorder asked.");
            return;
        }
        Table table = Table.ofFigures("Loans by age when last seen", List.of("borrower", "borrowed", "age"));
        longest.forEach(loan -> table.row(List.of(
                Texts.quoted(loan.borrower() == null ? "unknown" : loan.borrower()),
                axis.label(loan.since()),
                Texts.time(loan.age()))));
        html.append(table.end());
        note(
                "The recorder asks for the oldest loan at intervals (every second, unless its settings say otherwise). A loan may have"
                        + " lasted longer than it was seen, and one that was never the oldest is not here.");
    }

    private void waits() {
        heading("Waiting");
        Table table = Table.ofFigures("How long borrowers stood in line", TIMES);
        times(table, "got an object", pool.served);
        times(table, "got none", pool.notServed);
        html.append(table.end());
        note(
                "Waits under 1 ms are not recorded, unless the recording's settings say otherwise: most borrows may not have waited at all.");
    }

    private static void times(Table table, String name, Times times) {
        boolean none = times.count() == 0;
        table.row(List.of(
                name,
                Texts.count(times.count()),
                none ? "–" : Texts.time(times.percentile(50)),
                none ? "–" : Texts.time(times.percentile(90)),
                none ? "–" : Texts.time(times.percentile(99)),
                none ? "–" : Texts.time(times.max())));
    }

    private void hooks() {
        heading("Creations, pings and closes");
        Table table = Table.ofFigures("How long hooks took", TIMES);
        times(table, "creations", pool.created);
        times(table, "failed creations", pool.notCreated);
        times(table, "pings", pool.healthyPings);
        times(table, "failed pings", pool.failedPings);
        times(table, "closes", pool.closes);
        html.append(table.end());
        failures("Why creations failed", pool.creationFailures);
        failures("Why closes failed", pool.closeFailures);
    }

    private void failures(String caption, PoolHistory.Failures failures) {
        List<Map.Entry<String, PoolHistory.Failures.Seen>> list = failures.list();
        if (list.isEmpty()) {
            return;
        }
        Table table = Table.ofTexts(caption, List.of("failure", "times", "first", "last"));
        list.stream()
                .limit(MOST_ROWS)
                .forEach(each -> table.row(List.of(
                        Texts.quoted(each.getKey()),
                        Texts.count(each.getValue().times()),
                        axis.label(each.getValue().first()),
                        axis.label(each.getValue().last()))));
        html.append(table.end());
        restOf(list.size());
    }

    /** {@return the pool's row in the table of all pools} */
    List<String> row() {
        int lent = pool.samples.stream()
                .mapToInt(each -> each.inPool().lent())
                .max()
                .orElse(0);
        int limit = pool.samples.stream().mapToInt(Sample::maxSize).max().orElse(0);
        int waiting = pool.samples.stream().mapToInt(Sample::waiting).max().orElse(0);
        Duration down =
                pool.outages.stream().map(each -> each.length(axis.end())).reduce(Duration.ZERO, Duration::plus);
        return List.of(
                "<a href=\"#" + id + "\">" + Texts.quoted(pool.name) + "</a>",
                pool.samples.isEmpty() ? "–" : Texts.count(lent) + " of " + Texts.count(limit),
                pool.samples.isEmpty() ? "–" : Texts.count(waiting),
                pool.served.count() == 0 ? "–" : Texts.time(pool.served.percentile(99)),
                pool.outages.isEmpty() ? "0" : Texts.count(pool.outages.size()) + " (" + Texts.time(down) + ")",
                Texts.count(pool.leaks.size()),
                Texts.count(pool.count(Mark.Kind.FAILED_CREATION)),
                Texts.count(pool.count(Mark.Kind.TIMEOUT)));
    }
}
