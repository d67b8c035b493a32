package io.conecta.internal.flow;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.conecta.internal.flow.Rig.Box;
import io.conecta.internal.store.Signals;
import io.conecta.internal.store.Slot;
import io.conecta.internal.waiting.WaitQueue;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Races between a return and somebody who wants to be noticed by it: a waiter, a clear, a close. */
public final class NoticeRaces {
    private NoticeRaces() {}

    /**
     * A plain return, and a borrower that becomes the first waiter.
     * The race (store buffering): the returner looks for waiters before its store is seen, the waiter for an idle slot before.
     * What is given up for the speed of a return: both may miss each other ("0, 0"); the waiter's next timed look, after 1 ms,
     * finds the slot. Everything else is served at once.
     */
    @JCStressTest
    @State
    @Outcome(
            id = {"1, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "The waiter is noticed, or sees the slot.")
    @Outcome(
            id = "0, 0",
            expect = ACCEPTABLE_INTERESTING,
            desc = "Missed until the waiter's next look; see BorrowPath.park.")
    @Outcome(expect = FORBIDDEN, desc = "Anything else.")
    public static class PlainReturnAgainstWaiter {
        private final Rig rig = new Rig(false);

        @Actor
        public void returner(II_Result r) {
            rig.slot.free(rig.word);
            r.r1 = rig.store.signals.any() ? 1 : 0;
        }

        @Actor
        public void waiter(II_Result r) {
            rig.line.waiters.enqueue(1, false, 0);
            VarHandle.fullFence();
            r.r2 = rig.claims.claim(Rig.OTHER) == null ? 0 : 1;
        }
    }

    /**
     * A return in the middle of a turn, which leaves waiters alone, and a borrower that becomes one.
     * The race: the slot comes to rest while the waiter looks for it elsewhere, and nobody tells it.
     * Promise: the waiter claims the slot, or the patrol wakes it for the slot.
     * Made by: nothing but time. The slot's word stays as it is while nobody comes for it, so the next round sees it again.
     */
    @JCStressTest
    @State
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "Claimed, or found.")
    @Outcome(expect = FORBIDDEN, desc = "At rest, and nobody knows.")
    public static class RestAgainstWaiter {
        private final Rig rig = new Rig(false);
        /** Written by one actor, read by the arbiter. */
        private WaitQueue.@Nullable Waiter<Box> waiter;

        public RestAgainstWaiter() {
            rig.slot.turn.lookAt = Long.MAX_VALUE;
            rig.line.patrol.need();
        }

        @Actor
        public void returner() {
            rig.giveBack(Slot.loan(rig.word));
        }

        @Actor
        public void waiter(II_Result r) {
            waiter = rig.line.waiters.enqueue(1, false, 0);
            rig.line.patrol.start();
            VarHandle.fullFence();
            r.r1 = rig.claims.claim(Rig.OTHER) == null ? 0 : 1;
        }

        @Arbiter
        public void after(II_Result r) {
            WaitQueue.Waiter<Box> waits = Objects.requireNonNull(waiter);
            for (int i = 0; i < 3; i++) {
                rig.threads.pass(1_000_000);
            }
            r.r2 = waits.isWoken() ? 1 : 0;
        }
    }

    /**
     * The same with the careful return, which all but plain loans use.
     * The race: as with the plain return, but the careful return is a CAS and its look volatile, so one
     * of the two sees the other.
     * Promise: the waiter claims the slot, is granted it, or is woken; there is no third outcome.
     */
    @JCStressTest
    @State
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "Claimed, or granted or woken.")
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Claimed, and woken for it too.")
    @Outcome(expect = FORBIDDEN, desc = "A lost wake-up.")
    public static class CarefulReturnAgainstWaiter {
        private final Rig rig = new Rig(true);
        private final WaitQueue<Box> waiters = rig.line.waiters;
        /** Written by one actor, read by the arbiter. */
        private WaitQueue.Waiter<Box>[] waiter = newArray();

        @SuppressWarnings({"unchecked", "rawtypes"})
        private static WaitQueue.Waiter<Box>[] newArray() {
            return new WaitQueue.Waiter[1];
        }

        @Actor
        public void returner() {
            rig.returnPath.giveBack(rig.slot, Slot.loan(rig.word), false);
        }

        @Actor
        public void waiter(II_Result r) {
            waiter[0] = Objects.requireNonNull(waiters.enqueue(1, false, 0));
            VarHandle.fullFence();
            r.r1 = rig.claims.claim(Rig.OTHER) == null ? 0 : 1;
        }

        @Arbiter
        public void after(II_Result r) {
            r.r2 = waiter[0].grant() != null || waiter[0].isWoken() ? 1 : 0;
        }
    }

