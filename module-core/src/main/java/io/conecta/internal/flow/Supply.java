package io.conecta.internal.flow;

import io.conecta.PoolHealth;
import io.conecta.PoolSettings;
import io.conecta.internal.flow.Creations.For;
import io.conecta.internal.runtime.Failure;
import io.conecta.internal.runtime.HookRunner;
import io.conecta.internal.runtime.PatientLock;
import io.conecta.internal.runtime.StackProbe;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.store.Census;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import io.conecta.internal.waiting.Line;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings objects to the borrowers that wait: has suspects pinged ({@link BorrowerPings}) and new objects created ({@link Creations}), as many
 * at once as there are waiters and room. It is asked by whoever begins to wait, and told by {@link Store#capacity} that there is room and by
 * {@link Store#slots} that there is a suspect. Once the backend is known to be down and nothing is left that could come, those who wait are
 * told so.
 *
 * @param <T> what is pooled
 */
public final class Supply<T> implements Runnable {
    /** A creation in flight for longer is news, and the failure before it is not. */
    private static final long TAKES_LONG_NANOS = 100_000_000;

    private final Store<T> store;
    private final Line<T> line;
    private final UserCode<T> user;
    /** Held for moments only, never in user code. */
    private final ReentrantLock lock = new PatientLock();

    private final Handoff<T> handoff;
    private final Creations<T> creations;
    /** Those that borrowers wait for, in flight. They begin to count under {@link #lock}. */
    private final AtomicInteger pinging = new AtomicInteger();
    /** Null until {@link #pingBy}. */
    private volatile @Nullable BorrowerPings<T> pings;

    public Supply(
            Store<T> store, Line<T> line, UserCode<T> user, HookRunner runner, Handoff<T> handoff, Closer<T> closer) {
        this.store = store;
        this.line = line;
        this.user = user;
        this.handoff = handoff;
        this.creations = new Creations<>(store, line, user, runner, handoff, closer, lock, pinging, this);
        store.capacity.onRoom(this);
        store.slots.onSuspect(this);
    }

    /** Who pings. To be called before anybody waits: a suspect is pinged for those who do. */
    public void pingBy(Pinger<T> pinger) {
        pings = new BorrowerPings<>(user, line, pinger, pinging, this);
    }

    /** {@return creations in flight} */
    public int creating() {
        return creations.inFlight();
    }

    /** Whether a {@code newFunc} runs that may yet yield an object, though its creation be given up. */
    public boolean isCalling() {
        return creations.landing.isExpecting();
    }

    /** The pool has been built: from now on the pool looks by itself whether the backend is back. */
    public void start() {
        creations.start();
    }

    /** Whether the backend is known to be down. */
    boolean isDown() {
        return creations.governor().isDown();
    }

    /** {@return the health, as far as creations tell: up, down or recovering} */
    public PoolHealth health() {
        return creations.health();
    }

    /**
     * {@return the outage, if a borrower that is about to wait has nothing to wait for: the backend is known to be down, and nothing is left
     * in the pool that could come; not while the pool is paused, when nothing is tried} Creations in flight are for those who waited before it was known.
     */
    Governor.@Nullable Outage hopeless(boolean waitsAlready) {
        if (!creations.isKnownDown() || store.limits().maxSize() == 0) {
            return null;
        }
        lock.lock();
        try {
            boolean hope = !creations.isKnownDown()
                    || !creations.isAllThereIs()
                    || pinging.get() > 0
                    || store.slots.mayHaveSuspects()
                    || (waitsAlready && creations.isAwaited());
            return hope ? null : creations.outage();
        } finally {
            lock.unlock();
        }
    }

    /** What those who wait are failed with; each makes an exception of its own of it. */
    static final class KnownDown extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        final transient Governor.Outage outage;

        private KnownDown(Governor.Outage outage) {
            super("the backend is down");
            this.outage = outage;
        }

        /** {@return what to fail those with who wait} */
        static Failure because(Governor.Outage outage) {
            return Failure.of(new KnownDown(outage));
        }
    }

    /**
     * What can be said of creations to a borrower that got nothing.
     *
     * @param failure why the last one failed, unless one that began later has been under way for a while
     * @param usualNanos how long a creation usually takes; zero if none has succeeded
     */
    record State(int creating, @Nullable Failure failure, long usualNanos) {}

    /** {@return the creations in flight, and why the last one failed, if nothing has changed that since} */
    State state() {
        lock.lock();
        try {
            Governor governor = creations.governor();
            Creation<T> oldest = creations.oldest();
            long age = oldest == null ? 0 : user.clock().nanoTime() - oldest.begun;
            boolean overtaken = oldest != null && age > TAKES_LONG_NANOS && governor.failedBefore(oldest.begun);
            return new State(creations.inFlight(), overtaken ? null : governor.lastFailure(), governor.usual());
        } finally {
            lock.unlock();
        }
    }

    /** {@return the creations in flight, oldest first} */
    List<Creation<T>> inFlight() {
        return creations.all();
    }

    /** Whether pings for borrowers are under way or could be. */
    boolean mayBringPinged() {
        return store.slots.mayHaveSuspects() || pinging.get() > 0;
    }

    /**
     * {@return how many may wait: {@code maxWaiters}, and those beside who have only a creation or a ping to wait for} A creation whose object has
     * been lent does not count, though it may not have ended: creations are looked at before slots, and know when their object has a slot.
     */
    int mayWait() {
        int most = store.limits().settings().maxWaiters();
        if (most == PoolSettings.UNLIMITED) {
            return most;
        }
        long more;
        lock.lock();
        try {
            int room = store.limits().maxSize() - store.capacity.taken();
            more = Math.max(0, room) + (long) creations.withoutSlot();
        } finally {
            lock.unlock();
        }
        Census census = Census.of(store.slots);
        return (int) Math.min(most + more + census.idle + census.inHand, Integer.MAX_VALUE);
    }

    /** There may be something to do, as {@link #demand} finds out. Without stack for that, the waiter at the head asks again. */
    @Override
    public void run() {
        try {
            demand();
        } catch (StackOverflowError noStack) {
            // Whoever has made room has done what it came for.
        }
    }

    /**
     * Starts what the waiting borrowers lack: pings of suspects first, then creations.
     *
     * @throws StackOverflowError if there is no stack for that; a borrower that cannot ask does not wait, since perhaps nobody else would ask
     */
    public void demand() {
        if (line.waiters.size() == 0) {
            return;
        }
        StackProbe.check(); // A lock that is left by a stack overflow while it is waited for wakes nobody any more.
        BorrowerPings<T> by = pings;
        long usual = by == null ? 0 : usualCreation();
        while (by != null && wantsPing(by)) {
            Slot<T> suspect = holdSuspect(by);
            if (suspect == null) {
                break;
            }
            by.start(suspect, usual);
        }
        while (!store.capacity.isExhausted() && creations.start(For.BORROWER, this::isShort, failure -> {})) {
            // As many as are needed.
        }
        Governor.Outage hopeless = hopeless(true);
        if (hopeless != null) {
            line.waiters.failAll(KnownDown.because(hopeless), false);
        }
    }

    /** Whether another suspect is to be pinged, which is counted on from now on: before it is held, or others would have an object created. */
    private boolean wantsPing(BorrowerPings<T> by) {
        if (!store.slots.mayHaveSuspects()) {
            return false;
        }
        lock.lock();
        try {
            return !store.isClosed() && by.prepare(line.waiters.size());
        } finally {
            lock.unlock();
        }
    }

    /** {@return a suspect that is HELD to be pinged, or null} In vain, or without stack for it, the ping is counted on no more. */
    private @Nullable Slot<T> holdSuspect(BorrowerPings<T> by) {
        Slot<T> suspect = null;
        try {
            suspect = store.slots.holdSuspect();
            return suspect;
        } finally {
            if (suspect == null) {
                by.cancel();
            }
        }
    }

    private long usualCreation() {
        lock.lock();
        try {
            return creations.governor().usual();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a waiting borrower lacks a creation. Under {@link #lock}. */
    private boolean isShort() {
        int wanted = line.waiters.forCreations();
        BorrowerPings<T> by = pings;
        int coming = creations.awaited() + (by == null ? 0 : by.coming());
        return (coming < wanted && coming + idle() < wanted) || (wanted > 0 && creations.isOldestLate());
    }

    /** {@return objects at rest that need no ping} One may have come to rest between a borrower's look and its wait. */
    private int idle() {
        int[] idle = {store.slots.reserveSize()};
        store.slots.forEach(slot -> idle[0] += Slot.isPlainIdle(slot.word()) ? 1 : 0);
        return idle[0];
    }

    /** There is room: a backend that is down is tried now, should that have failed for want of it. */
    void probe() {
        creations.probe();
    }

    /** Starts this many creations, as far as there is room. */
    void create(int missing) {
        for (int left = missing; left > 0 && startCreation(failure -> {}); left--) {
            // Started.
        }
    }

    /**
     * Starts one creation, if there is room and the backend has not just failed.
     *
     * @param ended gets the failure, or null, when the object has joined the pool or not
     */
    public boolean startCreation(Consumer<@Nullable Failure> ended) {
        return creations.start(For.POOL, null, ended);
    }

    /** Creates one object on this thread, for a builder whose locks or static initializer no other thread gets past. {@return whether there was room} */
    public boolean createHere(Consumer<@Nullable Failure> ended) {
        return creations.createHere(ended);
    }

    /** {@return a creation in flight that waits for a lock, most likely of this thread's, or null} It is given up: this thread may create instead. */
    public @Nullable StackTraceElement giveUpBlocked() {
        return creations.giveUpBlocked();
    }

    /** Whether a failure says only that the creation was given up. */
    public static boolean isGivenUp(Failure failure) {
        return failure.error() instanceof GivenUp;
    }

    /** Whether a creation failed because {@code newFunc} took too long. */
    public static boolean isOverdue(Failure failure) {
        return failure.error() instanceof TimeoutException
                && failure.text().startsWith(TimeoutException.class.getName() + ": " + Creation.TOOK_LONGER);
    }

    /** The pool is closed or cleared: interrupts the creations in flight whose objects nobody wants any more. */
    public void hurry() {
        creations.hurry();
    }

    /** The pool is about to lend again: what is known of an outage turns no borrower away until a creation has ended. */
    public void resuming() {
        lock.lock();
        try {
            creations.governor().hope();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #resuming}, if there was no room before. */
    public void unpausing(int before) {
        if (before == 0) {
            resuming();
        }
    }

    /** As {@link #resumed}, if there was no room before. */
    public void unpaused(int before) {
        if (before == 0) {
            resumed();
        }
    }

    /** The pool lends again: a backend that was down is tried at once. */
    public void resumed() {
        lock.lock();
        try {
            creations.governor().tryNow();
        } finally {
            lock.unlock();
        }
    }

    /** A borrower has waited in vain. Whoever comes later does not count on the creation that took so long, and may start another. */
    void gaveUp() {
        creations.gaveUp();
    }

    /** Gives a foreign object, whose place is taken, its slot. {@return the slot, or null if the object is in the pool already} */
    @Nullable
    Slot<T> occupy(T object) {
        return store.slots.adopt(object, user.clock().nanoTime(), store.epoch(), store.doubt());
    }

    /** Lends a foreign object or lays it to rest. {@return false if it has no slot} */
    boolean join(T object, @Nullable Slot<T> slot) {
        return handoff.join(object, slot, null);
    }
}
