package io.conecta.config;

import io.conecta.AbstractPoolSettings;
import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolClosedException;
import io.conecta.PoolSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The life of a pool that follows its configuration, of either kind: when it is built, changed and closed. Until it is built, {@link Unbuilt}
 * says why.
 *
 * @param <P> the pool
 * @param <S> its settings
 * @param <F> what creates objects
 */
final class ConfiguredLife<P, S extends AbstractPoolSettings<S>, F> {
    private static final AtomicBoolean REHEARSED = new AtomicBoolean();
    private static final long RETRY_NANOS = 1_000_000_000;

    private final PoolKind<P, S, F> kind;
    private final PoolSource<P, S, F> source;
    private final Unbuilt<P, S> unbuilt;
    /** Hears of the pool once it is there. */
    private final Consumer<P> begun;
    /** Written once, under {@link #changes}. */
    private volatile @Nullable P built;

    private volatile boolean deactivated;
    /** Guarded by {@link #changes}. */
    private boolean active;
    /** When the pool could not be built last; guarded by {@link #changes}. */
    private long attempted;

    /**
     * One change after the other, each to its end, also while user code reads a configuration and while objects are closed: who takes
     * a collaborator away may go on only when no idle object has it any more. Closing does not wait for this.
     */
    private final ReentrantLock changes = new ReentrantLock();

    ConfiguredLife(PoolKind<P, S, F> kind, PoolSource<P, S, F> source, Unbuilt<P, S> unbuilt, Consumer<P> begun) {
        this.kind = kind;
        this.source = source;
        this.unbuilt = unbuilt;
        this.begun = begun;
    }

    PoolSource<P, S, F> source() {
        return source;
    }

    /** {@return the pool, null while there is none} */
    @Nullable
    P built() {
        return built;
    }

    /** Builds the pool, or records why it cannot be built; never throws. */
    void activate() {
        changes.lock();
        try {
            active = true;
            settle();
        } finally {
            changes.unlock();
        }
    }

    /** Applies a changed configuration, or refuses it as a whole. */
    void modified(Map<String, ?> properties) {
        changes.lock();
        try {
            source.want(properties);
            settle();
        } finally {
            changes.unlock();
        }
    }

    void bind(String key, Object object) {
        changes.lock();
        try {
            source.bind(key, object);
            renew();
        } finally {
            changes.unlock();
        }
    }

    void unbind(String key, Object object) {
        changes.lock();
        try {
            if (source.unbind(key, object)) {
                renew();
            }
        } finally {
            changes.unlock();
        }
    }

    private void renew() {
        P pool = built;
        if (pool != null && !kind.isClosed(pool)) {
            source.renew(pool);
        }
    }

    private void settle() {
        if (!active || deactivated) {
            return;
        }
        try {
            P pool = built;
            if (pool == null) {
                build();
            } else {
                source.apply(pool);
            }
            source.accepted();
        } catch (RuntimeException | Error wrong) { // Whatever user code throws here: this stays a service, and says so.
            boolean none = built == null;
            String mistake = source.refused(wrong, none);
            if (none) {
                unbuilt.because(source.known(), mistake, wrong);
                attempted = System.nanoTime();
            }
        }
    }

    private void build() {
        if (unbuilt.isClosed()) {
            throw unbuilt.closed();
        }
        rehearse();
        P pool = source.build();
        built = pool;
        begun.accept(pool);
        if (unbuilt.isClosed()) { // Meanwhile; who closed it may not have seen what was built.
            kind.close(pool);
        }
    }

    /** What kept the pool from being built may be over (a name that did not resolve); asked by borrowers, each second at most. */
    @Nullable
    P builtAfterAll() {
        if (built == null && !changes.isHeldByCurrentThread() && changes.tryLock()) {
            try {
                if (built == null && System.nanoTime() - attempted > RETRY_NANOS) {
                    settle();
                }
            } finally {
                changes.unlock();
            }
        }
        return built;
    }

    void close() {
        unbuilt.close();
        P pool = built;
        if (pool != null) {
            kind.close(pool);
        }
    }

    List<Loan> close(Duration drain) throws InterruptedException {
        unbuilt.close();
        P pool = built;
        return pool == null ? List.of() : kind.close(pool, drain);
    }

    /** Closes the pool, and waits up to {@code closeTimeout} (5 s if that is off); an interrupt does not shorten the wait. */
    void deactivate() {
        deactivated = true;
        boolean interrupted = Thread.interrupted();
        try {
            close(closeTimeout());
        } catch (InterruptedException now) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A bundle that stops is held up for a time, so {@code closeTimeout} gets an end if it has none. */
    private Duration closeTimeout() {
        P pool = built;
        S settings = pool == null ? unbuilt.settings() : kind.settings(pool);
        Duration timeout = kind.closeTimeout(settings);
        if (!timeout.equals(PoolSettings.FOREVER)) {
            return timeout;
        }
        Duration bound = PoolSettings.defaults().closeTimeout();
        if (pool != null && !kind.isClosed(pool)) {
            try {
                kind.reconfigure(pool, settings.withCloseTimeout(bound));
            } catch (PoolClosedException already) {
                return bound;
            }
        }
        return bound;
    }

    /**
     * Goes once through the end of a pool: what that needs is loaded now, since a bundle that is refreshed together with core
     * comes to its end when core can load no more classes.
     */
    private static void rehearse() {
        if (!REHEARSED.compareAndSet(false, true)) {
            return;
        }
        Pool<Object> pool = Pool.builder(Object::new)
                .name("rehearsal")
                .initialSize(2)
                .failFast(false)
                .closeTimeout(PoolSettings.FOREVER)
                .build();
        pool.reconfigure(
                pool.settings().withCloseTimeout(PoolSettings.defaults().closeTimeout()));
        pool.get().ifPresent(object -> {
            pool.close();
            pool.put(object);
        });
        pool.close();
    }
}
