package io.conecta.fleet;

import org.jspecify.annotations.Nullable;

/**
 * A call to a {@link FleetLedger} has not been answered: it may have been carried out or not. Who gets it asks again; after
 * {@link FleetLedger.Session#compareAndSet compareAndSet} it reads, and compares.
 */
public class LedgerException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * A call that was not answered.
     *
     * @param message what was tried and what went wrong, without secrets
     * @param cause what the client library threw, or null
     */
    public LedgerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
