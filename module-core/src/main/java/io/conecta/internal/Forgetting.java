package io.conecta.internal;

import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.PoolLog;
import io.conecta.internal.runtime.Work;
import java.lang.ref.WeakReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Looks from time to time for keys that can be forgotten, as long as somebody has their pool. */
final class Forgetting {
    private final Background background;
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by {@link #lock}, as all here. */
    private Background.@Nullable Timer timer;

    /** Null until something failed. */
    private @Nullable PoolLog log;

    private boolean stopped;

    Forgetting(Background background) {
        this.background = background;
    }

    /** Looks for the first time, or at another pace from now on. */
    void start(KeyedEngine<?, ?> pool) {
        next(new WeakReference<>(pool), pool.forgetEvery());
    }

    void stop() {
        PoolLog told;
        lock.lock();
        try {
            stopped = true;
            background.cancel(timer);
            timer = null;
            told = log;
        } finally {
            lock.unlock();
        }
        if (told != null) {
            told.close();
        }
    }

    private void next(WeakReference<KeyedEngine<?, ?>> pool, long nanos) {
        lock.lock();
        try {
            background.cancel(timer);
            timer = stopped || nanos == Clock.FOREVER
                    ? null
                    : background.schedule(nanos, () -> background.execute(Work.of(() -> look(pool))));
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
        } catch (RuntimeException | Error failure) {
            failed(pool.name(), failure);
        } finally {
            next(reference, pool.forgetEvery());
        }
    }

    /** Keys are asked for their hash here, on a worker: what they throw reaches nobody else. */
    private void failed(String pool, Throwable failure) {
        PoolLog to = log(pool);
        if (isOfKey(failure)) {
            to.warn(
                    "key threw",
                    "equals or hashCode of a key threw: " + failure
                            + "; keys are forgotten again once it does not; fix the class of the key",
                    failure);
        } else {
            to.warn(
                    "forgetting failed",
                    "keys could not be forgotten, which should not happen: " + failure + "; please report this",
                    failure);
        }
        if (isStopped()) { // Either this sees it, or the one that stops has seen the log.
            to.close();
        }
    }

    private PoolLog log(String pool) {
        lock.lock();
        try {
            PoolLog known = log == null ? new PoolLog(pool, background) : log;
            log = known;
            return known;
        } finally {
            lock.unlock();
        }
    }

    private boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    /** Whether it comes from equals or hashCode, which the engine calls by a map of keys only. */
    private static boolean isOfKey(Throwable failure) {
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (frame.getClassName().startsWith("io.conecta.internal.")) {
                return false;
            }
            if (frame.getMethodName().equals("hashCode")
                    || frame.getMethodName().equals("equals")) {
                return true;
            }
        }
        return false;
    }
}
