package io.conecta.benchmarks.scenario;

import io.conecta.Pool;
import io.conecta.PoolReport;
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

/** What a report of a pool costs whose objects are all lent. Conecta alone: no peer has one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Report {
    @Param("conecta")
    public String peer;

    @Param("1000")
    public int size;

    private Pool<Object> pool;

    @Setup
    public void open() throws Exception {
        pool = Pool.builder(Object::new).maxSize(size).initialSize(size).build();
        for (int i = 0; i < size; i++) {
            pool.getOrCreate();
        }
    }

    @TearDown
    public void close() {
        pool.close();
    }

    @Benchmark
    public PoolReport report() {
        return pool.report();
    }
}
