package io.conecta.internal.store;

/** An object out of the reserve: its new slot, since when it has been idle, and whether it is to be pinged before it is lent. */
public record Unpacked<T>(Slot<T> slot, long idleSince, boolean suspect) {}
