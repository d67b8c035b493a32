package io.conecta.internal.store;

import org.jspecify.annotations.Nullable;

/**
 * The fields of a slot that every borrow and return touch. In a class of their own, since the JVM lays out a superclass first: so they
 * share a cache line, whatever {@link Slot} adds.
 *
 * @param <T> what is pooled
 */
abstract sealed class Berth<T> permits Slot {
    /** The state word, see {@link Slot}, which makes every access. */
    @SuppressWarnings("UnusedVariable")
    long state;
    /** The thread that claimed last. Through {@link Slot}; read by reports, which may see an older one. */
    @SuppressWarnings("UnusedVariable")
    @Nullable
    Thread borrower;
    /** Written while HELD by the table; read by whoever owns the slot, and racily to compare identities. */
    @Nullable
    T object;
}
