package io.conecta.internal;

import io.conecta.PoolCreateException;
import io.conecta.PoolSettings;
import io.conecta.internal.runtime.PoolLog;
import io.conecta.internal.runtime.Work;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a pool: its name, its initial objects, and what is done once nobody can reach it any more. Does not know the
 * {@link Engine}, which is to be found unreachable.
 *
 * @param <T> what is pooled
 */
final class Opening<T> implements Runnable {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Parts<T> parts;
    /** Guarded by this object's monitor: a key's pool may be closed before it has begun. */
    private boolean ended;
    /** Ends the watch for an engine that nobody can reach. As {@link #ended}. */
    private @Nullable Runnable watch;

    /** To be made before the pool is used. */
    Opening(Parts<T> parts) {
        this.parts = parts;
        parts.onClose(this);
    }

    /** {@return the settings, with a name if they had none} */
    static PoolSettings named(PoolSettings settings) {
        return settings.name().isEmpty() ? settings.withName("pool-" + NAMES.incrementAndGet()) : settings;
    }

    /**
     * Creates the initial objects and starts the clockwork, unless the pool has been closed already.
     *
     * @param unwatch ends the watch for an engine that nobody can reach, if there is one
     * @throws PoolCreateException if an object cannot be created and {@code failFast} is on; the pool is closed then
     */
    void begin(@Nullable Runnable unwatch) {
        if (!enter(unwatch)) {
            return;
        }
        PoolSettings settings = parts.store.limits().settings();
        boolean started = false;
        try {
            InitialObjects<T> initial = new InitialObjects<>(parts, settings.initialSize());
            if (settings.failFast()) {
                initial.createAll();
            } else {
                initial.begin();
            }
            start(settings.jmx());
            started = true;
        } finally {
            if (!started) {
                parts.rare().lifecycle.close();
            }
        }
    }

    /** Has others know of the pool. {@return false if it has been closed already} */
    private synchronized boolean enter(@Nullable Runnable unwatch) {
        if (!ended) {
            KnownPools.add(parts.store);
            parts.user.instruments().begin(parts);
            watch = unwatch;
        }
        return !ended;
    }

    /** The initial objects are there, or begun: starts the clockwork. */
    private void start(boolean jmx) {
        parts.supply.start();
        parts.clockwork.start();
        if (jmx) {
            parts.rare().management.show();
        }
    }

    /** The pool is about to close: undoes what {@link #begin} has done outside of it. */
    @Override
    public synchronized void run() {
        ended = true;
        if (watch != null) {
            watch.run();
        }
        parts.user.instruments().end();
    }

    /** {@return what closes the pool, and says so} */
    Work whenAbandoned() {
        return new Abandoned(parts);
    }

    static void warnAbandoned(PoolLog log) {
        log.warn("abandoned", "became unreachable without being closed, and is closed now; close every pool", null);
    }

    private static final class Abandoned extends Work {
        private final Parts<?> parts;

        private Abandoned(Parts<?> parts) {
            this.parts = parts;
        }

        @Override
        protected void perform() {
            warnAbandoned(parts.user.log());
            parts.rare().lifecycle.close();
        }
    }
}
