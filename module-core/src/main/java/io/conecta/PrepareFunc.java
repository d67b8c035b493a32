package io.conecta;

/**
 * Prepares a pooled object for its next borrower, just before it is lent: begins a transaction, for example.
 *
 * <p>Runs on the borrower's thread, before every loan. A call that exceeds {@code hookTimeout} is interrupted, and its object is closed.
 *
 * @param <T> what is pooled
 */
@FunctionalInterface
public interface PrepareFunc<T> {
    /**
     * Prepares the object.
     *
     * @param object the object about to be lent
     * @throws Exception anything; the object is closed and the borrower gets another, unless its thread is interrupted: that ends its borrow,
     *     since the next call would be likely to fail too
     */
    void prepare(T object) throws Exception;
}
