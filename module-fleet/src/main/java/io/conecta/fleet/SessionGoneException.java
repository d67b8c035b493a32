package io.conecta.fleet;

import org.jspecify.annotations.Nullable;

/** A session of a {@link FleetLedger} has ended, for ever: its process joins again, under another id. */
public class SessionGoneException extends LedgerException {
    private static final long serialVersionUID = 1L;

    /**
     * A session that has ended.
     *
     * @param message which one, and how that was found out
     * @param cause what the client library threw, or null
     */
    public SessionGoneException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
