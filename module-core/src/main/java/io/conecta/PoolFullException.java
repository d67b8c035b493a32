package io.conecta;

import org.jspecify.annotations.Nullable;

/** There is no room: for a foreign object to be adopted (the caller keeps it), or for one more waiting borrower. */
public class PoolFullException extends PoolException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message the pool's name, the fact, the values and the way out
     * @param cause what led to it, or {@code null}
     */
    public PoolFullException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
