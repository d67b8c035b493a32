package io.conecta;

/**
 * Clears what a borrower left behind, when an object is returned: rolls back a transaction, for example.
 *
 * <p>Runs on the thread that returns the object, under no lock, before anybody else can borrow it. A call that exceeds {@code hookTimeout}
 * is interrupted, and its object is closed.
 *
 * @param <T> what is pooled
 */
@FunctionalInterface
public interface ResetFunc<T> {
    /**
     * Resets the object.
     *
     * @param object the object that was returned
     * @throws Exception anything; the object is closed instead of pooled
     */
    void reset(T object) throws Exception;
}
