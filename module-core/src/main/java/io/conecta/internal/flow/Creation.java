package io.conecta.internal.flow;

import io.conecta.PoolListener.Hook;
import io.conecta.internal.flow.Creations.For;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Guard;
import io.conecta.internal.runtime.Limits;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.runtime.Work;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to create an object. Its place is taken before it begins, and filled or given back exactly once, by whoever settles it: the
 * thread that runs {@code newFunc}, its deadline, or a clear or close before it has begun.
 *
 * @param <T> what is pooled
 */
final class Creation<T> extends Work {
    /** What a creation ends in that was given up for no fault of its own. */
    static final class GivenUp extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        private GivenUp() {
            super("the creation was given up");
        }
    }

    private final Creations<T> all;
    private final Store<T> store;
    private final UserCode<T> user;
    private final ReentrantLock lock;
    private final int epoch;
    private final int vouched;
    /** When it was begun. */
    final long begun;
    /** Counts creations. */
    final long number;

    final For whom;
    /** How long it may take, in nanoseconds. */
    private final long most;

    private final Consumer<@Nullable Throwable> ended;
    /** Whether its place has been given back, or filled. Guarded by {@link #lock}. */
    private boolean settled;
    /** Whether {@code newFunc} was or is about to be called. Guarded by {@link #lock}. */
    private boolean called;

    /** Whether its object is there, to be lent. Written before that, so that whoever hears of the loan sees it. */
    volatile boolean hasSlot;

    /** How long it took, in nanoseconds, once it has succeeded. */
    private long took;

    volatile @Nullable Guard guard;
    private Background.@Nullable Timer unbegun;

    /**
     * To be started, or performed.
     *
     * @param most how long it may take, in nanoseconds
     * @param ended gets the failure, or null, when the object has joined the pool or not
     */
    Creation(Creations<T> all, long number, For whom, long most, Consumer<@Nullable Throwable> ended) {
        this.all = all;
        this.store = all.store;
        this.user = all.user;
        this.lock = all.lock;
        this.epoch = store.epoch();
        this.vouched = store.doubt();
        this.begun = user.clock().nanoTime();
        this.number = number;
        this.whom = whom;
        this.most = most;
        this.ended = ended;
    }

    /** The time for it starts now, even if the user's executor lets it wait. */
    void start() {
        unbegun = all.runner.isUsers()
                ? user.background()
                        .schedule(
                                store.limits().create(), () -> user.background().execute(Work.of(this::neverBegun)))
                : null;
        all.runner.run(this, this::refused);
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
                limit.where(new TimeoutException(
                        text + "; it was interrupted, where the stack trace shows; give what it waits"
                                + " for a timeout" + (cut ? "" : ", or raise createTimeout"))),
                true,
                cut);
    }

    /** {@return where {@code newFunc} is, topmost frame first; empty if it has not begun or has just ended} */
    List<StackTraceElement> stack() {
        Guard limit = guard;
        StackTraceElement[] frames =
                limit == null ? new StackTraceElement[0] : limit.thread().getStackTrace();
        return guard == limit ? List.of(frames) : List.of(); // The thread may have gone on to something else.
    }

    /** Nobody wants what it creates: the pool is closed, or was cleared since. */
    boolean isUnwanted() {
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
        Runnable succeeded = this::succeeded; // What takes memory comes before the slot.
        try {
            Slot<T> slot = store.slots.occupy(object, user.clock().nanoTime(), epoch, vouched);
            hasSlot = true;
            joined = all.handoff.join(object, slot, succeeded);
        } catch (Throwable noMemory) {
            Slot<T> slot = store.slots.find(object);
            if (slot == null) { // It has no slot; otherwise the housekeeper finds it there.
                store.capacity.releaseUntold();
                all.closer.closeStray(object);
            }
            throw noMemory;
        } finally {
            offTheLists(); // Not sooner: until the object is there, whoever waits is to wait for it.
        }
        if (joined) {
            ended.accept(null);
            all.demand.run();
            created(object);
        } else {
            report(
                    new IllegalStateException(
                            "newFunc returned an object that is in the pool already; return a new one at every call"),
                    true,
                    false);
        }
    }

    /** Nobody has the object yet: whoever borrows it finds the pool up. */
    private void succeeded() {
        took = user.clock().nanoTime() - begun;
        all.succeeded(this, took);
    }

    private void created(T object) {
        all.tellNews();
        user.instruments().meters().created(took, true);
        user.created(object);
    }

    /** Its time was up and its place is given back; there may be another. */
    private void late(T object) {
        Runnable succeeded = this::succeeded;
        if (store.isClosed() || !store.capacity.tryTake()) {
            all.closer.closeStray(object);
        } else if (all.handoff.join(
                object, store.slots.occupy(object, user.clock().nanoTime(), epoch, vouched), succeeded)) {
            created(object);
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
        all.remove(this);
    }

    /** It has come to nothing, for a reason that says nothing about the backend. */
    void voided() {
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
        boolean nothingElse = all.failed(this, failure, backend, cut);
        store.counters.createFailures.incrementAndGet();
        user.failures().failed(Hook.NEW, failure); // Before a borrower hears of it, who may ask the pool.
        tellBorrowers(failure, nothingElse);
        offTheLists(); // Not sooner: until its waiter has been told, nobody is short of another.
        store.capacity.release();
        ended.accept(failure);
        user.instruments().meters().created(user.clock().nanoTime() - begun, false);
        user.failed(Hook.NEW, null, failure);
        all.tellNews();
    }

    /**
     * The borrower at the head waited for this one; all of them did, if there is nothing else to wait for. While the pool is suspended, they wait
     * for a resume instead.
     */
    private void tellBorrowers(Throwable failure, boolean nothingElse) {
        if (whom == For.PROBE
                || store.isSuspended()
                || store.limits().settings().waitWhenDown()) {
            return;
        }
        if (nothingElse) {
            all.line.waiters.failAll(failure, false);
        } else {
            all.line.waiters.failHead(failure);
        }
    }
}
