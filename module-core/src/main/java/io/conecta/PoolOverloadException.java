package io.conecta;

/** The pool is overloaded, and its valve ({@code queueTarget}) turned this borrower away after {@code queueTarget}. */
public class PoolOverloadException extends PoolFullException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the pool's name, what happened, the values and how to fix it
     */
    public PoolOverloadException(String message) {
        super(message, null);
    }
}
