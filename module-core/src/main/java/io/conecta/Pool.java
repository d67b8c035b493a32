package io.conecta;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A pool of objects that are expensive to create and can be used by one holder at a time.
 *
 * <p>Thread-safe throughout. Objects are told apart by identity; their {@code equals} and {@code hashCode} are never called.
 * Whatever one holder did to an object before giving it back happens-before what the next holder sees. An object may be
 * returned by another thread than its borrower's. Waiting borrowers are served first come, first served.
 *
 * <p>A pool holds background threads until {@link #close()}; all pools of a process share them. One that is dropped without being closed
 * is closed, with a warning, once nobody can reach it any more.
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
     * Borrows an idle object, now: never creates, never waits for somebody to return one. Should all idle objects be due for a ping, they
     * are pinged first, several at once, which takes up to {@code pingTimeout} in all; an interrupt or {@link #close} ends that sooner.
     *
     * @return an object, to be returned by {@link #put}; empty if none is idle and healthy, or the thread was interrupted meanwhile (the flag
     *     is kept)
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
     * @param timeout how long to wait at most, everything included; zero or negative: as {@link #get}, with
     *     a failure instead of nothing: whatever is idle and healthy, its ping included; nothing is created
     * @return an object, to be given back with {@link #put} or {@link #discard}
     * @throws InterruptedException as {@link #getOrCreate()}
     * @throws PoolException as {@link #getOrCreate()}
     * @throws NullPointerException if {@code timeout} is null
     */
    T getOrCreate(Duration timeout) throws InterruptedException;

    /**
     * Returns an object. Never waits for another borrower; runs the
     * {@link ResetFunc}, and waits for the {@link CloseFunc} (up to {@code closeTimeout}) if the object has to be closed, unless only
     * because {@code maxSize} was lowered.
     *
     * <p>The late return of an object that the pool reclaimed as leaked is ignored. A {@code ResetFunc} that takes longer than
     * {@code hookTimeout} is interrupted, and its object closed.
     *
     * @param object the object, not used by the caller from now on
     * @throws NullPointerException if {@code object} is null
     * @throws IllegalArgumentException if the object is not from this pool; the caller keeps it. See {@link #adopt}
     * @throws IllegalStateException if the object is in the pool already, or was closed by it: it was returned twice
     */
    void put(T object);

    /**
     * Gives the pool an object that was created elsewhere, to be lent and in the end closed by it as its own.
     *
     * @param object the object, not used by the caller from now on
     * @throws NullPointerException if {@code object} is null
     * @throws IllegalArgumentException if the object belongs to another pool of this process; it stays there
     * @throws IllegalStateException if the object is in this pool already, or on loan from it
     * @throws PoolFullException if there is no room; the caller keeps it
     * @throws PoolClosedException if the pool is closed; the caller keeps it
     */
    void adopt(T object);

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
     * @param timeout how long to wait at most, everything included; zero or negative: as {@link #get}, with
     *     a failure instead of nothing: whatever is idle and healthy, its ping included; nothing is created
     * @return the lease, to be closed
     * @throws InterruptedException as {@link #getOrCreate()}
     * @throws PoolException as {@link #getOrCreate()}
     */
    Lease<T> lease(Duration timeout) throws InterruptedException;

    /**
     * Borrows an object, uses it and gives it back. If the body throws, the object goes back as suspect: it is pinged before it
     * is lent again, unless {@link PoolBuilder#suspectOn} says otherwise.
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
     * <pre>{@code
     * String answer = pool.call(session -> session.ask("how are you?"));
     * }</pre>
     *
     * <p>Where the result goes straight to an overloaded method, javac has to know the type of the lambda's parameter, or calls
     * the method ambiguous: {@code println(pool.call((Session session) -> session.ask("how are you?")))}.
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
     * Renews the pool: closes the idle objects now, those being pinged included (waiting up to {@code closeTimeout} for that), lent ones
     * when they come back and those in creation when they are there. No borrow that begins after this has returned gets an object from
     * before. Creations in flight are interrupted and begun anew for those who wait.
     *
     * @throws PoolClosedException if the pool is closed
     */
    void clear();

    /**
     * Replaces every object that exists now, one after the other, spread evenly over a time: for rotated credentials and certificates, or behind
     * a load balancer. Returns at once. Where there is room, an object's successor is created before it is closed; a lent object is closed
     * when it comes back. Where no successor can be created, the old object stays. A second call takes the place of the first. {@link #clear()}
     * replaces all at once.
     *
     * @param over how long it is to take; zero: as fast as creations allow
     * @throws IllegalArgumentException if the time is negative
     * @throws PoolClosedException if the pool is closed
     */
    void renew(Duration over);

    /**
     * Stops lending, for maintenance: borrowers wait, inside their timeouts, until {@link #resume()}; {@link #get()} is empty; no creation begins.
     * Idle objects stay, and returned ones come to rest. Doing it again changes nothing.
     *
     * @throws PoolClosedException if the pool is closed
     */
    void suspend();

    /**
     * Stops lending as {@link #suspend()}, and empties the pool: closes the idle objects now and lent ones as they come back, waits for them,
     * for creations in flight, and for the closes to end. What comes back later is closed too. When the list is empty, the backend sees no
     * connection of this pool.
     *
     * @param drain how long to wait at most
     * @return what is left after that: loans still out, and objects without a borrower whose ping or close hangs
     * @throws InterruptedException if interrupted while waiting; the pool stays suspended
     * @throws PoolClosedException if the pool is closed
     */
    List<Loan> suspend(Duration drain) throws InterruptedException;

    /** Lends again after {@link #suspend()}: those who wait are served, longest-waiting first. Does nothing if the pool is not suspended or is closed. */
    void resume();

    /**
     * Whether the pool is suspended.
     *
     * @return true from {@link #suspend()} to {@link #resume()}
     */
    boolean isSuspended();

    /**
     * How the pool is: up, busy, recovering, suspended, stuck, down or closed. Passive: borrows nothing, pings nothing, waits for nothing. A busy
     * pool is up.
     *
     * @return a snapshot
     */
    PoolHealth health();

    /**
     * Tells when {@code initialSize} objects have been created; for pools built with {@code failFast(false)}, which do not wait for them.
     *
     * @return completed then; completed exceptionally with {@link PoolCreateException} at the first initial creation that fails, as building
     *     would have failed, and with {@link PoolClosedException} if the pool is closed before. Cancelling it does not concern the pool. What is
     *     chained to it without an executor runs on a background thread of the pool and must not block
     */
    CompletionStage<Void> ready();

    /**
     * The objects that are out.
     *
     * @return a snapshot, longest-held first
     */
    List<Loan> loans();

    /**
     * What went wrong lately, for people who look after the pool: the latest failure of each kind.
     *
     * @return a snapshot, newest first
     */
    List<PoolFailure> failures();

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
     * Closes the pool: no new borrows, waiting borrowers fail with {@link PoolClosedException}, idle objects are closed, those being pinged
     * included (waiting up to {@code closeTimeout} for that), lent ones when they come back. Creations and pings in flight are
     * interrupted; what they still bring is closed. Doing it again does nothing.
     */
    @Override
    void close();

    /**
     * Closes the pool, and waits for the lent objects to come back and for everything to be closed to the end.
     *
     * @param drain how long to wait at most
     * @return what is left after that: loans still out, whose objects are closed when they come back; and objects without a borrower whose
     *     ping or close hangs. Empty if all are closed
     * @throws InterruptedException if interrupted while waiting; the pool is closed all the same
     */
    List<Loan> close(Duration drain) throws InterruptedException;
}
