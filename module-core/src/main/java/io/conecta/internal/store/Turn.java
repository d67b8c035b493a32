package io.conecta.internal.store;

/** What {@code Barging} knows of a slot. Written while HELD; {@link #lookAt} and {@link #patrolled} by the patrol too. */
public final class Turn {
    /** Returns whose word is below this leave waiting borrowers alone. */
    public long lookAt;

    public long lookedAt;
    public int stride;
    /** The word that the last patrol saw, if idle. */
    public long patrolled = -1;
}
