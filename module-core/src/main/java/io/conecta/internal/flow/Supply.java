package io.conecta.internal.flow;

import io.conecta.PoolListener.Hook;
import io.conecta.PoolSettings;
import io.conecta.internal.flow.Handoff.Source;
import io.conecta.internal.flow.Pinger.Outcome;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Guard;
import io.conecta.internal.runtime.HookRunner;
import io.conecta.internal.runtime.Limits;
import io.conecta.internal.runtime.StackProbe;
import io.conecta.internal.runtime.Threads;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.runtime.Work;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import io.conecta.internal.waiting.Line;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings objects to the borrowers that wait: has suspects pinged and new objects created, as many at once as there are waiters and room.
 * It is asked by whoever begins to wait, and told by {@link Store#capacity} that there is room and by {@link Store#slots} that there is a
 * suspect.
 *
 * <p>What is brought goes to whoever has waited longest, or to rest if nobody waits any more. A suspect that takes long over its ping counts
 * as no help: others are pinged meanwhile, and new objects created if there is room. After a failed creation only one at a time is tried
 * again, at growing intervals ({@link Retries}), until one succeeds. A failure reaches the waiter at the head; and all who wait, if nothing is
 * left in the pool that could still come to them.
 *
 * @param <T> what is pooled
 */
public final class Supply<T> {
    /** What a creation ends in that was given up for no fault of its own. */
    public static final class GivenUp extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private GivenUp() {
            super("the creation was given up");
        }
    }

    private static final int MOST_PINGS = 16;
    /** A creation in flight for longer is news, and the failure before it is not. */
    private static final long TAKES_LONG_NANOS = 100_000_000;

    /** A ping that takes longer is not counted on. */
    private static final long DAWDLES_NANOS = 20_000_000;

    private final Store<T> store;
    private final Line<T> line;
    private final UserCode<T> user;
    private final HookRunner runner;
    private final Handoff<T> handoff;
    private final Pinger<T> pinger;
    private final Closer<T> closer;
    private final ReentrantLock lock = new ReentrantLock();
    /** Creations in flight. Guarded by {@link #lock}, as all below. */
    private final Set<Creation> running = new LinkedHashSet<>();
    /** Those of them that waiting borrowers are to wait for, oldest first. */
    private final Set<Creation> awaited = new LinkedHashSet<>();

    private final Retries retries;
    /** Creations started so far. */
    private long started;
    /** Pings for borrowers in flight. */
    private int pinging;
    /** Those of them that take long. */
    private int dawdling;
    /** Whether the last ping for a borrower that ended had failed: then as many as possible are pinged at once. */
    private boolean distrust;

    public Supply(
            Store<T> store,
            Line<T> line,
            UserCode<T> user,
            HookRunner runner,
            Handoff<T> handoff,
            Pinger<T> pinger,
            Closer<T> closer) {
        this.store = store;
        this.line = line;
        this.user = user;
        this.runner = runner;
        this.handoff = handoff;
        this.pinger = pinger;
        this.closer = closer;
        this.retries = new Retries(user.background(), this::tryAgain);
        store.capacity.onRoom(this::demand);
        store.slots.onSuspect(this::demand);
    }

    /** {@return creations in flight} */
    public int creating() {
        lock.lock();
        try {
            return running.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * What can be said of creations to a borrower that got nothing.
     *
     * @param oldestNanos for how long the oldest one in flight has been
     * @param failure why the last one failed, unless one that began later has been under way for a while
     */
    record State(int creating, long oldestNanos, @Nullable Throwable failure) {}

    /** {@return the creations in flight, and why the last one failed, if nothing has changed that since} */
    State state() {
        lock.lock();
        try {
            Creation oldest = running.isEmpty() ? null : running.iterator().next();
            long age = oldest == null ? 0 : user.clock().nanoTime() - oldest.begun;
            boolean overtaken = oldest != null && age > TAKES_LONG_NANOS && retries.failedBefore(oldest.begun);
            return new State(running.size(), age, overtaken ? null : retries.lastFailure());
        } finally {
            lock.unlock();
        }
    }

    /** Whether pings for borrowers are under way or could be. */
    boolean mayBringPinged() {
        lock.lock();
        try {
            return pinging > 0 || store.slots.mayHaveSuspects();
        } finally {
            lock.unlock();
        }
    }

    /** {@return how many may wait: {@code maxWaiters}, and those beside who have only a creation or a ping to wait for} */
    int mayWait() {
        int most = store.limits().settings().maxWaiters();
        if (most == PoolSettings.UNLIMITED) {
            return most;
        }
        long more = store.slots.census().idle;
        lock.lock();
        try {
            int room = store.limits().maxSize() - store.capacity.taken();
            more += running.size() + pinging + Math.max(0, room);
        } finally {
            lock.unlock();
        }
        return (int) Math.min(most + more, Integer.MAX_VALUE);
    }

    /** Starts what the waiting borrowers lack: pings of suspects first, then creations. */
    public void demand() {
        if (line.waiters.size() == 0 || (store.capacity.isExhausted() && !store.slots.mayHaveSuspects())) {
            return; // Nothing to be had but from a return. Whoever makes room, or a suspect, has this asked again.
        }
        try {
            StackProbe.check(); // A lock that is left by a stack overflow while it is waited for wakes nobody any more.
        } catch (StackOverflowError noStack) {
            return; // The waiter at the head asks again.
        }
        while (wantsPing()) {
            Slot<T> suspect = store.slots.holdSuspect();
            if (suspect == null) {
                break;
            }
            startPing(suspect);
        }
        while (startCreation(true, failure -> {})) {
            // As many as are needed.
        }
    }

    private void tryAgain() {
        lock.lock();
        try {
            retries.fired();
        } finally {
            lock.unlock();
        }
        demand();
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
    public boolean startCreation(Consumer<@Nullable Throwable> ended) {
        return startCreation(false, ended);
    }

    /** As the other; {@code ifShort}: only if a waiting borrower lacks one, which others may be finding out at the same time. */
    private boolean startCreation(boolean ifShort, Consumer<@Nullable Throwable> ended) {
        Creation creation = begin(ifShort, ended);
        if (creation == null) {
            return false;
        }
        boolean begun = false;
        try {
            creation.start();
            begun = true;
        } finally {
            if (!begun) {
                creation.voided(); // No memory; nothing has been tried.
            }
        }
        return true;
    }

    private @Nullable Creation begin(boolean ifShort, Consumer<@Nullable Throwable> ended) {
        lock.lock();
        try {
            if (store.isClosed() || (ifShort && !isShort())) {
                return null;
            }
            if (!retries.mayTry(running.size()) || store.capacity.isExhausted()) {
                return null;
            }
            Creation creation = new Creation(++started, ended);
            running.add(creation); // What takes memory comes before the place.
            boolean taken = false;
            try {
                awaited.add(creation);
                taken = store.capacity.tryTake();
            } finally {
                if (!taken) {
                    running.remove(creation);
                    awaited.remove(creation);
                }
            }
            if (!taken) {
                return null;
            }
            retries.tried();
            return creation;
        } finally {
            lock.unlock();
        }
    }

    /** Creates one object on this thread, for a builder whose locks or static initializer no other thread gets past. */
    public void createHere(Consumer<@Nullable Throwable> ended) {
        Creation creation = begin(false, ended);
        if (creation != null) {
            creation.perform();
        }
    }

    /** {@return a creation in flight that waits for a lock, most likely of this thread's, or null} It is given up: this thread may create instead. */
    public @Nullable StackTraceElement giveUpBlocked() {
        List<Creation> all;
        lock.lock();
        try {
            all = new ArrayList<>(running);
        } finally {
            lock.unlock();
        }
        for (Creation each : all) {
            Guard limit = each.guard;
            StackTraceElement at = limit == null ? null : Threads.blockedAt(limit.thread());
            if (at != null) {
                each.voided();
                return at;
            }
        }
        return null;
    }

    /** The pool is closed or cleared: interrupts the creations in flight whose objects nobody wants any more. */
    public void hurry() {
        List<Creation> all;
        lock.lock();
        try {
            if (store.isClosed()) {
                retries.stop();
            }
            all = new ArrayList<>(running);
        } finally {
            lock.unlock();
        }
        all.forEach(Creation::hurry);
    }

    private boolean wantsPing() {
        lock.lock();
        try {
            int waiting = line.waiters.size();
            int most = waiting == 0 ? 0 : distrust || dawdling > 0 ? MOST_PINGS : Math.min(waiting, MOST_PINGS);
            return !store.isClosed() && pinging < most;
        } finally {
            lock.unlock();
        }
    }

    /** Under {@link #lock}. */
    private boolean isShort() {
        int wanted = line.waiters.forCreations();
        int coming = awaited.size() + pinging - dawdling;
        return coming < wanted || (wanted > 0 && isOldestLate());
    }

    private boolean isOldestLate() {
        if (awaited.isEmpty() || store.capacity.isExhausted()) {
            return false;
        }
        Creation oldest = awaited.iterator().next();
        if (!retries.isLate(oldest.number, oldest.begun)) {
            return false;
        }
        awaited.remove(oldest);
        return true;
    }

    /** A borrower has waited in vain. Whoever comes later does not count on the creation that took so long, and may start another. */
    void gaveUp() {
        lock.lock();
        try {
            if (awaited.size() > line.waiters.size()) {
                awaited.remove(awaited.iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    private void startPing(Slot<T> slot) {
        BorrowerPing ping = new BorrowerPing();
        lock.lock();
        try {
            pinging++;
        } finally {
            lock.unlock();
        }
        boolean begun = false;
        try {
            ping.dawdles = user.background().schedule(DAWDLES_NANOS, ping::dawdles);
            pinger.pingForBorrower(slot, ping::ended);
            begun = true;
        } finally {
            if (!begun) {
                slot.abandoned = Slot.loan(slot.word());
                ping.over(false);
            }
        }
    }

    /** What is counted of one ping for borrowers. */
    private final class BorrowerPing {
        private Background.@Nullable Timer dawdles;
        private boolean dawdled;
        private boolean over;

        private void dawdles() {
            lock.lock();
            try {
                if (over) {
                    return;
                }
                dawdled = true;
                dawdling++;
            } finally {
                lock.unlock();
            }
            demand();
        }

        private void ended(Outcome outcome) {
            user.background().cancel(dawdles);
            over(outcome == Outcome.FAILED || outcome == Outcome.OVERDUE);
            demand();
            line.waiters.wakeForPings(); // There may be nothing left to wait for.
        }

        private void over(boolean failed) {
            lock.lock();
            try {
                over = true;
                pinging--;
                dawdling -= dawdled ? 1 : 0;
                distrust = failed;
            } finally {
                lock.unlock();
            }
        }
    }

    /** One attempt to create an object. Its place is taken before it starts, and given back or filled exactly once. */
    private final class Creation extends Work {
        private final int epoch = store.epoch();
        private final int vouched = store.doubt();
        private final long begun = user.clock().nanoTime();
        private final long number;
        private final Consumer<@Nullable Throwable> ended;
        /** Whether its place has been given back, or filled. Guarded by {@link #lock}. */
        private boolean settled;
        /** Whether {@code newFunc} was or is about to be called. Guarded by {@link #lock}. */
        private boolean called;

        private volatile @Nullable Guard guard;
        private Background.@Nullable Timer unbegun;

        Creation(long number, Consumer<@Nullable Throwable> ended) {
            this.number = number;
            this.ended = ended;
        }

        /** The time for it starts now, even if the user's executor lets it wait. */
        void start() {
            unbegun = runner.isUsers()
                    ? user.background()
                            .schedule(
                                    store.limits().create(),
                                    () -> user.background().execute(Work.of(this::neverBegun)))
                    : null;
            runner.run(
                    this,
                    refused -> failed(new RejectedExecutionException(
                            "the executor refused newFunc: " + refused + "; give it more threads, or a longer queue",
                            refused)));
        }

        private void neverBegun() {
            if (settleUnlessBegun()) {
                report(new TimeoutException("the executor has not begun newFunc within createTimeout="
                        + Limits.text(store.limits().settings().createTimeout())
                        + "; give the executor more threads"));
            }
        }

        @Override
        protected void perform() {
            user.background().cancel(unbegun);
            if (!begins()) {
                return; // Its time was up before it could begin, or nobody wants it any more.
            }
            try {
                create();
            } catch (Throwable noMemory) {
                voided();
                throw noMemory;
            }
        }

        private void create() {
            Guard limit = Guard.start(user.background(), store.limits().create(), this::tooLate);
            guard = limit;
            if (isUnwanted()) {
                limit.hurry();
            }
            UserCode.Creation<T> result = user.create();
            guard = null;
            boolean inTime = limit.finish();
            T object = result.object();
            if (object != null) {
                arrived(object);
            } else if (inTime) {
                failed(Objects.requireNonNull(result.failure()));
            }
        }

        private void tooLate(Guard limit) {
            failed(limit.where(new TimeoutException("newFunc took longer than createTimeout="
                    + Limits.text(store.limits().settings().createTimeout())
                    + "; it was interrupted, where the stack trace shows")));
        }

        /** Nobody wants what it creates: the pool is closed, or was cleared since. */
        private boolean isUnwanted() {
            return store.isClosed() || epoch != store.epoch();
        }

        void hurry() {
            if (!isUnwanted()) {
                return;
            }
            Guard limit = guard;
            if (limit != null) {
                limit.hurry();
            } else if (settleUnlessBegun()) {
                giveBack();
            }
            // One that has just begun looks for itself, once its guard can be seen.
        }

        private void arrived(T object) {
            if (!settle()) {
                late(object);
                return;
            }
            boolean joined = false;
            try {
                joined = join(object, store.slots.occupy(object, user.clock().nanoTime(), epoch, vouched));
            } catch (Throwable noMemory) {
                Slot<T> slot = store.slots.find(object);
                if (slot == null) { // It has no slot; otherwise the housekeeper finds it there.
                    store.capacity.releaseUntold();
                    closer.closeStray(object);
                }
                throw noMemory;
            } finally {
                offTheLists(); // Not sooner: until the object is there, whoever waits is to wait for it.
            }
            if (joined) {
                succeeded();
                ended.accept(null);
                demand();
                user.created(object);
            } else {
                report(new IllegalStateException(
                        "newFunc returned an object that is in the pool already; return a new one at every call"));
            }
        }

        private void succeeded() {
            String recovered;
            lock.lock();
            try {
                recovered = retries.succeeded(number, begun);
            } finally {
                lock.unlock();
            }
            if (recovered != null) {
                user.log().info(recovered);
            }
        }

        /** Its time was up and its place is given back; there may be another. */
        private void late(T object) {
            if (store.isClosed() || !store.capacity.tryTake()) {
                closer.closeStray(object);
            } else if (join(object, store.slots.occupy(object, user.clock().nanoTime(), epoch, vouched))) {
                succeeded();
                user.created(object);
            } else {
                store.capacity.release();
            }
        }

        private void failed(Throwable failure) {
            if (settle()) {
                report(failure);
            }
        }

        /** {@return whether {@code newFunc} may be called: nobody has settled it, and from here on only its end does, or its deadline} */
        private boolean begins() {
            lock.lock();
            try {
                called = !settled;
                return called;
            } finally {
                lock.unlock();
            }
        }

        /** As {@link #settle}, unless {@code newFunc} may be running: its place must not be another's meanwhile. */
        private boolean settleUnlessBegun() {
            lock.lock();
            try {
                return !called && settle();
            } finally {
                lock.unlock();
            }
        }

        /** {@return whether it falls to the caller to fill its place or to give it back} */
        private boolean settle() {
            lock.lock();
            try {
                boolean first = !settled;
                settled = true;
                return first;
            } finally {
                lock.unlock();
            }
        }

        private void offTheLists() {
            user.background().cancel(unbegun);
            lock.lock();
            try {
                running.remove(this);
                awaited.remove(this);
            } finally {
                lock.unlock();
            }
        }

        /** It has come to nothing, for a reason that says nothing about the backend. */
        private void voided() {
            if (settle()) {
                giveBack();
            }
        }

        private void giveBack() {
            offTheLists();
            store.capacity.releaseUntold(); // Not to be tried again at once: the waiter at the head asks again shortly.
            ended.accept(new GivenUp());
        }

        /** Its place is still taken: tells who waited for it, and gives the place back. */
        private void report(Throwable failure) {
            user.background().cancel(unbegun);
            if (isUnwanted()) {
                offTheLists();
                store.capacity.release();
                ended.accept(failure);
                return; // Interrupted by us, most likely; it says nothing about the backend.
            }
            boolean nothingElse;
            lock.lock();
            try {
                running.remove(this);
                retries.failed(failure);
                nothingElse = pinging == 0 && store.capacity.taken() <= 1;
            } finally {
                lock.unlock();
            }
            store.counters.createFailures.incrementAndGet();
            if (nothingElse) {
                line.waiters.failAll(failure, false);
            } else {
                line.waiters.failHead(failure);
            }
            offTheLists(); // Not sooner: until its waiter has been told, nobody is short of another.
            store.capacity.release();
            ended.accept(failure);
            user.failed(Hook.NEW, null, failure);
        }
    }

    /** Gives a foreign object, whose place is taken, its slot. {@return false if it is in the pool already} */
    boolean adopt(T object) {
        return join(object, store.slots.adopt(object, user.clock().nanoTime(), store.epoch(), store.doubt()));
    }

    private boolean join(T object, @Nullable Slot<T> slot) {
        if (slot == null) {
            return false;
        }
        long held = Slot.loan(slot.word());
        boolean known = false;
        try {
            store.counters.created.incrementAndGet();
            store.closedObjects.remove(object);
            known = true;
        } finally {
            if (!known) {
                slot.abandoned = held;
            }
        }
        handoff.settle(slot, false, slot.stay.born, Source.POOL);
        return true;
    }
}
