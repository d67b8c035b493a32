package io.conecta;

/**
 * Borrowers wait for each other: every object that this borrower could wait for is held by a thread that waits for objects itself. Thrown
 * only with {@code failOnDeadlock}, to the borrower whose wait completes the cycle; the others are served once it has returned what it holds.
 */
public class PoolDeadlockException extends PoolException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the pool's name, which thread holds and waits for what, and how to fix it
     */
    public PoolDeadlockException(String message) {
        super(message, null);
    }
}
