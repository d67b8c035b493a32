package io.conecta.internal;

import io.conecta.PoolCreateException;
import io.conecta.PoolSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the pool as a whole: it starts, is reconfigured, cleared and closed.
 *
 * <p>All of these write down what holds from now on (limits, epoch, CLOSED), then visit every object once, then have {@link Upkeep#settle}
 * look again for what a return has carried past them.
 *
 * @param <T> what is pooled
 */
final class Lifecycle<T> {
    private static final int MOST_INITIAL_AT_ONCE = 16;

    private final PoolState<T> state;
    private final @Nullable Order<T> order;
    private final Handover<T> handover;
    private final Supply<T> supply;
    private final Upkeep<T> upkeep;
    private final Disposal<T> disposal;
    private final AtomicBoolean closing = new AtomicBoolean();
    /** Serialises {@link #clear} and {@link #reconfigure}; never held while waiting or in user code. */
    private final ReentrantLock changes = new ReentrantLock();

    Lifecycle(
            PoolState<T> state,
            @Nullable Order<T> order,
            Handover<T> handover,
            Supply<T> supply,
            Upkeep<T> upkeep,
            Disposal<T> disposal) {
        this.state = state;
        this.order = order;
        this.handover = handover;
        this.supply = supply;
        this.upkeep = upkeep;
        this.disposal = disposal;
    }

    /** Creates the initial objects and starts the clockwork; closes the pool again if {@code failFast} and one fails. */
    void start(int initialSize, boolean failFast) {
        createInitial(initialSize, failFast);
        upkeep.start();
    }

    private void createInitial(int wanted, boolean failFast) {
        BlockingQueue<Optional<Throwable>> results = new LinkedBlockingQueue<>();
        int started = 0;
        int ended = 0;
        while (ended < wanted) {
            while (started < wanted
                    && started - ended < MOST_INITIAL_AT_ONCE
                    && supply.startCreation(failure -> results.add(Optional.ofNullable(failure)))) {
                started++;
            }
            if (started == ended) {
                return; // They fail, one was reported, and failFast is off.
            }
            Throwable failure;
            try {
                failure = results.take().orElse(null);
                ended++;
            } catch (InterruptedException interrupted) {
                close();
                Thread.currentThread().interrupt();
                throw new PoolCreateException(
                        "pool \"" + state.name + "\": interrupted while its initial objects were created", interrupted);
            }
            if (failure != null && failFast) {
                close();
                throw new PoolCreateException(
                        "pool \"" + state.name + "\": newFunc failed: " + failure + "; " + (ended - 1)
                                + " of initialSize="
                                + wanted
                                + " objects were created before and are closed; see the cause, and start what they"
                                + " connect to first, or build with failFast(false)",
                        failure);
            }
        }
    }

    /**
     * Changes the limits.
     *
     * @param between runs when they are in force, before what is lent is looked at
     */
    void reconfigure(PoolSettings settings, Runnable between) {
        Limits limits = Limits.of(Objects.requireNonNull(settings, "settings"));
        changes.lock();
        try {
            state.checkOpen();
            PoolSettings before = state.limits().settings();
            fixed("name", before.name(), settings.name());
            fixed("strict", before.strict(), settings.strict());
            state.limits(limits);
            between.run();
            if (limits.careful()) {
                state.slots.forEach(Lifecycle::flagCareful);
                upkeep.forgetAges(); // A return that has not seen the flag has long ended when the first is reclaimed.
            }
            if (!settings.leakTraces()) {
                state.slots.forEach(slot -> slot.trace = null);
            }
        } finally {
            changes.unlock();
        }
        upkeep.start();
        trim();
        state.demand();
        upkeep.sweep();
    }

    /** Closes idle objects while there are too many; lent ones follow when they come back. */
    private void trim() {
        if (state.capacity.taken() > state.limits().maxSize()) {
            state.attention.raise(Attention.OVERSIZE);
            state.slots.forEach(handover::attend);
            handover.trimReserve();
            upkeep.settle(() -> {});
        } else {
            handover.settleSize();
        }
    }

    /** Lets no running loan end by a store any more, so that it may be reclaimed. */
    private static void flagCareful(Slot<?> slot) {
        for (long word = slot.word();
                Slot.phase(word) == Slot.LENT && !Slot.has(word, Slot.CAREFUL);
                word = slot.word()) {
            if (slot.tryFlag(word, Slot.CAREFUL)) {
                slot.takeUp();
                return;
            }
        }
    }

    private static void fixed(String option, Object before, Object now) {
        if (!before.equals(now)) {
            throw new IllegalArgumentException(option + " cannot be changed while the pool runs, was " + before
                    + ", would be " + now + "; keep it, or build another pool");
        }
    }

    void clear() {
        changes.lock();
        try {
            state.checkOpen();
            state.nextEpoch();
        } finally {
            changes.unlock();
        }
        List<Disposal<T>.Closing> closings = new ArrayList<>();
        evictAll(closings);
        upkeep.settle(() -> {});
        await(closings);
    }

    void close() {
        state.attention.raise(Attention.CLOSED); // First: whoever loses the race returns with the pool closed, too.
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        state.waiters.grantAll(WaitQueue.Grant.failure(state.closed()));
        supply.hurry();
        state.patrol.stop();
        upkeep.stop();
        List<Disposal<T>.Closing> closings = new ArrayList<>();
        boolean someLeft = evictAll(closings);
        if (order != null) {
            order.stop();
        }
        await(closings);
        if (someLeft) {
            upkeep.settle(state.background::release);
        } else {
            state.background.release();
        }
    }

    void close(Duration drain) throws InterruptedException {
        long nanos = Clock.nanos(Objects.requireNonNull(drain, "drain"));
        long start = state.clock.nanoTime();
        upkeep.look();
        close();
        disposal.watch(Thread.currentThread());
        try {
            while (state.slots.lent() > 0) {
                long left = nanos == Clock.FOREVER ? nanos : nanos - (state.clock.nanoTime() - start);
                if (left <= 0) {
                    break;
                }
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while pool \"" + state.name + "\" was draining");
                }
                state.clock.parkNanos(this, left);
            }
        } finally {
            disposal.unwatch(Thread.currentThread());
        }
    }

    /** Closes what is idle, and marks what is lent. {@return whether anything is out or in the pool's own hands} */
    private boolean evictAll(List<Disposal<T>.Closing> closings) {
        boolean[] left = {false};
        state.slots.forEach(slot -> left[0] |= !evict(slot, closings));
        for (int most = state.slots.reserveSize(); most > 0; most--) { // What is added meanwhile is seen by a sweep.
            Disposal<T>.Closing one = handover.closeFromReserve();
            if (one == null) {
                break;
            }
            closings.add(one);
        }
        return left[0];
    }

    /** {@return whether the slot has nothing that could still come back} */
    private boolean evict(Slot<T> slot, List<Disposal<T>.Closing> closings) {
        for (long word = slot.word(); Slot.phase(word) != Slot.EMPTY; word = slot.word()) {
            if (Slot.phase(word) == Slot.IDLE) {
                Disposal<T>.Closing one = handover.closeIdle(slot);
                if (one != null) {
                    closings.add(one);
                    return true;
                }
            } else if (Slot.phase(word) != Slot.LENT
                    || Slot.has(word, Slot.DOOMED)
                    || slot.tryFlag(word, Slot.DOOMED)) {
                return false;
            }
        }
        return true;
    }

    private void await(List<Disposal<T>.Closing> closings) {
        long limit = state.limits().close();
        long start = state.clock.nanoTime();
        for (Disposal<T>.Closing one : closings) {
            one.await(limit == Clock.FOREVER ? limit : limit - (state.clock.nanoTime() - start));
        }
    }
}
