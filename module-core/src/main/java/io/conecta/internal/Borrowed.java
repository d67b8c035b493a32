package io.conecta.internal;

/**
 * What a borrower has got by the slow way: noted while the loan could not be reclaimed yet, so it is this loan and this object whatever
 * has become of the slot since.
 *
 * @param loan identifies the loan
 * @param <T> what is pooled
 */
record Borrowed<T>(Slot<T> slot, T object, long loan) {}
