package io.conecta.benchmarks.scenario;

import io.conecta.benchmarks.peer.Peer;
import io.conecta.benchmarks.peer.Peers;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One thread borrows, another gives back; the objects travel through a ring that is the same for all. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
public class CrossThread {
    private static final int OPERATIONS = 300_000;

    /** Fewer than objects, so that the pool is never exhausted. */
    private static final int RING = 8;

    /** Ring entries lie on cache lines of their own. */
    private static final int STRIDE = 32;

    @Param("conecta")
    public String peer;

    @Param("10")
    public int size;

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
    public void crossThread(Outcome outcome) throws Exception {
        long start = System.nanoTime();
        pass(pool);
        outcome.nanos = (double) (System.nanoTime() - start) / OPERATIONS;
    }

    private static <R> void pass(Peer<R> pool) throws Exception {
        AtomicReferenceArray<R> ring = new AtomicReferenceArray<>(RING * STRIDE);
        FutureTask<Void> returner = new FutureTask<>(() -> {
            for (int i = 0; i < OPERATIONS; i++) {
                pool.giveBack(take(ring, place(i)));
            }
            return null;
        });
        new Thread(returner, "returner").start();
        for (int i = 0; i < OPERATIONS; i++) {
            offer(ring, place(i), pool.borrow());
        }
        returner.get();
    }

    private static int place(int operation) {
        return operation % RING * STRIDE;
    }

    private static <R> R take(AtomicReferenceArray<R> ring, int place) {
        R held = ring.getAcquire(place);
        for (int spins = 0; held == null; spins++) {
            pause(spins);
            held = ring.getAcquire(place);
        }
        ring.setRelease(place, null);
        return held;
    }

    private static <R> void offer(AtomicReferenceArray<R> ring, int place, R held) {
        for (int spins = 0; ring.getAcquire(place) != null; spins++) {
            pause(spins);
        }
        ring.setRelease(place, held);
    }

    @SuppressWarnings("ThreadPriorityCheck") // the other thread may need this processor
    private static void pause(int spins) {
        if (spins < 1000) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    /** Time of one passage; JMH reads the public field. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Outcome {
        public double nanos;
    }
}
