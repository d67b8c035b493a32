package io.conecta.fleet.internal;

import org.jspecify.annotations.Nullable;

/**
 * What a member does to the ledger on its own account, each by a read and then a compare-and-set: it holds its mail against the ledger, changes
 * the limit, or takes its entry out before it leaves. Not thread-safe.
 */
final class Errands {
    private boolean checks;
    private int limit;
    private boolean leaves;
    private boolean hasLeft;
    private boolean reading;
    /** What is to be written, and instead of which version. */
    private @Nullable String text;

    private long version;

    /** The mail contradicts what is known. */
    void check() {
        checks = true;
    }

    void limit(int value) {
        limit = value;
    }

    /** @param mayLeave whether the member has given everything back and is to leave */
    @Nullable
    Request next(String id, boolean mayLeave) {
        if (text != null) {
            return new Request.Replace(version, text);
        }
        leaves = mayLeave && !hasLeft;
        if (mayLeave && hasLeft) {
            return new Request.Leave();
        }
        reading = checks || limit > 0 || leaves;
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
        if (leaves && (book.grant(id) == null || book.isReadOnly())) {
            hasLeft = true; // Nothing to take out, or not by this version: others find out that it has gone.
        } else if (leaves) {
            book.grants().remove(id);
            write(readVersion, book);
        } else if (limit > 0 && readVersion > 0 && !book.isReadOnly()) {
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
        } else if (won) {
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
