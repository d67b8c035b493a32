package io.conecta.benchmarks.report;

import io.conecta.benchmarks.plan.Case;
import io.conecta.benchmarks.plan.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;

/** What Conecta promises to reach, judged on the results of one run. */
public final class Targets {
    private static final Map<String, String> SHAPES = Map.of("conecta", "get/put", "conecta-lease", "lease");
    private static final List<String> RAW_AND_LEASE = List.of("conecta", "conecta-lease");
    private static final Set<Scenario> PAIRS = Set.of(Scenario.PAIR, Scenario.KEYED_PAIR);
    private static final List<Integer> SIZES = List.of(Case.SIZE, 1000, 100_000);

    private final Results results;
    private final List<Target> targets = new ArrayList<>();

    private Targets(Results results) {
        this.results = results;
    }

    /** All targets, met or not. */
    public static List<Target> judge(Results results) {
        Targets targets = new Targets(results);
        RAW_AND_LEASE.forEach(targets::pairs);
        RAW_AND_LEASE.forEach(targets::features);
        targets.facade();
        targets.budget();
        targets.keyed();
        targets.signals();
        targets.fairness();
        targets.exhausted();
        RAW_AND_LEASE.forEach(targets::crossThread);
        RAW_AND_LEASE.forEach(targets::virtualThreads);
        targets.coldStart();
        targets.sizes();
        targets.footprint();
        return List.copyOf(targets.targets);
    }

    private void pairs(String shape) {
        String work = "pair, %d thread%s, " + SHAPES.get(shape);
        faster(work.formatted(1, ""), Case.pair(shape, 1), Case.pair("stormpot", 1), "ns", 1.1, "× Stormpot");
        faster(work.formatted(1, ""), Case.pair(shape, 1), Case.pair("hikari", 1), "ns", 2.2, "× Hikari");
        faster(work.formatted(1, ""), Case.pair(shape, 1), Case.pair("commons", 1), "ns", 60, "× commons-pool2");
        slower(work.formatted(1, ""), Case.pair(shape, 1), Case.pair("limit", 1), "ns", 1.1, "× the limit");
        faster(work.formatted(2, "s"), Case.pair(shape, 2), Case.pair("stormpot", 2), "ns", 1.1, "× Stormpot");
        faster(work.formatted(8, "s"), Case.pair(shape, 8), Case.pair("stormpot", 8), "ns", 1.3, "× Stormpot");
        faster(work.formatted(32, "s"), Case.pair(shape, 32), Case.pair("stormpot", 32), "ns", 1, "× Stormpot");
        faster(work.formatted(32, "s"), Case.pair(shape, 32), Case.pair("hikari", 32), "ns", 2, "× Hikari");
    }

    private void features(String shape) {
        for (int threads : List.of(1, 8)) {
            slower(
                    "every feature on, %d thread%s, %s".formatted(threads, threads == 1 ? "" : "s", SHAPES.get(shape)),
                    Case.pair(shape + "-all", threads),
                    Case.pair(shape, threads),
                    "ns",
                    1.1,
                    "× the bare pool");
        }
    }

    private void facade() {
        slower("façade, 1 thread", Case.pair("conecta-facade", 1), Case.pair("conecta-call", 1), "ns", 1.5, "× call");
    }

    private void budget() {
        slower(
                "in a budget, 1 thread",
                Case.pair("conecta-budget", 1),
                Case.pair("conecta", 1),
                "ns",
                1.05,
                "× the bare pool");
    }

    private void keyed() {
        for (int keys : List.of(1, 100)) {
            String work = "keyed pair, keys: " + keys;
            Case ours = Case.keyed("conecta-keyed", keys);
            slower(work, ours, Case.pair("conecta", 1), "ns", 3, "× a plain pool's");
            faster(work, ours, Case.keyed("commons-keyed", keys), "ns", 10, "× commons-pool2");
        }
        slower(
                "first use of a key",
                Case.firstKey("conecta-keys"),
                Case.firstKey("commons-keys"),
                "nanosPerKey",
                10,
                "× commons-pool2");
    }

    private void signals() {
        Case bare = Case.pair("conecta", 1);
        slower("meter on, 1 thread", Case.pair("conecta-meter", 1), bare, "ns", 1.15, "× the bare pool");
        slower("flight recorder on, 1 thread", Case.pair("conecta-jfr", 1), bare, "ns", 1.02, "× the bare pool");
        value("report with 1,000 lent", Case.report("conecta"), "ns", false, 1_000_000, "ns");
    }

    private void fairness() {
        Case crowded = Case.crowded("conecta");
        value("32 threads on 10", crowded, "fewestToMean", true, 0.5, "min/mean of a thread");
    }

