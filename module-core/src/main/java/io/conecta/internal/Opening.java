package io.conecta.internal;

import io.conecta.PoolCreateException;
import io.conecta.PoolSettings;
import io.conecta.internal.runtime.Instruments;
import io.conecta.internal.runtime.Work;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The beginning of a pool: its name, its initial objects, and what is done once nobody can reach it any more. Does not know the
 * {@link Engine}, which is to be found unreachable.
 *
 * @param <T> what is pooled
 */
final class Opening<T> {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Parts<T> parts;

    Opening(Parts<T> parts) {
        this.parts = parts;
    }

    /** {@return the settings, with a name if they had none} */
    static PoolSettings named(PoolSettings settings) {
        return settings.name().isEmpty() ? settings.withName("pool-" + NAMES.incrementAndGet()) : settings;
    }

    /**
     * Creates the initial objects and starts the clockwork.
     *
     * @param unwatch ends the watch for an engine that nobody can reach
     * @throws PoolCreateException if an object cannot be created and {@code failFast} is on; the pool is closed then
     */
    void begin(Runnable unwatch) {
        PoolSettings settings = parts.store.limits().settings();
        Lifecycle<T> lifecycle = parts.lifecycle;
        OpenPools.add(parts.returnPath);
        Instruments instruments = parts.user.instruments();
        instruments.begin(new Instruments.Statistics(parts.reports::stats, parts.loans::now));
        lifecycle.onClose(() -> {
            unwatch.run();
            instruments.end();
            OpenPools.remove(parts.returnPath);
        });
        boolean started = false;
        try {
            InitialObjects<T> initial = new InitialObjects<>(parts, settings.initialSize());
            if (settings.failFast()) {
                initial.createAll();
            } else {
                initial.begin();
            }
            lifecycle.start();
            started = true;
        } finally {
            if (!started) {
                lifecycle.close();
            }
        }
    }

    /** {@return what closes the pool, and says so} */
    Work whenAbandoned() {
        return Work.of(() -> {
            parts.user
                    .log()
                    .warn(
                            "abandoned",
                            "became unreachable without being closed, and is closed now; close every pool",
                            null);
            parts.lifecycle.close();
        });
    }
}
