package io.conecta.commons;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.pool2.DestroyMode;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.PooledObjectFactory;
import org.apache.commons.pool2.PooledObjectState;
import org.apache.commons.pool2.TrackedUse;
import org.apache.commons.pool2.impl.AbandonedConfig;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one pool, and what the factory does with them, in the order that commons-pool2 keeps.
 *
 * @param <T> what is pooled
 */
final class FactoryHooks<T> {
    private static final System.Logger LOG = System.getLogger("io.conecta");

    private final PooledObjectFactory<T> factory;
    private final Plan plan;
    private final Tally tally;
    private final Places places;
    private final Map<Identity, Entry<T>> all = new ConcurrentHashMap<>();
    /** How many clears and closes are under way: what they close, no evictor has. */
    private final AtomicInteger closing = new AtomicInteger();

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

    /** Before a loan, on the borrower's thread. Throws if the object is unfit; the caller discards it then. */
    void prepare(Entry<T> entry) throws Unfit, InterruptedException {
        PooledObject<T> pooled = entry.pooled;
        entry.fresh = false;
        if (!pooled.allocate()) {
            throw new Unfit("an object cannot be lent, it is " + pooled.getState(), null);
        }
        activate(pooled);
        if (plan.testOnBorrow() && !isValid(pooled)) {
            throw new Unfit("an object is invalid (testOnBorrow)", null);
        }
        entry.out = true;
    }

    private void activate(PooledObject<T> pooled) throws Unfit, InterruptedException {
        try {
            factory.activateObject(pooled);
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception failed) {
            throw new Unfit("activateObject failed, see the cause", failed);
        }
    }

    private boolean isValid(PooledObject<T> pooled) throws Unfit {
        boolean valid = false;
        try {
            valid = factory.validateObject(pooled);
            return valid;
        } catch (RuntimeException failed) {
            throw new Unfit("validateObject failed, see the cause", failed);
        } finally {
            if (!valid) {
                tally.destroyedByBorrowValidation.increment();
            }
        }
    }

    /** After a loan, on the returner's thread. {@return whether the object may be lent again} */
    boolean reset(Entry<T> entry) {
        try {
            if (plan.testOnReturn() && !factory.validateObject(entry.pooled)) {
                return false;
            }
            factory.passivateObject(entry.pooled);
            entry.pooled.deallocate();
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception failed) {
            LOG.log(System.Logger.Level.WARNING, "a returned object could not be passivated, and is destroyed", failed);
            return false;
        }
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
            LOG.log(System.Logger.Level.WARNING, "destroyObject failed", failed);
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
}
