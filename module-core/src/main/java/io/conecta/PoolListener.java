package io.conecta;

import org.jspecify.annotations.Nullable;

/**
 * Receives a pool's events. Every method has a default, so override only what you need.
 *
 * <p>Called on the thread on which the event happened, usually a background thread of the pool ({@link #onTimeout} on the borrower's,
 * {@link #onReconfigured} on the thread that reconfigured), under no lock and after the pool has dealt with the event. Several threads may call concurrently. If a listener throws, the pool logs that and carries on. If it blocks, it
 * delays only the thread that called it and, in {@link #onClose}, the caller that waits for that close, up to {@code closeTimeout}.
 * A borrow that succeeds and a return raise no events; {@link Pool#stats()} counts them.
 *
 * <p>Failures and leaks are logged whether or not there is a listener: to {@link System.Logger} {@code "io.conecta"}, with the pool's name;
 * repeats are counted, not repeated. A listener for several pools learns from {@link #forPool} whose events it receives.
 *
 * <p>Its methods run with the class loader of its own class as the context class loader.
 *
 * @param <T> what is pooled
 */
public interface PoolListener<T> {
    /** The call into user code that failed. */
    enum Hook {
        /** A {@link NewFunc}. */
        NEW,
        /** A {@link PingFunc}. */
        PING,
        /** A {@link CloseFunc}. */
        CLOSE,
        /** A {@link PrepareFunc}. */
        PREPARE,
        /** A {@link ResetFunc}. */
        RESET,
        /** A {@link PoolQueue}. */
        QUEUE
    }

    /**
     * Called once for each pool that gets this listener; the returned listener receives that pool's events. The default returns this
     * listener, for all pools. In a keyed pool each key in use has a pool of its own; if several threads borrow for a new key at once, each
     * may call this, and one of the listeners is used. So may one that cannot wait and borrows for a key not in use, which is refused.
     *
     * @param pool the pool's name
     * @return the listener for that pool
     */
    default PoolListener<T> forPool(String pool) {
        return this;
    }

    /**
     * An object was created and has joined the pool.
     *
     * @param object the new object; somebody may be using it already
     */
    default void onCreate(T object) {}

    /**
     * A ping, by a scan or before a loan, succeeded.
     *
     * @param object the healthy object
     */
    default void onPingSuccess(T object) {}

    /**
     * A ping failed. If a borrower waits for the ping, the first failure closes the object; if it is part of a scan, the object is closed
     * once {@code failures} reaches {@code pingMaxRetries}.
     *
     * @param object the object
     * @param failures the number of consecutive failed pings, including this one; at least 1
     */
    default void onPingFailure(T object, int failures) {}

    /**
     * An object was closed; it has left the pool.
     *
     * @param object the closed object
     * @param error what its {@link CloseFunc} threw, or {@code null}
     */
    default void onClose(T object, @Nullable Throwable error) {}

    /**
     * User code threw, timed out or broke its contract.
     *
     * @param hook the code that failed
     * @param object the object it worked on, or {@code null} when there is none
     * @param error what it threw
     */
    default void onHookFailure(Hook hook, @Nullable T object, Throwable error) {}

    /**
     * What the pool connects to is down: a creation has failed, and none has succeeded since. Told once for each outage.
     *
     * @param health the health at that moment, with the reason
     */
    default void onDown(PoolHealth health) {}

    /**
     * What the pool connects to is back: a creation has succeeded after {@link #onDown}. Told once for each outage.
     *
     * @param health the health at that moment
     */
    default void onUp(PoolHealth health) {}

    /**
     * An object has been lent for longer than {@code leakThreshold}; reported once per loan.
     *
     * @param loan who has it and for how long, and where it was borrowed if that was recorded
     * @param reclaimed whether the pool now closes the object and frees its capacity ({@code reclaimLeaked})
     */
    default void onLeak(Loan loan, boolean reclaimed) {}

    /**
     * A borrower is about to get this exception; told on its own thread, which goes on when this method has returned, so be quick. Told
     * for every {@link PoolTimeoutException} of the pool, those of borrowers with a timeout of zero included.
     *
     * @param timeout what the borrower gets; its {@link PoolTimeoutException#report() report} is the pool at that moment, and refers to the
     *     objects that were lent: do not keep it for long
     */
    default void onTimeout(PoolTimeoutException timeout) {}

    /**
     * The pool has new settings, and they are in force; told on the thread that called {@link Pool#reconfigure}, before that returns. Not
     * told if the new settings equal the old ones. Changes made by several threads at the same time may be told in another order.
     *
     * @param before the settings until now
     * @param after the settings from now on
     */
    default void onReconfigured(PoolSettings before, PoolSettings after) {}
}
