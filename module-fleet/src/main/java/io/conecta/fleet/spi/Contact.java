package io.conecta.fleet.spi;

/**
 * Since when a ledger has answered all along. Whoever declares another one dead must have been in contact itself for as long as that one had to
 * be silent: after an outage nobody could renew, and all deserve the time to do so.
 *
 * <p>Used by one thread.
 */
public final class Contact {
    private boolean there;
    /** A time as of {@link System#nanoTime()}, if there is contact. */
    private long since;
    /** The same. */
    private long last;

    /** There is no contact yet. */
    public Contact() {}

    /**
     * A call was answered.
     *
     * @param sent when it was sent, as of {@link System#nanoTime()}
     * @param longest how many nanoseconds may have passed since the answer before, for the contact to be the same
     */
    public void answered(long sent, long longest) {
        if (!there || sent - last > longest) {
            since = sent;
        }
        there = true;
        last = System.nanoTime();
    }

    /** A call was not answered. */
    public void lost() {
        there = false;
    }

    /**
     * Whether the last call was answered, and not too long ago.
     *
     * @param longest how many nanoseconds ago it may have been
     * @return whether there is contact
     */
    public boolean there(long longest) {
        return there && System.nanoTime() - last <= longest;
    }

    /**
     * Whether there has been contact for so long.
     *
     * @param nanos how many nanoseconds
     * @return whether all calls since then have been answered, none too long after the one before, and there have been some
     */
    public boolean lasted(long nanos) {
        return there(nanos) && last - since >= nanos;
    }
}
