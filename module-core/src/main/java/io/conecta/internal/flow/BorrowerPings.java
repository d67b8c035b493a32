package io.conecta.internal.flow;

import io.conecta.internal.flow.Pinger.Outcome;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.UserCode;
import io.conecta.internal.store.Slot;
import io.conecta.internal.waiting.Line;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The pings of suspects that borrowers wait for. As many at once as borrowers wait; as many as possible since one has failed or takes long.
 * One that takes long is not counted on: others are pinged meanwhile, and new objects created if there is room.
 *
 * <p>A ping is counted under the lock, so that no more begin than are wanted, and counted off without it: at the end of a stack a lock may not
 * be had, and a ping that is counted on for ever would keep objects from being created. Whoever counts one off asks then for what is lacking; if
 * that fails, the waiter at the head asks again.
 *
 * @param <T> what is pooled
 */
final class BorrowerPings<T> {
    private static final int MOST = 16;
    /** A ping that takes this many times as long as usual is slow. */
    private static final int UNUSUAL = 4;

    private static final long LEAST_NANOS = 20_000_000;
    private static final long MOST_NANOS = 1_000_000_000;
    /** While no ping has told how long one takes, a ping is slow when it takes as long as a creation; but not for longer than this. */
    private static final long UNKNOWN_NANOS = 250_000_000;

    private final UserCode<T> user;
    private final Line<T> line;
    private final Pinger<T> pinger;
    private final Runnable demand;
    /** In flight. */
    private final AtomicInteger inFlight;
    /** Those of them that take long. */
    private final AtomicInteger dawdling = new AtomicInteger();
    /** Whether the last that ended had failed. */
    private volatile boolean distrust;

    BorrowerPings(UserCode<T> user, Line<T> line, Pinger<T> pinger, AtomicInteger inFlight, Runnable demand) {
        this.user = user;
        this.line = line;
        this.pinger = pinger;
        this.inFlight = inFlight;
        this.demand = demand;
    }

    /** Under the lock, as the next one. {@return those that are counted on} */
    int coming() {
        return inFlight.get() - dawdling.get();
    }

    /** {@return whether another is to begin, with so many who wait} Then it counts as begun: {@link #start} or {@link #cancel} follows. */
    boolean prepare(int waiting) {
        int most = waiting == 0 ? 0 : distrust || dawdling.get() > 0 ? MOST : Math.min(waiting, MOST);
        boolean more = inFlight.get() < most;
        if (more) {
            inFlight.incrementAndGet();
        }
        return more;
    }

    /** There was nothing to ping. */
    void cancel() {
        inFlight.decrementAndGet();
    }

    /**
     * Has a HELD slot pinged, which was {@link #prepare prepared}. Without the lock.
     *
     * @param usualCreation how long a creation usually takes, zero if that is not known
     */
    void start(Slot<T> slot, long usualCreation) {
        long held = Slot.loan(slot.word());
        boolean begun = false;
        One ping = null;
        try {
            ping = new One();
            ping.dawdles = user.background().schedule(slowAfter(usualCreation), ping::dawdles);
            pinger.pingForBorrower(slot, ping::ended);
            begun = true;
        } finally {
            if (!begun) { // It never does.
                slot.abandoned = held;
                if (ping == null) {
                    cancel();
                } else {
                    user.background().cancel(ping.dawdles);
                    ping.over(false);
                }
            }
        }
    }

    private long slowAfter(long usualCreation) {
        long usual = pinger.usual();
        return usual > 0
                ? Math.max(LEAST_NANOS, Math.min(UNUSUAL * usual, MOST_NANOS))
                : Math.max(LEAST_NANOS, Math.min(usualCreation, UNKNOWN_NANOS));
    }

    /** What is counted of one ping. */
    private final class One {
        private static final int PROMPT = 0;
        private static final int DAWDLING = 1;
        private static final int OVER = 2;

        private final AtomicInteger state = new AtomicInteger(PROMPT);
        private Background.@Nullable Timer dawdles;

        private void dawdles() {
            if (state.compareAndSet(PROMPT, DAWDLING)) {
                dawdling.incrementAndGet();
            }
            demand.run(); // Again, if it failed the first time.
        }

        private void ended(Outcome outcome) {
            user.background().cancel(dawdles);
            over(outcome == Outcome.FAILED || outcome == Outcome.OVERDUE);
            demand.run();
            line.waiters.wakeForPings(); // There may be nothing left to wait for.
        }

        private void over(boolean failed) {
            if (state.getAndSet(OVER) == DAWDLING) {
                dawdling.decrementAndGet();
            }
            inFlight.decrementAndGet();
            distrust = failed;
        }
    }
}
