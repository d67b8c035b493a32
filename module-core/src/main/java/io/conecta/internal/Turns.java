package io.conecta.internal;

/**
 * Whether a returned object goes to the first waiter in person, or rests for a moment because a thread that does not wait will take it at
 * once.
 *
 * <p>Handing over every object is fair, and right if its holder goes on to other work. But a holder that comes straight back for the next
 * would then have to queue up itself, and every operation would wait for a context switch (a convoy). So the pool watches what becomes of
 * those who hand over: as long as now and then one of them comes back within {@value #STRAIGHT_NANOS} ns, which is less than a switch takes,
 * one return in {@value #TURN_NANOS} ns hands over, and all others let their object rest. Nobody waits longer than a turn
 * for each waiter ahead, and what is left to rest although nobody comes for it is found by {@link Patrol}.
 *
 * <p>A return must not read a clock to know that a turn goes on. It compares the loan's number with {@link Slot#lookAt}, which
 * grows by more loans at once the shorter these are. Should they become longer meanwhile, the patrol takes that back.
 *
 * <p>All of it is a guess, kept without order between threads: a wrong one costs a switch, or a rest until the next patrol.
 */
final class Turns {
    private static final long TURN_NANOS = 50_000;
    /** Of loans that take a few nanoseconds each, for which a switch is a thousand times dearer. */
    private static final long LONG_TURN_NANOS = 200_000;

    private static final long STRAIGHT_NANOS = 10_000;
    /** Hand-overs in a row after which nobody came straight back until that is no longer expected. */
    private static final int PATIENCE = 16;

    private static final int LONGEST_STRIDE = 1024;
    private static final int MANY_LOANS = 256;
    private static final long NOBODY = 0;

    private final Clock clock;
    /** When an object was handed over last. */
    private long turnSince;
    /** The thread that is watched, and since when. */
    private long watched = NOBODY;

    private long watchedSince;
    /** Not zero: those who hand over come straight back. */
    private int credit;

    Turns(Clock clock) {
        this.clock = clock;
        turnSince = clock.nanoTime();
    }

    /** {@return whether a HELD slot had better rest than go to a waiter} */
    boolean goesOn(Slot<?> slot) {
        if (credit == 0) {
            slot.lookAt = 0;
            return false;
        }
        long now = clock.nanoTime();
        if (now - turnSince >= (slot.stride >= MANY_LOANS ? LONG_TURN_NANOS : TURN_NANOS)) {
            turnSince = now;
            lookLater(slot, now);
            return false;
        }
        lookLater(slot, now);
        return true;
    }

    /** Between two looks at a slot there should be a sixteenth to a quarter of a turn. */
    private void lookLater(Slot<?> slot, long now) {
        long since = now - slot.lookedAt;
        if (since > TURN_NANOS / 4) {
            slot.stride = Math.max(1, slot.stride / 2);
        } else if (since < TURN_NANOS / 16) {
            slot.stride = Math.min(LONGEST_STRIDE, Math.max(1, slot.stride * 2));
        }
        slot.lookedAt = now;
        slot.lookAt = Slot.loansLater(slot.loanWord(), slot.stride);
    }

    /** Loans have become longer than they were when {@link Slot#lookAt} was set, if nobody has looked since {@code since}. */
    static void lookNow(Slot<?> slot, long since) {
        if (slot.lookAt != 0 && slot.lookedAt - since < 0) {
            slot.lookAt = 0;
        }
    }

    /** This thread has just handed an object over. To be called when the waiter has been woken, which takes its time. */
    void handedOver(long thread) {
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
    void borrows(long thread) {
        if (thread == watched) {
            watched = NOBODY;
            credit = clock.nanoTime() - watchedSince < STRAIGHT_NANOS ? PATIENCE : Math.max(0, credit - 1);
        }
    }
}
