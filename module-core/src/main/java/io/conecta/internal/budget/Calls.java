package io.conecta.internal.budget;

import io.conecta.internal.runtime.Row;
import org.jspecify.annotations.Nullable;

/** Whom to call back once the lock of the ledger is released. Noting one takes no memory. Guarded by that lock, but for {@link #make}. */
final class Calls {
    private final Ledger ledger;
    /** There is a permit for these. */
    private final Row<LocalShare> room = new Row<>();
    /** Others want what these have. */
    private final Row<LocalShare> excess = new Row<>();
    /** They have too much, right now. */
    private final Row<LocalShare> revoke = new Row<>();

    Calls(Ledger ledger) {
        this.ledger = ledger;
    }

    void room(LocalShare share) {
        room.add(share.inRoom);
    }

    void excess(LocalShare share) {
        excess.add(share.inExcess);
    }

    void revoke(LocalShare share) {
        revoke.add(share.inRevoke);
    }

    boolean isEmpty() {
        return room.first() == null && excess.first() == null && revoke.first() == null;
    }

    /** Without the lock. */
    void make() {
        while (makeNext(room) || makeNext(excess) || makeNext(revoke)) {
            // There may be more.
        }
    }

    /** {@return whether one was made} One that fails for want of memory or of stack is made after the next step. */
    private boolean makeNext(Row<LocalShare> row) {
        Row.Link<LocalShare> next = poll(row);
        if (next == null) {
            return false;
        }
        try {
            if (row == room) {
                next.element.member.room();
            } else if (row == revoke) {
                next.element.member.revoke();
            } else {
                next.element.member.excess();
            }
            return true;
        } catch (OutOfMemoryError | StackOverflowError later) {
            putBack(row, next);
            return false;
        }
    }

    private Row.@Nullable Link<LocalShare> poll(Row<LocalShare> row) {
        ledger.begin();
        try {
            return row.poll();
        } finally {
            ledger.unlock();
        }
    }

    private void putBack(Row<LocalShare> row, Row.Link<LocalShare> link) {
        ledger.begin();
        try {
            row.add(link);
        } finally {
            ledger.unlock();
        }
    }
}
