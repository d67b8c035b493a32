package io.conecta.internal.waiting;

import io.conecta.internal.runtime.Background;
import io.conecta.internal.store.Store;

/**
 * Who waits, and who is served before whom.
 *
 * @param <T> what is pooled
 */
public final class Line<T> {
    public final WaitQueue<T> waiters;
    public final Barging barging;
    public final BargingPatrol<T> patrol;
    public final Valve valve;

    public Line(Store<T> store, Background background) {
        waiters = new WaitQueue<>(store.signals);
        barging = new Barging(background.clock());
        patrol = new BargingPatrol<>(background, store.slots, waiters);
        valve = new Valve(store, background.clock());
    }
}
