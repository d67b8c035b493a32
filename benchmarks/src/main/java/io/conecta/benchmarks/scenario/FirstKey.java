package io.conecta.benchmarks.scenario;

import io.conecta.benchmarks.peer.Peer;
import io.conecta.benchmarks.peer.Peers;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** Borrows and returns once for each of many keys that the pool has not had before. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
public class FirstKey {
    @Param("conecta-keys")
    public String peer;

    @Param("1000")
    public int size;

    private Peer<?> pool;

    @Setup(Level.Iteration)
    public void open() throws Exception {
        pool = Peers.open(peer, size);
    }

    @TearDown(Level.Iteration)
    public void close() throws Exception {
        pool.close();
    }

    @Benchmark
    public void firstKey(Outcome outcome, Blackhole hole) throws Exception {
        long begun = System.nanoTime();
        for (int i = 0; i < size; i++) {
            pool.pair(hole);
        }
        outcome.nanosPerKey = (System.nanoTime() - begun) / (double) size;
    }

    /** The result; JMH reads the public fields. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Outcome {
        public double nanosPerKey;
    }
}
