package io.conecta.internal;

import io.conecta.PoolBudget;
import io.conecta.PoolCreateException;
import io.conecta.internal.flow.Supply;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Counters;
import io.conecta.internal.runtime.Deadline;
import io.conecta.internal.runtime.Failure;
import io.conecta.internal.runtime.Limits;
import io.conecta.internal.runtime.Threads;
import io.conecta.internal.runtime.Work;
import io.conecta.internal.store.Store;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Creates the objects that a pool begins with. With {@code failFast} the building thread waits for them, up to {@code createTimeout} for each
 * batch; without, it waits for nothing.
 *
 * <p>Objects are created by workers, so that one that hangs cannot hold up the building thread for longer. But a worker gets into no static
 * initializer and past no lock that the building thread is in: then the building thread creates them itself.
 *
 * @param <T> what is pooled
 */
final class InitialObjects<T> implements Consumer<@Nullable Failure> {
    private static final int MOST_AT_ONCE = 16;
    private static final long LOOK_MILLIS = 100;
    private static final long LATER_NANOS = 100_000_000;
    private static final long SLACK_NANOS = 1_000_000_000;

    private final Store<T> store;
    private final Background background;
    private final Clock clock;
    private final Supply<T> supply;
    private final Readiness ready;
    private final int wanted;
    private final BlockingQueue<Optional<Failure>> results = new LinkedBlockingQueue<>();
    /** Whether somebody waits for {@link #results}. */
    private boolean awaited;

    private int started;
    private int ended;

    InitialObjects(Parts<T> parts, int wanted) {
        this.store = parts.store;
        this.background = parts.user.background();
        this.clock = parts.user.clock();
        this.supply = parts.supply;
        this.ready = parts.ready;
        this.wanted = wanted;
    }

    /** Begins, and waits for nothing: after a failure the rest is left to those who borrow. */
    void begin() {
        if (wanted == 0) {
            ready.reached();
        }
        for (int i = 0; i < Math.min(wanted, MOST_AT_ONCE); i++) {
            beginNext();
        }
    }

    private void beginNext() {
        if (!tryBeginNext()) {
            background.schedule(LATER_NANOS, () -> background.execute(Work.of(store.name, this::goOn)));
        }
    }

    /** {@return false if one is wanted that may not begin now, and none is in flight whose end would begin it} */
    private synchronized boolean tryBeginNext() {
        if (started >= wanted) {
            return true;
        }
        if (supply.startCreation(this)) {
            started++;
        }
        return started > ended;
    }

    /** The pool was suspended, or others' creations took the places. */
    private void goOn() {
        if (store.isClosed()) {
            return;
        }
        if (store.counters.get(Counters.CREATED) >= wanted) {
            ready.reached();
        } else {
            beginNext();
        }
    }

    private void beganOne(@Nullable Failure failure) {
        if (failure != null && !Supply.isGivenUp(failure)) {
            ready.missed(
                    store.isClosed() ? store.closed() : notReached(failure)); // Interrupted by the close, most likely.
        } else if (isLast(failure == null)) {
            ready.reached();
        } else {
            beginNext();
        }
    }

    /** Counts one that has ended, and one that was given up as not begun. */
    private synchronized boolean isLast(boolean created) {
        if (created) {
            ended++;
        } else {
            started--;
        }
        return ended == wanted;
    }

    /**
     * Creates all of them.
     *
     * @throws PoolCreateException if one cannot be created; the pool is to be closed then
     */
    void createAll() {
        awaited = true;
        createEach();
        ready.reached();
    }

    private void createEach() {
        if (wanted > 0 && Threads.isInStaticInitializer()) {
            createEachHere();
            return;
        }
        Deadline batch = deadline();
        while (ended < wanted) {
            boolean more = false;
            while (started < wanted && started - ended < MOST_AT_ONCE && supply.startCreation(this)) {
                started++;
                more = true;
            }
            batch = more ? deadline() : batch;
            if (!next(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                lookIntoIt(batch);
            }
        }
    }

    private void createEachHere() {
        Deadline one = deadline();
        while (ended < wanted) {
            createHere();
            if (next(started > ended ? 0 : LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                one = deadline();
            } else if (one.hasPassed()) {
                throw failed(Failure.of(notBegun()));
            }
        }
    }

    private Deadline deadline() {
        long create = store.limits().create();
        return Deadline.in(clock, create == Clock.FOREVER ? create : create + SLACK_NANOS);
    }

    /** One has ended, with this failure, or with none. */
    @Override
    public void accept(@Nullable Failure failure) {
        if (awaited) {
            results.add(Optional.ofNullable(failure));
        } else {
            beganOne(failure);
        }
    }

    private void createHere() {
        started += supply.createHere(this) ? 1 : 0;
    }

    /** Nothing has come for a while. */
    private void lookIntoIt(Deadline batch) {
        if (supply.giveUpBlocked() != null) {
            createHere();
        } else if (batch.hasPassed()) {
            throw failed(Failure.of(notBegun()));
        }
    }

    private TimeoutException notBegun() {
        String within =
                " within createTimeout=" + Limits.text(store.limits().settings().createTimeout());
        PoolBudget budget = store.capacity.shortOf();
        return new TimeoutException(
                budget == null
                        ? "no thread could be started for newFunc" + within
                                + "; give the process more threads or memory, or raise createTimeout"
                        : "the budget left no room" + within + ": " + budget + "; " + budget.advice()
                                + ", or lower initialSize");
    }

    /** {@return whether there was a result} */
    private boolean next(long time, TimeUnit unit) {
        Optional<Failure> result;
        try {
            result = results.poll(time, unit);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PoolCreateException(
                    "pool \"" + store.name
                            + "\": interrupted while its initial objects were created; build it again, on a"
                            + " thread that nobody interrupts, or with initialSize=0",
                    interrupted);
        }
        if (result == null) {
            return false;
        }
        if (result.isPresent() && Supply.isGivenUp(result.get())) {
            started--;
            return true;
        }
        if (result.isPresent()) {
            throw failed(result.get());
        }
        ended++;
        return true;
    }

    /** Nobody waits for them, and the pool goes on without. */
    private PoolCreateException notReached(Failure failure) {
        return new PoolCreateException(
                "pool \"" + store.name + "\": newFunc failed: " + failure.text() + "; initialSize=" + wanted
                        + " is not reached; the pool goes on, and creates the rest for those who borrow; see the cause, and"
                        + " check that what it connects to is up",
                failure.error());
    }

    private PoolCreateException failed(Failure failure) {
        String hint = Supply.isOverdue(failure)
                ? "; should newFunc wait for a lock or a static initializer that build() was called in, build the pool outside of it"
                : "";
        return new PoolCreateException(
                "pool \"" + store.name + "\": newFunc failed: " + failure.text() + "; " + ended
                        + " of initialSize=" + wanted
                        + " objects were created before and are closed; see the cause, and start what they connect to first, or"
                        + " build with failFast(false)" + hint,
                failure.error());
    }
}
