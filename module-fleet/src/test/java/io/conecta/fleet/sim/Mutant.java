package io.conecta.fleet.sim;

/** A rule of the protocol that a simulation leaves out: the law must be seen to break. */
enum Mutant {
    NO_QUARANTINE,
    LEASE_FROM_RECEIPT,
    /** A permit is given back when the close begins. */
    CLOSES_NOT_COUNTED,
    /** Who is alive is what was seen before the ledger was read. */
    MEMBERS_BEFORE_LEDGER,
    /** Creations take as long as they take. */
    CREATIONS_WITHOUT_END,
    /** When the lease has ended, what is lent stays. */
    NO_REVOCATION,
    /** A member promises what it was asked to, whatever it still has. */
    EMPTY_PROMISE
}
