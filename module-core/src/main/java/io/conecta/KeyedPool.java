package io.conecta;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A pool for each key, such as a host, a tenant or an account, under one limit over all of them.
 *
 * <pre>{@code
 * KeyedPool<String, Session> pool = KeyedPool.builder((String host) -> new Session(host, 22))
 *         .maxSize(4).maxTotal(100).idleTimeout(Duration.ofMinutes(1)).build();
 * String answer = pool.call("host1", session -> session.ask("how are you?"));
 * }</pre>
 *
 * <p>Keys are told apart by {@code equals} and {@code hashCode}, which must not change while the pool has the key. A key exists from the first
 * borrow that may create an object for it. Until it is forgotten ({@code keyIdleTimeout}), it has a {@link Pool} of its own, with all that
 * such a pool promises: its own waiters, health and failures. So a key whose backend is down, or whose users are slow, does not harm the
 * others. Options are those of one key; {@code maxTotal} is the limit over all keys.
 *
 * <p>When {@code maxTotal} is reached and a key wants an object, idle objects of others are closed for it, and then what comes back to keys
 * that have more: a hot key starves no cold one. See {@link PoolBudget}, of which a keyed pool has one of its own.
 *
 * <p>All methods are thread-safe. Those that borrow and return are those of {@link Pool}, for a key.
 *
 * @param <K> by what objects are asked for
 * @param <T> what is pooled
 */
public interface KeyedPool<K, T> extends AutoCloseable {
    /**
     * Starts building a keyed pool.
     *
     * @param newFunc creates an object for a key
     * @param <K> by what objects are asked for
     * @param <T> what is pooled
     * @return a builder with every option at its default
     * @throws NullPointerException if {@code newFunc} is null
     */
    static <K, T> KeyedPoolBuilder<K, T> builder(NewKeyedFunc<? super K, ? extends T> newFunc) {
        return new KeyedPoolBuilder<>(newFunc);
    }

    /**
     * Borrows an idle object of a key, as {@link Pool#get()}. Never creates an object, nor a key.
     *
     * @param key the key
     * @return an object, to be returned with {@link #put}; empty if the key has none that is idle and healthy
     * @throws NullPointerException if {@code key} is null
     * @throws PoolClosedException if the pool is closed
     */
    Optional<T> get(K key);

    /**
     * Borrows an object of a key, as {@link Pool#getOrCreate()}: an idle one, or else a new one, or else waits for one.
     *
     * @param key the key
     * @return an object, to be returned with {@link #put} or {@link #discard}
     * @throws NullPointerException if {@code key} is null
     * @throws InterruptedException as {@link Pool#getOrCreate()}
     * @throws PoolTimeoutException if no object became available in time; names the key, and {@code maxTotal} if that is why
     * @throws IllegalStateException if the key's {@code hashCode} or {@code equals} changes from one look to the next
     * @throws PoolException otherwise as {@link Pool#getOrCreate()}
     */
    T getOrCreate(K key) throws InterruptedException;

    /**
     * Like {@link #getOrCreate(Object)}, with the given timeout instead of {@code borrowTimeout}.
     *
     * @param key the key
     * @param timeout as in {@link Pool#getOrCreate(Duration)}
     * @return an object, to be returned with {@link #put} or {@link #discard}
     * @throws NullPointerException if an argument is null
     * @throws InterruptedException as {@link Pool#getOrCreate()}
     * @throws PoolException as {@link #getOrCreate(Object)}
     */
    T getOrCreate(K key, Duration timeout) throws InterruptedException;

    /**
     * Like {@link #getOrCreate(Object)}, but returns a lease. Closing the lease returns the object.
     *
     * @param key the key
     * @return the lease, to be closed
     * @throws NullPointerException if {@code key} is null
     * @throws InterruptedException as {@link Pool#getOrCreate()}
     * @throws PoolException as {@link #getOrCreate(Object)}
     */
    Lease<T> lease(K key) throws InterruptedException;

    /**
     * Like {@link #getOrCreate(Object, Duration)}, but returns a lease. Closing the lease returns the object.
     *
     * @param key the key
     * @param timeout as in {@link Pool#getOrCreate(Duration)}
     * @return the lease, to be closed
     * @throws NullPointerException if an argument is null
     * @throws InterruptedException as {@link Pool#getOrCreate()}
     * @throws PoolException as {@link #getOrCreate(Object)}
     */
    Lease<T> lease(K key, Duration timeout) throws InterruptedException;

    /**
     * Borrows an object of a key, passes it to the body and returns it, as {@link Pool#run}.
     *
     * @param key the key
     * @param body what to do with the object
     * @param <X> what the body may throw
     * @throws X what the body threw
     * @throws NullPointerException if an argument is null
     * @throws InterruptedException as {@link Pool#getOrCreate()}
     * @throws PoolException as {@link #getOrCreate(Object)}
     */
    <X extends Exception> void run(K key, Use<? super T, X> body) throws X, InterruptedException;

