package io.conecta;

/**
 * Makes a pooled object ready for its next borrower, just before it is lent: say, begins a transaction.
 *
 * <p>Runs on the borrower's thread, for every lending.
 *
 * @param <T> what is pooled
 */
@FunctionalInterface
public interface PrepareFunc<T> {
    /**
     * Prepares the object.
     *
     * @param object the object about to be lent
     * @throws Exception anything; the object is closed and the borrower gets another
     */
    void prepare(T object) throws Exception;
}
