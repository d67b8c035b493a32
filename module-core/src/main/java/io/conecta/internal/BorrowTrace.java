package io.conecta.internal;

/** Where and by whom an object was borrowed. */
final class BorrowTrace extends Throwable {
    private static final long serialVersionUID = 1L;
    private final String borrower;

    BorrowTrace(String borrower) {
        super("borrowed here, by \"" + borrower + "\"");
        this.borrower = borrower;
    }

    String borrower() {
        return borrower;
    }
}
