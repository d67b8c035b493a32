package io.conecta;

/**
 * Tells whether a pooled object still works.
 *
 * <p>The scan pings idle objects; a borrower's object is pinged first when it is suspect or has been idle for
 * {@code pingIdleAfter}. An object that is being pinged is lent to nobody. A ping that throws has failed; one that outlasts
 * {@code pingTimeout} is interrupted, and its object is closed.
 *
 * @param <T> what is pooled
 */
@FunctionalInterface
public interface PingFunc<T> {
    /**
     * Pings the object.
     *
     * @param object an object nobody holds
     * @param failures how many pings in a row this object has failed, from 0
     * @return whether the object is healthy
     * @throws Exception anything; it counts as a failed ping and is reported
     */
    boolean ping(T object, int failures) throws Exception;
}