    /**
     * Like {@link #run}, with a result.
     *
     * @param key the key
     * @param body what to compute with the object
     * @param <R> the result
     * @param <X> what the body may throw
     * @return what the body returned
     * @throws X what the body threw
     * @throws NullPointerException if an argument is null
     * @throws InterruptedException as {@link Pool#getOrCreate()}
     * @throws PoolException as {@link #getOrCreate(Object)}
     */
    <R extends @Nullable Object, X extends Exception> R call(K key, Call<? super T, R, X> body)
            throws X, InterruptedException;

    /**
     * Returns an object, as {@link Pool#put}.
     *
     * @param key the key that it was borrowed for
     * @param object the object; the caller must not use it afterwards
     * @throws NullPointerException if an argument is null
     * @throws IllegalStateException if the object was borrowed for another key, and the loan goes on; or if it was returned twice
     * @throws IllegalArgumentException if the object is not from this pool; the caller still owns it
     */
    void put(K key, T object);

    /**
     * Returns an object after using it has failed, as {@link Pool#put(Object, Throwable)}.
     *
     * @param key the key that it was borrowed for
     * @param object the object; the caller must not use it afterwards
     * @param thrown what using it threw
     * @throws NullPointerException if an argument is null
     * @throws IllegalStateException as {@link #put(Object, Object)}
     * @throws IllegalArgumentException as {@link #put(Object, Object)}
     */
    void put(K key, T object, Throwable thrown);

    /**
     * Returns an object to be closed instead of reused, as {@link Pool#discard}.
     *
     * @param key the key that it was borrowed for
     * @param object the object
     * @throws NullPointerException if an argument is null
     * @throws IllegalStateException if the object was borrowed for another key, and the loan goes on; or is not lent by this pool
     */
    void discard(K key, T object);

    /**
     * The pool's name. The pools of the keys are named after it: {@code name[key]}.
     *
     * @return the name
     */
    String name();

    /**
     * The keys that the pool has.
     *
     * @return a snapshot, in no order
     */
    Set<K> keys();

    /**
     * The counters and gauges of all keys together, forgotten ones included.
     *
     * @return a snapshot, whose {@code maxSize} is {@code maxTotal}
     */
    PoolStats stats();

    /**
     * The counters and gauges of one key. Makes no key.
     *
     * @param key the key
     * @return a snapshot; all zero but {@code maxSize} for a key that the pool does not have
     * @throws NullPointerException if {@code key} is null
     */
    PoolStats stats(K key);

    /**
     * The current settings.
     *
     * @return an immutable value
     */
    KeyedPoolSettings settings();

    /**
     * Changes the settings of the running pool, in place and immediately, for all keys. If changes meet, all keys have the latest in the end. A
     * listener hears of it for each key, once all have the new settings.
     *
     * @param settings usually {@code pool.settings().with…(…)}
     * @throws IllegalArgumentException if the settings contradict each other, or change {@code name} or {@code strict}, which are fixed
     * @throws PoolClosedException if the pool is closed
     */
    void reconfigure(KeyedPoolSettings settings);

    /**
     * Replaces all objects of all keys, as {@link Pool#clear()}: begins with all keys at once, and waits up to {@code closeTimeout} for all together.
     *
     * @throws PoolClosedException if the pool is closed
     */
    void clear();

    /**
     * Replaces all objects of one key, as {@link Pool#clear()}. Makes no key.
     *
     * @param key the key
     * @throws NullPointerException if {@code key} is null
     * @throws PoolClosedException if the pool is closed
     */
    void clear(K key);

    /**
     * Replaces all objects of all keys one after the other, as {@link Pool#renew}: those of each key over that time.
     *
     * @param over how long it is to take; zero: as fast as creations allow
     * @throws IllegalArgumentException if the time is negative
     * @throws PoolClosedException if the pool is closed
     */
    void renew(Duration over);

    /**
     * How the pool is: up as long as any key is, down if all keys are; the reason names keys that are not up.
     *
     * @return a snapshot
     */
    PoolHealth health();

    /**
     * How one key is. Makes no key.
     *
     * @param key the key
     * @return a snapshot; up for a key that the pool does not have
     * @throws NullPointerException if {@code key} is null
     */
    PoolHealth health(K key);

    /**
     * The pool explains itself: the figures, and a report of each key for which borrowers wait, or that is not up.
     *
     * @return a snapshot, whose {@link KeyedPoolReport#toString()} is a text for people
     */
    KeyedPoolReport report();

    /**
     * One key explains itself, as {@link Pool#report()}. Makes no key.
     *
     * @param key the key
     * @return a snapshot; empty if the pool does not have the key
     * @throws NullPointerException if {@code key} is null
     */
    Optional<PoolReport> report(K key);

    /**
     * Whether {@link #close()} was called.
     *
     * @return true once closing has begun
     */
    boolean isClosed();

    /** Closes the pool with all keys, as {@link Pool#close()}. */
    @Override
    void close();

    /**
     * Closes the pool with all keys, and waits until all lent objects have been returned, the creations in flight have ended, which are
     * interrupted, and everything is closed. A {@code newFunc} that has exceeded {@code createTimeout} is not waited for, as by
     * {@link Pool#close(Duration)}.
     *
     * @param drain the longest time to wait, for all keys together
     * @return what is left after that, as {@link Pool#close(Duration)}
     * @throws InterruptedException if interrupted while waiting; the pool is closed all the same
     */
    List<Loan> close(Duration drain) throws InterruptedException;
}
