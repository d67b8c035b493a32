package io.conecta.internal;

import io.conecta.PoolListener.Hook;
import io.conecta.PoolSettings;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings objects to the borrowers that wait: pings suspects and creates new ones, as many at once as there are waiters and room.
 *
 * <p>What is brought goes to whoever has waited longest, or to rest if nobody waits any more. After a failed creation only one
 * probe at a time tries again, at growing intervals ({@link Backoff}), until one succeeds. A failure reaches the waiter at the
 * head; and all who wait, if nothing is left in the pool that could still come to them.
 *
 * @param <T> what is pooled
 */
final class Supply<T> {
    private static final long HANGS_NANOS = 30_000_000_000L;
    private static final long PATIENCE_NANOS = 1_000_000_000;

    private final PoolState<T> state;
    private final Handover<T> handover;
    private final Checks<T> checks;
    private final Disposal<T> disposal;
    private final Set<Guard> running = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    /** Creations in flight. Written under {@link #lock}. */
    private final AtomicInteger creating = new AtomicInteger();
    /** The creations in flight that waiting borrowers are to wait for, oldest first. Guarded by {@link #lock}. */
    private final Set<Creation> awaited = new LinkedHashSet<>();
    /** Creations started so far. Guarded by {@link #lock}. */
    private long started;
    /** The newest creation that has succeeded, by its number. Guarded by {@link #lock}. */
    private long newestSuccess;
    /** How long a creation that a newer one has overtaken is waited for before another is started in its stead. Guarded by {@link #lock}. */
    private long patience = PATIENCE_NANOS;
    /** Guarded by {@link #lock}. */
    private Background.@Nullable Timer impatient;
    /** Pings for borrowers in flight. Guarded by {@link #lock}. */
    private int checking;
    /** Creations that failed in a row. Guarded by {@link #lock}. */
    private int failures;
    /** When the next creation may start, while they fail. Guarded by {@link #lock}. */
    private long nextProbe;
    /** When the creation that started last stops keeping others from being tried, while they fail. Guarded by {@link #lock}. */
    private long probeHangs;
    /** Guarded by {@link #lock}. */
    private Background.@Nullable Timer retry;
    /** When {@link #retry} is due. Guarded by {@link #lock}. */
    private long retryAt;

    private final Unnested starting = new Unnested(this::start);
    /** Why the last creation failed; null since one succeeded. */
    private volatile @Nullable Throwable lastFailure;

    Supply(PoolState<T> state, Handover<T> handover, Checks<T> checks, Disposal<T> disposal) {
        this.state = state;
        this.handover = handover;
        this.checks = checks;
        this.disposal = disposal;
    }

    int creating() {
        return creating.get();
    }

    @Nullable
    Throwable lastFailure() {
        return lastFailure;
    }

    /** {@return how many may wait: {@code maxWaiters}, and those beside who have only a creation or a ping to wait for} */
    int mayWait() {
        int most = state.limits().settings().maxWaiters();
        if (most == PoolSettings.UNLIMITED) {
            return most;
        }
        long more = state.slots.idle();
        lock.lock();
        try {
            int room = state.limits().maxSize() - state.capacity.taken();
            more += creating.get() + checking + Math.max(0, room);
        } finally {
            lock.unlock();
        }
        return (int) Math.min(most + more, Integer.MAX_VALUE);
    }

    /** Starts what the waiting borrowers lack: pings of suspects first, then creations. */
    void demand() {
        if (state.isExhausted() && !state.slots.mayHaveSuspects()) {
            return; // Nothing to be had but from a return. Whoever makes room, or a suspect, asks again.
        }
        if (state.hooks.executor() == null) {
            start();
            return;
        }
        starting.now();
    }

    /** As {@link #demand}, when a creation or a ping has ended. */
    private void demandNext() {
        if (state.hooks.executor() == null) {
            demand();
        } else {
            starting.next();
        }
    }

