package io.conecta.shell;

import io.conecta.PoolHealth.Status;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.condition.Condition;

/**
 * The condition of one pool. Thread-safe.
 *
 * <p>Whoever checks while another thread does leaves it to that one, which then looks again. So no lock is held while the framework calls
 * the components that depend on the condition, and the last look is never older than the last check.
 */
final class PoolCondition {
    private final PoolEntry pool;
    private final BundleContext context;
    /** Checks that have been asked for and not answered; who makes it more than zero answers them. */
    private final AtomicInteger asked = new AtomicInteger();

    private volatile boolean ended;
    /** Touched only by the thread that answers. */
    private @Nullable ServiceRegistration<Condition> registration;

    PoolCondition(PoolEntry pool, BundleContext context) {
        this.pool = pool;
        this.context = context;
    }

    /** {@return the number of the pool's service} */
    long id() {
        return pool.id();
    }

    /** Registers the condition if the pool is up and it is not there, and the other way round. */
    void check() {
        if (asked.getAndIncrement() > 0) {
            return;
        }
        try {
            int answered;
            do {
                answered = asked.get();
                settle(!ended && isUp());
            } while (asked.addAndGet(-answered) > 0);
        } catch (RuntimeException | Error refused) {
            asked.set(0); // So that the next check is one.
            throw refused;
        }
    }

    /** Unregisters the condition for good. */
    void end() {
        ended = true;
        check();
    }

    private boolean isUp() {
        try {
            io.conecta.PoolHealth health = pool.pool().health();
            return health.isUp() && health.status() != Status.SUSPENDED;
        } catch (RuntimeException notOurs) {
            return false; // Somebody's own pool, which does not say.
        }
    }

    private void settle(boolean up) {
        ServiceRegistration<Condition> former = registration;
        if (up == (former != null)) {
            return;
        }
        try {
            if (former == null) {
                registration = context.registerService(Condition.class, Condition.INSTANCE, properties());
            } else {
                registration = null;
                former.unregister();
            }
        } catch (IllegalStateException stopped) {
            ended = true; // The framework has unregistered what this bundle had.
        }
    }

    @SuppressWarnings("JdkObsolete") // What a framework takes is a Dictionary.
    private Hashtable<String, Object> properties() {
        return new Hashtable<>(Map.of(
                Condition.CONDITION_ID,
                "conecta.pool." + pool.name() + ".up",
                "pool.name",
                pool.name(),
                "pool.type",
                pool.type()));
    }
}
