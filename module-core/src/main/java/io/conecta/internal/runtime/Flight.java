package io.conecta.internal.runtime;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Whether the flight recorder records, as far as a pool can know cheaply: there is one, and it has been started. Nothing that names the
 * recorder's classes is touched before that, so a JVM without the module {@code jdk.jfr} lacks nothing, and one that does not record pays a
 * read of a field where a pool waits or calls a hook, and nothing where it lends.
 */
final class Flight {
    /** The pools whose statistics are asked for. Guarded by itself. */
    private static final Set<Instruments> POOLS = Collections.newSetFromMap(new WeakHashMap<>());

    private static final boolean AVAILABLE = isAvailable();
    private static volatile boolean periodic;

    private Flight() {}

    private static boolean isAvailable() {
        try {
            FlightEvents.Recorder.isStarted();
            return true;
        } catch (LinkageError none) {
            return false;
        }
    }

    /** Whether events are to be made. */
    static boolean isOn() {
        if (!AVAILABLE || !FlightEvents.Recorder.isStarted()) {
            return false;
        }
        if (!periodic) {
            askForStatistics();
        }
        return true;
    }

    private static synchronized void askForStatistics() {
        if (!periodic) {
            FlightEvents.everyPeriod(Flight::tellStatistics);
            periodic = true;
        }
    }

    private static void tellStatistics() {
        Instruments[] pools;
        synchronized (POOLS) {
            pools = POOLS.toArray(new Instruments[0]);
        }
        for (Instruments each : pools) {
            each.tellStatistics();
        }
    }

    /** Asks this pool for statistics from now on, until it is removed or unreachable. */
    static void add(Instruments pool) {
        synchronized (POOLS) {
            POOLS.add(pool);
        }
    }

    static void remove(Instruments pool) {
        synchronized (POOLS) {
            POOLS.remove(pool);
        }
    }
}
