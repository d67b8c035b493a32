package io.conecta;

/**
 * Releases what a pooled object holds; called exactly once for every object that the pool created or adopted.
 *
 * <p>A call that outlasts {@code closeTimeout} is interrupted and reported, and the capacity it held is given back.
 *
 * @param <T> what is pooled
 */
@FunctionalInterface
public interface CloseFunc<T> {
    /**
     * Closes the object.
     *
     * @param object an object nobody will be lent again
     * @throws Exception anything; it is reported, and the object counts as closed
     */
    void close(T object) throws Exception;
}
