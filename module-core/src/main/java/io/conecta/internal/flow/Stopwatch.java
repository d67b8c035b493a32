package io.conecta.internal.flow;

import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Meters;
import io.conecta.internal.store.Borrowed;
import io.conecta.internal.store.Gate;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Times loans for the meters. Without a meter there is nothing to do, and the fast path knows nothing of this.
 *
 * <p>With one, the {@link Gate} is closed, so that every borrow passes here: the loan gets a time and, so that its return passes here too, the
 * flag CAREFUL. Reading the clock twice costs several times a borrow and return. So after {@value #BURST} loans the gate opens for the rest
 * of a moment of {@value #MOMENT_MILLIS} ms: up to 100,000 loans a second are all timed, and of more a sample. A pool that is used less
 * than that sets no timer.
 *
 * @param <T> what is pooled
 */
public final class Stopwatch<T> {
    /** No time: this loan is not timed. */
    private static final long UNTIMED = -1;

    private static final int BURST = 1_000;
    private static final int MOMENT_MILLIS = 10;

    private final Store<T> store;
    private final Background background;
    private final Meters meters;
    /** Loans that may yet be timed in this moment; zero or less: none. */
    private final AtomicInteger left = new AtomicInteger();

    private final AtomicBoolean started = new AtomicBoolean();

    public Stopwatch(Store<T> store, Background background, Meters meters) {
        this.store = store;
        this.background = background;
        this.meters = meters;
    }

    /** There is a meter now: times loans from here on. */
    public void start() {
        if (started.compareAndSet(false, true)) {
            again();
        }
    }

    private void again() {
        if (!store.isClosed()) {
            left.set(BURST);
            store.gate.close(Gate.TIMED, true);
        }
    }

    /** This loan begins. By its borrower; an error of ours comes out, and the caller gives the loan up. */
    void begin(Borrowed<T> borrowed) {
        if (meters.isEmpty() || left.get() <= 0) {
            return;
        }
        Slot<T> slot = borrowed.slot;
        slot.stay.timed = borrowed.loan;
        slot.stay.lentAt = background.clock().nanoTime();
        slot.requireCare(borrowed.loan);
        if (left.decrementAndGet() == 0) {
            pause();
        }
    }

    private void pause() {
        boolean paused = false;
        try {
            background.schedule(MOMENT_MILLIS * 1_000_000L, this::again);
            paused = true;
            store.gate.close(Gate.TIMED, false);
        } finally {
            if (!paused) {
                left.set(1); // No memory: the next loan tries again.
            }
        }
    }

    /** {@return for how long this loan has run, to be {@linkplain #tell told} if it ends now} To be asked before: after its end, the slot may be another's. */
    long time(Slot<T> slot, long loan) {
        return slot.stay.timed == loan ? Math.max(0, background.clock().nanoTime() - slot.stay.lentAt) : UNTIMED;
    }

    /** A loan has ended that took this {@link #time}. Throws nothing. */
    void tell(long time) {
        if (time != UNTIMED) {
            try {
                meters.used(time);
            } catch (StackOverflowError noStack) {
                // One measurement less.
            }
        }
    }
}
