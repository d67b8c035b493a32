package io.conecta.internal.flow;

import io.conecta.PoolListener.Hook;
import io.conecta.internal.flow.Handoff.Source;
import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Counters;
import io.conecta.internal.runtime.Failure;
import io.conecta.internal.runtime.Guard;
import io.conecta.internal.runtime.HookRunner;
import io.conecta.internal.runtime.LateSet;
import io.conecta.internal.runtime.Limits;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.runtime.Work;
import io.conecta.internal.store.Slot;
import io.conecta.internal.store.Store;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Pings objects. What is being pinged is HELD; its slot is settled by what comes first: the ping's answer, or {@code pingTimeout}.
 *
 * <p>A ping that hangs is interrupted after {@code pingTimeout} and its object closed at once, whatever {@code pingMaxRetries} says: nobody
 * else may use an object that a ping is still using. A ping that has not begun when the pool is closed, or the object has become unwanted,
 * does not begin any more.
 *
 * <p>A failed ping puts the other objects in doubt: they are not lent before they, or one of them, have passed a ping that began
 * afterwards.
 *
 * @param <T> what is pooled
 */
public final class Pinger<T> {
    private static final long PATIENCE_NANOS = 2_000_000_000;

    private final Store<T> store;
    private final UserCode<T> user;
    private final HookRunner runner;
    private final Handoff<T> handoff;
    private final Doubt<T> doubt;
    /** Pings that have not been settled. */
    private final LateSet<Ping> underWay = new LateSet<>();

    /** How long a ping that succeeds usually takes; zero until one has. Racy: a guess. */
    private volatile long usual;

    public Pinger(Store<T> store, UserCode<T> user, HookRunner runner, Handoff<T> handoff, Doubt<T> doubt) {
        this.store = store;
        this.user = user;
        this.runner = runner;
        this.handoff = handoff;
        this.doubt = doubt;
    }

    /** {@return how long a ping that succeeds usually takes, zero if none has} */
    long usual() {
        return usual;
    }

    private void took(long nanos) {
        long before = usual;
        usual = Math.max(1, before == 0 ? nanos : (3 * before + nanos) / 4);
    }

    /** How a ping ended. */
    enum Outcome {
        HEALTHY,
        FAILED,
        /** Its time was up before it ended; whoever runs it is stuck. */
        OVERDUE,
        /** Nobody wants to know any more. */
        UNWANTED
    }

    /** Hears how a ping ended, after its slot was settled; by the thread that settled it. */
    @FunctionalInterface
    interface Ended {
        void ended(Outcome outcome);
    }

    /**
     * Has a HELD slot pinged for borrowers, on a worker of its own; a failed ping closes the object, whatever pingMaxRetries says. If this throws, the
     * ping never begins, and the slot is the caller's still.
     */
    void pingForBorrower(Slot<T> slot, Ended ended) {
        Ping ping = begin(slot, 1, user.clock().nanoTime(), ended);
        try {
            long limit = store.limits().ping();
            runner.run(
                    Work.of(store.name, () -> {
                        ping.run();
                        if (!ping.isOverdue()) { // Else whoever settles it tells, and may not have got so far.
                            ping.tellUnlessClosing();
                        }
                    }),
                    limit == Clock.FOREVER ? PATIENCE_NANOS : limit / 2);
        } catch (Throwable noMemory) {
            if (ping.cancel()) { // Else it has been begun all the same, and gives the slot on.
                throw noMemory;
            }
        }
    }

    /**
     * Pings a HELD slot on this thread.
     *
     * @param whenOverdue told if this thread is stuck; by another
     * @return tells the listener, unless this thread is overdue; null if it is
     */
    @Nullable
    Runnable ping(Slot<T> slot, long idleSince, Runnable whenOverdue) {
        Ping ping = begin(slot, store.limits().settings().pingMaxRetries(), idleSince, how -> {
            if (how == Outcome.OVERDUE) {
                whenOverdue.run();
            }
        });
        Runnable news = ping
                ::tellUnlessClosing; // Before the ping: behind it, the slot is another's, and the caller would mark it.
        ping.run();
        return ping.isOverdue() ? null : news;
    }

    /** {@return a ping under way} Its slot is the caller's still if this throws. */
    private Ping begin(Slot<T> slot, int most, long idleSince, Ended ended) {
        Ping ping = new Ping(slot, most, idleSince, ended);
        boolean begun = false;
        try {
            underWay.add(ping);
            begun = true;
            return ping;
        } finally {
            if (!begun) {
                underWay.remove(ping);
            }
        }
    }

    /** The pool is closed or cleared, or its permits have ended: interrupts the pings whose objects nobody wants any more, and starts none of those that wait. */
    public void hurry() {
        underWay.forEach(Ping::hurry);
    }

    /** One ping of one object. Settled once: by the thread that pings, by the deadline, or by {@link #hurry} if it has not begun. */
    private final class Ping {
        private static final int WAITING = 0;
        private static final int RUNNING = 1;
        private static final int SETTLED = 2;

        private final Slot<T> slot;
        /** The slot's {@link Slot#tenure} as long as the ping has it. */
        private final long held;

        private final T object;
        private final int failures;
        /** Failed pings after which the object is closed. */
        private final int most;