    /**
     * A holder writes plain fields; the pool hands the object to a waiter in person.
     * The race: the waiter finds its grant without taking the queue's lock.
     * Promise: the waiter sees the last holder's writes and its own loan.
     * Made by: {@code Slot.lend} before the volatile write of {@code Waiter.grant}.
     */
    @JCStressTest
    @State
    @Outcome(id = "0, -1, -1", expect = ACCEPTABLE, desc = "Not granted yet.")
    @Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "Sees all, and the loan is its own.")
    @Outcome(expect = FORBIDDEN, desc = "A grant without the object's last state.")
    public static class HolderToWaiter {
        private final Rig rig = new Rig(true);
        private final WaitQueue.Waiter<Box> waiter = Objects.requireNonNull(rig.line.waiters.enqueue(1, false, 0));

        @Actor
        public void holder() {
            rig.box.first = 1;
            rig.returnPath.giveBack(rig.slot, Slot.loan(rig.word), false);
        }

        @Actor
        public void waiter(III_Result r) {
            WaitQueue.Grant<Box> grant = waiter.grant();
            Slot<Box> slot = grant == null ? null : grant.slot;
            r.r1 = slot == null ? 0 : 1;
            r.r2 = slot == null ? -1 : slot.require().first;
            r.r3 = slot == null ? -1 : Slot.phase(slot.word()) == Slot.LENT ? 1 : 0;
        }
    }

    /**
     * A waiter gives up in the instant in which it is granted a slot.
     * The race: the slot could be lent to somebody who has gone.
     * Promise: who leaves knows whether it was granted something, exactly.
     * Made by: both take the waiter off the queue under its lock, and only one does.
     */
    @JCStressTest
    @State
    @Outcome(
            id = {"1, 1", "0, 0"},
            expect = ACCEPTABLE,
            desc = "Both agree.")
    @Outcome(expect = FORBIDDEN, desc = "A slot lent to nobody.")
    public static class GrantAgainstLeave {
        private final Rig rig = new Rig(true);
        private final WaitQueue.Waiter<Box> waiter = Objects.requireNonNull(rig.line.waiters.enqueue(1, false, 0));

        public GrantAgainstLeave() {
            rig.slot.tryHold(rig.word);
        }

        @Actor
        public void granter(II_Result r) {
            r.r1 = rig.line.waiters.grantHead(rig.slot, Slot.CAREFUL_CLAIM) == null ? 0 : 1;
        }

        @Actor
        public void leaver(II_Result r) {
            rig.line.waiters.leave(waiter);
            r.r2 = waiter.grant() == null ? 0 : 1;
        }
    }

    /**
     * A plain return while a clear marks the loan as doomed.
     * The race: the return's store overwrites a flag that was set after its look ("1, 1, ..": flagged and returned plainly).
     * Promise: the object is closed exactly once all the same.
     * Made by: the sweeps that {@code Housekeeper.settle} runs afterwards; here, the arbiter.
     */
    @JCStressTest
    @State
    @Outcome(
            id = {"0, 1", "1, 1"},
            expect = ACCEPTABLE,
            desc = "Closed once, flagged or not.")
    @Outcome(expect = FORBIDDEN, desc = "Survived a clear, or closed twice.")
    public static class ReturnAgainstClear {
        private final Rig rig = new Rig(false);

        @Actor
        public void returner() {
            rig.giveBack(Slot.loan(rig.word));
        }

        @Actor
        public void clear(II_Result r) {
            rig.store.nextEpoch();
            r.r1 = rig.slot.tryFlag(rig.word, Slot.DOOMED) ? 1 : 0;
        }

        @Arbiter
        public void after(II_Result r) {
            rig.settle();
            r.r2 = rig.closed.get();
        }
    }

    /**
     * A plain return while the pool closes.
     * The race: as with a clear, and the returner may miss that the pool is closed.
     * Promise: the object is closed exactly once, and no slot is left in use.
     * Made by: {@code Handoff.attend}, the flag, or the sweeps afterwards.
     */
    @JCStressTest
    @State
    @Outcome(
            id = {"0, 1, 0", "1, 1, 0"},
            expect = ACCEPTABLE,
            desc = "Closed once.")
    @Outcome(expect = FORBIDDEN, desc = "Left behind, or closed twice.")
    public static class ReturnAgainstClose {
        private final Rig rig = new Rig(false);

        @Actor
        public void returner() {
            rig.giveBack(Slot.loan(rig.word));
        }

        @Actor
        public void close(III_Result r) {
            rig.store.signals.raise(Signals.CLOSED);
            rig.handoff.closeIdle(rig.slot);
            r.r1 = rig.slot.tryFlag(rig.word, Slot.DOOMED) ? 1 : 0;
        }

        @Arbiter
        public void after(III_Result r) {
            rig.settle();
            r.r2 = rig.closed.get();
            r.r3 = rig.phase();
        }
    }
}
