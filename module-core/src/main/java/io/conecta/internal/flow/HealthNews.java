package io.conecta.internal.flow;

import io.conecta.PoolHealth;
import io.conecta.internal.runtime.UserCode;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Tells listener and log when the backend goes down and comes back: each change once, in the order in which they happened. Noted under the
 * lock of {@link Creations}, told without it, by one thread at a time.
 *
 * @param <T> what is pooled
 */
final class HealthNews<T> {
    private final UserCode<T> user;
    /** Null until there are some. Guarded by this object's monitor, as all here; held for one look, never around anything else. */
    private @Nullable Queue<Runnable> news;

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

    private synchronized void add(Runnable one) {
        Queue<Runnable> all = news == null ? new ArrayDeque<>() : news;
        all.add(one);
        news = all;
    }

    /** Tells what was noted, unless another thread is about it. */
    void tell() {
        for (Runnable next = next(false); next != null; next = next(true)) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable next(boolean mine) {
        if (telling && !mine) {
            return null;
        }
        Runnable next = news == null ? null : news.poll();
        telling = next != null;
        return next;
    }
}