        private final long idleSince;
        private final Ended ended;
        private final AtomicInteger state = new AtomicInteger(WAITING);
        private volatile @Nullable Guard guard;
        private volatile boolean overdue;
        private final AtomicBoolean told = new AtomicBoolean();
        /** Written by the thread that settles, and read by it. */
        private @Nullable Outcome outcome;

        private @Nullable Failure failure;
        /** Whether the object is closed, and who does that tells. Written by the thread that settles, and read by it. */
        private boolean closing;

        Ping(Slot<T> slot, int most, long idleSince, Ended ended) {
            this.slot = slot;
            this.held = Slot.loan(slot.word());
            this.object = slot.require();
            this.failures = slot.stay.failures;
            this.most = most;
            this.idleSince = idleSince;
            this.ended = ended;
        }

        boolean isOverdue() {
            return overdue;
        }

        /** {@return whether it has not begun, and does not any more} */
        boolean cancel() {
            boolean mine = state.compareAndSet(WAITING, SETTLED);
            if (mine) {
                underWay.remove(this);
            }
            return mine;
        }

        void run() {
            if (!state.compareAndSet(WAITING, RUNNING)) {
                return; // Settled before it began.
            }
            boolean over = false;
            try {
                ping();
                over = true;
            } finally {
                if (!over && state.getAndSet(SETTLED) != SETTLED) { // Memory is lacking.
                    underWay.remove(this);
                    slot.abandoned = held;
                    ended.ended(Outcome.UNWANTED);
                }
            }
        }

        private void ping() {
            Guard limit = Guard.start(user.background(), store.limits().ping(), this::tooLate);
            UserCode.Ping result;
            int asOf;
            try {
                guard = limit;
                if (isUnwanted()) {
                    limit.hurry();
                }
                asOf = store.doubt();
                result = ask(limit);
            } finally {
                overdue = !limit.finish();
                guard = null;
            }
            if (overdue || result == null) {
                return; // All is done by another thread.
            }
            if (!result.healthy() && isUnwanted()) {
                settle(Outcome.UNWANTED, null); // Interrupted by us, most likely; no news about the object either way.
            } else if (result.healthy()) {
                slot.stay.vouched = asOf;
                doubt.clear(asOf);
                settle(Outcome.HEALTHY, null);
            } else {
                settle(Outcome.FAILED, result.failure());
            }
        }

        /** {@return the answer, or null} A thread that got no processor until its time was up does not ask: the object may be closed. */
        private UserCode.@Nullable Ping ask(Guard limit) {
            long began = user.clock().nanoTime();
            if (limit.isOverdue()) {
                return null;
            }
            UserCode.Ping answer = user.ping(object, failures);
            if (answer.healthy()) {
                took(user.clock().nanoTime() - began);
            }
            return answer;
        }

        private void tooLate(Guard limit) {
            Failure why = null;
            try {
                why = Failure.of(limit.where(new TimeoutException("pingFunc took longer than pingTimeout="
                        + Limits.text(store.limits().settings().pingTimeout())
                        + "; it was interrupted, where the stack trace shows, and its object is closed; see what it"
                        + " waits for, or raise pingTimeout")));
            } finally { // Whether or not there is memory for that.
                settle(Outcome.OVERDUE, why);
            }
        }

        /** Whether the object has to leave the pool, or some object has to whose permit has ended. */
        private boolean isUnwanted() {
            return store.isUnwanted(slot) || store.capacity.isOver();
        }

        void hurry() {
            if (!isUnwanted()) {
                return;
            }
            Guard running = guard;
            if (running != null) {
                running.hurry();
            } else if (state.compareAndSet(WAITING, RUNNING)) {
                settle(Outcome.UNWANTED, null);
            }
        }

        /** Gives the slot on. */
        private void settle(Outcome how, @Nullable Failure cause) {
            if (state.getAndSet(SETTLED) == SETTLED) {
                return;
            }
            underWay.remove(this);
            outcome = how;
            failure = cause;
            boolean settled = false;
            slot.stay.unfit |= how == Outcome.OVERDUE;
            try {
                switch (how) {
                    case HEALTHY -> {
                        slot.stay.failures = 0;
                        handoff.settle(slot, false, idleSince, Source.POOL);
                    }
                    case UNWANTED -> handoff.settle(slot, true, idleSince, Source.POOL);
                    case FAILED, OVERDUE -> failed();
                }
                settled = true;
            } finally {
                if (!settled) {
                    slot.abandoned = held;
                }
                ended.ended(how);
            }
        }

        /** Tells what the listener is to hear, once: before the object is closed, or by the thread that settled it. */
        void tell() {
            if (!told.compareAndSet(false, true)) {
                return;
            }
            if (outcome == Outcome.HEALTHY) {
                user.pinged(object);
            } else if (outcome == Outcome.FAILED || outcome == Outcome.OVERDUE) {
                if (failure != null) {
                    user.failed(Hook.PING, object, failure);
                }
                user.pingFailed(object, failures + 1, failure != null);
            }
        }

        void tellUnlessClosing() {
            if (!closing) {
                tell();
            }
        }

        private void failed() {
            store.counters.increment(Counters.PING_FAILURES);
            doubt.raise();
            if (outcome == Outcome.OVERDUE || failures + 1 >= most) {
                closing = true;
                handoff.close(slot, this::tell);
            } else {
                slot.stay.failures = failures + 1;
                handoff.settle(slot, true, idleSince, Source.POOL);
            }
        }
    }
}
