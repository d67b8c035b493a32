package io.conecta.benchmarks.scenario;

import io.conecta.benchmarks.peer.Peer;
import io.conecta.benchmarks.peer.Peers;
import java.util.Arrays;
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
    /** Timed together; short enough to be undisturbed now and then. */
    private static final int BATCH = 2000;

    private static final int BATCHES = 25;
    private static final int OPERATIONS = BATCH * BATCHES;

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
        long[] batches = pass(pool);
        Arrays.sort(batches);
        outcome.nanos = (double) batches[BATCHES / 4] / BATCH;
    }

    private static <R> long[] pass(Peer<R> pool) throws Exception {
        AtomicReferenceArray<R> ring = new AtomicReferenceArray<>(RING * STRIDE);
        FutureTask<Void> returner = new FutureTask<>(() -> {
            for (int i = 0; i < OPERATIONS; i++) {
                pool.giveBack(take(ring, place(i)));
            }
            return null;
        });
        new Thread(returner, "returner").start();
        long[] batches = new long[BATCHES];
        for (int i = 0, batch = 0; batch < BATCHES; batch++) {
            long start = System.nanoTime();
            for (int end = i + BATCH; i < end; i++) {
                offer(ring, place(i), pool.borrow());
            }
            batches[batch] = System.nanoTime() - start;
        }
        returner.get();
        return batches;
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

    /** Time of one passage, in the lower quartile of the batches; JMH reads the public field. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Outcome {
        public double nanos;
    }
}
