package io.conecta.internal;

import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Work;
import java.lang.ref.WeakReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Looks from time to time for keys that can be forgotten, as long as somebody has their pool. */
final class Forgetting {
    private final String name;
    private final Background background;
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by {@link #lock}, as all here. */
    private Background.@Nullable Timer timer;

    private boolean stopped;

    Forgetting(String name, Background background) {
        this.name = name;
        this.background = background;
    }

    /** Looks for the first time, or at another pace from now on. */
    void start(KeyedEngine<?, ?> pool) {
        next(new WeakReference<>(pool), pool);
    }

    void stop() {
        lock.lock();
        try {
            stopped = true;
            background.cancel(timer);
            timer = null;
        } finally {
            lock.unlock();
        }
    }

    private void next(WeakReference<KeyedEngine<?, ?>> reference, KeyedEngine<?, ?> pool) {
        lock.lock();
        try {
            long nanos = pool.forgetEvery(); // Asked here: of changes that meet, the latest holds in the end.
            background.cancel(timer);
            timer = stopped || nanos == Clock.FOREVER
                    ? null
                    : background.schedule(nanos, () -> background.execute(Work.of(name, () -> look(reference))));
        } finally {
            lock.unlock();
        }
    }

    private void look(WeakReference<KeyedEngine<?, ?>> reference) {
        KeyedEngine<?, ?> pool = reference.get();
        if (pool == null) {
            stop(); // Nobody can reach it any more; its keys' pools are closed for the same reason.
            return;
        }
        try {
            pool.forget();
        } finally {
            next(reference, pool);
        }
    }
}
