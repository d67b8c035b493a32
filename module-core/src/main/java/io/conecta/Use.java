package io.conecta;

/**
 * What {@link Pool#run} does with a borrowed object.
 *
 * @param <T> what is pooled
 * @param <X> what the body may throw
 */
@FunctionalInterface
public interface Use<T, X extends Exception> {
    /**
     * Uses the object, which must not be kept beyond this call.
     *
     * @param object the borrowed object
     * @throws X the body's own failure; the object is pinged before it is lent again
     */
    void use(T object) throws X;
}
