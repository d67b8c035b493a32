package io.conecta.benchmarks.plan;

import io.conecta.benchmarks.scenario.ColdStart;
import io.conecta.benchmarks.scenario.Contest;
import io.conecta.benchmarks.scenario.CrossThread;
import io.conecta.benchmarks.scenario.Exhaustion;
import io.conecta.benchmarks.scenario.FirstKey;
import io.conecta.benchmarks.scenario.IdleMemory;
import io.conecta.benchmarks.scenario.IdlePools;
import io.conecta.benchmarks.scenario.Pair;
import io.conecta.benchmarks.scenario.Report;
import io.conecta.benchmarks.scenario.VirtualThreads;
import io.conecta.benchmarks.scenario.WorkingPair;

/** What is done with a peer. */
public enum Scenario {
    /** Borrow and give back; metrics {@code ns} (elapsed over the operations of all threads) and {@code bytes} allocated. */
    PAIR(Pair.class, "pair"),
    /** The same with work while the object is held. */
    WORKING_PAIR(WorkingPair.class, "working pair"),
    /** A pair for one key after another; metrics as those of a pair. */
    KEYED_PAIR(Pair.class, "keyed pair"),
    /** A pair for each of many keys that are new; metric {@code nanosPerKey}. */
    FIRST_KEY(FirstKey.class, "first use of a key"),
    /** Find out that nothing is idle; metric {@code ns}. */
    EXHAUSTION(Exhaustion.class, "exhaustion found"),
    /** What is lent, and to whom, with a diagnosis; metric {@code ns}. */
    REPORT(Report.class, "report"),
    /** The first borrow of a JVM's life; metric {@code micros}. */
    COLD_START(ColdStart.class, "cold start"),
    /** More threads than objects; the metrics of {@link Contest.Outcome}. */
    CONTEST(Contest.class, "contest"),
    /** Borrowed by one thread, given back by another; metric {@code nanos}. */
    CROSS_THREAD(CrossThread.class, "cross-thread return"),
    /** 10,000 virtual threads; metrics {@code ms} and {@code bytes} allocated. */
    VIRTUAL_THREADS(VirtualThreads.class, "virtual threads"),
    /** Heap of idle objects; metric {@code bytesPerObject}. */
    IDLE_MEMORY(IdleMemory.class, "idle memory"),
    /** 1,000 pools nobody uses; the metrics of {@link IdlePools.Outcome}. */
    IDLE_POOLS(IdlePools.class, "idle pools");

    private final Class<?> benchmark;
    private final String title;

    Scenario(Class<?> benchmark, String title) {
        this.benchmark = benchmark;
        this.title = title;
    }

    /** The class with the one JMH benchmark. */
    public Class<?> benchmark() {
        return benchmark;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** Whether JMH times many operations in an iteration, rather than one shot. */
    public boolean isThroughput() {
        return this == PAIR || this == KEYED_PAIR || this == WORKING_PAIR || this == EXHAUSTION || this == REPORT;
    }
}
