package io.conecta.internal.store;

/** What is known of the object in a slot. */
public final class Stay {
    /** When the object joined the pool. */
    public long born;
    /** The pool's epoch when its creation began; a {@code clear} since then dooms it. */
    public int epoch;
    /** The pool's doubt when its creation or its last passed ping began. */
    public int vouched;
    /** Failed pings in a row. */
    public int failures;
    /** {@link Slot#loans} when the object moved in, less its uses before that. */
    long loansBefore;
    /**
     * Whether a close has the object, and sees to it. Written by who has the slot HELD, as the first thing a close does: so whoever fails around a
     * close marks the slot as abandoned, and a sweep sees whether there is anything left to do.
     */
    public boolean leaving;
    /**
     * Whether a close was begun, or a hook that took too long may be using the object still: should whoever has the slot fail, a sweep closes the
     * object. Written by who has the slot HELD.
     */
    public boolean unfit;
    /** The loan that is timed, if any, and when it began. Written by its borrower, read by who returns it. */
    public long timed;

    public long lentAt;

    /**
     * An object is about to move in.
     *
     * @param uses how often it has been lent
     * @param failed failed pings in a row
     * @param loans {@link Slot#loans} now
     */
    void brings(int uses, int failed, long loans) {
        failures = failed;
        loansBefore = loans - uses;
        leaving = false;
        unfit = false;
    }
}
