package io.conecta.internal.flow;

import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Counters;
import io.conecta.internal.runtime.Deadline;
import io.conecta.internal.runtime.Guard;
import io.conecta.internal.runtime.HookRunner;
import io.conecta.internal.runtime.LateSet;
import io.conecta.internal.runtime.Limits;
import io.conecta.internal.runtime.PatientLock;
import io.conecta.internal.runtime.Row;
import io.conecta.internal.runtime.StackProbe;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.runtime.Work;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Closes objects, each exactly once, on at most {@value #MOST_AT_ONCE} workers a pool; on up to {@value #MOST_IN_A_HURRY} where the budget's
 * permits have ended, so that none waits for others' closes. A close that hangs is given up after {@code closeTimeout}: reported, its place
 * given to others.
 *
 * @param <T> what is pooled
 */
public final class Closer<T> {
    private static final int MOST_AT_ONCE = 8;
    private static final int MOST_IN_A_HURRY = 1_024;
    private static final long PATIENCE_NANOS = 2_000_000_000;
    private static final long RETRY_NANOS = 20_000_000;

    private final Store<T> store;
    private final UserCode<T> user;
    private final HookRunner runner;
    private final ReentrantLock lock = new PatientLock();
    /** Those that wait for a worker; queueing one takes no memory. Guarded by {@link #lock}, as the next two. */
    private final Row<Closing> line = new Row<>();
    /** How many workers there may be now. */
    private int mostAtOnce = MOST_AT_ONCE;
    /** Workers that are not stuck. */
    private int working;
    /** Those whose end has not been told yet. */
    private final LateSet<Closing> unfinished = new LateSet<>();
    /** Told of each that has ended. */
    public final Endings endings = new Endings();
    /** Those that were given up and have not ended. */
    private final LateSet<Closing> stuck = new LateSet<>();

    public Closer(Store<T> store, UserCode<T> user, HookRunner runner) {
        this.store = store;
        this.user = user;
        this.runner = runner;
    }

    /**
     * Closes the object of a HELD slot; its place is free when that is done.
     *
     * @param reclaimed whether its holder still has it
     * @param news told to the listener before the object is closed
     */
    Closing close(Slot<T> slot, boolean reclaimed, Runnable news) {
        return close(slot, false, reclaimed, news);
    }

    private Closing close(Slot<T> slot, boolean condemned, boolean reclaimed, Runnable news) {
        slot.stay.unfit = true;
        slot.stay.leaving = true;
        long held = Slot.EMPTY;
        Closing closing = null;
        boolean queued = false;
        try {
            held = Slot.loan(slot.word());
            StackProbe.check();
            closing = closing(slot.require(), slot, reclaimed, news); // First, since this may find no memory.
            if (!condemned) {
                store.capacity.condemn();
                slot.condemn();
            }
            enqueue(closing);
            queued = true;
        } finally {
            if (!queued) {
                slot.stay.leaving = false;
                slot.abandoned = held; // Before the next: that may need stack.
                if (closing != null) {
                    unfinished.remove(closing);
                }
            }
        }
        startWorker();
        return closing;
    }

    /** As {@link #close}, for an object whose place has been condemned as surplus. */
    void closeSurplus(Slot<T> slot) {
        slot.condemn();
        resume(slot);
    }

    /** Closes the object of a HELD slot that has been condemned already. */
    void resume(Slot<T> slot) {
        close(slot, true, false, () -> {});
    }

    /** As the constructor, and the object is known as closed. Changes nothing if there is no memory. */
    private Closing closing(T object, @Nullable Slot<T> slot, boolean reclaimed, Runnable news) {
        Closing closing = new Closing(object, slot, news);
        boolean known = false;
        try {
            unfinished.add(closing);
            store.closedObjects.add(object, reclaimed);
            known = true;
            return closing;
        } finally {
            if (!known) {
                unfinished.remove(closing);
            }
        }
    }

    /** Closes an object that has no slot and no place, but a permit: one that was created too late. Changes nothing if there is no memory. */
    void closeStray(T object) {
        Closing closing = closing(object, null, false, () -> {});
        store.counters.increment(Counters.CREATED);
        store.capacity.condemnStray();
        enqueue(closing);
        startWorker();
    }

    /** {@return the objects whose close was given up and has not ended} */
    public List<T> stuck() {
        List<T> objects = new ArrayList<>();
        stuck.forEach(closing -> objects.add(closing.object));
        return objects;
    }

    /** Whether an object is being closed whose epoch is such. */
    public boolean isClosing(IntPredicate epoch) {
        return unfinished.anyMatch(each -> epoch.test(each.epoch));
    }

    private void enqueue(Closing closing) {
        lock.lock();
        try {
            line.add(closing.inLine);
        } finally {
            lock.unlock();
        }
    }

    /** Has what is in line closed now, each by a worker of its own. */
    void hurry() {
        int starts;
        lock.lock();
        try {
            starts = line.size();
            mostAtOnce = starts > 0 ? MOST_IN_A_HURRY : MOST_AT_ONCE;
        } finally {
            lock.unlock();
        }
        for (; starts > 0; starts--) {
            startWorker();
        }
    }

    /** Starts a worker if there is something to close and few enough are at it. Throws nothing. */
    void startWorker() {
        lock.lock();
        try {
            if (line.size() == 0 || working >= mostAtOnce) {
                return;
            }
            working++;
        } finally {
            lock.unlock();
        }
        try {
            long limit = store.limits().close();
            runner.run(Work.of(store.name, this::work), limit == Clock.FOREVER ? PATIENCE_NANOS : limit / 2);
        } catch (Throwable noMemory) {
            workerEnded(); // The next closing starts one, or the housekeeper: what is in line is not lost.
        }
    }

    private void workerEnded() {
        lock.lock();
        try {
            working--;
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        for (Closing next = next(); next != null; next = next()) {
            if (!next.run()) {
                return; // Stuck for a while; another worker has taken over.
            }
        }
    }

    private @Nullable Closing next() {
        lock.lock();
        try {
            Row.Link<Closing> next = line.poll();
            if (next == null) {
                working--;
                mostAtOnce = MOST_AT_ONCE;
                return null;
            }
            return next.element;
        } finally {
            lock.unlock();
        }
    }

    /** One object's way out. */
    final class Closing {
        private final T object;
        private final @Nullable Slot<T> slot;
        private final Runnable news;
        /** Of the object. */
        private final int epoch;

        private final Row.Link<Closing> inLine = new Row.Link<>(this);

        private final AtomicBoolean told = new AtomicBoolean();
        private final AtomicBoolean begun = new AtomicBoolean();
        private final AtomicBoolean settled = new AtomicBoolean();
        /** Whether its permit of the budget has not been given back. */
        private final AtomicBoolean permit = new AtomicBoolean(true);
        /** Whether its place has been given back. */
        private volatile boolean released;

        private final ConcurrentLinkedQueue<Thread> waiting = new ConcurrentLinkedQueue<>();
        /** What the hook threw. Written before {@link #ended}. */
        private @Nullable Throwable error;

        private volatile boolean ended;
        private volatile boolean done;

        private Closing(T object, @Nullable Slot<T> slot, Runnable news) {
            this.object = object;
            this.slot = slot;
            this.news = news;
            this.epoch = slot == null ? store.epoch() : slot.stay.epoch;
        }

        /** Waits until the object is closed or given up, up to {@code nanos}; an interrupt is kept for later. */
        void await(long nanos) {
            Deadline deadline = Deadline.in(user.clock(), nanos);
            boolean interrupted = false;
            waiting.add(Thread.currentThread());
            try {
                for (long left = deadline.left(); !done && left > 0; left = deadline.left()) {
                    user.clock().parkNanos(this, left);
                    interrupted |= Thread.interrupted();
                }
            } finally {
                waiting.remove(Thread.currentThread());
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        /** {@return whether this worker may go on to the next} If memory is lacking, it is tried again. */
        private boolean run() {
            try {
                return tellAndClose(store.limits().close());
            } catch (Throwable noMemory) {
                LockSupport.parkNanos(RETRY_NANOS);
                backInLine();
                return true;
            }
        }

        private boolean tellAndClose(long limit) {
            Guard telling = Guard.start(user.background(), limit, stuck -> {
                backInLine();
                work();
            });
            try {
                if (told.compareAndSet(false, true)) {
                    news.run();
                }
            } catch (Throwable noMemory) { // Nobody hears of it; the object has to be closed.
            }
            return telling.finish() && closeNow(limit);
        }

        private boolean closeNow(long limit) {
            Guard guard = Guard.start(user.background(), limit, this::giveUp);
            try {
                error = begun.get() ? error : user.close(object, begun);
            } catch (Throwable noMemory) {
                if (guard.finish()) {
                    throw noMemory; // Tried again, here.
                }
                backInLine(); // Tried again, elsewhere: it was given up, and another worker has taken over.
                startWorker();
                return false;
            }
            ended = true;
            boolean inTime = guard.finish();
            if (!inTime || settled.get()) { // Given up, now or when it was tried before.
                stuck.remove(this);
                settlePermit();
                return inTime;
            }
            Guard telling = Guard.start(user.background(), limit, stuck -> work());
            try {
                settle(error);
            } catch (Throwable noMemory) { // It has been settled; who waits for it looks again in time.
            }
            return telling.finish();
        }

        private void giveUp(Guard limit) {
            boolean replaced = false;
            Throwable why = null;
            try {
                stuck.add(this);
                if (ended) {
                    stuck.remove(this);
                }
                user.background().execute(Work.of(store.name, Closer.this::work));
                replaced = true;
                why = limit.where(new TimeoutException("closeFunc took longer than closeTimeout="
                        + Limits.text(store.limits().settings().closeTimeout())
                        + "; it was interrupted, where the stack trace shows, and is not waited for; give what it waits for a"
                        + " timeout, or raise closeTimeout"));
            } catch (VirtualMachineError noMemory) {
                why = noMemory;
            } finally {
                if (!replaced) {
                    workerEnded();
                }
                settle(why);
            }
        }

        /** Puts it back in line, after an error that was not the hook's or since a listener hangs. What has been done is not done again. */
        private void backInLine() {
            lock.lock();
            try {
                line.add(inLine);
            } finally {
                lock.unlock();
            }
        }

        /** The permit stays until the hook has ended, whoever is later. */
        private void settlePermit() {
            if (released && ended && permit.compareAndSet(true, false)) {
                store.capacity.releaseOverdueClose();
            }
        }

        private void release(boolean over) {
            if (slot != null) {
                store.slots.vacate(slot);
                store.capacity.releaseCondemned(over);
            } else {
                store.capacity.releaseStray(over);
            }
        }

        private void settle(@Nullable Throwable error) {
            if (!settled.compareAndSet(false, true)) {
                return;
            }
            store.counters.increment(Counters.CLOSED);
            boolean over = ended && permit.compareAndSet(true, false);
            try {
                release(over);
            } catch (VirtualMachineError noMemory) {
                // For who is told that there is room; whoever waits asks again.
            }
            released = true;
            settlePermit();
            user.closed(object, error);
            done = true;
            unfinished.remove(this);
            waiting.forEach(LockSupport::unpark);
            endings.ended();
        }
    }
}
