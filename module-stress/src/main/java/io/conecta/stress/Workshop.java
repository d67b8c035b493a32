package io.conecta.stress;

import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolBuilders;
import io.conecta.PoolListener;
import io.conecta.PoolMeter;
import io.conecta.PoolSettings;
import io.conecta.PoolTimeoutException;
import io.conecta.internal.runtime.Background;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Makes, checks and closes the things of one round, not always well, and counts them. */
final class Workshop implements PoolListener<Thing> {
    private static final int MOST_TRIES = 20;
    private static final int MANY = 1_000_000;

    private final Plan plan;
    private final Chance chance;
    private final Violations violations;
    /** Made or adopted, and not closed yet. */
    final AtomicInteger alive = new AtomicInteger();
    /** Closes in trouble, which may be given up: the pool may have another in the place of each. */
    private final AtomicInteger hanging = new AtomicInteger();
    /** Things that were made or closed. */
    private final AtomicInteger changes = new AtomicInteger();

    /** Calls of newFunc under way. */
    private final AtomicInteger making = new AtomicInteger();

    private volatile boolean down;

    /** Clears that have begun, and that have returned. Written by the operator. */
    private volatile int clears;

    private volatile int cleared;
    private final AtomicInteger pingFailures = new AtomicInteger();
    private final AtomicInteger closes = new AtomicInteger();
    private final AtomicLong timed = new AtomicLong();
    /** What may be alive, by identity. */
    private final Set<Identity> things = ConcurrentHashMap.newKeySet();

    private record Identity(Thing thing) {
        @Override
        @SuppressWarnings("ReferenceEquality")
        public boolean equals(@Nullable Object other) {
            return other instanceof Identity that && that.thing == thing;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(thing);
        }
    }

    Workshop(Plan plan, Chance chance, Violations violations) {
        this.plan = plan;
        this.chance = chance;
        this.violations = violations;
    }

    Pool<Thing> open(@Nullable Executor executor, Background background) {
        PoolBuilder<Thing> builder = Pool.builder(this::make)
                .pingFunc((thing, failures) -> ping(thing))
                .closeFunc(this::close)
                .listener(this);
        if (plan.hooks()) {
            builder.prepareFunc(thing -> {
                if (trouble()) {
                    chance.dawdle(60);
                }
                mayThrow();
            });
            builder.resetFunc(thing -> {
                thing.touch("reset", plan.reclaims());
                if (trouble()) {
                    chance.dawdle(60);
                }
                mayThrow();
            });
        }
        if (plan.queue()) {
            builder.queue(new Line(chance));
        }
        if (executor != null) {
            builder.executor(executor);
        }
        if (plan.metered()) {
            builder.meter(new PoolMeter() {
                @Override
                public void used(Duration time) {
                    timed.incrementAndGet();
                    if (time.isNegative()) {
                        violations.add("a loan of " + time);
                    }
                    if (trouble()) {
                        chance.raise("the meter");
                    }
                }
            });
        }
        builder.suspectOn(thrown -> {
            if (trouble()) {
                chance.raise("suspectOn");
            }
            return true;
        });
        return PoolBuilders.build(builder.settings(plan.settings()), background);
    }

    /** Clears the pool; from then on, no borrow that begins may get what was there before. */
    void clear(Pool<Thing> pool) {
        int number = clears + 1;
        clears = number;
        pool.clear();
        cleared = number;
    }

    /** {@return the clears that have returned by now} */
    int cleared() {
        return cleared;
    }

    /** The server restarts: what is connected is dead. */
    void killAll() {
        things.forEach(each -> each.thing.kill());
    }

    /** {@return loans whose time the meter was told} */
    long timed() {
        return timed.get();
    }

    int pingFailures() {
        return pingFailures.get();
    }

    int closes() {
        return closes.get();
    }

    /** The backend goes, with all that is connected, or is back. */
    void outage(boolean begins) {
        down = begins;
        if (begins) {
            killAll();
        }
    }

    /** {@return what is to be told if more are alive than that and than is excused, else null} */
    @Nullable
    String tooMany(int most) {
        return tooMany(alive.get(), most, 0);
    }

    /** @param own how many of those excused are the caller's own thing, which is not late */
    private @Nullable String tooMany(int now, int most, int own) {
        if (now <= most) {
            return null;
        }
        int excused = excused() - own;
        boolean over = Math.min(now, alive.get()) > most + excused; // What was excused then may be closed by now.
        return over ? now + " alive, at most " + most + " + " + excused + " allowed" : null;
    }

