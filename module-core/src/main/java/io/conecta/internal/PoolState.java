package io.conecta.internal;

import io.conecta.PoolClosedException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * What all parts of one pool share: its hooks and limits, its slots and waiters, and whether it is open.
 *
 * @param <T> what is pooled
 */
final class PoolState<T> {
    final String name;
    final Hooks<T> hooks;
    final Background background;
    final Clock clock;
    final Attention attention = new Attention();
    final SlotTable<T> slots = new SlotTable<>();
    final WaitQueue<T> waiters = new WaitQueue<>(attention);
    final Turns turns;
    final Patrol<T> patrol;
    final Capacity capacity = new Capacity();
    final Counters counters = new Counters();
    final ClosedObjects closedObjects = new ClosedObjects();

    private volatile Limits limits;
    /** Grows with every {@code clear}. */
    private volatile int epoch;
    /** Starts what the waiting borrowers need; set once, before the pool is used. */
    private Runnable demand = () -> {};

    PoolState(String name, Hooks<T> hooks, Limits limits, Background background) {
        this.name = name;
        this.hooks = hooks;
        this.limits = limits;
        this.background = background;
        this.clock = background.clock();
        turns = new Turns(clock);
        patrol = new Patrol<>(background, slots, waiters);
        limits(limits);
    }

    Limits limits() {
        return limits;
    }

    void limits(Limits value) {
        limits = value;
        slots.limit(value.maxSize());
        slots.careful(value.careful() || hooks.resetFunc() != null || hooks.queue() != null);
    }

    /** Takes a place for one more object, if the limit in force leaves one. */
    boolean tryTakePlace() {
        while (true) {
            int maxSize = limits.maxSize();
            if (!capacity.tryTake(maxSize)) {
                return false;
            }
            // Look again after: who made the pool smaller meanwhile has either counted this place or is seen here.
            if (limits.maxSize() == maxSize) {
                return true;
            }
            capacity.release();
        }
    }

    /** Whether every place is taken, so that only a return can help a borrower. */
    boolean isExhausted() {
        return capacity.taken() >= limits.maxSize();
    }

    int epoch() {
        return epoch;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // The engine's clear is serialised.
    void nextEpoch() {
        epoch++;
    }

    boolean isClosed() {
        return attention.has(Attention.CLOSED);
    }

    void checkOpen() {
        if (isClosed()) {
            throw closed();
        }
    }

    PoolClosedException closed() {
        return new PoolClosedException(
                "pool \"" + name + "\" is closed; borrow before closing it, or build another", null);
    }

    void onDemand(Runnable action) {
        demand = action;
    }

    /** Starts checks and creations for the borrowers that wait, as far as there is room. */
    void demand() {
        demand.run();
    }

    /**
     * Runs user code that may be slow, on the user's executor or else on a worker.
     *
     * @param otherwise runs here if neither will; not if an executor runs the task and throws all the same
     */
    void execute(Runnable task, Consumer<Throwable> otherwise) {
        AtomicBoolean begun = new AtomicBoolean();
        Runnable once = () -> {
            if (begun.compareAndSet(false, true)) {
                task.run();
            }
        };
        try {
            if (hooks.executor() != null) {
                hooks.executor().execute(once);
            } else {
                background.execute(once);
            }
        } catch (Throwable refused) {
            if (begun.compareAndSet(false, true)) {
                otherwise.accept(refused);
            } else {
                log("executor threw after it had run what it was given", refused);
            }
        }
    }

    /** As {@link #execute}, for what must happen even if no other thread will do it. */
    void executeSurely(Runnable task) {
        execute(task, refused -> {
            log("executor refused; running here", refused);
            task.run();
        });
    }

    private void log(String what, Throwable cause) {
        System.getLogger("io.conecta").log(System.Logger.Level.WARNING, "pool \"" + name + "\": " + what, cause);
    }
}
