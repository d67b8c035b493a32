package io.conecta.benchmarks.scenario;

import io.conecta.benchmarks.peer.Peer;
import io.conecta.benchmarks.peer.Peers;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What 1,000 pools cost a process that does not use them: threads, and processor time between scans and with them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
public class IdlePools {
    private static final int SETTLE_MILLIS = 2000;

    /** Ends before the first scan of a pool with the default interval of 10 s; the second window sees one of each pool. */
    private static final int WINDOW_MILLIS = 4000;

    private static final int LONG_WINDOW_MILLIS = 10_000;

    @Param("conecta")
    public String peer;

    @Param("1000")
    public int size;

    @Benchmark
    public void idlePools(Outcome outcome) throws Exception {
        Peers.open(peer, 1).close();
        Thread.sleep(SETTLE_MILLIS);
        double baseline = microsPerSecond(WINDOW_MILLIS);
        int threads = threads();
        List<Peer<?>> pools = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            pools.add(Peers.open(peer, 1));
        }
        Thread.sleep(SETTLE_MILLIS);
        outcome.threads = threads() - threads;
        outcome.baselineMicrosPerSecond = baseline;
        outcome.idleMicrosPerSecond = microsPerSecond(WINDOW_MILLIS);
        outcome.scanMicrosPerSecond = microsPerSecond(LONG_WINDOW_MILLIS);
        for (Peer<?> pool : pools) {
            pool.close();
        }
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** Processor time of the Java threads but this one; that of the whole process is counted in steps of 10 ms. */
    private static double microsPerSecond(int millis) throws InterruptedException {
        long before = processorNanos();
        Thread.sleep(millis);
        return Math.max(0, processorNanos() - before) / (double) millis;
    }

    @SuppressWarnings("deprecation") // the replacement of getId came with 19
    private static long processorNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getAllThreadIds())
                .filter(id -> id != Thread.currentThread().getId())
                .map(id -> Math.max(0, threads.getThreadCpuTime(id)))
                .sum();
    }

    /** What was seen; JMH reads the public fields. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Outcome {
        public double threads;
        public double baselineMicrosPerSecond;
        public double idleMicrosPerSecond;
        public double scanMicrosPerSecond;
    }
}
