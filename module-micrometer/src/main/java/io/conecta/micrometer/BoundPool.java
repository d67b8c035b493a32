package io.conecta.micrometer;

import io.conecta.Pool;
import io.conecta.PoolMeter;
import io.conecta.PoolStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one pool in one registry. Thread-safe.
 *
 * <p>Who holds whom: the pool has this as its meter, and this has the timers. The registry's gauges hold this weakly, and this holds the pool
 * weakly. So the gauges live as long as the pool, and a pool that nobody can reach is noticed; what the pool does then ends in
 * {@link #poolClosed}.
 */
final class BoundPool implements PoolMeter {
    static final String PREFIX = "conecta.pool.";
    /** The tag with the pool's name. */
    static final String POOL = "pool";

    /** One pool's meters come or go at a time, so that nobody removes what its successor has just registered. */
    static final ReentrantLock LOCK = new ReentrantLock();

    /** From what a handoff takes to the default of {@code borrowTimeout}. */
    private static final Duration[] BUCKETS = {
        Duration.ofNanos(100_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final WeakReference<Pool<?>> pool;
    /** Null once the meters are gone: a pool that lives on keeps no registry. Written under {@link #LOCK}. */
    private volatile @Nullable Registration registration;
    /** Null once the meters are gone. Written under {@link #LOCK}. */
    private volatile @Nullable Timers timers;
    /** For who looks when the pool has just gone. */
    private volatile PoolStats latest;

    private record Timers(Timer served, Timer unserved, Timer created, Timer failed, Timer used) {}

    /**
     * Registers the meters of a pool. To be called under {@link #LOCK}.
     *
     * @throws IllegalStateException if the registry has one of them already; nothing is registered then
     */
    BoundPool(Pool<?> pool, Tags tags, MeterRegistry registry) {
        this.pool = new WeakReference<>(pool);
        latest = pool.stats();
        Registration own = new Registration(
                registry,
                new Registration.Owner("pool", pool.name(), PREFIX + "size", "new ConectaMetrics(pool, Tags.of(…))"),
                tags);
        boolean complete = false;
        try {
            gauges(own);
            counters(own);
            timers = new Timers(
                    timer(own, "wait", "Time that borrowers stood in line", outcome(true)),
                    timer(own, "wait", "Time that borrowers stood in line", outcome(false)),
                    timer(own, "create", "Time that creations took", outcome(true)),
                    timer(own, "create", "Time that creations took", outcome(false)),
                    timer(own, "use", "Time that borrowers had an object", Tags.empty()));
            own.complete();
            complete = true;
        } finally {
            if (!complete) {
                own.remove();
            }
        }
        registration = own;
    }

    private void gauges(Registration own) {
        gauge(own, "size", "Objects that exist, in any state", BoundPool::size);
        gauge(own, "max", "Objects at most", PoolStats::maxSize);
        gauge(own, "idle", "Objects that are idle", PoolStats::idle);
        gauge(own, "lent", "Objects that are lent", PoolStats::lent);
        gauge(own, "creating", "Creations in flight", PoolStats::creating);
        gauge(own, "waiting", "Borrowers that wait", PoolStats::waiting);
    }

    private void counters(Registration own) {
        counter(own, "timeouts", "Borrows that timed out", PoolStats::timeouts);
        counter(own, "rejections", "Borrows that were turned away", PoolStats::rejections);
        counter(own, "create.failures", "Creations that failed", PoolStats::createFailures);
        counter(own, "ping.failures", "Pings that failed", PoolStats::pingFailures);
        counter(own, "leaks", "Loans that were reported as leaked", PoolStats::leaks);
        counter(own, "closed", "Objects that were closed", PoolStats::closed);
    }

    private static double size(PoolStats stats) {
        return (double) stats.idle() + stats.lent() + stats.inMaintenance();
    }

    private static Tags outcome(boolean success) {
        return Tags.of("outcome", success ? "success" : "failure");
    }

    private void gauge(Registration own, String name, String what, ToDoubleFunction<PoolStats> figure) {
        own.add(Gauge.builder(PREFIX + name, this, bound -> figure.applyAsDouble(bound.look()))
                .tags(own.tags())
                .description(what)
                .register(own.registry()));
    }

    private void counter(Registration own, String name, String what, ToDoubleFunction<PoolStats> figure) {
        own.add(FunctionCounter.builder(PREFIX + name, this, bound -> figure.applyAsDouble(bound.look()))
                .tags(own.tags())
                .description(what)
                .register(own.registry()));
    }

    private static Timer timer(Registration own, String name, String what, Tags more) {
        return own.add(Timer.builder(PREFIX + name)
                .tags(own.tags().and(more))
                .description(what)
                .serviceLevelObjectives(BUCKETS)
                .register(own.registry()));
    }

    /** {@return the figures as they are now, or the last ones known if the pool has just gone; then the meters go, too} */
    private PoolStats look() {
        Pool<?> live = pool.get();
        if (live != null) {
            latest = live.stats();
        }
        // Whoever holds the lock may wait for a lock of the registry that the one who looks has.
        if ((live == null || live.isClosed()) && LOCK.tryLock()) {
            try {
                poolClosed();
            } finally {
                LOCK.unlock();
            }
        }
        return latest;
    }

    boolean isIn(MeterRegistry registry) {
        Registration own = registration;
        return own != null && own.registry() == registry;
    }

    boolean isOver() {
        return registration == null;
    }

    @Override
    public void waited(Duration time, boolean success) {
        Timers live = timers;
        if (live != null) {
            (success ? live.served() : live.unserved()).record(time);
        }
    }

    @Override
    public void created(Duration time, boolean succeeded) {
        Timers live = timers;
        if (live != null) {
            (succeeded ? live.created() : live.failed()).record(time);
        }
    }

    @Override
    public void used(Duration time) {
        Timers live = timers;
        if (live != null) {
            live.used().record(time);
        }
    }

    /** Removes the meters. */
    @Override
    public void poolClosed() {
        LOCK.lock();
        try {
            Registration own = registration;
            if (own != null) {
                registration = null;
                timers = null;
                own.remove();
            }
        } finally {
            LOCK.unlock();
        }
    }
}
