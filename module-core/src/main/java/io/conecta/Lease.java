package io.conecta;

/**
 * One loan of one object; {@link #close()} returns the object.
 *
 * <pre>{@code
 * try (Lease<Session> lease = pool.lease()) {
 *     lease.get().send("hello");
 * }
 * }</pre>
 *
 * <p>A lease identifies its loan. Closing it twice, or after the pool has reclaimed the object as leaked, does nothing and never affects
 * the object's next holder. If two threads close the same lease within a few nanoseconds, only a pool with {@code strict} detects it. A
 * thread other than the borrower's may close the lease; passing it safely between the two threads is up to the caller.
 *
 * @param <T> what is pooled
 */
public interface Lease<T> extends AutoCloseable {
    /**
     * The borrowed object.
     *
     * @return the object, always the same one
     * @throws IllegalStateException if the loan has ended
     */
    T get();

    /**
     * Marks the object as suspect: it may be broken, so the pool pings it before the next loan. The lease stays open, and must be closed as
     * usual. Does nothing if the loan has ended.
     */
    void suspect();

    /** Ends the loan and closes the object instead of returning it to the pool. Does nothing if the loan has ended. */
    void discard();

    /** Ends the loan and returns the object to the pool. Does nothing if the loan has ended. */
    @Override
    void close();
}
