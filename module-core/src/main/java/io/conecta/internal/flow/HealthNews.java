package io.conecta.internal.flow;

import io.conecta.PoolHealth;
import io.conecta.internal.runtime.UserCode;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Tells listener and log when the backend goes down and comes back: each change once, in the order in which they happened. Noted under the
 * lock of {@link Creations}, told without it, by one thread at a time.
 *
 * @param <T> what is pooled
 */
final class HealthNews<T> {
    private final UserCode<T> user;
    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by {@link #lock}, as all here. */
    private final Queue<Runnable> news = new ArrayDeque<>();

    private boolean telling;

    HealthNews(UserCode<T> user) {
        this.user = user;
    }

    void down(PoolHealth health) {
        add(() -> user.down(health));
    }

    void up(PoolHealth health) {
        add(() -> user.up(health));
    }

    void log(String text) {
        add(() -> user.log().info(text));
    }

    private void add(Runnable one) {
        lock.lock();
        try {
            news.add(one);
        } finally {
            lock.unlock();
        }
    }

    /** Tells what was noted, unless another thread is about it. */
    void tell() {
        for (Runnable next = next(false); next != null; next = next(true)) {
            next.run();
        }
    }

    private @Nullable Runnable next(boolean mine) {
        lock.lock();
        try {
            if (telling && !mine) {
                return null;
            }
            Runnable next = news.poll();
            telling = next != null;
            return next;
        } finally {
            lock.unlock();
        }
    }
}
