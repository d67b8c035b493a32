package io.conecta.benchmarks.plan;

import io.conecta.benchmarks.report.Results;
import io.conecta.benchmarks.scenario.ColdStart;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures one case in a JVM of its own, through JMH. */
public final class Fork {
    /** How JMH's names for what it measures become ours. */
    private static final Map<String, String> METRICS =
            Map.of("gc.alloc.rate.norm", "bytes", ProcessorTime.LABEL, "cpuNs");

    private static final int COLD_STARTS = 10;
    private static final TimeValue WARMUP = TimeValue.milliseconds(300);
    private static final TimeValue MEASUREMENT = TimeValue.milliseconds(100);

    private final Length length;
    private final boolean verbose;

    public Fork(Length length, boolean verbose) {
        this.length = length;
        this.verbose = verbose;
    }

    /** Runs the case and adds what it measured to the results; false if the case failed. */
    public boolean run(Case what, Results results) {
        return what.scenario() == Scenario.COLD_START ? startCold(what, results) : runByJmh(what, results);
    }

    private static boolean startCold(Case what, Results results) {
        boolean all = true;
        for (int i = 0; i < COLD_STARTS; i++) {
            double micros = ColdStart.measure(what.peer());
            if (micros >= 0) {
                results.add(what, "micros", micros);
            } else {
                all = false;
            }
        }
        return all;
    }

    private boolean runByJmh(Case what, Results results) {
        Collection<RunResult> outcome;
        try {
            outcome = new Runner(options(what).build()).run();
        } catch (RunnerException e) {
            return false;
        }
        List<IterationResult> iterations = new ArrayList<>();
        outcome.forEach(
                run -> run.getBenchmarkResults().forEach(fork -> iterations.addAll(fork.getIterationResults())));
        iterations.forEach(iteration -> read(what, iteration, results));
        return !iterations.isEmpty();
    }

    private static void read(Case what, IterationResult iteration, Results results) {
        double score = iteration.getPrimaryResult().getScore();
        if (what.scenario().isThroughput()) {
            results.add(what, "ns", 1000 / score);
        } else if (what.scenario() == Scenario.VIRTUAL_THREADS) {
            results.add(what, "ms", score);
        }
        for (Result<?> each : iteration.getSecondaryResults().values()) {
            String label = each.getLabel();
            if (METRICS.containsKey(label)) {
                results.add(what, METRICS.get(label), each.getScore());
            } else if (!label.contains(".")) {
                results.add(what, label, each.getScore());
            }
        }
    }

    private ChainedOptionsBuilder options(Case what) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + what.scenario().benchmark().getName().replace(".", "\\.") + "\\.")
                .forks(1)
                .warmupForks(0)
                .jvmArgs("-Xms1g", "-Xmx1g")
                .param("peer", what.peer())
                .param("size", String.valueOf(what.size()))
                .timeout(TimeValue.seconds(60))
                .verbosity(verbose ? VerboseMode.EXTRA : VerboseMode.SILENT);
        return switch (what.scenario()) {
            case PAIR, KEYED_PAIR -> profiled(options, what);
            case WORKING_PAIR -> profiled(options, what).param("work", String.valueOf(what.work()));
            case EXHAUSTION, REPORT -> repeated(options);
            case CONTEST ->
                shots(options, 1, 1)
                        .param("work", String.valueOf(what.work()))
                        .param("contestants", String.valueOf(what.threads()))
                        .param("millis", String.valueOf(length.contestMillis()));
            case FIRST_KEY -> shots(options, length.warmups(), length.iterations());
            case CROSS_THREAD -> shots(options, 2 * length.warmups(), length.iterations());
            case VIRTUAL_THREADS ->
                shots(options, 2 * length.warmups(), length.iterations())
                        .param("contestants", String.valueOf(what.threads()))
                        .addProfiler(GCProfiler.class);
            case IDLE_MEMORY, IDLE_POOLS -> shots(options, 0, 1);
            case COLD_START -> throw new IllegalArgumentException(what + " is not JMH's");
        };
    }

    private ChainedOptionsBuilder profiled(ChainedOptionsBuilder options, Case what) {
        return repeated(options)
                .threads(what.threads())
                .addProfiler(GCProfiler.class)
                .addProfiler(ProcessorTime.class);
    }

    private ChainedOptionsBuilder repeated(ChainedOptionsBuilder options) {
        return options.warmupIterations(length.warmups())
                .warmupTime(WARMUP)
                .measurementIterations(length.iterations())
                .measurementTime(MEASUREMENT);
    }

    private static ChainedOptionsBuilder shots(ChainedOptionsBuilder options, int warmups, int iterations) {
        return options.warmupIterations(warmups).measurementIterations(iterations);
    }
}
