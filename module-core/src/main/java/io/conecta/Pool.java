package io.conecta;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pool of objects that are expensive to create and can be used by one holder at a time.
 *
 * <p>Thread-safe throughout. Objects are told apart by identity; their {@code equals} and {@code hashCode} are never called.
 * Whatever one holder did to an object before giving it back happens-before what the next holder sees. An object may be
 * returned by another thread than its borrower's. Waiting borrowers are served first come, first served.
 *
 * <p>A pool holds background threads until {@link #close()}; all pools of a process share them.
 *
 * @param <T> what is pooled
 */
public interface Pool<T> extends AutoCloseable {
    /**
     * Starts a pool's construction.
     *
     * @param newFunc creates the objects
     * @param <T> what is pooled
     * @return a builder with the defaults named there
     * @throws NullPointerException if {@code newFunc} is null
     */
    static <T> PoolBuilder<T> builder(NewFunc<? extends T> newFunc) {
        return new PoolBuilder<>(newFunc);
    }

    /**
     * Borrows an idle object, now: never creates, never waits for somebody to return one. Should the object be due for a ping, it
     * is pinged first, which takes up to {@code pingTimeout}.
     *
     * @return an object, to be given back with {@link #put}; empty if none is idle
     * @throws PoolClosedException if the pool is closed
     */
    Optional<T> get();

    /**
     * Borrows an object: an idle one, else a new one, else (at {@code maxSize}) waits for one, in all up to
     * {@code borrowTimeout}.
     *
     * @return an object, to be given back with {@link #put} or {@link #discard}
     * @throws InterruptedException if the thread is interrupted and nothing is idle; an idle object is lent all the same and the
     *     flag is kept
     * @throws PoolTimeoutException if no object became available in time
     * @throws PoolCreateException if the creation for this borrower failed
     * @throws PoolFullException if {@code maxWaiters} borrowers wait already
     * @throws PoolClosedException if the pool is closed, now or while waiting
     */
    T getOrCreate() throws InterruptedException;

    /**
     * As {@link #getOrCreate()}, with a timeout of its own.
     *
     * @param timeout how long to wait at most, everything included; zero or negative: an idle object or failure, at once
     * @return an object, to be given back with {@link #put} or {@link #discard}
     * @throws InterruptedException as {@link #getOrCreate()}
     * @throws PoolException as {@link #getOrCreate()}
     * @throws NullPointerException if {@code timeout} is null
     */
    T getOrCreate(Duration timeout) throws InterruptedException;

    /**
     * Gives an object back. An object from elsewhere is adopted if there is room. Never waits for another borrower; runs the
     * {@link ResetFunc}, and waits for the {@link CloseFunc} (up to {@code closeTimeout}) if the object has to be closed, unless only
     * because {@code maxSize} was lowered.
     *
     * <p>The late return of an object that the pool reclaimed as leaked is ignored.
     *
     * @param object the object, not used by the caller from now on
     * @throws NullPointerException if {@code object} is null
     * @throws IllegalStateException if the object is in the pool already, or was closed by it: it was returned twice
     * @throws PoolFullException if a foreign object finds no room; the caller keeps it
     * @throws PoolClosedException if the pool is closed and the object is not one it lent; the caller keeps it
     */
    void put(T object);

    /**
     * Gives an object back to be closed instead of pooled, and waits up to {@code closeTimeout} for that.
     *
     * @param object an object that this pool lent
     * @throws NullPointerException if {@code object} is null
     * @throws IllegalStateException if the object is not out on loan from this pool
     */
    void discard(T object);

    /**
     * As {@link #getOrCreate()}, giving a lease that returns the object when it is closed.
     *
     * @return the lease, to be closed
     * @throws InterruptedException as {@link #getOrCreate()}
     * @throws PoolException as {@link #getOrCreate()}
     */
    Lease<T> lease() throws InterruptedException;

    /**
     * As {@link #getOrCreate(Duration)}, giving a lease that returns the object when it is closed.
     *
     * @param timeout how long to wait at most, everything included; zero or negative: an idle object or failure, at once
     * @return the lease, to be closed
     * @throws InterruptedException as {@link #getOrCreate()}
     * @throws PoolException as {@link #getOrCreate()}
     */
    Lease<T> lease(Duration timeout) throws InterruptedException;

    /**
     * Borrows an object, uses it and gives it back. If the body throws, the object goes back as suspect: it is pinged before it
     * is lent again.
     *
     * @param body what to do with the object
     * @param <X> what the body may throw
     * @throws X what the body threw
     * @throws InterruptedException as {@link #getOrCreate()}
     * @throws PoolException as {@link #getOrCreate()}
     */
    <X extends Exception> void run(Use<? super T, X> body) throws X, InterruptedException;

    /**
     * As {@link #run}, with a result.
     *
     * @param body what to compute with the object
     * @param <R> the result
     * @param <X> what the body may throw
     * @return what the body returned
     * @throws X what the body threw
     * @throws InterruptedException as {@link #getOrCreate()}
     * @throws PoolException as {@link #getOrCreate()}
     */
    <R extends @Nullable Object, X extends Exception> R call(Call<? super T, R, X> body) throws X, InterruptedException;

    /**
     * The pool's name, for logs, listeners and management.
     *
     * @return the name
     */
    String name();

    /**
     * Counts what is in the pool.
     *
     * @return a snapshot
     */
    PoolStats stats();

    /**
     * The settings now in force.
     *
     * @return an immutable value
     */
    PoolSettings settings();

    /**
     * Changes the settings of the running pool, in place and at once: more room serves waiting borrowers now; less closes idle
     * objects now and lent ones as they come back.
     *
     * @param settings usually {@code pool.settings().with…(…)}
     * @throws IllegalArgumentException if the settings contradict each other, or change {@code name} or {@code strict}, which
     *     are fixed
     * @throws PoolClosedException if the pool is closed
     */
    void reconfigure(PoolSettings settings);

    /**
     * Renews the pool: closes the idle objects now (waiting up to {@code closeTimeout} for that), lent ones when they come back
     * and those in creation when they are there.
     */
    void clear();

    /**
     * The objects that are out.
     *
     * @return a snapshot, oldest knowledge first
     */
    List<Loan> loans();

    /**
     * What went wrong lately, for people who look after the pool: the latest failure of each kind. Every pool made from
     * configuration keeps it ({@link ConfiguredPool}), and so every pool that is an OSGi service; the default keeps none.
     *
     * @return a snapshot, newest first
     */
    default List<PoolFailure> failures() {
        return List.of();
    }

    /**
     * Scans now: pings the idle objects, closes what has expired, refills to {@code minIdle}; does not wait for the end. Does
     * nothing if a scan is going on or the pool is closed.
     */
    void scan();

    /**
     * Whether {@link #close()} was called.
     *
     * @return true once closing has begun
     */
    boolean isClosed();

    /**
     * Closes the pool: no new borrows, waiting borrowers fail with {@link PoolClosedException}, idle objects are closed (waiting
     * up to {@code closeTimeout} for that), lent ones when they come back. Doing it again does nothing.
     */
    @Override
    void close();

    /**
     * Closes the pool and waits for the lent objects to come back.
     *
     * @param drain how long to wait at most
     * @return the loans still out; their objects are closed when they come back
     * @throws InterruptedException if interrupted while waiting; the pool is closed all the same
     */
    List<Loan> close(Duration drain) throws InterruptedException;
}
