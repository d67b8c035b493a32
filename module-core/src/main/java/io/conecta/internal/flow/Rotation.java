package io.conecta.internal.flow;

import io.conecta.internal.runtime.Clock;
import io.conecta.internal.runtime.Counters;
import io.conecta.internal.store.Census;
import io.conecta.internal.store.Store;
import io.conecta.internal.waiting.Line;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How fast objects go round, from the pool's counters at intervals: looked at by scans, by borrowers about to wait (at most twice a second),
 * and by who asks for a report. By Little's law a loan takes as long as the objects that are lent on average, divided by the loans a second.
 *
 * @param <T> what is pooled
 */
public final class Rotation<T> {
    private static final long STEP_NANOS = 500_000_000;
    private static final long WINDOW_NANOS = 10_000_000_000L;
    private static final int MOST = 24;

    private final Store<T> store;
    private final Line<T> line;
    private final Clock clock;
    /** Whether somebody looks: who finds it so need not look. */
    private final AtomicBoolean looking = new AtomicBoolean();
    /** Oldest first. For who is {@link #looking} only, as all below. */
    private final Deque<Sample> samples = new ArrayDeque<>(1);
    /** How long loans took until a while ago; zero if that is not known. */
    private double usual;
    /** When the number of loans was first seen that it has now. */
    private long stillSince;

    /** The time of the last sample; a racy read tells whether it is time for another. */
    private volatile long last;

    private volatile boolean begun;

    /** @param refused borrows that got nothing */
    private record Sample(long at, long loans, int lent, int waiting, long refused) {}

    /**
     * How fast objects go round.
     *
     * @param windowNanos the time that the following is about; zero if nothing is known
     * @param perSecond loans a second
     * @param holdNanos how long a loan takes; zero if none has begun
     * @param usualNanos how long loans took before; zero if not known
     * @param stillNanos for how long no loan has begun
     * @param grown by how many the line of waiters has grown
     * @param refused how many borrowers got nothing
     */
    record Pace(
            long windowNanos,
            double perSecond,
            double holdNanos,
            double usualNanos,
            long stillNanos,
            int grown,
            long refused) {
        static final Pace UNKNOWN = new Pace(0, 0, 0, 0, 0, 0, 0);

        /** {@return borrowers a second that would have to be served for the line not to grow} */
        double demand() {
            return windowNanos == 0 ? 0 : perSecond + Math.max(0, grown + refused) * 1e9 / windowNanos;
        }
    }

    public Rotation(Store<T> store, Line<T> line, Clock clock) {
        this.store = store;
        this.line = line;
        this.clock = clock;
    }

    /** Looks, if the last look was a while ago. {@return whether it was} */
    boolean glance(long now) {
        if (!isTime(now) || !looking.compareAndSet(false, true)) {
            return false;
        }
        try {
            boolean looks = isTime(now);
            if (looks) {
                add(sample(now));
            }
            return looks;
        } finally {
            looking.set(false);
        }
    }

    private boolean isTime(long now) {
        return !begun || now - last >= STEP_NANOS;
    }

    /** {@return the pace as of now} */
    Pace now() {
        if (!looking.compareAndSet(false, true)) {
            return Pace.UNKNOWN;
        }
        try {
            long time = clock.nanoTime();
            Sample now = sample(time);
            forgetOld(time);
            Sample first = samples.peekFirst();
            Pace pace = first == null ? Pace.UNKNOWN : pace(first, now);
            if (isTime(time)) {
                add(now);
            }
            return pace;
        } finally {
            looking.set(false);
        }
    }

    private Sample sample(long time) {
        Census census = Census.of(store.slots);
        long refused = store.counters.get(Counters.TIMEOUTS) + store.counters.get(Counters.REJECTIONS);
        return new Sample(time, census.borrowed(), census.out, line.waiters.size(), refused);
    }

    private void add(Sample now) {
        Sample before = samples.peekLast();
        if (before == null || before.loans != now.loans) {
            stillSince = now.at;
        }
        samples.addLast(now);
        forgetOld(now.at);
        last = now.at;
        begun = true;
    }

    /** Keeps what is recent, and at least the latest; what is older becomes part of what is usual. */
    private void forgetOld(long now) {
        while (samples.size() > 1 && (samples.size() > MOST || now - samples.getFirst().at > WINDOW_NANOS)) {
            Sample old = samples.removeFirst();
            Sample next = samples.getFirst();
            if (next.loans > old.loans && old.lent > 0 && next.lent > 0) {
                double hold = hold(old, next, (old.lent + next.lent) / 2.0);
                usual = usual == 0 ? hold : usual + (hold - usual) / 8;
            }
        }
    }

    private Pace pace(Sample first, Sample now) {
        long window = now.at - first.at;
        if (window <= 0) {
            return Pace.UNKNOWN;
        }
        Sample latest = samples.getLast();
        long lent = now.lent;
        for (Sample each : samples) {
            lent += each.lent;
        }
        double mean = lent / (samples.size() + 1.0);
        long still = now.loans == latest.loans ? now.at - stillSince : 0;
        return new Pace(
                window,
                Math.max(0, now.loans - first.loans) * 1e9 / window,
                hold(first, now, mean),
                usual,
                still,
                now.waiting - first.waiting,
                now.refused - first.refused);
    }

    private static double hold(Sample first, Sample now, double lent) {
        long loans = now.loans - first.loans;
        return loans <= 0 ? 0 : lent * (now.at - first.at) / loans;
    }
}
