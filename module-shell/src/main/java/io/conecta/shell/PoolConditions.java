package io.conecta.shell;

import io.conecta.Pool;
import io.conecta.PoolListener;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.condition.Condition;

/**
 * For each pool that is a service, a {@link Condition} service while it is up, so that components can depend on its health.
 *
 * <p>Outages and their ends are heard of as they happen. What raises no event, such as a suspension, is found by a look once a second,
 * which borrows and pings nothing. The components that a condition starts and stops do so on the thread that found the change.
 *
 * <p>Their package came with OSGi R8. Where no bundle exports it there are no conditions, and this does nothing.
 */
@Component(
        service = {},
        immediate = true)
public final class PoolConditions {
    private static final long LOOK_MILLIS = 1_000;

    private final BundleContext context;
    /** Null if there are no conditions. */
    private final @Nullable ServiceRegistration<?> listener;
    /** By the number of the pool's service. */
    private final Map<Object, PoolCondition> conditions = new ConcurrentHashMap<>();

    private final ScheduledThreadPoolExecutor looks =
            new ScheduledThreadPoolExecutor(1, PoolConditions::thread, new DiscardPolicy());

    /**
     * For Declarative Services.
     *
     * @param context the bundle's
     */
    @Activate
    public PoolConditions(BundleContext context) {
        this.context = context;
        if (!haveAPackage()) {
            listener = null;
            return;
        }
        // Not by this component: it needs the pools, which need their listeners.
        listener = context.registerService(PoolListener.class, new Outages(), null);
        var unused = looks.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static boolean haveAPackage() {
        try {
            Objects.requireNonNull(Condition.INSTANCE);
            return true;
        } catch (NoClassDefFoundError none) {
            return false;
        }
    }

    @Reference(service = Pool.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addPool(Pool<?> pool, Map<String, Object> service) {
        if (listener == null) {
            return;
        }
        PoolCondition condition = new PoolCondition(PoolEntry.of(service, pool), context);
        conditions.put(condition.id(), condition);
        condition.check();
    }

    void removePool(Map<String, Object> service) {
        PoolCondition condition = conditions.remove(service.get("service.id"));
        if (condition != null) {
            condition.end();
        }
    }

    /** Whatever a condition has started on the thread goes on; Declarative Services removes the pools next. */
    @Deactivate
    void stop() {
        looks.shutdown();
        if (listener != null) {
            listener.unregister();
        }
    }

    private void look() {
        for (PoolCondition condition : conditions.values()) {
            try {
                condition.check();
            } catch (RuntimeException | Error refused) {
                // The framework would not: the next look asks again, and the other pools have theirs.
            }
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "conecta conditions");
        thread.setDaemon(true);
        return thread;
    }

    /** Hears of every pool's outages. A pool's own thread does not wait for what a condition starts. */
    private final class Outages implements PoolListener<Object> {
        @Override
        public void onDown(io.conecta.PoolHealth health) {
            looks.execute(PoolConditions.this::look);
        }

        @Override
        public void onUp(io.conecta.PoolHealth health) {
            looks.execute(PoolConditions.this::look);
        }
    }
}
