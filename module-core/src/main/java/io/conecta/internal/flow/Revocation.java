package io.conecta.internal.flow;

import io.conecta.PoolBudget;
import io.conecta.PoolBudget.Share;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;

/**
 * Closes lent objects while their borrowers have them, because the budget's permits for them have ended. Each loan ends as that of a leaked
 * object which is reclaimed: its late return is ignored.
 *
 * @param <T> what is pooled
 */
public final class Revocation<T> {
    private final Store<T> store;
    private final UserCode<T> user;
    private final Pinger<T> pinger;
    private final Closer<T> closer;

    public Revocation(Store<T> store, UserCode<T> user, Pinger<T> pinger, Closer<T> closer) {
        this.store = store;
        this.user = user;
        this.pinger = pinger;
        this.closer = closer;
    }

    /** Closes lent objects as long as there are too many, and hurries what is being pinged or waits to be closed. */
    public void run() {
        Share share = store.capacity.share();
        PoolBudget budget = user.hooks().budget();
        if (share == null || budget == null) {
            return;
        }
        int[] revoked = {0};
        store.slots.forEach(slot -> {
            long word = slot.word();
            if (Slot.isOut(word) && share.isOver() && slot.tryReclaim(word)) {
                slot.unlisted = true;
                closer.close(slot, true, () -> {});
                revoked[0]++;
            }
        });
        pinger.hurry();
        closer.hurry();
        if (revoked[0] > 0) {
            user.revoked(revoked[0], budget);
        }
    }
}
