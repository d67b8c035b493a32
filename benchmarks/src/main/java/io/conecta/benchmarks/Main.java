package io.conecta.benchmarks;

import io.conecta.benchmarks.plan.Case;
import io.conecta.benchmarks.plan.Fork;
import io.conecta.benchmarks.plan.Plan;
import io.conecta.benchmarks.report.Chart;
import io.conecta.benchmarks.report.Json;
import io.conecta.benchmarks.report.Machine;
import io.conecta.benchmarks.report.Results;
import io.conecta.benchmarks.report.Tables;
import io.conecta.benchmarks.report.Target;
import io.conecta.benchmarks.report.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Runs a plan, prints the targets and writes results, page and chart. {@code benchmarks/run} calls it. */
public final class Main {
    private static final String USAGE = "usage: run short|full [--only REGEX] [--verbose]";

    private Main() {}

    public static void main(String... args) throws IOException {
        List<String> arguments = Arrays.asList(args);
        boolean verbose = arguments.contains("--verbose");
        int only = arguments.indexOf("--only");
        Plan plan = plan(arguments);
        if (only >= 0) {
            Pattern wanted = Pattern.compile(arguments.get(only + 1));
            plan = plan.only(what -> wanted.matcher(what.toString()).find());
        }

        Map<String, String> machine = Machine.facts();
        Results results = measure(plan, verbose);
        List<Target> targets = Targets.judge(results);
        System.out.println();
        if (only >= 0) {
            System.out.println(Tables.page("Part of a run", "", machine, Machine.versions(), results, known(targets)));
        } else {
            System.out.println(Tables.targets(targets));
            write(plan.length().title(), machine, results, targets);
        }
    }

    private static Plan plan(List<String> arguments) {
        return switch (arguments.isEmpty() ? "" : arguments.get(0)) {
            case "short" -> Plan.quick();
            case "full" -> Plan.full();
            default -> throw new IllegalArgumentException(USAGE);
        };
    }

    private static Results measure(Plan plan, boolean verbose) {
        Results results = new Results();
        Fork fork = new Fork(plan.length(), verbose);
        long start = System.nanoTime();
        int done = 0;
        for (List<Case> round : plan.rounds()) {
            for (Case what : round) {
                boolean measured = fork.run(what, results);
                done++;
                System.out.printf(
                        "%4d s %3d/%d %s%s%n",
                        (System.nanoTime() - start) / 1_000_000_000,
                        done,
                        plan.size(),
                        what,
                        measured ? summary(what, results) : ": FAILED, see --verbose");
            }
        }
        return results;
    }

    private static String summary(Case what, Results results) {
        StringBuilder summary = new StringBuilder(":");
        for (String metric : results.metrics(what)) {
            summary.append(
                    " %s %.4g".formatted(metric, results.typical(what, metric).orElse(Double.NaN)));
        }
        return summary.toString();
    }

    private static List<Target> known(List<Target> targets) {
        return targets.stream()
                .filter(target -> target.verdict() != Target.Verdict.OPEN)
                .toList();
    }

    private static void write(String length, Map<String, String> machine, Results results, List<Target> targets)
            throws IOException {
        Path folder = Files.createDirectories(Path.of("docs", "benchmarks"));
        int java = Runtime.version().feature();
        String name = "java-%d-%s".formatted(java, length);
        String title = "Conecta beside its peers, Java " + java;
        Map<String, String> versions = Machine.versions();
        Files.writeString(folder.resolve(name + ".json"), Json.of(machine, versions, results, targets));
        Files.writeString(
                folder.resolve(name + ".md"), Tables.page(title, name + ".svg", machine, versions, results, targets));
        Files.writeString(
                folder.resolve(name + ".svg"),
                Chart.of(title, machine.get("processor") + ", " + machine.get("cores") + " cores.", results));
        System.out.println("written to " + folder + "/" + name + ".{json,md,svg}");
    }
}
