package io.conecta.commons;

import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Objects;
import javax.management.ObjectName;
import org.apache.commons.pool2.DestroyMode;
import org.apache.commons.pool2.ObjectPool;
import org.apache.commons.pool2.PooledObjectFactory;
import org.apache.commons.pool2.impl.AbandonedConfig;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;

/**
 * An {@link ObjectPool} of commons-pool2 on Conecta's engine, from an existing factory and configuration.
 *
 * <p>Thread-safe. What the factory does before and after a loan (activate, validate, passivate) runs on the thread that borrows or
 * returns; making, destroying and testing idle objects runs on background threads, bounded by the engine's timeouts: 30 s to make an object,
 * 5 s to test an idle one or destroy one. The configuration is read once; later changes of it have no effect. What differs from
 * {@code GenericObjectPool}, and why, is in {@code docs/from-commons-pool2.md}.
 *
 * @param <T> what is pooled
 */
public final class ConectaObjectPool<T> implements ObjectPool<T> {
    private static final String JMX_BASE = "org.apache.commons.pool2:type=GenericObjectPool,name=";

    private final Plan plan;
    private final Bridge<T> bridge;
    private final Registration registration;

    /**
     * Makes a pool; no object is made yet.
     *
     * @param factory makes the objects
     * @param config the settings
     * @throws IllegalArgumentException if a setting cannot be had; the message says why, and what can
     * @throws NullPointerException if an argument is null
     */
    public ConectaObjectPool(PooledObjectFactory<T> factory, GenericObjectPoolConfig<T> config) {
        this(factory, config, null);
    }

    /**
     * Makes a pool that takes abandoned objects away; no object is made yet.
     *
     * @param factory makes the objects
     * @param config the settings
     * @param abandoned what to do with objects that are not given back; null: nothing
     * @throws IllegalArgumentException if a setting cannot be had; the message says why, and what can
     * @throws NullPointerException if the factory or the configuration is null
     */
    public ConectaObjectPool(
            PooledObjectFactory<T> factory, GenericObjectPoolConfig<T> config, @Nullable AbandonedConfig abandoned) {
        Objects.requireNonNull(factory, "factory");
        GenericObjectPoolConfig<T> copy =
                Objects.requireNonNull(config, "config").clone();
        AbandonedConfig removal = abandoned == null ? null : AbandonedConfig.copy(abandoned);
        plan = Plan.of(copy, removal);
        Tally tally = new Tally(copy.getCollectDetailedStatistics());
        bridge = new Bridge<>(plan, new FactoryHooks<>(factory, plan, tally, Places.ENOUGH), tally, Places.ENOUGH);
        registration = new Registration(copy, JMX_BASE, new ObjectPoolAttributes(copy, removal, bridge, tally));
    }

    /**
     * Borrows an object: an idle one, else a new one, else waits for one, in all up to {@code maxWait} of the configuration.
     *
     * @return an object, to be given back with {@link #returnObject} or {@link #invalidateObject(Object)}
     * @throws NoSuchElementException if there is none in time, or a new object cannot be activated or is invalid
     * @throws IllegalStateException if the pool is closed, now or while waiting
     * @throws InterruptedException if interrupted while waiting
     * @throws Exception what the factory threw when it made the object
     */
    @Override
    public T borrowObject() throws Exception {
        return bridge.borrow(plan.maxWait());
    }

    /**
     * As {@link #borrowObject()}, with a limit of its own.
     *
     * @param maxWait how long to wait at most, everything included; negative: for ever; zero: not for a return, but for a new object if there
     *     is room
     * @return an object, to be given back
     * @throws Exception as {@link #borrowObject()}
     */
    public T borrowObject(Duration maxWait) throws Exception {
        return bridge.borrow(maxWait);
    }

    /**
     * Returns an object; what the factory throws meanwhile is logged, and the object destroyed.
     *
     * @param object the object, not used by the caller from now on
     * @throws IllegalStateException if it was returned before, or is not from this pool
     */
    @Override
    public void returnObject(T object) {
        bridge.giveBack(object);
    }

    /**
     * Destroys a borrowed object, and waits for that.
     *
     * @param object the object
     * @throws IllegalStateException if the object is not from this pool, or not out
     * @throws Exception what the factory threw
     */
    @Override
    public void invalidateObject(T object) throws Exception {
        bridge.invalidate(object, DestroyMode.NORMAL);
    }

    /**
     * As {@link #invalidateObject(Object)}, telling the factory how.
     *
     * @param object the object
     * @param mode what the factory is told
     * @throws Exception as {@link #invalidateObject(Object)}
     */
    @Override
    public void invalidateObject(T object, DestroyMode mode) throws Exception {
        bridge.invalidate(object, mode);
    }

    /**
     * Makes an object, on this thread, and leaves it idle. Does nothing if there is no room.
     *
     * @throws IllegalStateException if the pool is closed
     * @throws Exception what the factory threw when it made or passivated the object
     */
    @Override
    public void addObject() throws Exception {
        bridge.add();
    }

    /** Destroys the idle objects now, waiting for that, and lent ones when they come back. Does nothing if the pool is closed. */
    @Override
    public void clear() {
        bridge.clear();
    }

    /** Closes the pool: idle objects now, lent ones when they come back; waiting borrowers fail. Doing it again does nothing. */
    @Override
    public void close() {
        bridge.close();
        registration.end();
    }

    /** {@return how many objects are out} */
    @Override
    public int getNumActive() {
        return bridge.stats().lent();
    }

    /** {@return how many objects are idle} */
    @Override
    public int getNumIdle() {
        return bridge.stats().idle();
    }

    /** {@return how many borrowers wait} */
    public int getNumWaiters() {
        return bridge.stats().waiting();
    }

    /** {@return whether {@link #close} was called} */
    public boolean isClosed() {
        return bridge.isClosed();
    }

    /** {@return the name under which the pool is registered in JMX, or null if it is not} */
    public @Nullable ObjectName getJmxName() {
        return registration.name();
    }

    @Override
    public String toString() {
        return "ConectaObjectPool[" + bridge + "]";
    }
}
