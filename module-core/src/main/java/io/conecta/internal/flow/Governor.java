package io.conecta.internal.flow;

import io.conecta.PoolHealth;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Backoff;
import io.conecta.internal.runtime.Failure;
import io.conecta.internal.runtime.Work;
import io.conecta.internal.store.Store;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether another creation may begin now, and if not, when. Guarded by the lock of {@link Creations}.
 *
 * <pre>
 * UP ── a creation fails ──▶ DOWN ── a probe succeeds ──▶ RECOVERING ── slow start has ended ──▶ UP
 *                             ▲                                │
 *                             └────────── a creation fails ────┘
 * </pre>
 *
 * <p>UP: up to {@code maxCreating} at once. DOWN: one probe at a time, whether or not anybody waits; the first ones soon after each other,
 * none later than {@code retryDelay} after the last. One failure may be a mishap: a borrower that comes within 50 ms has the first probe begun
 * at once, and waits for it; borrowers are turned away when that time is over or the probe has failed. After a clear or a resume, too, they wait
 * for the next probe. RECOVERING: two at once after the first success, then one more with each success, until that is {@code maxCreating}, or
 * for {@code retryDelay} nobody was held back.
 *
 * <p>A probe that takes far longer than creations usually do is interrupted, so that one which hangs does not hide that the backend is
 * back. Each that was cut short gives the next twice the time, up to {@code createTimeout}: it may be the backend that has become slow.
 */
final class Governor {
    /** A creation that takes this many times as long as usual is not normal. */
    private static final int UNUSUAL = 4;

    /** How long a first failure may be a mishap. */
    private static final long MISHAP_NANOS = 50_000_000;

    private static final long HANGS_NANOS = 30_000_000_000L;

    enum State {
        UP,
        DOWN,
        RECOVERING
    }

    /**
     * What is known of an outage.
     *
     * @param began when the first creation failed
     * @param downNanos for how long the backend has been down
     * @param nextNanos when the next probe is due; zero if one is under way
     * @param failure why the last creation failed
     */
    record Outage(long began, long downNanos, long nextNanos, Failure failure) {}

    private final Background background;
    private final Store<?> store;
    /** Does what it is time for: begins a probe, or looks after those who wait. */
    private final Runnable due;

    private final Runnable demand;

    /** Read without the lock too, by who only wants to know whether to look closer. */
    private volatile State state = State.UP;
    /** Since when the pool has been in this state. */
    private long since;
    /** Creations that failed in a row, and since when. */
    private volatile int failures;

    private long failingSince;
    private volatile long lastFailed;
    /** Why the last creation failed; null since one succeeded. */
    private @Nullable Failure lastFailure;
    /** When the next creation may begin, while they fail. */
    private volatile long nextTry;
    /** Creations that may be in flight while RECOVERING. */
    private int window;
    /** Whether one was held back by that since the last look. */
    private boolean heldBack;
    /** How long a creation usually takes; zero until one has succeeded. */
    private long usual;
    /** Probes in a row that were cut short. */
    private int cut;

    /** Whether probes begin by themselves: not while the pool is being built. */
    private boolean probing;

    /** Whether something has been put right, as it seems, and no creation has ended since. */
    private volatile boolean hoping;

    private Background.@Nullable Timer timer;
    /** When {@link #due} is to run next. */
    private long dueAt;
    /** Whether the pool is closed: nothing is tried any more. */
    private boolean stopped;

    /**
     * The backend is up until a creation fails.
     *
     * @param due does what it is time for, without the lock
     * @param demand looks after those who wait, without the lock
     */
    Governor(Background background, Store<?> store, Runnable due, Runnable demand) {
        this.background = background;
        this.store = store;
        this.due = due;
        this.demand = demand;
        since = now();
    }

    private long now() {
        return background.clock().nanoTime();
    }

    State state() {
        return state;
    }

    boolean isDown() {
        return state == State.DOWN;
    }

    /** Whether borrowers need not wait for a new object: the backend is down, that was no mishap, and there is no new hope. Exact under the lock. */
    boolean isKnownDown() {
        return isDown() && !hoping && (failures > 1 || now() - lastFailed >= MISHAP_NANOS);
    }

    @Nullable
    Failure lastFailure() {
        return lastFailure;
    }

    /** Whether the last failure was before that time. */
    boolean failedBefore(long time) {
        return lastFailure == null || lastFailed - time <= 0;
    }

    /** {@return how long a creation usually takes, zero if none has succeeded} */
    long usual() {
        return usual;
    }

    /** {@return what is known of the outage, null if there is none} */
    @Nullable
    Outage outage(int running) {
        Failure failure = lastFailure;
        if (state != State.DOWN || failure == null) {
            return null;
        }
        long now = now();
        return new Outage(failingSince, now - failingSince, running > 0 ? 0 : Math.max(0, nextTry - now), failure);
    }

    /** {@return the health, as far as creations tell} */
    PoolHealth health(int running) {
        Outage outage = outage(running);
        Duration age = Duration.ofNanos(Math.max(0, now() - since));
        return switch (state) {
            case UP -> health(PoolHealth.Status.UP, "objects can be borrowed", age);
            case DOWN -> health(PoolHealth.Status.DOWN, reason(outage), age);
            case RECOVERING ->
                health(PoolHealth.Status.RECOVERING, "creations succeed again, up to " + window + " at once", age);
        };
    }

