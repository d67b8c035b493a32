package io.conecta;

/**
 * Checks whether a pooled object still works.
 *
 * <p>Scans ping idle objects. An object is also pinged before a loan if it is suspect, or has been idle for {@code pingIdleAfter}. While it
 * is being pinged, it is not lent. A ping that throws has failed. One that exceeds {@code pingTimeout} is interrupted, and its object is
 * closed.
 *
 * @param <T> what is pooled
 */
@FunctionalInterface
public interface PingFunc<T> {
    /**
     * Pings the object.
     *
     * @param object an object that nobody holds
     * @param failures how many consecutive pings this object has failed, from 0
     * @return whether the object is healthy
     * @throws Exception anything; it counts as a failed ping and is reported
     */
    boolean ping(T object, int failures) throws Exception;
}
