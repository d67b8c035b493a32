package io.conecta;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A pool of objects that are expensive to create and serve one user at a time.
 *
 * <p>All methods are thread-safe. The pool compares objects by identity and never calls their {@code equals} or {@code hashCode}.
 * Everything that one holder did to an object before returning it happens-before what the next holder sees. A thread other than the
 * borrower's may return the object. Waiting borrowers are served first come, first served; a
 * thread that comes straight back for the object it has just returned may overtake them, for microseconds.
 *
 * <p>A pool keeps background threads, which all pools of a process share, until {@link #close()}. A pool that becomes unreachable without
 * having been closed is closed, with a warning.
 *
 * @param <T> what is pooled
 */
public interface Pool<T> extends AutoCloseable {
    /**
     * Starts building a pool.
     *
     * @param newFunc creates the objects
     * @param <T> what is pooled
     * @return a builder with every option at its default
     * @throws NullPointerException if {@code newFunc} is null
     */
    static <T> PoolBuilder<T> builder(NewFunc<? extends T> newFunc) {
        return new PoolBuilder<>(newFunc);
    }

    /**
     * Borrows an idle object. Never creates one, and never waits for one to be returned. If all idle objects are due for a ping, they are
     * pinged first, several concurrently. That takes at most {@code pingTimeout} in total, and the {@link PrepareFunc} of one object or
     * several at most {@code hookTimeout} in total; an interrupt or {@link #close} ends the wait for pings sooner. A suspended pool has nothing to lend.
     *
     * @return an object, to be returned with {@link #put}; empty if none is idle and healthy, or if the thread was interrupted during a
     *     ping, or when {@link PrepareFunc} failed (its interrupt flag stays set)
     * @throws PoolClosedException if the pool is closed
     */
    Optional<T> get();

    /**
     * Borrows an object: an idle one, or else a new one, or else (at {@code maxSize}) waits for one. Takes at most {@code borrowTimeout} in
     * total.
     *
     * @return an object, to be returned with {@link #put} or {@link #discard}
     * @throws InterruptedException if the thread is interrupted and no object is idle. An idle object is lent all the same, and the
     *     interrupt flag stays set; but if its {@link PrepareFunc} fails then, it is closed and no other is tried
     * @throws PoolTimeoutException if no object became available in time
     * @throws PoolDeadlockException if {@code failOnDeadlock} is on, and everything that could come back is held by threads that wait in turn
     * @throws PoolCreateException if the creation for this borrower failed, or {@link PrepareFunc} on a new object
     * @throws PoolDownException if the backend is known to be down and nothing is left to lend, unless {@code waitWhenDown} is on
     * @throws PoolOverloadException if {@code queueTarget} is set and the pool is overloaded
     * @throws PoolUnavailableException if the pool follows a configuration that was refused (OSGi)
     * @throws PoolFullException if {@code maxWaiters} borrowers are already waiting
     * @throws PoolClosedException if the pool is closed, or is closed during the wait
     */
    T getOrCreate() throws InterruptedException;

    /**
     * Like {@link #getOrCreate()}, with the given timeout instead of {@code borrowTimeout}.
     *
     * @param timeout the longest this may take in total. Zero or negative: lends only an object that is idle and healthy, pinging it
     *     first if due as {@link #get} does, and creates nothing; throws if there is none
     * @return an object, to be returned with {@link #put} or {@link #discard}
     * @throws InterruptedException as {@link #getOrCreate()}
     * @throws PoolException as {@link #getOrCreate()}
     * @throws NullPointerException if {@code timeout} is null
     */
    T getOrCreate(Duration timeout) throws InterruptedException;

    /**
     * Returns an object. Never waits for another borrower. Runs the {@link ResetFunc}. If the object must be closed, waits up to
     * {@code closeTimeout} for the {@link CloseFunc}, unless the only reason is that {@code maxSize} was lowered.
     *
     * <p>A late return of an object that the pool has reclaimed as leaked is ignored. A {@code ResetFunc} that takes longer than
     * {@code hookTimeout} is interrupted, and its object closed.
     *
     * @param object the object; the caller must not use it afterwards
     * @throws NullPointerException if {@code object} is null
     * @throws IllegalArgumentException if the object is not from this pool; the caller still owns it. See {@link #adopt}
     * @throws IllegalStateException if the object is already in the pool, or was closed by it: it was returned twice
     */
    void put(T object);

    /**
     * Returns an object after using it has failed, as {@link #run} does when the body throws: as suspect, so that it is pinged before the next
     * loan, unless {@link PoolBuilder#suspectOn} says otherwise. Otherwise as {@link #put(Object)}, but if an {@link Error} of the virtual machine
     * comes out of it, the pool takes the object back by itself. Only where the stack has no room for the call itself is the loan a leak;
     * {@link #run} and {@link #call} return the object even there.
     *
     * @param object the object; the caller must not use it afterwards
     * @param thrown what using it threw
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException as {@link #put(Object)}
     * @throws IllegalStateException as {@link #put(Object)}
     */
    void put(T object, Throwable thrown);

    /**
     * Gives the pool an object that was created elsewhere. The pool then lends and closes it like its own.
     *
     * @param object the object; the caller must not use it afterwards
     * @throws NullPointerException if {@code object} is null
     * @throws IllegalArgumentException if the object belongs to another pool of this process; it stays there
     * @throws IllegalStateException if the object is already in this pool, or lent by it
     * @throws PoolFullException if the pool is full; the caller still owns the object
     * @throws PoolClosedException if the pool is closed; the caller still owns the object
     */
    void adopt(T object);

    /**
     * Returns an object to be closed instead of reused, and waits up to {@code closeTimeout} for the close.
     *
     * @param object an object that this pool lent
     * @throws NullPointerException if {@code object} is null
     * @throws IllegalStateException if the object is not lent by this pool
     */
    void discard(T object);

    /**
     * Like {@link #getOrCreate()}, but returns a lease. Closing the lease returns the object.
     *
     * @return the lease, to be closed
     * @throws InterruptedException as {@link #getOrCreate()}
     * @throws PoolException as {@link #getOrCreate()}
     */
    Lease<T> lease() throws InterruptedException;

    /**
     * Like {@link #getOrCreate(Duration)}, but returns a lease. Closing the lease returns the object.
     *
     * @param timeout the longest this may take in total. Zero or negative: lends only an object that is idle and healthy, pinging it
     *     first if due as {@link #get} does, and creates nothing; throws if there is none
     * @return the lease, to be closed
     * @throws InterruptedException as {@link #getOrCreate()}
     * @throws PoolException as {@link #getOrCreate()}
     */
    Lease<T> lease(Duration timeout) throws InterruptedException;

    /**
     * Borrows an object, passes it to the body and returns it. If the body throws, the object is returned as suspect: it is pinged before
     * the next loan, unless {@link PoolBuilder#suspectOn} says otherwise.
     *
     * @param body what to do with the object
     * @param <X> what the body may throw
     * @throws X what the body threw
     * @throws InterruptedException as {@link #getOrCreate()}
     * @throws PoolException as {@link #getOrCreate()}
     */
    <X extends Exception> void run(Use<? super T, X> body) throws X, InterruptedException;

    /**
     * Like {@link #run}, with a result.
     *
     * <pre>{@code
     * String answer = pool.call(session -> session.ask("how are you?"));
     * }</pre>
     *
     * <p>If you pass the result directly to an overloaded method, declare the type of the lambda's parameter, or javac reports the call as
     * ambiguous: {@code println(pool.call((Session session) -> session.ask("how are you?")))}.
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
     * The pool's counters and gauges.
     *
     * @return a snapshot
     */
    PoolStats stats();

    /**
     * The current settings.
     *
     * @return an immutable value
     */
    PoolSettings settings();

    /**
     * Changes the settings of the running pool, in place and immediately. A higher {@code maxSize} serves waiting borrowers now; a lower
     * one closes idle objects now, and lent ones as they are returned.
     *
     * @param settings usually {@code pool.settings().with…(…)}
     * @throws IllegalArgumentException if the settings contradict each other, or change {@code name} or {@code strict}, which
     *     are fixed
     * @throws PoolClosedException if the pool is closed
     */
    void reconfigure(PoolSettings settings);

    /**
     * Replaces all objects. Closes idle ones now, including those being pinged, and waits up to {@code closeTimeout} for that; closes lent
     * ones when they are returned. Interrupts creations in flight, closes what they still produce, and starts new ones for waiting
     * borrowers. Once this method has returned, nobody is given an object from before: a borrower whose object was being prepared meanwhile
     * gets another.
     *
     * @throws PoolClosedException if the pool is closed
     */
    void clear();

    /**
     * Replaces every object that exists now, one after the other, spread evenly over a time: for rotated credentials and certificates, or behind
     * a load balancer. Returns at once. Where there is room, an object's successor is created before it is closed; a lent object is closed
     * when it comes back. Where there is room and no successor can be created, the old object stays; where there is none, it is closed first,
     * unless the backend is known to be down. A second call takes the place of the first. {@link #clear()}
     * replaces all at once.
     *
     * @param over how long it is to take; zero: as fast as creations allow
     * @throws IllegalArgumentException if the time is negative
     * @throws PoolClosedException if the pool is closed
     */
    void renew(Duration over);

    /**
     * Stops lending, for maintenance: borrowers wait, within their timeouts, until {@link #resume()}; {@link #get()} is empty; no creation begins.
     * Idle objects stay, and returned ones come to rest. Doing it again changes nothing.
     *
     * @throws PoolClosedException if the pool is closed
     */
    void suspend();

    /**
     * Stops lending as {@link #suspend()}, and empties the pool: closes the idle objects now and lent ones as they come back, waits for them,
     * for creations in flight, and for the closes to end. What comes back later is closed too. When the list is empty, no object of
     * this pool is left. A {@code newFunc} that has not ended by then may still open a connection, which is closed at once:
     * {@link PoolStats#creating()} counts those that are within {@code createTimeout}. One that has exceeded it was given up, so it is neither
     * counted nor waited for.
     *
     * @param drain how long to wait at most
     * @return what is left after that: loans still out, and objects without a borrower whose ping or close hangs
     * @throws InterruptedException if interrupted while waiting; the pool stays suspended, so call {@link #resume()} in a {@code finally} block
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
     * The pool explains itself: who has what, who waits, what is being created, what went wrong, what that means and what to do. Cheap enough
     * for production, and no borrower waits for it.
     *
     * @return a snapshot, whose {@link PoolReport#toString()} is a text for people
     */
    PoolReport report();

    /**
     * Tells when {@code initialSize} objects have been created; for pools built with {@code failFast(false)}, which do not wait for them.
     *
     * @return completed then; completed exceptionally with {@link PoolCreateException} at the first initial creation that fails, as building
     *     would have failed, and with {@link PoolClosedException} if the pool is closed before. Cancelling it does not concern the pool. What is
     *     chained to it without an executor runs on a background thread of the pool and must not block
     */
    CompletionStage<Void> ready();

    /**
     * The objects that are lent, and to whom.
     *
     * @return a snapshot, longest-held first
     */
    List<Loan> loans();

    /**
     * The latest failure of each kind, for the people who operate the pool.
     *
     * @return a snapshot, newest first
     */
    List<PoolFailure> failures();

    /**
     * Adds a meter to the running pool: it receives the times of what begins from now on. A meter that is there already is told once.
     *
     * @param meter receives the times
     */
    void addMeter(PoolMeter meter);

    /**
     * Starts a scan, which pings the idle objects, evicts what has expired and refills to {@code minIdle}. Does not wait for it to finish.
     * Does nothing if a scan is already running or the pool is closed.
     */
    void scan();

    /**
     * Whether {@link #close()} was called.
     *
     * @return true once closing has begun
     */
    boolean isClosed();

    /**
     * Closes the pool. New and waiting borrowers get a {@link PoolClosedException}. Idle objects are closed now, including those being
     * pinged, and this method waits up to {@code closeTimeout} for that; lent ones are closed when they are returned. Creations and pings
     * in flight are interrupted, and whatever they still produce is closed. Closing again does nothing.
     */
    @Override
    void close();

    /**
     * Closes the pool, and waits until all lent objects have been returned, the creations in flight have ended, which are interrupted, and
     * everything is closed. A {@code newFunc} that has exceeded {@code createTimeout} was given up and is not waited for; should it still yield
     * an object, that is closed at once.
     *
     * @param drain the longest time to wait
     * @return what is left after that: current loans, whose objects are closed when they are returned, and objects without a borrower whose
     *     ping or close hangs. Empty if everything is closed, which does not say that every {@code newFunc} has ended
     * @throws InterruptedException if interrupted while waiting; the pool is closed all the same
     */
    List<Loan> close(Duration drain) throws InterruptedException;
}
