package io.conecta.internal;

import io.conecta.PoolListener;
import io.conecta.PoolSettings;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one pool, wired as the engine wires them, without threads: hooks run on the spot and timers never. One slot,
 * lent to thread {@value #HOLDER}.
 */
final class Rig {
    static final long HOLDER = 1;
    static final long OTHER = 2;

    /** What is pooled: two plain fields, to see whether one holder's writes reach the next. */
    static final class Box {
        int first;
        int second;
    }

    final AtomicInteger closed = new AtomicInteger();
    final PoolState<Box> state;
    final Disposal<Box> disposal;
    final Handover<Box> handover;
    final Supply<Box> supply;
    final Returns<Box> returns;
    final Box box = new Box();
    final Slot<Box> slot;
    /** The word of the loan that runs when the test begins. */
    final long word;

    Rig(boolean careful) {
        PoolSettings settings =
                PoolSettings.defaults().withName("rig").withMaxSize(2).withStrict(careful);
        Hooks<Box> hooks = new Hooks<>(
                Box::new,
                (object, failures) -> true,
                object -> closed.incrementAndGet(),
                null,
                null,
                new PoolListener<Box>() {},
                null,
                Runnable::run,
                false);
        state = new PoolState<>("rig", hooks, Limits.of(settings), new Background(Clock.SYSTEM, false));
        disposal = new Disposal<>(state);
        handover = new Handover<>(state, disposal, null);
        Checks<Box> checks = new Checks<>(state, handover, disposal, null);
        supply = new Supply<>(state, handover, checks, disposal);
        returns = new Returns<>(state, handover, supply, disposal);
        slot = moveIn(box);
        slot.lend(state.slots.claimStep(), HOLDER);
        word = slot.word();
    }

    /** {@return the HELD slot of a new object, whose place is taken} */
    Slot<Box> moveIn(Box object) {
        state.tryTakePlace();
        @Nullable Slot<Box> fresh = state.slots.occupy(object, state.clock.nanoTime(), state.epoch());
        if (fresh == null) {
            throw new IllegalStateException("no slot for a new object");
        }
        return fresh;
    }

    /** What {@code Engine.giveBack} does: by a store if nothing else is to be done. */
    void giveBack(long loan) {
        if (slot.loanWord() == loan) {
            slot.free(loan);
            if (state.attention.needed(slot, loan)) {
                handover.attend(slot);
            }
        } else {
            returns.giveBack(slot, loan, false);
        }
    }

    /** What a sweep does after a clear, a close or a shrink. */
    void settle() {
        state.slots.forEach(each -> handover.evict(each, state.clock.nanoTime()));
    }

    /** {@return the phase of the slot now} */
    int phase() {
        return (int) Slot.phase(slot.word());
    }
}
