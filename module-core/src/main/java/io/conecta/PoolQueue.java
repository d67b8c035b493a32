package io.conecta;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The order in which idle objects are reused. Without a queue, a pool uses its own slot table, which is fastest; a queue guarantees an
 * order. {@link PoolQueues} has ready-made ones.
 *
 * <p>Called from many threads concurrently and under no lock of the pool: an implementation must be thread-safe, and must compare
 * elements by identity. The pool tracks every object itself, so a queue that fails or loses an element costs reuse, never correctness. The
 * pool closes an element that the queue refuses.
 *
 * @param <E> the pooled objects
 */
public interface PoolQueue<E> {
    /**
     * Adds an object that has become idle.
     *
     * @param element the object
     * @return false if the queue refuses it; the pool then closes it
     */
    boolean add(E element);

    /**
     * How many elements are queued.
     *
     * @return the number of elements
     */
    int len();

    /**
     * Visits the queued elements, in the order of reuse if there is one, until the visitor returns false. The queue may change
     * meanwhile.
     *
     * @param visitor returns whether to continue
     */
    void range(Predicate<? super E> visitor);

    /**
     * Takes the next object to use; never waits.
     *
     * @return the object, no longer queued, or {@code null} if the queue is empty
     */
    @Nullable
    E get();

    /**
     * Tells the queue that an element has been lent or closed. Removes it if it is still queued.
     *
     * @param element the object
     */
    void done(E element);

    /** Closes the queue; the pool calls it once when it is closed. Elements still queued are closed by the pool. */
    void stop();

    /**
     * Whether {@link #stop()} was called.
     *
     * @return true once stopped
     */
    boolean isClosed();
}
