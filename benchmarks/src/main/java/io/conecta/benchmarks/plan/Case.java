package io.conecta.benchmarks.plan;

/**
 * One thing to measure.
 *
 * @param scenario what is done
 * @param peer to which pool, a name of {@link io.conecta.benchmarks.peer.Peers}
 * @param threads by how many threads
 * @param size with how many objects (pools, in {@link Scenario#IDLE_POOLS}; keys with one object each, in the scenarios of keys)
 * @param work tokens of work while an object is held; in a contest, microseconds
 */
public record Case(Scenario scenario, String peer, int threads, int size, int work) {
    /** Objects in a pool where nothing else is said. */
    public static final int SIZE = 10;

    /** The pair that the headline numbers are about: 10 objects, no work. */
    public static Case pair(String peer, int threads) {
        return new Case(Scenario.PAIR, peer, threads, SIZE, 0);
    }

    /** A pair by one thread on a pool of this size. */
    public static Case sized(String peer, int size) {
        return new Case(Scenario.PAIR, peer, 1, size, 0);
    }

    /** A pair by one thread, for one of so many keys after another. */
    public static Case keyed(String peer, int keys) {
        return new Case(Scenario.KEYED_PAIR, peer, 1, keys, 0);
    }

    /** 1,000 keys that are new. */
    public static Case firstKey(String peer) {
        return new Case(Scenario.FIRST_KEY, peer, 1, 1000, 0);
    }

    /** Finding that all of these objects are lent. */
    public static Case exhaustion(String peer, int size) {
        return new Case(Scenario.EXHAUSTION, peer, 1, size, 0);
    }

    /** A report of a pool with 1,000 lent objects. */
    public static Case report(String peer) {
        return new Case(Scenario.REPORT, peer, 1, 1000, 0);
    }

    /** The first borrow of a JVM's life. */
    public static Case coldStart(String peer) {
        return new Case(Scenario.COLD_START, peer, 1, 1, 0);
    }

    /** 32 threads on 4 objects, each held for 20 µs. */
    public static Case exhausted(String peer) {
        return new Case(Scenario.CONTEST, peer, 32, 4, 20);
    }

    /** 32 threads on 10 objects, not held. */
    public static Case crowded(String peer) {
        return new Case(Scenario.CONTEST, peer, 32, SIZE, 0);
    }

    /** Borrowed here, given back there. */
    public static Case crossThread(String peer) {
        return new Case(Scenario.CROSS_THREAD, peer, 2, SIZE, 0);
    }

    /** 10,000 virtual threads on 10 objects. */
    public static Case virtualThreads(String peer) {
        return new Case(Scenario.VIRTUAL_THREADS, peer, 10_000, SIZE, 0);
    }

    /** 10,000 idle objects. */
    public static Case idleMemory(String peer) {
        return new Case(Scenario.IDLE_MEMORY, peer, 1, 10_000, 0);
    }

    /** 1,000 idle pools. */
    public static Case idlePools(String peer) {
        return new Case(Scenario.IDLE_POOLS, peer, 1, 1000, 0);
    }

    @Override
    public String toString() {
        return "%s %s, threads %d, size %d, work %d".formatted(scenario.title(), peer, threads, size, work);
    }
}
