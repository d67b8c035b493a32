package io.conecta.internal.flow;

import io.conecta.internal.runtime.Counters;
import io.conecta.internal.runtime.StackProbe;
import io.conecta.internal.runtime.Threads;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.store.Signals;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import io.conecta.internal.store.Unpacked;
import io.conecta.internal.waiting.Line;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an object in the pool's hand: it is closed, handed to the borrower that has waited longest, or comes to rest. Every
 * object that is created, returned or pinged comes to {@link #settle}, which decides in one place. What borrowers take by themselves is
 * left to {@link Claims}.
 *
 * <p>A return hands its object to the waiter at the head directly, unless {@link Line#barging} knows better.
 *
 * @param <T> what is pooled
 */
public final class Handoff<T> {
    private final Store<T> store;
    private final Line<T> line;
    private final UserCode<T> user;
    private final Closer<T> closer;
    private final @Nullable QueueOrder<T> order;

    public Handoff(Store<T> store, Line<T> line, UserCode<T> user, Closer<T> closer, @Nullable QueueOrder<T> order) {
        this.store = store;
        this.line = line;
        this.user = user;
        this.closer = closer;
        this.order = order;
    }

    /** Where an object comes from: its next stop depends on it. */
    enum Source {
        /** Its holder has returned it just now. */
        RETURNED,
        /** It was created, pinged, or moved by the housekeeping. */
        POOL
    }

    private enum Fate {
        CLOSE,
        /** There are more objects than there may be; its place is condemned already. */
        CLOSE_SURPLUS,
        HAND_OFF,
        REST,
        /** It rests although somebody waits: whoever barges is sooner there. */
        REST_FOR_BARGING
    }

    /**
     * A new object, whose place is taken: lends it, or lays it to rest.
     *
     * @param creation hears that it succeeds before anybody can borrow the object; null for one from elsewhere
     * @return false if it is in the pool already, and so has no slot
     */
    boolean join(T object, @Nullable Slot<T> slot, @Nullable Creation<T> creation) {
        if (slot == null) {
            return false;
        }
        boolean known = false;
        try {
            store.counters.increment(Counters.CREATED);
            store.closedObjects.remove(object);
            if (creation != null) {
                creation.succeeded();
            }
            known = true;
        } catch (VirtualMachineError noMemory) {
            return true; // It has joined all the same: a sweep settles it.
        } finally {
            if (!known) {
                slot.abandoned = Slot.loan(slot.word());
            }
        }
        settle(slot, false, slot.stay.born, Source.POOL);
        return true;
    }

    /**
     * Takes a HELD slot whose object may be used again. Once it has it, no error of ours comes out: the slot is marked as abandoned.
     *
     * @param suspect whether it has to be pinged before it is lent
     * @param idleSince since when nobody has used it
     */
    void settle(Slot<T> slot, boolean suspect, long idleSince, Source source) {
        long held = Slot.loan(slot.word());
        boolean ours = true;
        Fate fate;
        long flag;
        Thread served = null;
        boolean unlisted;
        T object = slot.require();
        try { // Each way ends with the step that gives the slot out of this hand.
            unlisted = slot.unlisted;
            flag = flagOf(slot, suspect, source);
            fate = decide(slot, flag, source);
            if (fate == Fate.HAND_OFF) {
                StackProbe.check(); // Half a grant would leave a waiter without anybody who knows of it.
                served = line.waiters.grantHead(slot, slot.isCold() ? Slot.CAREFUL_CLAIM : store.slots.claimStep());
                fate = served == null ? Fate.REST : fate;
            }
            if (fate == Fate.CLOSE) {
                closer.close(slot, false, () -> {});
            } else if (fate == Fate.CLOSE_SURPLUS) {
                closer.closeSurplus(slot);
            } else if (fate != Fate.HAND_OFF) {
                flag |= store.limits().pingsEveryTime() ? Slot.SUSPECT : 0;
                rest(slot, flag, idleSince);
            }
            ours = false;
        } catch (VirtualMachineError noStack) {
            if (ours) {
                slot.abandoned = held;
            }
            return;
        }
        try {
            settled(slot, object, fate, served, unlisted, flag, source);
        } catch (VirtualMachineError noStack) {
            // The object has gone its way, and a return must not seem to have failed. Waiters look by themselves,
            // sweeps do the rest.
        }
    }

    /** What follows when the object has gone its way. */
    private void settled(
            Slot<T> slot, T object, Fate fate, @Nullable Thread served, boolean unlisted, long flag, Source source) {
        if (fate == Fate.HAND_OFF) {
            LockSupport.unpark(served);
            delist(object, unlisted);
            if (source == Source.RETURNED) {
                line.barging.handedOver(Threads.id(Thread.currentThread()));
            }
        } else if (fate == Fate.REST) {
            rested(slot, object, unlisted, flag);
            look(slot);
        } else if (fate == Fate.REST_FOR_BARGING) {
            rested(slot, object, unlisted, flag);
            line.patrol.need();
        } else {
            delist(object, unlisted); // It is being closed.
        }
    }

    /** An object has left the idle ones: the user's queue is told. */
    private void delist(T object, boolean unlisted) {
        if (order != null && !unlisted) {
            order.done(object);
        }
    }

    private long flagOf(Slot<T> slot, boolean suspect, Source source) {
        boolean everyTime = source == Source.RETURNED && store.limits().pingsEveryTime();
        return suspect || everyTime ? Slot.SUSPECT : store.isDoubted(slot) ? Slot.DOUBTED : 0;
    }

    private Fate decide(Slot<T> slot, long flag, Source source) {
        if (store.isUnwanted(slot)) {
            return Fate.CLOSE;
        }
        boolean wanted = line.waiters.size() > 0 && !store.isSuspended();
        if (store.capacity.tryCondemn(wanted)) {
            return Fate.CLOSE_SURPLUS;
        }
        if (flag != 0 || !wanted) {
            return Fate.REST;
        }
        return source == Source.RETURNED && !slot.isCold() && line.barging.goesOn(slot)
                ? Fate.REST_FOR_BARGING
                : Fate.HAND_OFF;
    }

    /** The slot is at rest: looks for what came up meanwhile. */
    private void look(Slot<T> slot) {
        VarHandle.fullFence(); // The slot is seen at rest before we look.
        if (!store.signals.any()) {
            return;
        }
        if (store.isClosed()) {
            closeIdle(slot);
            closeReserve();
        } else if (store.signals.has(Signals.OVERSIZE)) {
            closeIfSurplus(slot);
        }
        wakeForIdle();
    }

    private void closeIfSurplus(Slot<T> slot) {
        StackProbe.check();
        long word = slot.word();
        if (Slot.phase(word) == Slot.IDLE && slot.tryHold(word)) {
            if (store.capacity.tryCondemn(false)) {
                T object = slot.require();
                boolean unlisted = slot.unlisted;
                closer.closeSurplus(slot);
                delist(object, unlisted);
            } else {
                restAgain(slot, word & (Slot.SUSPECT | Slot.DOUBTED));
                settleSize();
            }
        }
    }

    /** Does what a return has to do that has freed its slot, or what has to be done with whatever is idle. */
    public void attend(Slot<T> slot) {
        try {
            StackProbe.check();
        } catch (StackOverflowError noStack) {
            return; // The return is done, and must not seem to have failed. The waiter at the head looks by itself;
            // sweeps do the rest.
        }
        VarHandle.fullFence(); // The slot is seen free before we look who waits.
        long word = slot.word();
        if (Slot.phase(word) != Slot.IDLE) {
            wakeForIdle();
        } else if (Slot.has(word, Slot.SUSPECT | Slot.DOUBTED)
                && !store.signals.has(Signals.CLOSED | Signals.OVERSIZE)) {
            store.slots.noteSuspect();
        } else if (slot.tryHold(word)) {
            boolean suspect = Slot.has(word, Slot.SUSPECT);
            settle(slot, suspect, slot.isCold() ? user.clock().nanoTime() : 0, Source.RETURNED);
        } else {
            wakeForIdle();
        }
        if (store.isClosed()) {
            closeReserve();
        }
    }

    /** Wakes the first waiter if there is something for it. */
    public void wakeForIdle() {
        // With a queue, cold slots may be idle too, which takes longer to find out than to let the waiter look.
        if (store.signals.has(Signals.WAITERS) && !store.isSuspended() && (order != null || store.slots.hasIdle())) {
            line.waiters.wakeHead();
        }
    }

    /** Closes an object that nobody holds, if nothing has happened to it since that word was read. {@return whether that is so} */
    boolean closeIdle(Slot<T> slot, long word) {
        StackProbe.check();
        boolean mine = slot.tryHold(word);
        if (mine) {
            close(slot);
        }
        return mine;
    }

    /** Closes an object that nobody holds. {@return whether there was one} */
    public boolean closeIdle(Slot<T> slot) {
        StackProbe.check(); // A return may be here. Left idle, the object is found again; left HELD, it is not.
        for (long word = slot.word(); Slot.phase(word) == Slot.IDLE; word = slot.word()) {
            if (slot.tryHold(word)) {
                close(slot);
                return true;
            }
        }
        return false;
    }

    /**
     * Closes the object if it is idle and has to leave the pool, or marks it to be closed when it comes back. Tries until it is
     * settled, however fast the object is lent and returned.
     */
    public void evict(Slot<T> slot, long now) {
        for (long word = slot.word(); isEvictable(word) && store.isUnwanted(slot, now); word = slot.word()) {
            if (Slot.phase(word) == Slot.IDLE) {
                if (slot.tryHold(word)) {
                    close(slot);
                    return;
                }
            } else if (slot.tryFlag(word, Slot.DOOMED)) {
                return;
            }
        }
    }

    private static boolean isEvictable(long word) {
        return Slot.phase(word) == Slot.IDLE || (Slot.isOut(word) && !Slot.has(word, Slot.DOOMED));
    }

    /** Closes the object of a HELD slot, which leaves the user's queue too. */
    Closer<T>.Closing close(Slot<T> slot) {
        return close(slot, () -> {});
    }

    /** As the other; the news are told by who closes it, before that. */
    Closer<T>.Closing close(Slot<T> slot, Runnable news) {
        T object = slot.require();
        boolean unlisted = slot.unlisted;
        Closer<T>.Closing closing = closer.close(slot, false, news);
        delist(object, unlisted);
        return closing;
    }

    /** Closes everything in the reserve. */
    public void closeReserve() {
        while (closeOldest()) {
            // Until it is empty.
        }
    }

    /** Closes the object that has been in the reserve for longest. {@return whether there was one} */
    public boolean closeOldest() {
        Unpacked<T> found = unpack();
        if (found == null) {
            return false;
        }
        close(found.slot());
        return true;
    }

    /** Closes objects of the reserve while the pool has too many. */
    public void trimReserve() {
        for (int left = store.slots.reserveSize(); left > 0; left--) {
            Unpacked<T> found = unpack();
            if (found == null) {
                return;
            }
            settle(found.slot(), found.suspect(), found.idleSince(), Source.POOL);
        }
    }

    private @Nullable Unpacked<T> unpack() {
        return store.slots.unpack(false, user.clock().nanoTime());
    }

    /** Ends the search for surplus once there is none. */
    public void settleSize() {
        if (store.signals.has(Signals.OVERSIZE) && !store.capacity.isOversize()) {
            store.signals.clear(Signals.OVERSIZE);
            if (store.capacity.isOversize()) {
                store.signals.raise(Signals.OVERSIZE); // It was made smaller meanwhile.
            }
        }
    }

    /** HELD → IDLE, or into the reserve, which alone needs to know since when the object has been idle. To be followed by {@link #rested}. */
    private void rest(Slot<T> slot, long flag, long idleSince) {
        if (order != null) {
            slot.unlisted = false;
            slot.rest(flag);
        } else if (slot.isCold()) {
            StackProbe.check();
            store.slots.pack(slot, idleSince == 0 ? user.clock().nanoTime() : idleSince, flag != 0);
        } else {
            slot.rest(flag);
        }
    }

    /** The slot has come to rest: tells the user's queue, and who starts pings. */
    private void rested(Slot<T> slot, T object, boolean unlisted, long flag) {
        if (order != null) {
            VarHandle.fullFence(); // Whoever takes it off the queue from here on sees it idle, or marks it and we see
            // that.
            if ((unlisted || slot.unlisted) && !order.enlist(object)) {
                closeIdle(slot);
            }
        }
        if (flag != 0) {
            VarHandle.fullFence();
            store.slots.noteSuspect();
        }
    }

    /** HELD → IDLE for a slot that was held only to look at it. */
    void restAgain(Slot<T> slot, long flag) {
        long held = Slot.loan(slot.word());
        T object = slot.require();
        boolean unlisted = slot.unlisted;
        boolean ours = true;
        try {
            rest(slot, flag, user.clock().nanoTime());
            ours = false;
        } finally {
            if (ours) {
                slot.abandoned = held; // The reserve may need memory.
            }
        }
        rested(slot, object, unlisted, flag);
    }

    /** {@return the time for a slot whose object goes to the reserve, which alone needs it} */
    long idleSince(Slot<T> slot) {
        return slot.isCold() ? user.clock().nanoTime() : 0;
    }
}
