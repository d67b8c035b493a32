package io.conecta;

/**
 * Clears what a borrower left behind, when an object comes back: say, rolls a transaction back.
 *
 * <p>Runs on the thread that returns the object, under no lock, before anybody else can borrow it.
 *
 * @param <T> what is pooled
 */
@FunctionalInterface
public interface ResetFunc<T> {
    /**
     * Resets the object.
     *
     * @param object the object that came back
     * @throws Exception anything; the object is closed instead of pooled
     */
    void reset(T object) throws Exception;
}
