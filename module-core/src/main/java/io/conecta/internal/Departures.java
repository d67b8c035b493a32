package io.conecta.internal;

import io.conecta.internal.flow.Closer;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Deadline;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * Waits until objects have left the pool.
 *
 * @param <T> what is pooled
 */
final class Departures<T> {
    private static final long LOOK_NANOS = 10_000_000;

    private final Store<T> store;
    private final Closer<T> closer;
    private final Clock clock;

    Departures(Store<T> store, Closer<T> closer, Clock clock) {
        this.store = store;
        this.closer = closer;
        this.clock = clock;
    }

    /** Waits until nothing of an earlier epoch is in the pool's hand or being closed. */
    void awaitOlder(int epoch, Deadline deadline) {
        await(
                () -> any(slot -> slot.stay.epoch - epoch < 0 && inHand(slot.word())),
                each -> each - epoch < 0,
                deadline,
                false);
    }

    /** Waits until what nobody had borrowed is closed. */
    void awaitInHand(Deadline deadline) {
        await(() -> any(slot -> inHand(slot.word())), each -> true, deadline, false);
    }

    /**
     * Waits until nothing is left, and nothing is being closed.
     *
     * @param creating whether something is being created; asked before the slots are: what a creation yields has a slot before it has ended
     * @return whether an interrupt has ended it
     */
    boolean awaitNone(BooleanSupplier creating, Deadline deadline) {
        return await(
                () -> creating.getAsBoolean() || any(slot -> Slot.phase(slot.word()) != Slot.EMPTY),
                each -> true,
                deadline,
                true);
    }

    /** Whether the object is nobody's, or in the pool's own hand: pinged, handed over, closed. */
    private static boolean inHand(long word) {
        return Slot.phase(word) == Slot.IDLE || Slot.phase(word) == Slot.HELD;
    }

    /**
     * Waits until nothing is pending, and nothing of such an epoch is being closed.
     *
     * @param interruptible whether an interrupt ends the wait; otherwise it is kept
     * @return whether an interrupt has ended it
     */
    private boolean await(BooleanSupplier pending, IntPredicate epochs, Deadline deadline, boolean interruptible) {
        boolean interrupted = false;
        Thread self = Thread.currentThread();
        closer.endings.watch(self);
        try {
            int seen = closer.endings.count();
            for (long left = deadline.left();
                    left > 0
                            && (pending.getAsBoolean()
                                    || closer.isClosing(epochs)); // In the order in which an object goes.
                    left = deadline.left()) {
                if (interruptible && Thread.interrupted()) {
                    return true;
                }
                if (closer.endings.count()
                        == seen) { // Otherwise a lock that was waited for may have used up the wake-up.
                    // Not every slot that is settled tells: one may be lent, by whoever had it in hand.
                    clock.parkNanos(this, Math.min(left, LOOK_NANOS));
                }
                seen = closer.endings.count();
                interrupted |= !interruptible && Thread.interrupted();
            }
        } finally {
            closer.endings.unwatch(self);
            if (interrupted) {
                self.interrupt();
            }
        }
        return false;
    }

    private boolean any(Predicate<Slot<T>> predicate) {
        boolean[] any = {false};
        store.slots.forEach(slot -> any[0] |= predicate.test(slot));
        return any[0];
    }
}