    /**
     * {@return what may be alive beyond the limit, as documented} Creations that took too long, until their thing has joined the pool or is closed,
     * and closes that were given up. It may be the machine that is too slow: whoever was given up has been interrupted before its place was
     * given to another.
     */
    private int excused() {
        for (int i = 0; i < MOST_TRIES; i++) {
            int seen = changes.get();
            int most = hanging.get() + (plan.mayRefuse() ? givenUp() : 0);
            if (seen == changes.get()) { // Else what ended meanwhile may have been missed.
                return most;
            }
        }
        return MANY;
    }

    private int givenUp() {
        int count = 0;
        for (Identity each : things) {
            count += each.thing.hasJoined() ? 0 : 1;
        }
        for (Thread each : Thread.getAllStackTraces().keySet()) {
            count += each.isInterrupted() ? 1 : 0;
        }
        return count;
    }

    private boolean trouble() {
        return plan.trouble() != 0 && chance.once(plan.trouble());
    }

    private void mayThrow() throws Exception {
        if (trouble()) {
            if (chance.once(2)) {
                chance.raise("a hook");
            }
            throw new Exception("trouble");
        }
    }

    @SuppressWarnings("NullAway") // To return null is one of the things that go wrong.
    private Thing make() throws Exception {
        int now = making.incrementAndGet();
        try {
            // A timeout lets another begin, and so does a clear, while this one ends.
            int most = plan.settings().maxCreating() * (clears == 0 ? 1 : 2);
            if (!plan.mayRefuse() && now > most) {
                violations.add(now + " creations at once, at most " + most + " allowed");
            }
            return makeOne();
        } finally {
            making.decrementAndGet();
        }
    }

    @SuppressWarnings("NullAway") // As above.
    private Thing makeOne() throws Exception {
        int era = clears;
        boolean late = false;
        if (down && !chance.isCalm()) {
            throw new IOException("the backend is down");
        }
        if (trouble()) {
            if (chance.once(3)) {
                return null;
            }
            if (chance.once(2)) {
                chance.raise("newFunc");
            }
            late = true;
            try {
                chance.dawdle(60);
            } catch (InterruptedException hurried) {
                if (chance.once(2)) {
                    throw hurried;
                }
            }
        }
        late |= Thread.currentThread().isInterrupted();
        Thing thing = new Thing(violations, era);
        things.add(new Identity(thing));
        changes.incrementAndGet();
        int own = late || !plan.mayRefuse() ? 0 : 1; // It has not joined either, which excuses it only if it is late.
        String tooMany = tooMany(alive.incrementAndGet(), plan.settings().maxSize(), own);
        if (tooMany != null) {
            violations.add(tooMany);
        }
        return thing;
    }

    private boolean ping(Thing thing) throws Exception {
        thing.touch("ping", false);
        if (thing.isDead() && !chance.isCalm()) {
            return false;
        }
        if (trouble()) {
            chance.dawdle(60);
            mayThrow();
            return false;
        }
        return true;
    }

    private void close(Thing thing) throws Exception {
        thing.close(plan.reclaims());
        if (trouble()) {
            hanging.incrementAndGet();
            try {
                chance.dawdle(60);
                mayThrow();
            } finally {
                closed(thing);
                hanging.decrementAndGet();
            }
        } else {
            closed(thing);
        }
    }

    private void closed(Thing thing) {
        alive.decrementAndGet();
        things.remove(new Identity(thing)); // Afterwards: it is excused until then if it has never joined.
        changes.incrementAndGet();
    }

    private void mayThrowUnchecked() {
        if (trouble()) {
            chance.raise("a listener");
        }
    }

    @Override
    public void onCreate(Thing thing) {
        thing.join();
        mayThrowUnchecked();
    }

    @Override
    public void onPingSuccess(Thing thing) {
        mayThrowUnchecked();
    }

    @Override
    public void onPingFailure(Thing thing, int failures) {
        pingFailures.incrementAndGet();
        mayThrowUnchecked();
    }

    @Override
    public void onClose(Thing thing, @Nullable Throwable error) {
        closes.incrementAndGet();
        mayThrowUnchecked();
    }

    @Override
    public void onHookFailure(Hook hook, @Nullable Thing thing, Throwable error) {
        mayThrowUnchecked();
    }

    @Override
    public void onLeak(Loan loan, boolean reclaimed) {
        mayThrowUnchecked();
    }

    @Override
    public void onTimeout(PoolTimeoutException timeout) {
        mayThrowUnchecked();
    }

    @Override
    public void onReconfigured(PoolSettings before, PoolSettings after) {
        mayThrowUnchecked();
    }
}
