package io.conecta;

/**
 * Releases what a pooled object holds; called exactly once for every object that the pool created or adopted.
 *
 * <p>A call that exceeds {@code closeTimeout} is interrupted and reported, and the object's capacity is freed.
 *
 * @param <T> what is pooled
 */
@FunctionalInterface
public interface CloseFunc<T> {
    /**
     * Closes the object.
     *
     * @param object an object that will not be lent again
     * @throws Exception anything; it is reported, and the object counts as closed
     */
    void close(T object) throws Exception;
}
