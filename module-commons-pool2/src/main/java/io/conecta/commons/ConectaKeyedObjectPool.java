package io.conecta.commons;

import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import javax.management.ObjectName;
import org.apache.commons.pool2.DestroyMode;
import org.apache.commons.pool2.KeyedObjectPool;
import org.apache.commons.pool2.KeyedPooledObjectFactory;
import org.apache.commons.pool2.impl.AbandonedConfig;
import org.apache.commons.pool2.impl.GenericKeyedObjectPoolConfig;
import org.jspecify.annotations.Nullable;

/**
 * A {@link KeyedObjectPool} of commons-pool2 on Conecta's engine, from an existing factory and configuration.
 *
 * <p>Thread-safe. {@code maxTotal} holds over all keys: a borrower that it keeps from a new object has an idle one of another key closed;
 * if there is none, it waits for the next that comes back to a key with more than its share. What runs on which thread is as in
 * {@link ConectaObjectPool}. A borrower that waits for {@code maxTotal} keeps a background thread waiting. What differs from
 * {@code GenericKeyedObjectPool}, and why, is in {@code docs/from-commons-pool2.md}.
 *
 * @param <K> the keys; their {@code equals} and {@code hashCode} count
 * @param <V> what is pooled
 */
public final class ConectaKeyedObjectPool<K, V> implements KeyedObjectPool<K, V> {
    private static final String JMX_BASE = "org.apache.commons.pool2:type=GenericKeyedObjectPool,name=";

    private final Plan plan;
    private final KeyedBridge<K, V> bridge;
    private final Registration registration;

    /**
     * Makes a pool; no object is made yet.
     *
     * @param factory makes the objects
     * @param config the settings
     * @throws IllegalArgumentException if a setting cannot be had; the message says why, and what can
     * @throws NullPointerException if an argument is null
     */
    public ConectaKeyedObjectPool(KeyedPooledObjectFactory<K, V> factory, GenericKeyedObjectPoolConfig<V> config) {
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
    public ConectaKeyedObjectPool(
            KeyedPooledObjectFactory<K, V> factory,
            GenericKeyedObjectPoolConfig<V> config,
            @Nullable AbandonedConfig abandoned) {
        Objects.requireNonNull(factory, "factory");
        GenericKeyedObjectPoolConfig<V> copy =
                Objects.requireNonNull(config, "config").clone();
        plan = Plan.of(copy, abandoned == null ? null : AbandonedConfig.copy(abandoned));
        Tally tally = new Tally(copy.getCollectDetailedStatistics());
        SharedLimit limit = new SharedLimit(copy.getMaxTotal(), copy.getBlockWhenExhausted());
        bridge = new PoolPerKey<>(factory, plan, tally, limit);
        registration = new Registration(copy, JMX_BASE, new KeyedObjectPoolAttributes<>(copy, bridge, tally));
    }

    /**
     * Borrows an object of a key: an idle one, else a new one, else waits for one, in all up to {@code maxWait} of the configuration.
     *
     * @param key the key
     * @return an object, to be given back under the same key
     * @throws NoSuchElementException if there is none in time, or a new object cannot be activated or is invalid
     * @throws IllegalStateException if the pool is closed, now or while waiting
     * @throws NullPointerException if the key is null
     * @throws InterruptedException if interrupted while waiting
     * @throws Exception what the factory threw when it made the object
     */
    @Override
    public V borrowObject(K key) throws Exception {
        return bridge.borrow(Objects.requireNonNull(key, "key"), plan.maxWait());
    }

    /**
     * As {@link #borrowObject(Object)}, with a limit of its own.
     *
     * @param key the key
     * @param maxWait how long to wait at most, everything included; negative: for ever; zero: not for a return, but for a new object if there
     *     is room
     * @return an object, to be given back under the same key
     * @throws Exception as {@link #borrowObject(Object)}
     */
    public V borrowObject(K key, Duration maxWait) throws Exception {
        return bridge.borrow(Objects.requireNonNull(key, "key"), maxWait);
    }

    /**
     * Returns an object; what the factory throws meanwhile is logged, and the object destroyed.
     *
     * @param key the key it was borrowed with
     * @param object the object, not used by the caller from now on
     * @throws IllegalStateException if it was returned before, or is not of this key
     */
    @Override
    public void returnObject(K key, V object) {
        bridge.giveBack(Objects.requireNonNull(key, "key"), object);
    }

    /**
     * Destroys a borrowed object, and waits for that.
     *
     * @param key the key it was borrowed with
     * @param object the object
     * @throws IllegalStateException if the object is not of this key, or not out
     * @throws Exception what the factory threw
     */
    @Override
    public void invalidateObject(K key, V object) throws Exception {
        invalidateObject(key, object, DestroyMode.NORMAL);
    }

    /**
     * As {@link #invalidateObject(Object, Object)}, telling the factory how.
     *
     * @param key the key it was borrowed with
     * @param object the object
     * @param mode what the factory is told
     * @throws Exception as {@link #invalidateObject(Object, Object)}
     */
    @Override
    public void invalidateObject(K key, V object, DestroyMode mode) throws Exception {
        bridge.invalidate(Objects.requireNonNull(key, "key"), object, mode);
    }

    /**
     * Makes an object, on this thread, and leaves it idle. Does nothing if there is no room.
     *
     * @param key its key
     * @throws IllegalStateException if the pool is closed
     * @throws Exception what the factory threw when it made or passivated the object
     */
    @Override
    public void addObject(K key) throws Exception {
        bridge.add(Objects.requireNonNull(key, "key"));
    }

    /** Destroys all idle objects now, waiting for that, and lent ones when they come back. Does nothing if the pool is closed. */
    @Override
    public void clear() {
        bridge.clear();
    }

    /**
     * As {@link #clear()}, for one key.
     *
     * @param key the key
     */
    @Override
    public void clear(K key) {
        bridge.clear(key);
    }

    /** Closes the pool: idle objects now, lent ones when they come back; waiting borrowers fail. Doing it again does nothing. */
    @Override
    public void close() {
        bridge.close();
        registration.end();
    }

    /** {@return the keys that have objects} */
    @Override
    public List<K> getKeys() {
        return bridge.keys();
    }

    /** {@return how many objects are out, over all keys} */
    @Override
    public int getNumActive() {
        return sum().active();
    }

    @Override
    public int getNumActive(K key) {
        return bridge.figures(key).active();
    }

    /** {@return how many objects are idle, over all keys} */
    @Override
    public int getNumIdle() {
        return sum().idle();
    }

    @Override
    public int getNumIdle(K key) {
        return bridge.figures(key).idle();
    }

    /** {@return how many borrowers wait, over all keys} */
    public int getNumWaiters() {
        return sum().waiting();
    }

    private KeyedBridge.Figures sum() {
        return bridge.figures().values().stream().reduce(KeyedBridge.Figures.NONE, KeyedBridge.Figures::plus);
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
        return "ConectaKeyedObjectPool[" + bridge.figures() + "]";
    }
}
