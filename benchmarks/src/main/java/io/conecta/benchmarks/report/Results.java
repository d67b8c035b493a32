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
    private static final Set<String> TIMES = Set.of("ns", "cpuNs", "nanos", "ms");

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

    /**
     * What to quote: for times the lower quartile over all iterations of all rounds, since a disturbed machine can only add to
     * them; for the rest the median; empty if not measured.
     */
    public OptionalDouble typical(Case what, String metric) {
        List<Double> sorted = values(what, metric).stream().sorted().toList();
        if (sorted.isEmpty()) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(quantile(sorted, TIMES.contains(metric) ? 0.25 : 0.5));
    }

    /** Between the two values that are nearest. */
    private static double quantile(List<Double> sorted, double share) {
        double place = share * (sorted.size() - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }
}
