package io.conecta.internal.flow;

import io.conecta.internal.store.Store;
import io.conecta.internal.waiting.WaitQueue.Waiter;
import org.jspecify.annotations.Nullable;

/**
 * One borrower's wait for whatever comes back to a pool. What the borrower's thread is parked on, so that {@link Deadlocks} finds by the
 * thread for which pool it waits.
 */
final class Waiting {
    final Store<?> store;
    final Thread thread;
    private final Waiter<?> waiter;
    /** The deadlock that this wait is part of, once somebody has found it. */
    volatile @Nullable Deadlock found;

    Waiting(Store<?> store, Waiter<?> waiter) {
        this.store = store;
        this.thread = waiter.thread();
        this.waiter = waiter;
    }

    /** Whether the borrower has got nothing yet, and has not been told to look. */
    boolean goesOn() {
        return waiter.grant() == null && !waiter.isWoken();
    }
}
