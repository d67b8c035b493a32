package io.conecta.internal.store;

/** What a sweep saw of a slot, and when. */
public final class Sighting {
    /** The loan or idle time that was seen last; see {@link Slot#tenure}. */
    public long seen = -1;
    /** When it was first seen. */
    public long at;
    /** How long the process had been stopped by then. */
    public long stalled;
    /** For how long the loan had run when it was first counted by a clock that stands still with the process; negative: it is not. */
    public long lead = -1;
    /** What that clock showed then. */
    public long ran;
}
