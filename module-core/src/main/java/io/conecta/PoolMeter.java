package io.conecta;

import java.time.Duration;

/**
 * Receives the times of a pool's borrowers and creations, for histograms in a metrics library. Every method has a default, so override only
 * what you need.
 *
 * <p>A meter is given to the builder ({@link PoolBuilder#meter}) or to a running pool ({@link Pool#addMeter}). A pool without one reads no
 * clock for it. Counts and gauges need no meter: they are in {@link Pool#stats()}.
 *
 * <p>The methods are called on the threads that borrow, return and create, under no lock, and concurrently: they must be thread-safe, take
 * next to no time and not block. What they throw is logged, once for each meter, and affects no borrower.
 */
public interface PoolMeter {
    /**
     * A borrower that found no idle object has waited in line. Those that are served at once, or turned away without a wait, are not measured.
     *
     * @param time how long it stood in line
     * @param served whether it got an object; false if it timed out, was turned away, interrupted, or the creation that it waited for failed
     */
    default void waited(Duration time, boolean served) {}

    /**
     * An attempt to create an object has ended.
     *
     * @param time how long {@code newFunc} took, with the time that it waited for a thread
     * @param succeeded whether the object has joined the pool; false if {@code newFunc} threw or exceeded {@code createTimeout}
     */
    default void created(Duration time, boolean succeeded) {}

    /**
     * A loan has ended: its object was returned, discarded or reclaimed.
     *
     * <p>Up to 100,000 loans a second are all measured; of more, a sample is: the first 1,000 in every 10 ms. A loan that began before the
     * meter was added is not measured.
     *
     * @param time how long the borrower had the object, with the time of {@code prepareFunc} and without that of {@code resetFunc}
     */
    default void used(Duration time) {}

    /**
     * The pool has been closed, by its user or because nobody can reach it any more; what shows its figures can be taken away. Told once, on
     * the thread that closes, or that adds a meter to a closed pool. The times of what is still out or under way may follow.
     */
    default void poolClosed() {}
}
