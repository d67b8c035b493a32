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
    private final Registration registration;
    private final Timer served;
    private final Timer unserved;
    private final Timer created;
    private final Timer failed;
    private final Timer used;
    /** For who looks when the pool has just gone. */
    private volatile PoolStats latest;

    private volatile boolean over;

    /**
     * Registers the meters of a pool. To be called under {@link #LOCK}.
     *
     * @throws IllegalStateException if the registry has one of them already; nothing is registered then
     */
    BoundPool(Pool<?> pool, Tags tags, MeterRegistry registry) {
        this.pool = new WeakReference<>(pool);
        latest = pool.stats();
        registration = new Registration(registry, pool.name(), tags);
        boolean complete = false;
        try {
            gauges();
            counters();
            served = timer("wait", "Time that borrowers stood in line", outcome(true));
            unserved = timer("wait", "Time that borrowers stood in line", outcome(false));
            created = timer("create", "Time that creations took", outcome(true));
            failed = timer("create", "Time that creations took", outcome(false));
            used = timer("use", "Time that borrowers had an object", Tags.empty());
            registration.complete();
            complete = true;
        } finally {
            if (!complete) {
                registration.remove();
            }
        }
    }

    private void gauges() {
        gauge("size", "Objects that exist, in any state", BoundPool::size);
        gauge("max", "Objects at most", PoolStats::maxSize);
        gauge("idle", "Objects that are idle", PoolStats::idle);
        gauge("lent", "Objects that are lent", PoolStats::lent);
        gauge("creating", "Creations in flight", PoolStats::creating);
        gauge("waiting", "Borrowers that wait", PoolStats::waiting);
    }

    private void counters() {
        counter("timeouts", "Borrows that timed out", PoolStats::timeouts);
        counter("rejections", "Borrows that were turned away", PoolStats::rejections);
        counter("create.failures", "Creations that failed", PoolStats::createFailures);
        counter("ping.failures", "Pings that failed", PoolStats::pingFailures);
        counter("leaks", "Loans that were reported as leaked", PoolStats::leaks);
        counter("closed", "Objects that were closed", PoolStats::closed);
    }

    private static double size(PoolStats stats) {
        return (double) stats.idle() + stats.lent() + stats.inMaintenance();
    }

    private static Tags outcome(boolean success) {
        return Tags.of("outcome", success ? "success" : "failure");
    }

    private void gauge(String name, String what, ToDoubleFunction<PoolStats> figure) {
        registration.add(Gauge.builder(PREFIX + name, this, bound -> figure.applyAsDouble(bound.look()))
                .tags(registration.tags())
                .description(what)
                .register(registration.registry()));
    }

    private void counter(String name, String what, ToDoubleFunction<PoolStats> figure) {
        registration.add(FunctionCounter.builder(PREFIX + name, this, bound -> figure.applyAsDouble(bound.look()))
                .tags(registration.tags())
                .description(what)
                .register(registration.registry()));
    }

    private Timer timer(String name, String what, Tags more) {
        return registration.add(Timer.builder(PREFIX + name)
                .tags(registration.tags().and(more))
                .description(what)
                .serviceLevelObjectives(BUCKETS)
                .register(registration.registry()));
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
        return registration.registry() == registry;
    }

    boolean isOver() {
        return over;
    }

    @Override
    public void waited(Duration time, boolean success) {
        record(success ? served : unserved, time);
    }

    @Override
    public void created(Duration time, boolean succeeded) {
        record(succeeded ? created : failed, time);
    }

    @Override
    public void used(Duration time) {
        record(used, time);
    }

    private void record(Timer timer, Duration time) {
        if (!over) {
            timer.record(time);
        }
    }

    /** Removes the meters. */
    @Override
    public void poolClosed() {
        LOCK.lock();
        try {
            if (!over) {
                over = true;
                registration.remove();
            }
        } finally {
            LOCK.unlock();
        }
    }
}