    private void start() {
        // A creation under way may hang: it does not stand for a suspect that only needs a ping.
        while (isShort(false)) {
            Slot<T> suspect = state.slots.holdSuspect();
            if (suspect == null) {
                break;
            }
            startCheck(suspect);
        }
        while (startCreation(true, failure -> {})) {
            // As many as are needed.
        }
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
    boolean startCreation(Consumer<@Nullable Throwable> ended) {
        return startCreation(false, ended);
    }

    /** As the other; {@code ifShort}: only if a waiting borrower lacks one, which others may be finding out at the same time. */
    private boolean startCreation(boolean ifShort, Consumer<@Nullable Throwable> ended) {
        Creation creation;
        lock.lock();
        try {
            if (state.isClosed() || (ifShort && !isShort(true)) || !mayProbe() || !state.tryTakePlace()) {
                return false;
            }
            creating.incrementAndGet();
            creation = new Creation(state.epoch(), ++started, state.clock.nanoTime(), ended);
            awaited.add(creation);
            probeHangs = creation.begun + HANGS_NANOS;
        } finally {
            lock.unlock();
        }
        state.execute(creation, creation::failed);
        return true;
    }

    /** Interrupts the creations in flight: the pool is closed, nobody wants them. */
    void hurry() {
        lock.lock();
        try {
            state.background.cancel(retry);
            retry = null;
            state.background.cancel(impatient);
            impatient = null;
        } finally {
            lock.unlock();
        }
        running.forEach(Guard::hurry);
    }

    private boolean isShort(boolean countCreations) {
        lock.lock();
        try {
            if (state.isClosed()) {
                return false;
            }
            int coming = checking + (countCreations ? awaited.size() : 0);
            int wanted = state.waiters.size();
            return coming < wanted || (countCreations && wanted > 0 && isOldestLate());
        } finally {
            lock.unlock();
        }
    }

    /** A borrower has waited in vain. Whoever comes later does not count on the creation that took so long, and may start another. */
    void gaveUp() {
        lock.lock();
        try {
            if (awaited.size() > state.waiters.size()) {
                awaited.remove(awaited.iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether the oldest creation takes so long that another had better be started, if there is room: newer ones have served those who
     * waited for it, and one that hangs must not cost those who came later their time. One at a time, and more slowly each time until one
     * succeeds.
     */
    private boolean isOldestLate() {
        if (awaited.isEmpty() || state.isExhausted()) {
            return false;
        }
        Creation oldest = awaited.iterator().next();
        if (oldest.number > newestSuccess) {
            return false; // Not overtaken: its backend is slow, and another would be too.
        }
        long left = patience - (state.clock.nanoTime() - oldest.begun);
        if (left <= 0) {
            awaited.remove(oldest);
            patience = Math.min(2 * patience, HANGS_NANOS);
            return true;
        }
        if (impatient == null) {
            impatient = state.background.schedule(left, () -> {
                lock.lock();
                try {
                    impatient = null;
                } finally {
                    lock.unlock();
                }
                state.background.execute(this::demand);
            });
        }
        return false;
    }

    /** Whether a creation may start; while they fail, one at a time unless it hangs, and not before its time. */
    private boolean mayProbe() {
        if (failures == 0) {
            return true;
        }
        long wait = (creating.get() > 0 ? probeHangs : nextProbe) - state.clock.nanoTime();
        if (wait <= 0) {
            return true;
        }
        long at = state.clock.nanoTime() + wait;
        if (retry == null
                || at - retryAt < 0) { // A probe that might hang is looked after later than one that has failed.
            state.background.cancel(retry);
            retryAt = at;
            retry = state.background.schedule(wait, () -> {
                lock.lock();
                try {
                    retry = null;
                } finally {
                    lock.unlock();
                }
                state.background.execute(this::demand);
            });
        }
        return false;
    }

    private void startCheck(Slot<T> slot) {
        lock.lock();
        try {
            checking++;
        } finally {
            lock.unlock();
        }
        checks.checkForBorrower(slot, () -> {
            lock.lock();
            try {
                checking--;
            } finally {
                lock.unlock();
            }
            demandNext();
        });
    }

    /** One attempt to create an object, on a worker. Its place is taken before it starts. */
    private final class Creation implements Runnable {
        private final int epoch;
        private final long number;
        private final long begun;
        private final Consumer<@Nullable Throwable> ended;

        Creation(int epoch, long number, long begun, Consumer<@Nullable Throwable> ended) {
            this.epoch = epoch;
            this.number = number;
            this.begun = begun;
            this.ended = ended;
        }

        @Override
        public void run() {
            Guard guard = Guard.start(state.background, state.limits().create(), () -> {
                failed(new TimeoutException("newFunc took longer than createTimeout="
                        + Limits.millis(state.limits().settings().createTimeout()) + "; it was interrupted"));
            });
            running.add(guard);
            if (state.isClosed()) {
                guard.hurry();
            }
            Hooks.Creation<T> result = state.hooks.create();
            running.remove(guard);
            boolean inTime = guard.finish();
            T object = result.object();
            if (object == null) {
                if (inTime) {
                    failed(Objects.requireNonNull(result.failure()));
                }
            } else if (inTime) {
                succeeded(object);
            } else {
                late(object);
            }
        }

        private void succeeded(T object) {
            if (!join(object, epoch)) {
                failed(new IllegalStateException(
                        "newFunc returned an object that is in the pool already; return a new one at every call"));
                return;
            }
            lock.lock();
            try {
                creating.decrementAndGet();
                awaited.remove(this);
                newestSuccess = Math.max(newestSuccess, number);
                patience = Math.max(PATIENCE_NANOS, Math.min(4 * (state.clock.nanoTime() - begun), HANGS_NANOS));
                failures = 0;
                lastFailure = null;
            } finally {
                lock.unlock();
            }
            ended.accept(null);
            demandNext();
            state.hooks.created(object);
        }

        /** The deadline has passed and the place is given back; there may be another. */
        private void late(T object) {
            if (state.isClosed() || !state.tryTakePlace()) {
                state.counters.created.incrementAndGet();
                disposal.disposeStray(object);
            } else if (join(object, epoch)) {
                state.hooks.created(object);
            } else {
                state.capacity.release();
                demand();
            }
        }

        void failed(Throwable failure) {
            boolean nothingElse;
            lock.lock();
            try {
                creating.decrementAndGet();
                awaited.remove(this);
                failures++;
                nextProbe = state.clock.nanoTime() + Backoff.after(failures);
                lastFailure = failure;
                state.capacity.release();
                nothingElse = checking == 0 && state.capacity.taken() == 0;
            } finally {
                lock.unlock();
            }
            state.counters.createFailures.incrementAndGet();
            if (nothingElse) {
                state.waiters.grantAll(WaitQueue.Grant.failure(failure));
            } else {
                state.waiters.grantHead(WaitQueue.Grant.failure(failure));
            }
            ended.accept(failure);
            demandNext();
            state.hooks.failed(Hook.NEW, null, failure);
        }
    }

    /** Gives a foreign object, whose place is taken, its slot and offers it. {@return false if it is in the pool already} */
    boolean adopt(T object, int epoch) {
        return join(object, state.slots.adopt(object, state.clock.nanoTime(), epoch));
    }

    private boolean join(T object, int epoch) {
        return join(object, state.slots.occupy(object, state.clock.nanoTime(), epoch));
    }

    private boolean join(T object, @Nullable Slot<T> slot) {
        if (slot == null) {
            return false;
        }
        state.counters.created.incrementAndGet();
        state.closedObjects.remove(object);
        handover.offer(slot, false, slot.born);
        return true;
    }
}
