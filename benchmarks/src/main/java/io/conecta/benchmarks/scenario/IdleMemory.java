package io.conecta.benchmarks.scenario;

import io.conecta.benchmarks.peer.Peer;
import io.conecta.benchmarks.peer.Peers;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What an idle object costs beyond the 16 bytes of the object itself: live heap with the pool minus live heap without, over the
 * number of objects: as the pool was filled, and after all objects were lent at the same time. The pool's fixed parts are in it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@Fork(jvmArgsAppend = "-XX:+UseSerialGC")
public class IdleMemory {
    private static final int OBJECT_BYTES = 16;

    @Param("conecta")
    public String peer;

    @Param("10000")
    public int size;

    private Peer<?> pool;
    private long before;

    /** Does it all once before, so that neither classes nor shared threads are counted. */
    @Setup
    public void open() throws Exception {
        Peer<?> rehearsal = Peers.open(peer, size);
        lendAll(rehearsal, size);
        rehearsal.close();
        rehearsal = null;
        before = liveHeap();
        pool = Peers.open(peer, size);
    }

    @TearDown
    public void close() throws Exception {
        pool.close();
    }

    @Benchmark
    public void idleMemory(Outcome outcome) throws Exception {
        outcome.bytesPerObject = bytesPerObject();
        lendAll(pool, size);
        outcome.afterPeak = bytesPerObject();
    }

    private double bytesPerObject() throws InterruptedException {
        return (double) (liveHeap() - before) / size - OBJECT_BYTES;
    }

    private static <R> void lendAll(Peer<R> pool, int size) throws Exception {
        Deque<R> held = new ArrayDeque<>();
        for (int i = 0; i < size; i++) {
            held.add(pool.borrow());
        }
        while (!held.isEmpty()) {
            pool.giveBack(held.remove());
        }
    }

    private static long liveHeap() throws InterruptedException {
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(20);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The result; JMH reads the public fields. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Outcome {
        public double bytesPerObject;
        public double afterPeak;
    }
}
