package io.conecta;

/**
 * One loan of one object, given back by {@link #close()}.
 *
 * <pre>{@code
 * try (Lease<Session> lease = pool.lease()) {
 *     lease.get().send("hello");
 * }
 * }</pre>
 *
 * <p>A lease knows its loan: closing it twice, or after the pool took the object back as leaked, does nothing and never touches
 * the object's next holder. Two threads that close one lease within the same few nanoseconds are told apart only by a pool with
 * {@code strict}. A lease may be closed by another thread than the borrower's; the hand-over between the two is theirs.
 *
 * @param <T> what is pooled
 */
public interface Lease<T> extends AutoCloseable {
    /**
     * The borrowed object.
     *
     * @return the object, the same at every call
     * @throws IllegalStateException if the loan has ended
     */
    T get();

    /**
     * Marks the object as suspect: it may be broken, so it is pinged before it is lent again. The lease goes on, and is to be closed as
     * always. Does nothing if the loan has ended.
     */
    void suspect();

    /** Ends the loan and closes the object instead of returning it to the pool. Does nothing if the loan has ended. */
    void discard();

    /** Ends the loan: the object goes back to the pool. Does nothing if the loan has ended. */
    @Override
    void close();
}
