package io.conecta.internal.flow;

import io.conecta.PoolHealth;
import io.conecta.PoolListener.Hook;
import io.conecta.internal.flow.Handoff.Source;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Guard;
import io.conecta.internal.runtime.HookRunner;
import io.conecta.internal.runtime.Limits;
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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The creations in flight. The place of each is taken before it begins, and filled or given back exactly once; the {@link Governor} says how
 * many there may be.
 *
 * <p>What is created goes to whoever has waited longest, or to rest if nobody waits any more. A failure reaches the borrower at the head, if
 * the creation was for borrowers; nobody, if borrowers wait for the backend ({@code waitWhenDown}).
 *
 * @param <T> what is pooled
 */
final class Creations<T> {
    /** What a creation ends in that was given up for no fault of its own. */
    static final class GivenUp extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private GivenUp() {
            super("the creation was given up");
        }
    }

    /** Whom a creation is for. */
    enum For {
        /** A borrower that waits. */
        BORROWER,
        /** The pool, which is to have some ready. */
        POOL,
        /** Nobody: it finds out whether the backend is back. */
        PROBE
    }

    private final Store<T> store;
    private final Line<T> line;
    private final UserCode<T> user;
    private final HookRunner runner;
    private final Handoff<T> handoff;
    private final Closer<T> closer;
    private final Runnable demand;
    /** Whether pings are in flight that borrowers wait for. Under the lock. */
    private final BooleanSupplier pings;

    private final ReentrantLock lock;
    private final Governor governor;
    private final Patience patience;
    private final HealthNews<T> news;
    /** Guarded by {@link #lock}, as all below. */
    private final Set<Creation> running = new LinkedHashSet<>();
    /** Those of them that waiting borrowers are to wait for, oldest first. */
    private final Set<Creation> awaited = new LinkedHashSet<>();
    /** Creations begun so far. */
    private long begun;

    /**
     * None is in flight yet.
     *
     * @param lock guards this; held for moments only, never in user code
     * @param pings whether pings are in flight that borrowers wait for; asked under the lock
     * @param demand begins what those lack who wait; without the lock
     */
    Creations(
            Store<T> store,
            Line<T> line,
            UserCode<T> user,
            HookRunner runner,
            Handoff<T> handoff,
            Closer<T> closer,
            ReentrantLock lock,
            BooleanSupplier pings,
            Runnable demand) {
        this.store = store;
        this.line = line;
        this.user = user;
        this.runner = runner;
        this.handoff = handoff;
        this.closer = closer;
        this.lock = lock;
        this.pings = pings;
        this.demand = demand;
        this.governor = new Governor(user.background(), store::limits, this::due, demand);
        this.patience = new Patience(user.background(), demand);
        this.news = new HealthNews<>(user);
    }

    /** {@return creations in flight} */
    int inFlight() {
        lock.lock();
        try {
            return running.size();
        } finally {
            lock.unlock();
        }
    }

    /** {@return those in flight that borrowers are to wait for} Under the lock. */
    int awaited() {
        return awaited.size();
    }

    Governor governor() {
        return governor;
    }

    /** {@return the creation in flight that began first, as it is known to others, or null} Under the lock. */
    @Nullable
    Creation oldest() {
        return running.isEmpty() ? null : running.iterator().next();
    }

    /** {@return the health, as far as creations tell} */
    PoolHealth health() {
        lock.lock();
        try {
            return governor.health(running.size());
        } finally {
            lock.unlock();
        }
    }

    /** {@return what is known of the outage, if the backend is known to be down} */
    Governor.@Nullable Outage outage() {
        lock.lock();
        try {
            return governor.outage(running.size());
        } finally {
            lock.unlock();
        }
    }

    /** The pool has been built. */
    void start() {
        lock.lock();
        try {
            governor.start();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the backend is known to be down and borrowers do not wait for it. Exact under the lock. */
    boolean isKnownDown() {
        return governor.isKnownDown()
                && !store.isSuspended()
                && !store.limits().settings().waitWhenDown();
    }

    /** Whether every place that is taken is a creation's: nothing is there to come back. Under the lock. */
    boolean isAllThereIs() {
        return store.capacity.taken() <= running.size();
    }

    /** Whether a creation is in flight that somebody began to wait for before the backend was known to be down. Under the lock. */
    boolean isAwaited() {
        for (Creation each : running) {
            if (each.whom != For.PROBE && !each.isUnwanted()) {
                return true;
            }
        }
        return false;
    }

    /** The governor's time has come: for a probe if the backend is down, else for what those lack who wait. */
    private void due() {
        boolean probe;
        lock.lock();
        try {
            governor.fired();
            probe = governor.isDown();
        } finally {
            lock.unlock();
        }
        if (!probe) {
            demand.run();
        } else if (!start(For.PROBE, () -> true, failure -> {})) {
            lock.lock();
            try {
                governor.probeDidNotBegin(running.isEmpty());
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Begins a creation, if the governor allows it and there is room.
     *
     * @param wanted asked under the lock, so that others which find out the same do not begin one too
     * @param ended gets the failure, or null, when the object has joined the pool or not
     */
    boolean start(For whom, BooleanSupplier wanted, Consumer<@Nullable Throwable> ended) {
        Creation creation = begin(whom, wanted, ended);
        if (creation == null) {
            return false;
        }
        boolean started = false;
        try {
            creation.start();
            started = true;
        } finally {
            if (!started) {
                creation.voided(); // No memory; nothing has been tried.
            }
        }
        return true;
    }

    /** Creates one object on this thread, for a builder whose locks or static initializer no other thread gets past. */
    void createHere(Consumer<@Nullable Throwable> ended) {
        Creation creation = begin(For.POOL, () -> true, ended);
        if (creation != null) {
            creation.perform();
        }
    }

    private @Nullable Creation begin(For whom, BooleanSupplier wanted, Consumer<@Nullable Throwable> ended) {
        lock.lock();
        try {
            if (store.isClosed() || store.isSuspended() || !wanted.getAsBoolean()) {
                return null;
            }
            if (!governor.mayBegin(wantedOnes(), whom == For.PROBE) || store.capacity.isExhausted()) {
                return null;
            }
            For really = governor.isDown() && whom == For.BORROWER ? For.PROBE : whom;
            Creation creation = new Creation(++begun, really, governor.limit(), ended);
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
            return taken ? creation : null;
        } finally {
            lock.unlock();
        }
    }

    /** Those from before a clear that do not end although they were interrupted keep nobody from creating. */
    private int wantedOnes() {
        int wanted = running.size();
        for (Creation each : running) {
            wanted -= each.isUnwanted() ? 1 : 0;
        }
        return wanted;
    }

    /** {@return a creation in flight that waits for a lock, most likely of this thread's, or null} It is given up: this thread may create instead. */
    @Nullable
    StackTraceElement giveUpBlocked() {
        for (Creation each : all()) {
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
    void hurry() {
        List<Creation> all = all();
        if (store.isClosed()) {
            lock.lock();
            try {
                governor.stop();
                patience.stop();
            } finally {
                lock.unlock();
            }
        }
        all.forEach(Creation::hurry);
    }

    private List<Creation> all() {
        lock.lock();
        try {
            return new ArrayList<>(running);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the oldest that is awaited takes so long that it had better not be counted on; then it is not, from now on. Under the lock. */
    boolean isOldestLate() {
        if (awaited.isEmpty() || store.capacity.isExhausted()) {
            return false;
        }
        Creation oldest = awaited.iterator().next();
        if (!patience.isLate(oldest.number, oldest.begun)) {
            return false;
        }
        awaited.remove(oldest);
        return true;
    }

    /** A borrower has waited in vain. Whoever comes later does not count on the creation that took so long, and may begin another. */
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

    /** Gives an object, whose place is taken, its slot. {@return false if it is in the pool already} */
    boolean join(T object, @Nullable Slot<T> slot) {
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

    /** One attempt to create an object. */
    final class Creation extends Work {
        private final int epoch = store.epoch();
        private final int vouched = store.doubt();
        final long begun = user.clock().nanoTime();
        private final long number;
        private final For whom;
        /** How long it may take, in nanoseconds. */
        private final long most;

        private final Consumer<@Nullable Throwable> ended;
        /** Whether its place has been given back, or filled. Guarded by {@link #lock}. */
        private boolean settled;
        /** Whether {@code newFunc} was or is about to be called. Guarded by {@link #lock}. */
        private boolean called;

        private volatile @Nullable Guard guard;
        private Background.@Nullable Timer unbegun;

        Creation(long number, For whom, long most, Consumer<@Nullable Throwable> ended) {
            this.number = number;
            this.whom = whom;
            this.most = most;
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
            runner.run(this, this::refused);
        }

        private void refused(Throwable refusal) {
            failed(
                    new RejectedExecutionException(
                            "the executor refused newFunc: " + refusal + "; give it more threads, or a longer queue",
                            refusal),
                    false,
                    false);
        }

        private void neverBegun() {
            if (settleUnlessBegun()) {
                report(
                        new TimeoutException("the executor has not started newFunc within createTimeout="
                                + Limits.text(store.limits().settings().createTimeout())
                                + "; give the executor more threads"),
                        false,
                        false);
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
            Guard limit = Guard.start(user.background(), most, this::tooLate);
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
                failed(Objects.requireNonNull(result.failure()), true, false);
            }
        }

        private void tooLate(Guard limit) {
            boolean cut = most < store.limits().create();
            String text = cut
                    ? "newFunc took longer than " + Limits.text(most)
                            + ", far longer than usual, while the backend was down"
                    : "newFunc took longer than createTimeout="
                            + Limits.text(store.limits().settings().createTimeout());
            failed(
                    limit.where(new TimeoutException(text + "; it was interrupted, where the stack trace shows")),
                    true,
                    cut);
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
                demand.run();
                user.created(object);
            } else {
                report(
                        new IllegalStateException(
                                "newFunc returned an object that is in the pool already; return a new one at every call"),
                        true,
                        false);
            }
        }

        private void succeeded() {
            lock.lock();
            try {
                long nanos = user.clock().nanoTime() - begun;
                patience.succeeded(number, nanos);
                boolean wasDown = governor.isDown();
                String recovered = governor.succeeded(nanos);
                if (wasDown) {
                    news.up(governor.health(running.size()));
                }
                if (recovered != null) {
                    news.log(recovered);
                }
            } finally {
                lock.unlock();
            }
            news.tell();
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

        private void failed(Throwable failure, boolean backend, boolean cut) {
            if (settle()) {
                report(failure, backend, cut);
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
        private void report(Throwable failure, boolean backend, boolean cut) {
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
                nothingElse = store.capacity.taken() <= 1 && !pings.getAsBoolean();
                if (governor.failed(failure, backend, cut)) {
                    news.down(governor.health(running.size()));
                }
            } finally {
                lock.unlock();
            }
            store.counters.createFailures.incrementAndGet();
            tellBorrowers(failure, nothingElse);
            offTheLists(); // Not sooner: until its waiter has been told, nobody is short of another.
            store.capacity.release();
            ended.accept(failure);
            user.failed(Hook.NEW, null, failure);
            news.tell();
        }

        /** The borrower at the head waited for this one; all of them did, if there is nothing else to wait for. */
        private void tellBorrowers(Throwable failure, boolean nothingElse) {
            if (whom == For.PROBE || store.limits().settings().waitWhenDown()) {
                return;
            }
            if (nothingElse) {
                line.waiters.failAll(failure, false);
            } else {
                line.waiters.failHead(failure);
            }
        }
    }
}
