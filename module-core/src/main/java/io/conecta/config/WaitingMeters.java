package io.conecta.config;

import io.conecta.Pool;
import io.conecta.PoolMeter;
import io.conecta.internal.runtime.ContextLoader;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The meters of a pool that is not built yet: each goes to the pool, or hears that there will be none. Thread-safe. */
final class WaitingMeters {
    private final Queue<PoolMeter> waiting = new ConcurrentLinkedQueue<>();

    void add(PoolMeter meter) {
        if (!waiting.contains(meter)) {
            waiting.add(meter);
        }
    }

    /** The pool has been built: its meters are the pool's own from now on. */
    void handTo(Pool<?> pool) {
        for (PoolMeter each = waiting.poll(); each != null; each = waiting.poll()) {
            pool.addMeter(each);
        }
    }

    /** The pool was closed before it was built. */
    void end() {
        for (PoolMeter each = waiting.poll(); each != null; each = waiting.poll()) {
            tell(each);
        }
    }

    private static void tell(PoolMeter meter) {
        try {
            ContextLoader.<Object>call(meter, () -> {
                meter.poolClosed();
                return meter;
            });
        } catch (Throwable failure) { // What a meter throws concerns nobody who closes.
            System.getLogger("io.conecta")
                    .log(Level.WARNING, "a meter threw: " + meter.getClass().getName(), failure);
        }
    }
}
