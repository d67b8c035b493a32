package io.conecta.internal.flow;

import io.conecta.PoolBudget;
import io.conecta.PoolListener.Hook;
import io.conecta.internal.flow.Creations.For;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Counters;
import io.conecta.internal.runtime.Failure;
import io.conecta.internal.runtime.Guard;
import io.conecta.internal.runtime.HookRunner;
import io.conecta.internal.runtime.Limits;
import io.conecta.internal.runtime.Row;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.runtime.Work;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to create an object. Its place is taken before it begins, and filled or given back exactly once, by whoever settles it: the
 * thread that runs {@code newFunc}, its deadline, or a clear or close before it has begun. Where {@code newFunc} is still running then, its
 * permit of the budget stays with it until it has ended, or for the object that it creates all the same.
 *
 * @param <T> what is pooled
 */
final class Creation<T> extends Work implements HookRunner.Refusal {
    /** How the message of one begins that took too long. */
    static final String TOOK_LONGER = "newFunc took longer than ";

    private final Creations<T> all;
    private final Store<T> store;
    private final UserCode<T> user;
    private final int epoch;
    private final int vouched;
    /** When it was begun. */
    final long begun;
    /** Counts creations. */
    final long number;

    final For whom;
    /** Its places among those in flight, and among those that waiting borrowers are to wait for. */
    final Row.Link<Creation<T>> inRunning = new Row.Link<>(this);

    final Row.Link<Creation<T>> inAwaited = new Row.Link<>(this);
    /** How long it may take, in nanoseconds. */
    private final long most;

    private final Consumer<@Nullable Failure> ended;
    private final Settlement settlement;

    /** Whether its object is there, to be lent. Written before that, so that whoever hears of the loan sees it. */
    volatile boolean hasSlot;

    /** How long it took, in nanoseconds, once it has succeeded. */
    private long took;

    volatile @Nullable Guard guard;
    private Background.@Nullable Timer unbegun;

    /**
     * To be started, or performed.
     *
     * @param most how long it may take, in nanoseconds, if the budget does not want it sooner
     * @param ended gets the failure, or null, when the object has joined the pool or not
     */
    Creation(Creations<T> all, long number, For whom, long most, Consumer<@Nullable Failure> ended) {
        this.all = all;
        this.store = all.store;
        this.user = all.user;
        this.settlement = new Settlement(all.lock);
        this.epoch = store.epoch();
        this.vouched = store.doubt();
        this.begun = user.clock().nanoTime();
        this.number = number;
        this.whom = whom;
        this.most = Math.min(most, store.capacity.mostCreation());
        this.ended = ended;
    }

    /** The time for it starts now, even if the user's executor lets it wait. */
    void start() {
        unbegun = all.runner.isUsers()
                ? user.background()
                        .schedule(
                                store.limits().create(),
                                () -> user.background().execute(Work.of(store.name, this::neverBegun)))
                : null;
        all.runner.run(this, this);
    }

    @Override
    public void refused(Throwable refusal) {
        String text = "the executor refused newFunc: " + Failure.of(refusal).text()
                + "; give it more threads, or a longer queue";
        RejectedExecutionException failure = new RejectedExecutionException(text, refusal);
        failed(new Failure(failure, RejectedExecutionException.class.getName() + ": " + text), false, false);
    }

    private void neverBegun() {
        if (settlement.settleUnlessBegun()) {
            report(
                    Failure.of(new TimeoutException("the executor has not started newFunc within createTimeout="
                            + Limits.text(store.limits().settings().createTimeout())
                            + "; give the executor more threads")),
                    false,
                    false);
        }
    }

    @Override
    protected String pool() {
        return store.name;
    }

    @Override
    protected void perform() {
        user.background().cancel(unbegun);
        all.landing.begins();
        try {
            if (settlement.begins()) { // If not, its time was up before it could begin, or nobody wants it any more.
                create();
            }
        } catch (Throwable noMemory) {
            settlement.ends();
            voided();
            releasePermit();
            throw noMemory;
        } finally {
            all.landing.over();
        }
    }

    private void create() {
        UserCode.Creation<T> result = new UserCode.Creation<>(); // Before its time runs.
        Guard limit = new Limit();
        limit.timed(
                isLeased()
                        ? Math.max(1, most - (user.clock().nanoTime() - begun))
                        : most); // A lease waits for no executor.
        guard = limit;
        if (isUnwanted()) {
            limit.hurry();
        }
        user.create(result);
        guard = null;
        boolean inTime = limit.finish();
        T object = result.object();
        if (object != null) {
            arrived(object);
            return;
        }
        settlement.ends();
        if (inTime) {
            failed(result.failure(), true, false);
        }
        releasePermit();
    }

    /** {@code newFunc} has ended after its place was given back: gives its permit back too. */
    private void releasePermit() {
        if (settlement.takePermit()) {
            store.capacity.releaseOverdue();
        }
    }

    /** The time of this creation. */
    private final class Limit extends Guard {
        Limit() {
            super(user.background());
        }

        @Override
        protected void overdue() {
            tooLate(this);
        }
    }

    /** Whether the budget wants it to be over sooner than the pool would. */
    private boolean isLeased() {
        return most != Clock.FOREVER && most == store.capacity.mostCreation();
    }

