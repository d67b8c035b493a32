package io.conecta.benchmarks.scenario;

import io.conecta.benchmarks.peer.Peer;
import io.conecta.benchmarks.peer.Peers;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.AuxCounters;
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

/** 10,000 virtual threads, started together, pair 200 times each. Java 21 and later only, though it compiles on 17. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class VirtualThreads {
    private static final int PAIRS = 200;

    @Param("conecta")
    public String peer;

    @Param("10")
    public int size;

    @Param("10000")
    public int contestants;

    private Peer<?> pool;
    private MethodHandle startVirtualThread;

    @Setup
    public void open() throws Exception {
        pool = Peers.open(peer, size);
        startVirtualThread = MethodHandles.publicLookup()
                .findStatic(Thread.class, "startVirtualThread", MethodType.methodType(Thread.class, Runnable.class));
    }

    @TearDown
    public void close() throws Exception {
        pool.close();
    }

    @Benchmark
    public void virtualThreads(Outcome outcome, Blackhole hole) throws Throwable {
        CountDownLatch done = new CountDownLatch(contestants);
        AtomicInteger failed = new AtomicInteger();
        for (int i = 0; i < contestants; i++) {
            Runnable body = () -> {
                try {
                    pairs(hole);
                } catch (Exception e) {
                    failed.incrementAndGet();
                } finally {
                    done.countDown();
                }
            };
            Thread started = (Thread) startVirtualThread.invokeExact(body);
            assert started.isDaemon();
        }
        done.await();
        outcome.failed = failed.get();
    }

    private void pairs(Blackhole hole) throws Exception {
        Peer<?> mine = pool.forThread();
        for (int i = 0; i < PAIRS; i++) {
            mine.pair(hole);
        }
    }

    /** Virtual threads that ended in an exception. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Outcome {
        public long failed;
    }
}
