package io.conecta.benchmarks.scenario;

import io.conecta.benchmarks.peer.Peer;
import io.conecta.benchmarks.peer.Peers;
import java.util.ArrayList;
import java.util.List;
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

/** How long a pool takes to find out that every object is lent. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Exhaustion {
    @Param("conecta")
    public String peer;

    @Param("10")
    public int size;

    private Peer<Object> pool;
    private final List<Object> held = new ArrayList<>();

    @Setup
    @SuppressWarnings("unchecked")
    public void open() throws Exception {
        pool = (Peer<Object>) Peers.open(peer, size);
        for (int i = 0; i < size; i++) {
            held.add(pool.borrow());
        }
    }

    @TearDown
    public void close() throws Exception {
        for (Object object : held) {
            pool.giveBack(object);
        }
        pool.close();
    }

    @Benchmark
    public Object exhaustion() throws Exception {
        return pool.tryBorrow();
    }
}
