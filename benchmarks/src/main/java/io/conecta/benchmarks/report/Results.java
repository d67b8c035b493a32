package io.conecta.benchmarks.report;

import io.conecta.benchmarks.plan.Case;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** What was measured, one value an iteration and metric. Not thread-safe. */
public final class Results {
    private final Map<Case, Map<String, List<Double>>> values = new LinkedHashMap<>();

    public void add(Case what, String metric, double value) {
        values.computeIfAbsent(what, key -> new LinkedHashMap<>())
                .computeIfAbsent(metric, key -> new ArrayList<>())
                .add(value);
    }

    /** What has been measured, in the order of the plan. */
    public Set<Case> cases() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** The metrics of a case. */
    public Set<String> metrics(Case what) {
        return values.getOrDefault(what, Map.of()).keySet();
    }

    /** The values of a metric, in the order of measurement. */
    public List<Double> values(Case what, String metric) {
        return values.getOrDefault(what, Map.of()).getOrDefault(metric, List.of());
    }

    /** The median over all iterations of all rounds; empty if not measured. */
    public OptionalDouble median(Case what, String metric) {
        List<Double> sorted = values(what, metric).stream().sorted().toList();
        if (sorted.isEmpty()) {
            return OptionalDouble.empty();
        }
        int half = sorted.size() / 2;
        return OptionalDouble.of(
                sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2);
    }
}
