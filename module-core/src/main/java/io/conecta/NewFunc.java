package io.conecta;

/**
 * Creates the objects of a pool, one per call.
 *
 * <p>Called on the pool's background threads, concurrently if several borrowers wait, and under no lock of the pool. An exception or a
 * {@code null} reaches the borrower as a {@link PoolCreateException}. A call that exceeds {@code createTimeout} is interrupted and counts
 * as failed. If it returns an object all the same, the object joins the pool if there is room, and is closed otherwise.
 *
 * @param <T> what is pooled
 */
@FunctionalInterface
public interface NewFunc<T> {
    /**
     * Creates an object that is ready for use.
     *
     * @return the new object, never {@code null}, and never one that is already in a pool
     * @throws Exception anything; it becomes the cause of the borrower's {@link PoolCreateException}
     */
    T create() throws Exception;
}
