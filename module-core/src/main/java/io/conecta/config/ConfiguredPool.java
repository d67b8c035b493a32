package io.conecta.config;

import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolClosedException;
import io.conecta.PoolFailure;
import io.conecta.PoolListener;
import io.conecta.PoolSettings;
import io.conecta.PoolUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A pool that follows its configuration; the generated OSGi components extend it, and nothing in it needs OSGi.
 *
 * <p>{@link #activate()} builds the pool. If it cannot be built, this is a pool all the same: it lends nothing, tells the mistake to
 * who borrows ({@link PoolUnavailableException}), in {@link #failures()} and, once, to {@link System.Logger} {@code "io.conecta"};
 * the next configuration that is right builds it, in place.
 *
 * <p>A changed configuration is applied in place by {@link #modified}: options at once; what creation needs by a new generation of
 * objects (idle ones are closed now, lent ones when they come back). A wrong one is refused whole and logged; the pool goes on with
 * the last good one.
 *
 * <p>{@link PoolListener} services hear the pool's events from when they are {@linkplain #addListener added} on.
 *
 * <p>{@code failFast} makes no difference: a backend that is down at the start does not keep the pool away. Its failure is logged and
 * kept as ever, and who borrows next tries again.
 *
 * @param <T> what is pooled
 */
public abstract class ConfiguredPool<T> extends ForwardingPool<T> {
    private static final AtomicBoolean REHEARSED = new AtomicBoolean();
    private static final long RETRY_NANOS = 1_000_000_000;

    private final PoolSource<T> source;
    private final UnbuiltPool<T> unbuilt;
    /** Written once, under {@link #changes}. */
    private volatile @Nullable Pool<T> built;

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

    /**
     * Takes note of what the pool is to be built from.
     *
     * @param provider knows the annotated class
     * @param properties the configuration; keys that nobody knows are left alone
     * @param collaborators the objects that creation needs, {@linkplain #named named}
     */
    protected ConfiguredPool(PoolProvider<T> provider, Map<String, ?> properties, Collaborator... collaborators) {
        this(new PoolSource<>(provider, properties, List.of(collaborators)));
    }

    /**
     * Names an object that creation needs.
     *
     * @param key its key
     * @param object the object, {@code null} if it is optional and absent
     * @return both
     */
    protected static Collaborator named(String key, @Nullable Object object) {
        return new Collaborator(key, object);
    }

    /**
     * An object that creation needs.
     *
     * @param key its key
     * @param object the object, {@code null} if it is optional and absent
     */
    protected record Collaborator(String key, @Nullable Object object) {}

    private ConfiguredPool(PoolSource<T> source) {
        this(source, new UnbuiltPool<>(source.known()));
    }

    @SuppressWarnings("this-escape") // To be called back by a borrower, who has the pool then.
    private ConfiguredPool(PoolSource<T> source, UnbuiltPool<T> unbuilt) {
        super(unbuilt);
        this.source = source;
        this.unbuilt = unbuilt;
        unbuilt.retry(this::builtAfterAll);
    }

    @Override
    final Pool<T> target() {
        Pool<T> pool = built;
        return pool == null ? unbuilt : pool;
    }

    /** Builds the pool, or notes why it cannot be built; throws nothing either way. */
    public final void activate() {
        changes.lock();
        try {
            active = true;
            settle();
        } finally {
            changes.unlock();
        }
    }

    /**
     * Applies a changed configuration, or refuses it whole.
     *
     * @param properties the configuration, complete
     */
    public final void modified(Map<String, ?> properties) {
        changes.lock();
        try {
            source.want(properties);
            settle();
        } finally {
            changes.unlock();
        }
    }

    /**
     * Adds an optional object that creation needs, in place of a former one: objects that have another, or none, are renewed.
     *
     * @param key its key
     * @param object the object
     */
    protected final void bind(String key, Object object) {
        changes.lock();
        try {
            source.bind(key, object);
            renew();
        } finally {
            changes.unlock();
        }
    }

    /**
     * Takes an optional object away, unless another has taken its place already. Idle objects that have it are closed before this
     * returns (which waits up to {@code closeTimeout}), lent ones when they come back.
     *
     * @param key its key
     * @param object the object
     */
    protected final void unbind(String key, Object object) {
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
        Pool<T> pool = built;
        if (pool != null && !pool.isClosed()) {
            source.renew(pool);
        }
    }

    private void settle() {
        if (!active || deactivated) {
            return;
        }
        try {
            Pool<T> pool = built;
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
            throw new PoolClosedException("pool \"" + name() + "\" is closed; start its component again", null);
        }
        rehearse();
        built = source.build();
        if (unbuilt.isClosed()) { // Meanwhile; who closed it may not have seen what was built.
            close();
        }
    }

    /** What kept the pool from being built may be over (a name that did not resolve); asked by borrowers, each second at most. */
    private @Nullable Pool<T> builtAfterAll() {
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

    /**
     * Adds a listener, unless it is meant for other pools.
     *
     * @param listener the listener
     * @param properties what it is meant for: {@code pool.name} and {@code pool.type}, each one value, several or, for all, none
     */
    public final void addListener(PoolListener<? super T> listener, Map<String, ?> properties) {
        source.listeners().add(listener, properties);
    }

    /**
     * Removes a listener, if it was added.
     *
     * @param listener the listener
     */
    public final void removeListener(PoolListener<? super T> listener) {
        source.listeners().remove(listener);
    }

    /** The latest failure of each kind, a refused configuration included until it is mended. */
    @Override
    public final List<PoolFailure> failures() {
        return source.failures(target().failures());
    }

    @Override
    public final void close() {
        unbuilt.close();
        target().close();
    }

    @Override
    public final List<Loan> close(Duration drain) throws InterruptedException {
        unbuilt.close();
        return target().close(drain);
    }

    /**
     * Closes the pool, and waits for lent objects to come back and for all to be closed, up to {@code closeTimeout} (5 s if that is
     * off): who borrowed just now may still give back before this bundle, or that of a collaborator, has gone. An interrupt from
     * before is kept and cuts nothing short.
     */
    public final void deactivate() {
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
        PoolSettings settings = settings();
        if (!settings.closeTimeout().equals(PoolSettings.FOREVER)) {
            return settings.closeTimeout();
        }
        Duration bound = PoolSettings.defaults().closeTimeout();
        Pool<T> pool = built;
        if (pool != null && !pool.isClosed()) {
            try {
                pool.reconfigure(settings.withCloseTimeout(bound));
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
                .build();
        pool.get().ifPresent(object -> {
            pool.close();
            pool.put(object);
        });
        pool.close();
    }
}
