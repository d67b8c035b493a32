package io.conecta.internal.flow;

import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Meters;
import io.conecta.internal.store.Borrowed;
import io.conecta.internal.store.Gate;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Times loans for the meters. Without a meter there is nothing to do, and the fast path knows nothing of this.
 *
 * <p>With one, the {@link Gate} is closed, so that every borrow passes here: the loan gets a time and, so that its return passes here too, the
 * flag CAREFUL. Reading the clock twice costs several times a borrow and return. So after {@value #BURST} loans within a moment of
 * {@value #MOMENT_MILLIS} ms the gate opens for the rest of it: up to 100,000 loans a second are all timed, and of more a sample. A pool
 * that is used less than that sets no timer.
 *
 * <p>Whoever changes what is left asks the gate to be closed if something is left; it asks back under its lock, so that the last who asks
 * decides: a timer that fires before the gate has been opened does not leave it open for good.
 *
 * @param <T> what is pooled
 */
public final class Stopwatch<T> {
    /** No time: this loan is not timed. */
    private static final long UNTIMED = -1;

    private static final int BURST = 1_000;
    private static final int MOMENT_MILLIS = 10;
    private static final long MOMENT_NANOS = MOMENT_MILLIS * 1_000_000L;

    private final Store<T> store;
    private final Background background;
    private final Meters meters;
    /** When the moment began. */
    private final AtomicLong moment = new AtomicLong();
    /** Loans that may yet be timed in this moment; zero or less: none, and a timer begins the next. */
    private final AtomicInteger left = new AtomicInteger();

    /** Guarded by this object's monitor. */
    private boolean started;

    public Stopwatch(Store<T> store, Background background, Meters meters) {
        this.store = store;
        this.background = background;
        this.meters = meters;
    }

    /** There is a meter now: times loans from here on. */
    public void start() {
        if (isFirst()) {
            again();
        }
    }

    private synchronized boolean isFirst() {
        boolean first = !started;
        started = true;
        return first;
    }

    private void again() {
        if (!store.isClosed()) {
            moment.set(background.clock().nanoTime());
            left.set(BURST);
            settleGate();
        }
    }

    private void settleGate() {
        store.gate.closeIf(Gate.TIMED, () -> left.get() > 0);
    }

    /** This loan begins. By its borrower; an error of ours comes out, and the caller gives the loan up. */
    void begin(Borrowed<T> borrowed) {
        if (meters.isEmpty() || left.get() <= 0) {
            return;
        }
        long now = background.clock().nanoTime();
        Slot<T> slot = borrowed.slot;
        slot.stay.timed = borrowed.loan;
        slot.stay.lentAt = now;
        slot.requireCare(borrowed.loan);
        long began = moment.get();
        if (now - began >= MOMENT_NANOS && moment.compareAndSet(began, now)) {
            left.set(BURST);
            began = now;
        }
        if (left.decrementAndGet() == 0) {
            pause(MOMENT_NANOS - (now - began));
        }
    }

    private void pause(long nanos) {
        boolean paused = false;
        try {
            background.schedule(Math.max(1, nanos), this::again);
            paused = true;
            settleGate();
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