    private static PoolHealth health(PoolHealth.Status status, String reason, Duration age) {
        return new PoolHealth(status, reason, age, List.of());
    }

    private static String reason(@Nullable Outage outage) {
        return outage == null
                ? "creations fail"
                : "creations fail: " + outage.failure().text() + "; the next attempt is "
                        + (outage.nextNanos() == 0 ? "under way" : "due in " + outage.nextNanos() / 1_000_000 + " ms");
    }

    /**
     * Whether a creation may begin; if not, it is asked for again when it may.
     *
     * @param running creations in flight that are still wanted
     * @param probe whether it is for nobody but to find out whether the backend is back
     */
    boolean mayBegin(int running, boolean probe) {
        int most = store.limits().settings().maxCreating();
        if (state == State.UP) {
            return running < most && (failures == 0 || mayRetry());
        }
        if (state == State.DOWN) {
            return running == 0 && (failures == 1 || hoping || (probe && mayRetry()));
        }
        boolean may = running < Math.min(window, most);
        heldBack |= !may;
        return may;
    }

    private boolean mayRetry() {
        long wait = nextTry - now();
        if (wait > 0) {
            askAgain(wait);
        }
        return wait <= 0;
    }

    /** {@return how long the creation that begins now may take} */
    long limit() {
        long most = store.limits().create();
        if (state != State.DOWN) {
            return most;
        }
        long normal = usual == 0 ? HANGS_NANOS : Math.max(retryDelay(), UNUSUAL * usual);
        for (int i = 0; i < cut && normal <= most / 2; i++) {
            normal *= 2;
        }
        return Math.min(most, normal);
    }

    private long retryDelay() {
        return store.limits().retryDelay();
    }

    /** A creation has succeeded. {@return what to log if it ended an outage} */
    @Nullable
    String succeeded(long nanos) {
        usual = usual == 0 ? Math.max(1, nanos) : Math.max(1, (3 * usual + nanos) / 4);
        String recovered = failures == 0
                ? null
                : "creations succeed again, after " + failures + " failed in " + (now() - failingSince) / 1_000_000
                        + " ms; the last: " + (lastFailure == null ? "unknown" : lastFailure.text());
        failures = 0;
        lastFailure = null;
        hoping = false;
        cut = 0;
        if (state == State.DOWN) {
            enter(State.RECOVERING);
            window = 2;
            heldBack = false;
            askAgain(retryDelay());
        } else if (state == State.RECOVERING
                && ++window >= store.limits().settings().maxCreating()) {
            enter(State.UP);
        }
        return recovered;
    }

    /**
     * A creation has failed.
     *
     * @param backend whether that says something about what it connects to
     * @param unusual whether it was cut short
     * @return whether an outage begins
     */
    boolean failed(Failure failure, boolean backend, boolean unusual) {
        long now = now();
        int before = failures;
        failures = before + 1;
        if (before == 0) {
            failingSince = now;
        }
        lastFailed = now;
        lastFailure = failure;
        hoping = false;
        cut += unusual ? 1 : 0;
        long wait =
                failures == 1 && backend ? Math.min(MISHAP_NANOS, retryDelay()) : Backoff.after(failures, retryDelay());
        nextTry = now + wait;
        boolean begins = backend && state != State.DOWN;
        if (begins) {
            enter(State.DOWN);
            if (!stopped) {
                background.schedule(MISHAP_NANOS, demand);
            }
        }
        if (state == State.DOWN && probing) {
            askAgain(wait);
        }
        return begins;
    }

    /** The pool has been built. */
    void start() {
        probing = true;
        if (state == State.DOWN) {
            askAgain(Math.max(0, nextTry - now()));
        }
    }

    /** Something has been put right, most likely: borrowers wait for what the next creation finds. To be followed by {@link #tryNow}. */
    void hope() {
        hoping = state == State.DOWN;
    }

    /** What is down is tried again at once. */
    void tryNow() {
        if (state == State.DOWN && probing) {
            nextTry = now();
            askAgain(0);
        }
    }

    /** The next probe need not wait any longer, whoever begins it. Without the lock too: at worst it is tried when it was due. */
    void mayTryNow() {
        nextTry = now();
    }

    /** It was not yet time for a probe; or there was no place for one, and may be next time; or one is in flight, whose end tells more. */
    void probeDidNotBegin(boolean noneInFlight) {
        if (state == State.DOWN && noneInFlight) {
            long wait = nextTry - now();
            if (wait <= 0) {
                wait = retryDelay();
                nextTry = now() + wait;
            }
            askAgain(wait);
        }
    }

    private void enter(State next) {
        state = next;
        since = now();
    }

    /** The time has come that was waited for; or had come when it was put off, which changes nothing. */
    void fired() {
        if (now() - dueAt < 0) {
            return;
        }
        timer = null;
        if (state == State.RECOVERING) {
            if (heldBack) {
                heldBack = false;
                askAgain(retryDelay());
            } else {
                enter(State.UP);
            }
        }
    }

    /** The pool is closed; a creation that ends later has nothing tried any more. */
    void stop() {
        stopped = true;
        background.cancel(timer);
        timer = null;
    }

    private void askAgain(long wait) {
        background.cancel(timer);
        timer = null;
        if (stopped) {
            return;
        }
        dueAt = now() + wait;
        if (wait > 0) {
            timer = background.schedule(wait, due);
        } else {
            background.execute(Work.of(store.name, due));
        }
    }
}
