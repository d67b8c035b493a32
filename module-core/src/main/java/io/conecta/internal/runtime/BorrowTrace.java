package io.conecta.internal.runtime;

/** Where and by whom an object was borrowed. */
public final class BorrowTrace extends Throwable {
    private static final long serialVersionUID = 1L;
    private final long loan;

    /**
     * As of here.
     *
     * @param borrower the name of the borrowing thread
     * @param loan identifies the loan, so that a trace is never taken for another loan's
     */
    public BorrowTrace(String borrower, long loan) {
        super("borrowed here, by \"" + borrower + "\"");
        this.loan = loan;
    }

    /** {@return what identifies the loan} */
    public long loan() {
        return loan;
    }
}
