package io.conecta.fleet.internal;

/** Hears what a member finds wrong in the ledger, or with itself. Never blocks and never throws. */
public interface Problems {
    /** Something in the ledger is not what a member writes; what was known before is kept. */
    void malformed(String where, MalformedException problem);

    /** The ledger is not the one that granted what this member has: it ends its session. */
    void otherLedger();

    /** The limit could not be changed: a newer version has written the ledger. */
    void limitRefused();

    /** A former session has ended, and a new one begun. */
    void joined(String id);

    /** The session has ended. */
    void gone(String id);
}
