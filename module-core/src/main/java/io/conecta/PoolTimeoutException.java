package io.conecta;

import org.jspecify.annotations.Nullable;

/** No object became available within the borrow's timeout. The cause, if any, is the last failed creation, or what {@link PrepareFunc} threw. */
public class PoolTimeoutException extends PoolException {
    private static final long serialVersionUID = 1L;

    /** Not sent anywhere: it knows the objects that were lent. */
    private final transient @Nullable PoolReport report;

    /**
     * Creates the exception, without a report.
     *
     * @param message the pool's name, what happened, the values and how to fix it
     * @param cause what led to it, or {@code null}
     */
    public PoolTimeoutException(String message, @Nullable Throwable cause) {
        this(message, cause, null);
    }

    /**
     * Creates the exception.
     *
     * @param message the pool's name, what happened, the values and how to fix it
     * @param cause what led to it, or {@code null}
     * @param report the pool at that moment, or {@code null}
     */
    public PoolTimeoutException(String message, @Nullable Throwable cause, @Nullable PoolReport report) {
        super(message, cause);
        this.report = report;
    }

    /**
     * {@return the pool when the time was up; null if the exception was made without a report, or comes from another process} Borrowers that
     * time out at nearly the same moment may share one. It refers to the objects that were lent: do not keep the exception for long.
     */
    public @Nullable PoolReport report() {
        return report;
    }
}
