package io.conecta.benchmarks.scenario;

import io.conecta.benchmarks.peer.Peer;
import io.conecta.benchmarks.peer.Peers;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * More threads than objects, for a fixed time: how long each waits, and how evenly they are served. One shot is one contest; JMH
 * only forks and reports, since it has no operations per thread.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
public class Contest {
    @Param("conecta")
    public String peer;

    @Param("4")
    public int size;

    @Param("32")
    public int contestants;

    /** Microseconds of holding an object, spent busy; with 0 nothing is timed, so that the clock is not what is measured. */
    @Param("20")
    public int work;

    @Param("2000")
    public int millis;

    private Peer<?> pool;

    @Setup
    public void open() throws Exception {
        pool = Peers.open(peer, size);
    }

    @TearDown
    public void close() throws Exception {
        pool.close();
    }

    @Benchmark
    public void contest(Outcome outcome) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(contestants);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Contestant<?>>> running = new ArrayList<>();
            for (int i = 0; i < contestants; i++) {
                running.add(threads.submit(contestant(pool.forThread(), start)));
            }
            start.countDown();
            List<Contestant<?>> finished = new ArrayList<>();
            for (Future<Contestant<?>> each : running) {
                finished.add(each.get());
            }
            outcome.sum(finished, millis);
        } finally {
            threads.shutdown();
        }
    }

    private <R> Callable<Contestant<?>> contestant(Peer<R> mine, CountDownLatch start) {
        return () -> {
            start.await();
            Contestant<R> contestant = new Contestant<>(mine);
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            if (work == 0) {
                contestant.race(end);
            } else {
                contestant.hold(end, TimeUnit.MICROSECONDS.toNanos(work));
            }
            return contestant;
        };
    }

    /** One thread's part. */
    private static final class Contestant<R> {
        private final Peer<R> pool;
        private final Histogram waits = new Histogram();
        private long served;
        private long unserved;

        Contestant(Peer<R> pool) {
            this.pool = pool;
        }

        /** Looks at the clock once in a while only. */
        void race(long end) throws Exception {
            do {
                for (int i = 0; i < 64; i++) {
                    R held = pool.borrow();
                    if (held == null) {
                        unserved++;
                        break;
                    }
                    pool.giveBack(held);
                    served++;
                }
            } while (System.nanoTime() < end);
        }

        void hold(long end, long nanos) throws Exception {
            long now = System.nanoTime();
            while (now < end) {
                R held = pool.borrow();
                long got = System.nanoTime();
                waits.record(got - now);
                if (held == null) {
                    unserved++;
                } else {
                    served++;
                    while (System.nanoTime() - got < nanos) {
                        Thread.onSpinWait();
                    }
                    pool.giveBack(held);
                }
                now = System.nanoTime();
            }
        }
    }

    /** What a contest tells; JMH reads the public fields. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Outcome {
        public double opsPerSecond;
        public double fewestOps;
        public double fewestToMean;
        public double unserved;
        public double p50Micros;
        public double p99Micros;
        public double p999Micros;
        public double maxMicros;

        void sum(List<Contestant<?>> contestants, int millis) {
            LongSummaryStatistics ops = new LongSummaryStatistics();
            Histogram waits = new Histogram();
            for (Contestant<?> each : contestants) {
                ops.accept(each.served);
                waits.add(each.waits);
                unserved += each.unserved;
            }
            opsPerSecond = ops.getSum() * 1e3 / millis;
            fewestOps = ops.getMin();
            fewestToMean = ops.getMin() / Math.max(1, ops.getAverage());
            p50Micros = waits.quantile(0.5) / 1e3;
            p99Micros = waits.quantile(0.99) / 1e3;
            p999Micros = waits.quantile(0.999) / 1e3;
            maxMicros = waits.quantile(1) / 1e3;
        }
    }
}
