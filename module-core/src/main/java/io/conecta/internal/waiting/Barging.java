package io.conecta.internal.waiting;

import io.conecta.internal.runtime.Clock;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Turn;

/**
 * Whether a returned object is handed to the first waiter directly, or rests for a moment because a thread that does not wait will take it at
 * once: whether barging is allowed now.
 *
 * <p>Handing over every object is fair, and right if its holder goes on to other work. But a holder that comes straight back for the next
 * would then have to queue up itself, and every operation would wait for a context switch (a convoy). So the pool watches what becomes of
 * those who hand over: as long as now and then one of them comes back within {@value #STRAIGHT_NANOS} ns, which is less than a switch takes,
 * one return in {@value #TURN_NANOS} ns hands over, and all others let their object rest. Nobody waits longer than a turn
 * for each waiter ahead, and what is left to rest although nobody comes for it is found by {@link BargingPatrol}.
 *
 * <p>A return must not read a clock to know that a turn goes on. It compares the loan's number with {@link Turn#lookAt}, which
 * grows by more loans at once the shorter these are. Should they become longer meanwhile, the patrol takes that back.
 *
 * <p>All of it is a guess, kept without order between threads: a wrong one costs a switch, or a rest until the next patrol.
 */
public final class Barging {
    private static final long TURN_NANOS = 50_000;
    /** Of loans that take a few nanoseconds each, for which a switch is a thousand times dearer. */
    private static final long LONG_TURN_NANOS = 200_000;

    private static final long STRAIGHT_NANOS = 10_000;
    /** Hand-overs in a row after which nobody came straight back until that is no longer expected. */
    private static final int PATIENCE = 16;

    private static final int LONGEST_STRIDE = 1024;
    private static final int MANY_LOANS = 256;
    /** No thread has this id. */
    private static final long NOBODY = 0;

    private final Clock clock;
    /** When an object was handed over last. */
    private long turnSince;
    /** The thread that is watched, by id, and since when. */
    private long watched = NOBODY;

    private long watchedSince;
    /** Not zero: those who hand over come straight back. */
    private int credit;

    public Barging(Clock clock) {
        this.clock = clock;
        turnSince = clock.nanoTime();
    }

    /** {@return whether a HELD slot had better rest than go to a waiter} */
    public boolean goesOn(Slot<?> slot) {
        Turn turn = slot.turn;
        if (credit == 0) {
            turn.lookAt = 0;
            return false;
        }
        long now = clock.nanoTime();
        if (now - turnSince >= (turn.stride >= MANY_LOANS ? LONG_TURN_NANOS : TURN_NANOS)) {
            turnSince = now;
            lookLater(slot, now);
            return false;
        }
        lookLater(slot, now);
        return true;
    }

    /** Between two looks at a slot there should be a sixteenth to a quarter of a turn. */
    private static void lookLater(Slot<?> slot, long now) {
        Turn turn = slot.turn;
        long since = now - turn.lookedAt;
        if (since > TURN_NANOS / 4) {
            turn.stride = Math.max(1, turn.stride / 2);
        } else if (since < TURN_NANOS / 16) {
            turn.stride = Math.min(LONGEST_STRIDE, Math.max(1, turn.stride * 2));
        }
        turn.lookedAt = now;
        turn.lookAt = Slot.loansLater(slot.loanWord(), turn.stride);
    }

    /** Loans have become longer than they were when {@link Turn#lookAt} was set, if nobody has looked since {@code since}. */
    static void lookNow(Slot<?> slot, long since) {
        if (slot.turn.lookAt != 0 && slot.turn.lookedAt - since < 0) {
            slot.turn.lookAt = 0;
        }
    }

    /** This thread has just handed an object over. To be called when the waiter has been woken, which takes its time. */
    public void handedOver(long thread) {
        long now = clock.nanoTime();
        if (watched != NOBODY) {
            if (now - watchedSince < STRAIGHT_NANOS) {
                return;
            }
            credit = Math.max(0, credit - 1);
        }
        watchedSince = now;
        watched = thread;
    }

    /** This thread borrows, and did not find what it had last time. */
    public void borrows(long thread) {
        if (thread == watched) {
            watched = NOBODY;
            credit = clock.nanoTime() - watchedSince < STRAIGHT_NANOS ? PATIENCE : Math.max(0, credit - 1);
        }
    }
}
