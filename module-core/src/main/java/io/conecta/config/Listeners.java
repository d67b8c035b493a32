package io.conecta.config;

import io.conecta.Loan;
import io.conecta.PoolHealth;
import io.conecta.PoolListener;
import io.conecta.PoolSettings;
import io.conecta.PoolTimeoutException;
import io.conecta.internal.runtime.ContextLoader;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The listeners that come and go while a pool runs. A listener that throws is logged and keeps no event from the others.
 * Thread-safe.
 */
final class Listeners<T> implements PoolListener<T> {
    private static final System.Logger LOG = System.getLogger("io.conecta");

    private final List<Added<T>> all = new CopyOnWriteArrayList<>();
    /** Whose events these are; known before the first of them. */
    private volatile String pool = "";

    private volatile String type = "";

    /** A listener, and the names and types of pools it is meant for. */
    private static final class Added<T> {
        private final PoolListener<? super T> given;
        private final @Nullable Object names;
        private final @Nullable Object types;
        /** The listener as it hears this pool, once there is something to hear. */
        private @Nullable PoolListener<? super T> hears;

        Added(PoolListener<? super T> given, Map<String, ?> properties) {
            this.given = given;
            names = properties.get(PoolConfiguration.POOL_NAME);
            types = properties.get("pool.type");
        }

        synchronized PoolListener<? super T> hears(String pool) {
            PoolListener<? super T> listener = hears;
            if (listener == null) {
                PoolListener<? super T> forPool = given.forPool(pool);
                listener = forPool == null ? given : forPool; // A proxy answers null to what it does not know.
                hears = listener;
            }
            return listener;
        }
    }

    /** Begins to hear a pool of that name and type. */
    void hear(String poolName, String poolType) {
        pool = poolName;
        type = poolType;
    }

    void add(PoolListener<? super T> listener, Map<String, ?> properties) {
        all.add(new Added<>(listener, properties));
    }

    void remove(PoolListener<? super T> listener) {
        all.removeIf(each -> each.given == listener);
    }

    /** Whether a selection, absent, one value or several, takes in a value. */
    private static boolean selects(@Nullable Object selection, String value) {
        if (selection instanceof Object[] several) {
            return Arrays.asList(several).contains(value);
        }
        if (selection instanceof Collection<?> several) {
            return several.contains(value);
        }
        return selection == null || selection.equals(value);
    }

    @Override
    public void onCreate(T object) {
        tell(listener -> listener.onCreate(object));
    }

    @Override
    public void onPingSuccess(T object) {
        tell(listener -> listener.onPingSuccess(object));
    }

    @Override
    public void onPingFailure(T object, int failures) {
        tell(listener -> listener.onPingFailure(object, failures));
    }

    @Override
    public void onClose(T object, @Nullable Throwable error) {
        tell(listener -> listener.onClose(object, error));
    }

    @Override
    public void onHookFailure(Hook hook, @Nullable T object, Throwable error) {
        tell(listener -> listener.onHookFailure(hook, object, error));
    }

    @Override
    public void onDown(PoolHealth health) {
        tell(listener -> listener.onDown(health));
    }

    @Override
    public void onUp(PoolHealth health) {
        tell(listener -> listener.onUp(health));
    }

    @Override
    public void onLeak(Loan loan, boolean reclaimed) {
        tell(listener -> listener.onLeak(loan, reclaimed));
    }

    @Override
    public void onTimeout(PoolTimeoutException timeout) {
        tell(listener -> listener.onTimeout(timeout));
    }

    @Override
    public void onReconfigured(PoolSettings before, PoolSettings after) {
        tell(listener -> listener.onReconfigured(before, after));
    }

    private void tell(Consumer<PoolListener<? super T>> event) {
        for (Added<T> each : all) {
            if (!selects(each.names, pool) || !selects(each.types, type)) {
                continue;
            }
            try {
                ContextLoader.<@Nullable Object>call(each.given, () -> {
                    event.accept(each.hears(pool));
                    return null;
                });
            } catch (Throwable failure) {
                warn(each.given, failure);
            }
        }
    }

    private void warn(PoolListener<? super T> listener, Throwable failure) {
        try {
            LOG.log(
                    Level.WARNING,
                    "pool \"" + pool + "\": a listener threw: "
                            + listener.getClass().getName()
                            + "; the others hear the event all the same; fix the listener",
                    failure);
        } catch (Throwable unheard) {
            // A broken log must keep no event from the other listeners.
        }
    }
}