    private void tooLate(Guard limit) {
        try {
            failedLate(limit);
        } catch (Throwable noMemory) {
            voided(); // Unless it is settled by now: nobody else would give its place back.
            throw noMemory;
        }
    }

    private void failedLate(Guard limit) {
        PoolBudget budget = user.hooks().budget();
        boolean leased = budget != null && isLeased();
        boolean cut = !leased && most < store.limits().create();
        String text;
        if (leased) {
            text = Limits.text(most) + ", as long as a creation may take in " + budget;
        } else if (cut) {
            text = Limits.text(most) + ", far longer than usual, while the backend was down";
        } else {
            text = "createTimeout=" + Limits.text(store.limits().settings().createTimeout());
        }
        failed(
                Failure.of(limit.where(new TimeoutException(TOOK_LONGER + text
                        + "; it was interrupted, where the stack trace shows; give what it waits"
                        + " for a timeout" + (cut || leased ? "" : ", or raise createTimeout")))),
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
        } else if (settlement.settleUnlessBegun()) {
            giveBack();
        }
        // One that has just begun looks for itself, once its guard can be seen.
    }

    private void arrived(T object) {
        if (settlement.settleAtEnd()) {
            arrivedInTime(object);
        } else {
            late(object);
        }
    }

    private void arrivedInTime(T object) {
        Slot<T> slot;
        boolean joined;
        try {
            slot = all.landing.occupy(object, epoch, vouched);
            hasSlot = true;
            joined = slot != null && join(object, slot);
        } catch (Throwable noStack) {
            if (store.slots.find(object) == null) { // It has no slot; otherwise the housekeeper finds it there.
                store.capacity.releasePlaceUntold();
                store.capacity.confirmLate();
                all.landing.closeStray(object);
            }
            throw noStack;
        } finally {
            offTheLists(); // Not sooner: until the object is there, whoever waits is to wait for it.
        }
        if (joined) {
            ended.accept(null);
            all.demand.run();
            created(object);
        } else if (slot != null) {
            ended.accept(GivenUp.failure());
        } else {
            report(Failure.of(new IllegalStateException(UserCode.IN_POOL_ALREADY)), true, false);
        }
    }

    /** {@return false if the budget has withdrawn the permit: nobody gets the object, and who waits for it waits for another} */
    private boolean join(T object, Slot<T> slot) {
        if (!store.capacity.confirm()) {
            store.counters.increment(Counters.CREATED);
            all.handoff.close(slot);
            return false;
        }
        try {
            all.handoff.join(object, slot, this);
        } finally {
            store.capacity.joined();
        }
        return true;
    }

    /** Nobody has the object yet: whoever borrows it finds the pool up. */
    void succeeded() {
        took = user.clock().nanoTime() - begun;
        all.succeeded(this, took);
    }

    private void created(T object) {
        all.tellNews();
        user.instruments().meters().created(took, true);
        user.created(object);
    }

    /** Its time was up and its place is given back; there may be another. The permit that it kept is the object's. */
    private void late(T object) {
        settlement.takePermit();
        if (!store.capacity.confirmLate() || store.isClosed() || !store.capacity.tryTakePlace()) {
            all.landing.closeStray(object);
        } else if (all.handoff.join(object, all.landing.occupy(object, epoch, vouched), this)) {
            created(object);
        } else { // It is in the pool already, with a permit of its own.
            store.capacity.takeBack();
        }
    }

    private void failed(Failure failure, boolean backend, boolean cut) {
        if (settlement.settle()) {
            report(failure, backend, cut);
        }
    }

    private void offTheLists() {
        user.background().cancel(unbegun);
        all.remove(this);
    }

    /** It has come to nothing, for a reason that says nothing about the backend. */
    void voided() {
        if (settlement.settle()) {
            giveBack();
        }
    }

    private void giveBack() {
        offTheLists();
        if (settlement
                .keepsPermit()) { // Nothing is to be tried again at once: the waiter at the head asks again shortly.
            store.capacity.releasePlaceUntold();
        } else {
            store.capacity.releaseUntold();
        }
        ended.accept(GivenUp.failure());
    }

    /** Its place is still taken: tells who waited for it, and gives the place back. */
    private void report(Failure failure, boolean backend, boolean cut) {
        user.background().cancel(unbegun);
        if (isUnwanted()) {
            offTheLists();
            releasePlace();
            ended.accept(failure);
            return; // Interrupted by us, most likely; it says nothing about the backend.
        }
        try {
            boolean nothingElse = all.failed(this, failure, backend, cut);
            store.counters.increment(Counters.CREATE_FAILURES);
            user.failures().failed(Hook.NEW, failure); // Before a borrower hears of it, who may ask the pool.
            tellBorrowers(failure, nothingElse);
        } finally {
            offTheLists(); // Not sooner: until its waiter has been told, nobody is short of another.
            releasePlace();
        }
        ended.accept(failure);
        user.instruments().meters().created(user.clock().nanoTime() - begun, false);
        user.failed(Hook.NEW, null, failure);
        all.tellNews();
    }

    private void releasePlace() {
        if (settlement.keepsPermit()) {
            store.capacity.releasePlaceUntold();
            store.capacity.raised();
        } else {
            store.capacity.release();
        }
    }

    /**
     * The borrower at the head waited for this one; all of them did, if there is nothing else to wait for. While the pool is suspended, they wait
     * for a resume instead.
     */
    private void tellBorrowers(Failure failure, boolean nothingElse) {
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
