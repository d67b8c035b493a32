package io.conecta;

import org.jspecify.annotations.Nullable;

/**
 * What {@link Pool#call} computes with a borrowed object.
 *
 * @param <T> what is pooled
 * @param <R> the result
 * @param <X> what the body may throw
 */
@FunctionalInterface
public interface Call<T, R extends @Nullable Object, X extends Exception> {
    /**
     * Uses the object, which must not be kept beyond this call.
     *
     * @param object the borrowed object
     * @return the result of {@link Pool#call}
     * @throws X the body's own failure; the object is pinged before it is lent again
     */
    R call(T object) throws X;
}