    private void exhausted() {
        String work = "exhausted, 32 on 4, 20 µs";
        Case ours = Case.exhausted("conecta");
        Case hikari = Case.exhausted("hikari");
        slower(work + ", p99.9", ours, hikari, "p999Micros", 0.6, "× Hikari's");
        compare(work + ", throughput", ours, hikari, "opsPerSecond", true, 1, "× Hikari's", (o, h) -> o / h);
        value(work, ours, "fewestOps", true, 1, "operations of a thread");
    }

    private void crossThread(String shape) {
        faster(
                "cross-thread return, " + SHAPES.get(shape),
                Case.crossThread(shape),
                Case.crossThread("stormpot"),
                "nanos",
                3,
                "× Stormpot");
    }

    private void virtualThreads(String shape) {
        String work = "10,000 virtual threads, " + SHAPES.get(shape);
        Case ours = Case.virtualThreads(shape);
        slower(work, ours, Case.virtualThreads("stormpot-virtual"), "ms", 1, "× Stormpot's tap");
        compare(
                work,
                ours,
                Case.virtualThreads("none"),
                "bytes",
                false,
                1,
                "B more a thread than no pool",
                (o, l) -> (o - l) / ours.threads());
    }

    private void coldStart() {
        String work = "first borrow in a new JVM";
        slower(work, Case.coldStart("conecta"), Case.coldStart("commons"), "micros", 1, "× commons-pool2");
        slower(work, Case.coldStart("conecta"), Case.coldStart("stormpot-reduced"), "micros", 1, "× Stormpot");
    }

    private void sizes() {
        List<Double> hits = SIZES.stream()
                .flatMapToDouble(size -> results.typical(Case.sized("conecta", size), "cpuNs").stream())
                .boxed()
                .toList();
        OptionalDouble spread = hits.size() < SIZES.size()
                ? OptionalDouble.empty()
                : OptionalDouble.of(hits.stream().max(Double::compare).orElseThrow()
                        / hits.stream().min(Double::compare).orElseThrow());
        targets.add(
                new Target("hit at sizes 10 to 100,000", "× between sizes", false, 1.1, spread, listed(hits, "ns")));
        SIZES.forEach(size -> value(
                "exhaustion found at size " + String.format(Locale.ROOT, "%,d", size),
                Case.exhaustion("conecta", size),
                "ns",
                false,
                500,
                "ns"));
    }

    private void footprint() {
        value("10,000 idle objects, get/put", Case.idleMemory("conecta"), "bytesPerObject", false, 24, "B each");
        value("10,000 idle objects, lease", Case.idleMemory("conecta-lease"), "bytesPerObject", false, 24, "B each");
        for (String shape : List.of("conecta", "conecta-lease", "conecta-run", "conecta-call", "conecta-facade")) {
            value("allocation, " + shape, Case.pair(shape, 1), "bytes", false, 0, "B/op");
        }
        Case idle = Case.idlePools("conecta");
        value("1,000 idle pools", idle, "threads", false, 1, "threads");
        OptionalDouble micros = results.typical(idle, "idleMicrosPerSecond");
        OptionalDouble without = results.typical(idle, "baselineMicrosPerSecond");
        OptionalDouble extra = micros.isEmpty() || without.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(micros.getAsDouble() - without.getAsDouble());
        targets.add(new Target(
                "1,000 idle pools, between scans", "µs of CPU a second more than none", false, 1000, extra, ""));
    }

    private void faster(String work, Case ours, Case theirs, String metric, double bound, String against) {
        compare(work, ours, theirs, metric, true, bound, against, (o, t) -> t / o);
    }

    private void slower(String work, Case ours, Case theirs, String metric, double bound, String against) {
        compare(work, ours, theirs, metric, false, bound, against, (o, t) -> o / t);
    }

    private void compare(
            String work,
            Case ours,
            Case theirs,
            String metric,
            boolean atLeast,
            double bound,
            String against,
            DoubleBinaryOperator comparison) {
        OptionalDouble our = results.typical(ours, undisturbed(ours, metric));
        OptionalDouble their = results.typical(theirs, undisturbed(theirs, metric));
        boolean known = our.isPresent() && their.isPresent();
        targets.add(new Target(
                work,
                against,
                atLeast,
                bound,
                known
                        ? OptionalDouble.of(comparison.applyAsDouble(our.getAsDouble(), their.getAsDouble()))
                        : OptionalDouble.empty(),
                known
                        ? "%s against %s".formatted(Text.number(our.getAsDouble()), Text.number(their.getAsDouble()))
                        : ""));
    }

    /** One thread that never waits: its processor time is the elapsed time of an idle machine. */
    private static String undisturbed(Case what, String metric) {
        return metric.equals("ns") && PAIRS.contains(what.scenario()) && what.threads() == 1 ? "cpuNs" : metric;
    }

    private void value(String work, Case ours, String metric, boolean atLeast, double bound, String unit) {
        targets.add(new Target(work, unit, atLeast, bound, results.typical(ours, metric), ""));
    }

    private static String listed(List<Double> values, String unit) {
        return String.join(" / ", values.stream().map(Text::number).toList()) + " " + unit;
    }
}
