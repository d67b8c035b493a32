package io.conecta.commons;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.commons.pool2.DestroyMode;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.PooledObjectFactory;
import org.apache.commons.pool2.PooledObjectState;
import org.apache.commons.pool2.TrackedUse;
import org.apache.commons.pool2.impl.AbandonedConfig;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one pool, and what the factory does with them: the engine's hooks, in the order that commons-pool2 keeps. Activation and
 * validation before a loan run on the borrower's thread, validation and passivation on the returner's.
 *
 * @param <T> what is pooled
 */
final class FactoryHooks<T> {
    private final PooledObjectFactory<T> factory;
    private final Plan plan;
    private final Tally tally;
    private final Places places;
    private final Map<Identity, Entry<T>> all = new ConcurrentHashMap<>();
    /** How many clears and closes are under way: what they close, no evictor has. */
    private final AtomicInteger closing = new AtomicInteger();
    /** Set while an idle object is taken to be closed, not to be lent. */
    private final ThreadLocal<Boolean> untouched = ThreadLocal.withInitial(() -> false);

    /** What this thread's borrow has found unfit. */
    private final ThreadLocal<List<Entry<T>>> unfit = ThreadLocal.withInitial(ArrayList::new);
    /** Whether there was ever such a thing: spares other borrows the look. */
    private volatile boolean anyUnfit;

    FactoryHooks(PooledObjectFactory<T> factory, Plan plan, Tally tally, Places places) {
        this.factory = factory;
        this.plan = plan;
        this.tally = tally;
        this.places = places;
    }

    /** {@return the factory's class, for JMX} */
    String factoryType() {
        return factory.getClass().getName();
    }

    @Nullable
    Entry<T> find(T object) {
        return all.get(new Identity(object));
    }

    Collection<Entry<T>> all() {
        return List.copyOf(all.values());
    }

    Entry<T> make() throws Exception {
        places.take();
        boolean made = false;
        try {
            Entry<T> entry = makeInPlace();
            made = true;
            return entry;
        } finally {
            if (!made) {
                places.free();
            }
        }
    }

    private Entry<T> makeInPlace() throws Exception {
        PooledObject<T> pooled = factory.makeObject();
        if (PooledObject.isNull(pooled)) {
            throw new NullPointerException(factory.getClass().getName() + ".makeObject() = null");
        }
        Exception flaw = flawOf(pooled);
        if (flaw != null) {
            factory.destroyObject(pooled, DestroyMode.NORMAL);
            throw flaw;
        }
        AbandonedConfig abandoned = plan.abandoned();
        if (abandoned != null) {
            pooled.setLogAbandoned(abandoned.getLogAbandoned());
            pooled.setRequireFullStackTrace(abandoned.getRequireFullStackTrace());
        }
        Entry<T> entry = new Entry<>(pooled);
        all.put(entry.identity, entry);
        tally.created.increment();
        return entry;
    }

    private @Nullable Exception flawOf(PooledObject<T> pooled) {
        if (plan.abandoned() != null && pooled.getObject() instanceof TrackedUse) {
            return new IllegalStateException("removeAbandoned… cannot be had for "
                    + pooled.getObject().getClass().getName()
                    + ", a TrackedUse: the engine counts from the borrow, and would take away what is in use;"
                    + " leave removeAbandonedOnBorrow and removeAbandonedOnMaintenance off");
        }
        if (plan.testOnCreate() && !factory.validateObject(pooled)) {
            return new Unfit("a new object is invalid (testOnCreate)", null);
        }
        return null;
    }

    /** Before a loan. */
    void prepare(Entry<T> entry) throws Exception {
        if (untouched.get()) {
            return;
        }
        PooledObject<T> pooled = entry.pooled;
        if (!pooled.allocate()) {
            throw new Unfit("cannot be lent, it is " + pooled.getState(), null);
        }
        boolean fit = false;
        try {
            activate(pooled);
            if (plan.testOnBorrow() && !isValid(pooled)) {
                throw new Unfit("an object is invalid (testOnBorrow)", null);
            }
            fit = true;
            entry.out = true;
        } finally {
            if (!fit) {
                pooled.invalidate();
                entry.gone = new CountDownLatch(1);
                unfit.get().add(entry);
                anyUnfit = true;
            }
        }
    }

    private void activate(PooledObject<T> pooled) throws Exception {
        try {
            factory.activateObject(pooled);
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception failed) {
            throw new Unfit("activateObject failed: " + failed, failed);
        }
    }

    private boolean isValid(PooledObject<T> pooled) throws Unfit {
        boolean valid = false;
        try {
            valid = factory.validateObject(pooled);
            return valid;
        } catch (RuntimeException failed) {
            throw new Unfit("validateObject failed: " + failed, failed);
        } finally {
            if (!valid) {
                tally.destroyedByBorrowValidation.increment();
            }
        }
    }

    /** A borrow begins on this thread. */
    void borrowing() {
        if (anyUnfit) {
            unfit.remove();
        }
    }

    /** Waits until the objects that this thread's borrow found unfit are destroyed, as its caller may expect. Keeps an interrupt. */
    void awaitUnfit(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        for (Entry<T> entry : unfit.get()) {
            CountDownLatch gone = entry.gone;
            try {
                if (gone != null && !gone.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    break;
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        unfit.remove();
    }

    /** After a loan. */
    void reset(Entry<T> entry) throws Exception {
        if (plan.testOnReturn() && !factory.validateObject(entry.pooled)) {
            throw new Unfit("a returned object is invalid (testOnReturn)", null);
        }
        factory.passivateObject(entry.pooled);
        entry.pooled.deallocate();
    }

    /** As commons-pool2 tests idle objects. */
    boolean ping(Entry<T> entry) throws Exception {
        factory.activateObject(entry.pooled);
        if (!factory.validateObject(entry.pooled)) {
            return false;
        }
        factory.passivateObject(entry.pooled);
        return true;
    }

    void passivate(Entry<T> entry) throws Exception {
        factory.passivateObject(entry.pooled);
    }

    /** For good; the engine calls it once an object. */
    void destroy(Entry<T> entry) throws Exception {
        boolean idle = !entry.out && entry.pooled.getState() == PooledObjectState.IDLE;
        all.remove(entry.identity, entry);
        entry.pooled.invalidate();
        try {
            factory.destroyObject(entry.pooled, entry.out ? DestroyMode.ABANDONED : entry.mode);
        } catch (Throwable failed) {
            entry.failure = failed;
            throw failed;
        } finally {
            tally.destroyed.increment();
            CountDownLatch gone = entry.gone;
            if (gone != null) {
                gone.countDown();
            }
            if (idle && closing.get() == 0) {
                tally.destroyedByEvictor.increment();
            }
            places.free();
        }
    }

    /** Destroys an object that the engine has never had; what that throws goes after what led to it. */
    void drop(Entry<T> entry) {
        entry.pooled.invalidate();
        try {
            destroy(entry);
        } catch (Exception failed) {
            System.getLogger("io.conecta").log(System.Logger.Level.WARNING, "destroyObject failed", failed);
        }
    }

    void unlessEvicted(Runnable closes) {
        closing.incrementAndGet();
        try {
            closes.run();
        } finally {
            closing.decrementAndGet();
        }
    }

    /** Takes an object without activating it. */
    <R> R untouched(Supplier<R> taking) {
        untouched.set(true);
        try {
            return taking.get();
        } finally {
            untouched.remove();
        }
    }
}
