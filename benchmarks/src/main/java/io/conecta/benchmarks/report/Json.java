package io.conecta.benchmarks.report;

import io.conecta.benchmarks.plan.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Results as JSON, one measured metric a line, every single value included. */
public final class Json {
    private Json() {}

    /** The document. */
    public static String of(
            Map<String, String> machine, Map<String, String> versions, Results results, List<Target> targets) {
        List<String> metrics = new ArrayList<>();
        for (Case what : results.cases()) {
            for (String metric : results.metrics(what)) {
                metrics.add(metric(what, metric, results));
            }
        }
        return """
                {
                  "machine": %s,
                  "versions": %s,
                  "targets": [
                %s
                  ],
                  "measured": [
                %s
                  ]
                }
                """.formatted(
                        object(machine),
                        object(versions),
                        targets.stream().map(Json::target).collect(Collectors.joining(",\n")),
                        String.join(",\n", metrics));
    }

    private static String metric(Case what, String metric, Results results) {
        return """
                    {"scenario": %s, "peer": %s, "threads": %d, "size": %d, "work": %d, \
                "metric": %s, "typical": %s, "values": [%s]}""".formatted(
                        quoted(what.scenario().title()),
                        quoted(what.peer()),
                        what.threads(),
                        what.size(),
                        what.work(),
                        quoted(metric),
                        number(results.typical(what, metric).orElse(0)),
                        results.values(what, metric).stream().map(Json::number).collect(Collectors.joining(", ")));
    }

    private static String target(Target target) {
        return """
                    {"work": %s, "goal": %s, "measured": %s, "verdict": %s}""".formatted(
                        quoted(target.work()),
                        quoted(target.goal()),
                        target.measured().isPresent() ? number(target.measured().getAsDouble()) : "null",
                        quoted(target.verdict().toString()));
    }

    private static String object(Map<String, String> map) {
        return map.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ": " + quoted(entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4g", value) : "null";
    }
}
