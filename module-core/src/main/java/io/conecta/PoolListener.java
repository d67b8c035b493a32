package io.conecta;

import org.jspecify.annotations.Nullable;

/**
 * Hears what happens in a pool. Every method has a default, so override what you need.
 *
 * <p>Called by the thread on which the event happened, usually a background thread of the pool, under no lock and after the pool
 * has settled the event; several threads may call at once. A listener that throws is logged and otherwise ignored; one that
 * blocks delays the thread that called it, and in {@link #onClose} whoever waits for that close, up to {@code closeTimeout};
 * the pool goes on without it. Borrowing and returning make no events: they are counted in
 * {@link Pool#stats()}.
 *
 * <p>Failures and leaks are logged whether or not there is a listener: {@link System.Logger} {@code "io.conecta"}, with the pool's name,
 * repeats counted instead of repeated. A listener that serves several pools learns by {@link #forPool} whose events it hears.
 *
 * <p>It is called with the class loader of its own class as context class loader.
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
     * Called once for each pool that gets this listener; what it returns hears that pool's events. The default returns this listener, which
     * does not care whose events it hears.
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
     * A ping by the scan or before a lending succeeded.
     *
     * @param object the healthy object
     */
    default void onPingSuccess(T object) {}

    /**
     * A ping failed. One that a borrower waits for closes its object at the first failure; one of a scan closes it once {@code failures} has
     * reached {@code pingMaxRetries}.
     *
     * @param object the object
     * @param failures the failed pings in a row, this one included, from 1
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
     * An object has been out for longer than {@code leakThreshold}; told once a loan.
     *
     * @param loan who has it and since when, and where it was borrowed if that was recorded
     * @param reclaimed whether the pool now closes the object and gives its capacity to others ({@code reclaimLeaked})
     */
    default void onLeak(Loan loan, boolean reclaimed) {}
}
