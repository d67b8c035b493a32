package io.conecta.benchmarks.overload;

import io.conecta.benchmarks.report.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Open-loop load of 0.7, 1.4, 2 and again 0.7 of what a pool can serve. Requests come at their times whether or not earlier ones have been
 * answered; each borrows, works, gives back. Its client waits for half a second, then it is gone, which neither the pool nor the request knows.
 */
public final class Overload {
    private static final List<String> CONTENDERS = List.of("conecta-valve", "conecta", "hikari", "commons");
    private static final double[] LOADS = {0.7, 1.4, 2, 0.7};
    private static final int SIZE = 10;
    private static final long WORK_MICROS = 50_000;
    private static final long DEADLINE_NANOS = 500_000_000;
    /** The answers are counted in slices of this length. */
    private static final long SLICE_NANOS = 250_000_000;

    private final String name;
    private final long phaseNanos;
    private final ConcurrentLinkedQueue<Request> requests = new ConcurrentLinkedQueue<>();

    private Overload(String name, long phaseNanos) {
        this.name = name;
        this.phaseNanos = phaseNanos;
    }

    /** One request. Times are since the start. */
    private static final class Request {
        private final long due;
        private volatile long served = -1;
        private volatile long answered = -1;

        Request(long due) {
            this.due = due;
        }

        boolean isGood() {
            return answered >= 0 && answered - due <= DEADLINE_NANOS;
        }
    }

    /**
     * What came of one contender.
     *
     * @param goodput answers within the deadline in each phase, over the lesser of capacity and load
     * @param p99Millis the 99th percentile of the waits of those who were served, while the load was above capacity
     * @param normalMillis how long after the end of the overload answers are in time again, for good; -1: not before the end
     * @param slices good answers over capacity, slice by slice
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Outcome(String name, double[] goodput, double p99Millis, long normalMillis, double[] slices) {}

    /**
     * Runs all contenders, one after the other; writes page and chart.
     *
     * @param args {@code short} or {@code full}
     */
    public static void main(String... args) throws Exception {
        long phase = TimeUnit.SECONDS.toNanos(Arrays.asList(args).contains("full") ? 20 : 4);
        String machine = String.join(
                "; ",
                Machine.facts().entrySet().stream()
                        .map(each -> each.getKey() + ": " + each.getValue())
                        .toList());
        double capacity = capacity();
        System.out.printf(Locale.ROOT, "capacity %.1f/s%n", capacity);
        List<Outcome> outcomes = new ArrayList<>();
        for (String name : CONTENDERS) {
            Outcome outcome = new Overload(name, phase).run(capacity);
            outcomes.add(outcome);
            System.out.println(OverloadPage.row(outcome));
        }
        write(machine, capacity, phase, outcomes);
    }

    private static void write(String machine, double capacity, long phase, List<Outcome> outcomes) throws IOException {
        Path folder = Files.createDirectories(Path.of("docs", "benchmarks"));
        String name = "overload-java-" + Runtime.version().feature();
        Files.writeString(folder.resolve(name + ".md"), OverloadPage.of(name, machine, capacity, phase, outcomes));
        Files.writeString(folder.resolve(name + ".svg"), OverloadPage.chart(outcomes, phase / SLICE_NANOS));
        System.out.println("written to " + folder.resolve(name) + ".{md,svg}");
    }

    /** {@return what this machine can serve in a second, measured: sleeps take longer than they should} Without a pool, one thread an object. */
    private static double capacity() throws InterruptedException {
        long took = 0;
        int rounds = 20;
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            TimeUnit.MICROSECONDS.sleep(WORK_MICROS);
            took += System.nanoTime() - start;
        }
        return SIZE * 1e9 * rounds / took;
    }

    private Outcome run(double capacity) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(null, task, "client", 256 * 1024);
            thread.setDaemon(true);
            return thread;
        });
        try (Contender contender = Contender.open(name, SIZE)) {
            long start = System.nanoTime();
            long due = 0;
            for (int phase = 0; phase < LOADS.length; phase++) {
                long gap = (long) (1e9 / (capacity * LOADS[phase]));
                for (long end = (phase + 1) * phaseNanos; due < end; due += gap) {
                    for (long left = start + due - System.nanoTime();
                            left > 0;
                            left = start + due - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    Request request = new Request(due);
                    requests.add(request);
                    threads.execute(() -> serve(contender, request, start));
                }
            }
            TimeUnit.NANOSECONDS.sleep(2 * DEADLINE_NANOS);
            return outcome(capacity);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void serve(Contender contender, Request request, long start) {
        try {
            if (contender.serve(WORK_MICROS, () -> request.served = System.nanoTime() - start)) {
                request.answered = System.nanoTime() - start;
            }
        } catch (Exception unanswered) {
            // As one that was turned away.
        }
    }

    private Outcome outcome(double capacity) {
        double[] goodput = new double[LOADS.length];
        double[] slices = new double[(int) (LOADS.length * phaseNanos / SLICE_NANOS)];
        long back = (LOADS.length - 1) * phaseNanos;
        long lastBad = back;
        List<Long> waits = new ArrayList<>();
        for (Request request : requests) {
            int phase = (int) (request.due / phaseNanos);
            if (request.isGood()) {
                goodput[phase]++;
                slices[(int) Math.min(slices.length - 1, request.answered / SLICE_NANOS)]++;
            } else if (request.due >= back) {
                lastBad = Math.max(lastBad, request.due);
            }
            if (request.served >= 0 && LOADS[phase] > 1) {
                waits.add(request.served - request.due);
            }
        }
        for (int phase = 0; phase < goodput.length; phase++) {
            goodput[phase] /= Math.min(1, LOADS[phase]) * capacity * phaseNanos / 1e9;
        }
        for (int i = 0; i < slices.length; i++) {
            slices[i] /= capacity * SLICE_NANOS / 1e9;
        }
        waits.sort(null);
        double p99 = waits.isEmpty() ? 0 : waits.get(waits.size() * 99 / 100) / 1e6;
        boolean never = lastBad > back + phaseNanos - 4 * DEADLINE_NANOS / 10;
        return new Outcome(name, goodput, p99, never ? -1 : (lastBad - back) / 1_000_000, slices);
    }
}
