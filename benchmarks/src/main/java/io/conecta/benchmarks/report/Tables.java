package io.conecta.benchmarks.report;

import io.conecta.benchmarks.plan.Case;
import io.conecta.benchmarks.plan.Scenario;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Results as Markdown that also reads well in a terminal. */
public final class Tables {
    private Tables() {}

    /** The targets, what was found, and what falls short. */
    public static String targets(List<Target> targets) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("work", "target", "found", "", "verdict"));
        for (Target each : targets) {
            rows.add(List.of(
                    each.work(),
                    each.goal(),
                    each.found(),
                    each.detail(),
                    each.verdict().toString()));
        }
        long missed = targets.stream()
                .filter(each -> each.verdict() == Target.Verdict.MISSED)
                .count();
        long open = targets.stream()
                .filter(each -> each.verdict() == Target.Verdict.OPEN)
                .count();
        return table(rows)
                + "\n%d targets: %d met, %d fall short, %d not measured.\n"
                        .formatted(targets.size(), targets.size() - missed - open, missed, open);
    }

    /** A page with everything. */
    public static String page(
            String title,
            String chart,
            Map<String, String> machine,
            Map<String, String> versions,
            Results results,
            List<Target> targets) {
        StringBuilder page = new StringBuilder("# " + title + "\n\n");
        page.append("Written by `benchmarks/run`; [how to read it](README.md).\n\n");
        page.append(facts(machine)).append("  \n").append(facts(versions)).append("\n\n");
        if (Machine.isBusy(machine)) {
            page.append(
                    "**The machine was busy with other work: times are rough, verdicts on them are provisional.**\n\n");
        }
        page.append("![chart](").append(chart).append(")\n\n");
        page.append("## Targets\n\n").append(targets(targets)).append('\n');
        for (Scenario scenario : List.of(Scenario.PAIR, Scenario.WORKING_PAIR)) {
            page.append(
                    "## %s: ns, elapsed over the operations of all threads\n\n".formatted(capital(scenario.title())));
            page.append(byPeer(
                            only(results, scenario, what -> what.size() == Case.SIZE),
                            what -> what.threads() + " thr.",
                            what -> found(results, what, "ns")
                                    + (what.threads() == 1 ? " (" + found(results, what, "bytes") + " B)" : "")))
                    .append('\n');
        }
        page.append("## Keyed pools, 1 thread: ns\n\n");
        page.append(byPeer(
                        only(results, Scenario.KEYED_PAIR, what -> true),
                        what -> "pair, keys: " + what.size(),
                        what -> found(results, what, "ns") + " (" + found(results, what, "bytes") + " B)"))
                .append('\n');
        page.append("## Larger pools, 1 thread: ns\n\n");
        page.append(byPeer(
                        only(results, Scenario.PAIR, what -> what.size() != Case.SIZE),
                        what -> "pair, " + Text.number(what.size()),
                        what -> found(results, what, "ns")))
                .append('\n');
        page.append(byPeer(
                        only(results, Scenario.EXHAUSTION, what -> true),
                        what -> "exhaustion found, " + Text.number(what.size()),
                        what -> found(results, what, "ns")))
                .append('\n');
        for (Scenario scenario : Scenario.values()) {
            if (!scenario.isThroughput()) {
                page.append(metrics(results, scenario));
            }
        }
        return page.toString();
    }

    private static String metrics(Results results, Scenario scenario) {
        StringBuilder tables = new StringBuilder();
        for (int work : works(results, scenario)) {
            List<Case> cases = only(results, scenario, what -> what.work() == work);
            Case first = cases.get(0);
            tables.append("## %s: %,d threads, size %,d%s\n\n"
                    .formatted(
                            capital(scenario.title()),
                            first.threads(),
                            first.size(),
                            work == 0 ? "" : ", held for " + work + " µs"));
            Set<String> metrics = new LinkedHashSet<>();
            cases.forEach(what -> metrics.addAll(results.metrics(what)));
            List<List<String>> rows = new ArrayList<>();
            rows.add(row("", metrics, Function.identity()));
            for (Case what : cases) {
                rows.add(row(what.peer(), metrics, metric -> found(results, what, metric)));
            }
            tables.append(table(rows)).append('\n');
        }
        return tables.toString();
    }

    private static String byPeer(List<Case> cases, Function<Case, String> column, Function<Case, String> cell) {
        Set<String> columns = cases.stream().map(column).collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> peers = cases.stream().map(Case::peer).collect(Collectors.toCollection(LinkedHashSet::new));
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("", columns, Function.identity()));
        for (String peer : peers) {
            rows.add(row(
                    peer,
                    columns,
                    title -> cases.stream()
                            .filter(what -> what.peer().equals(peer)
                                    && column.apply(what).equals(title))
                            .map(cell)
                            .findFirst()
                            .orElse("")));
        }
        return table(rows);
    }

    private static List<String> row(String head, Collection<String> columns, Function<String, String> cell) {
        List<String> row = new ArrayList<>();
        row.add(head);
        columns.forEach(column -> row.add(cell.apply(column)));
        return row;
    }

    private static List<Case> only(Results results, Scenario scenario, Predicate<Case> wanted) {
        return results.cases().stream()
                .filter(what -> what.scenario() == scenario && wanted.test(what))
                .toList();
    }

    private static List<Integer> works(Results results, Scenario scenario) {
        return only(results, scenario, what -> true).stream()
                .map(Case::work)
                .distinct()
                .sorted()
                .toList();
    }

    private static String found(Results results, Case what, String metric) {
        return results.typical(what, metric).stream()
                .mapToObj(Text::number)
                .findFirst()
                .orElse("");
    }

    private static String facts(Map<String, String> facts) {
        return facts.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("; "));
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String table(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Math.max(3, row.get(i).length()));
            }
        });
        StringBuilder table = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            for (int i = 0; i < widths.length; i++) {
                String cell = rows.get(r).get(i);
                table.append("| ").append(cell).append(" ".repeat(widths[i] - cell.length() + 1));
            }
            table.append("|\n");
            if (r == 0) {
                for (int width : widths) {
                    table.append("| ").append("-".repeat(width)).append(' ');
                }
                table.append("|\n");
            }
        }
        return table.toString();
    }
}
