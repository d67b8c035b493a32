package io.conecta.fleet.internal;

import org.jspecify.annotations.Nullable;

/**
 * What a member does to the ledger on its own account, each by a read and then a compare-and-set: it holds its mail against the ledger, changes
 * the limit, or takes its entry out before it leaves. Not thread-safe.
 */
final class Errands {
    private final Problems problems;
    private boolean checks;
    private int limit;
    /** The limit in what is to be written. */
    private int writing;

    private boolean leaves;
    private boolean hasLeft;
    private boolean reading;
    /** What is to be written, and instead of which version. */
    private @Nullable String text;

    private long version;

    Errands(Problems problems) {
        this.problems = problems;
    }

    /** The mail contradicts what is known. */
    void check() {
        checks = true;
    }

    void limit(int value) {
        limit = value;
    }

    /**
     * {@return what to ask the ledger for, null for nothing}
     *
     * @param isMember whether there is an entry for it, so that there is a ledger
     * @param mayLeave whether the member has given everything back and is to leave
     */
    @Nullable
    Request next(boolean isMember, boolean mayLeave) {
        if (text != null) {
            return new Request.Replace(version, text);
        }
        leaves = mayLeave && !hasLeft;
        if (mayLeave && hasLeft) {
            return new Request.Leave();
        }
        reading = checks || (limit > 0 && isMember) || leaves;
        return reading ? new Request.Read() : null;
    }

    boolean isReading() {
        return reading;
    }

    boolean isReplacing() {
        return text != null;
    }

    /** {@return false if the ledger is not the one that granted what this member has} */
    boolean read(long readVersion, Book book, String id, Standing standing) {
        reading = false;
        if (checks) {
            checks = false;
            return standing.agrees(book.word(), book.grant(id));
        }
        boolean missing = book.word().isEmpty(); // It was deleted, or emptied; or there is none yet.
        if (leaves && (missing || book.isReadOnly())) {
            hasLeft = true; // Nothing to take out, or not by this version: others find out that it has gone.
        } else if (leaves) {
            book.grants().remove(id);
            // Even if there is no entry: a pass that does not know of the farewell yet must fail.
            write(readVersion, book);
        } else if (limit > 0 && book.isReadOnly()) {
            limit = 0;
            problems.limitRefused();
        } else if (missing && standing.epoch() > 0) {
            return false;
        } else if (limit > 0 && !missing) {
            writing = limit;
            book.limit(limit, book.configured());
            write(readVersion, book);
        }
        return true;
    }

    private void write(long over, Book book) {
        version = over;
        text = book.text();
    }

    void replaced(boolean won) {
        text = null;
        if (won && leaves) {
            hasLeft = true;
        } else if (won && limit == writing) { // Else it was changed once more meanwhile.
            limit = 0;
        }
    }

    /** The ledger cannot be read. */
    void giveUp() {
        reading = false;
        checks = false;
        limit = 0;
        hasLeft |= leaves;
    }

    /** What was under way has come to nothing, and is tried again. */
    void failed() {
        reading = false;
        text = null;
    }
}
