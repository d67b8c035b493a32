package io.conecta.benchmarks.scenario;

import io.conecta.benchmarks.peer.Peer;
import io.conecta.benchmarks.peer.Peers;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** Borrow, work, give back: as many times as the threads can. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class WorkingPair {
    @Param("conecta")
    public String peer;

    @Param("10")
    public int size;

    /** What {@link Blackhole#consumeCPU} gets between borrow and return. */
    @Param("100")
    public int work;

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
    public void workingPair(Worker worker, Blackhole hole) throws Exception {
        worker.pool.pair(hole, worker.work);
    }

    /** A thread's own view of the pool. */
    @State(Scope.Thread)
    public static class Worker {
        private Peer<?> pool;
        private long work;

        @Setup
        public void join(WorkingPair pair) {
            pool = pair.pool.forThread();
            work = pair.work;
        }
    }
}
