package io.conecta.config;

import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolClosedException;
import io.conecta.PoolFailure;
import io.conecta.PoolListener;
import io.conecta.PoolMeter;
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
 * <p>{@link #activate()} builds the pool. If it cannot be built, this is a pool all the same: it lends nothing, and reports the
 * mistake to borrowers ({@link PoolUnavailableException}), in {@link #failures()} and, once, to {@link System.Logger}
 * {@code "io.conecta"}. The next valid configuration builds it, in place.
 *
 * <p>A changed configuration is applied in place by {@link #modified}: options immediately; parameters of the creator by a new
 * generation of objects (idle ones are closed now, lent ones when they are returned). A wrong configuration is refused as a whole and
 * logged; the pool keeps the last good one.
 *
 * <p>{@link PoolListener} services receive the pool's events as soon as they are {@linkplain #addListener added}.
 *
 * <p>{@code failFast} has no effect: the pool exists even if the backend is down at the start. The failure is logged and recorded as
 * usual, and the next borrow tries again.
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
     * Records what the pool is built from.
     *
     * @param provider knows the annotated class
     * @param properties the configuration; unknown keys are ignored
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

    /** Builds the pool, or records why it cannot be built; never throws. */
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
     * Applies a changed configuration, or refuses it as a whole.
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
     * Adds an optional object that creation needs, replacing the previous one: objects that were created with another, or with none, are replaced.
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
     * Removes an optional object, unless another has already replaced it. Closes idle objects that use it before this method returns
     * (waiting up to {@code closeTimeout}), and lent ones when they are returned.
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
        Pool<T> pool = source.build();
        built = pool;
        unbuilt.meters().handTo(pool);
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
     * @param properties which pools it is for: {@code pool.name} and {@code pool.type}, each one value, several values, or absent for all
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

    /** Adds a meter, whether or not the pool could be built yet. */
    @Override
    public final void addMeter(PoolMeter meter) {
        unbuilt.addMeter(meter);
        Pool<T> pool = built; // Being built just now, it may not have seen this meter.
        if (pool != null) {
            unbuilt.meters().handTo(pool);
        }
    }

    /** The latest failure of each kind, including a refused configuration until it is fixed. */
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
     * Closes the pool, and waits up to {@code closeTimeout} (5 s if that is off) until lent objects have been returned and all are closed,
     * so that borrowers can still return objects before this bundle, or that of a collaborator, is gone. An earlier interrupt does not
     * shorten the wait, and the interrupt flag stays set.
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
