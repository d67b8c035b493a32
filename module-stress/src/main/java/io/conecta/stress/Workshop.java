package io.conecta.stress;

import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolListener;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Makes, checks and closes the things of one round, not always well, and counts them. */
final class Workshop implements PoolListener<Thing> {
    private final Plan plan;
    private final Chance chance;
    private final Violations violations;
    /** Made or adopted, and not closed yet. */
    final AtomicInteger alive = new AtomicInteger();
    /** What may be alive beyond the limit: late newborns and closes that hung, as documented. */
    private final AtomicInteger excused = new AtomicInteger();

    Workshop(Plan plan, Chance chance, Violations violations) {
        this.plan = plan;
        this.chance = chance;
        this.violations = violations;
    }

    Pool<Thing> open(@Nullable Executor executor) {
        PoolBuilder<Thing> builder = Pool.builder(this::make)
                .pingFunc((thing, failures) -> ping(thing))
                .closeFunc(this::close)
                .listener(this);
        if (plan.hooks()) {
            builder.prepareFunc(thing -> mayThrow()).resetFunc(thing -> {
                thing.touch("reset");
                mayThrow();
            });
        }
        if (plan.queue()) {
            builder.queue(new Line(chance));
        }
        if (executor != null) {
            builder.executor(executor);
        }
        return builder.settings(plan.settings()).build();
    }

    private boolean trouble() {
        return plan.trouble() != 0 && chance.once(plan.trouble());
    }

    private void mayThrow() throws Exception {
        if (trouble()) {
            throw new Exception("trouble");
        }
    }

    @SuppressWarnings("NullAway") // To return null is one of the things that go wrong.
    private Thing make() throws Exception {
        if (trouble()) {
            if (chance.once(3)) {
                return null;
            }
            if (chance.once(2)) {
                throw new AssertionError("no more things");
            }
            excused.incrementAndGet(); // Slow: maybe too late, and then there may be another in its place.
            try {
                chance.dawdle(60);
            } catch (InterruptedException hurried) {
                if (chance.once(2)) {
                    throw hurried;
                }
            }
        }
        int now = alive.incrementAndGet();
        if (now > plan.settings().maxSize() + excused.get()) {
            violations.add(now + " alive, at most " + plan.settings().maxSize() + " + " + excused + " allowed");
        }
        return new Thing(violations);
    }

    private boolean ping(Thing thing) throws Exception {
        thing.touch("ping");
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
            excused.incrementAndGet(); // It may be given up.
            try {
                chance.dawdle(60);
                mayThrow();
            } finally {
                alive.decrementAndGet();
                excused.decrementAndGet();
            }
        } else {
            alive.decrementAndGet();
        }
    }

    private void mayThrowUnchecked() {
        if (trouble()) {
            throw new IllegalStateException("a listener in trouble");
        }
    }

    @Override
    public void onCreate(Thing thing) {
        mayThrowUnchecked();
    }

    @Override
    public void onPingSuccess(Thing thing) {
        mayThrowUnchecked();
    }

    @Override
    public void onPingFailure(Thing thing, int failures) {
        mayThrowUnchecked();
    }

    @Override
    public void onClose(Thing thing, @Nullable Throwable error) {
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
}
