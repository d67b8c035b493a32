package io.conecta;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The listeners that come and go while a pool runs. Failures and leaks are logged whether or not anybody listens, and the
 * latest failures kept; a listener that throws is logged and keeps no event from the others. Thread-safe.
 */
final class Listeners<T> implements PoolListener<T> {
    private static final System.Logger LOG = System.getLogger("io.conecta");

    private final List<PoolListener<? super T>> all = new CopyOnWriteArrayList<>();
    private final Failures failures = new Failures();

    Failures failures() {
        return failures;
    }

    void add(PoolListener<? super T> listener) {
        all.add(listener);
    }

    void remove(PoolListener<? super T> listener) {
        all.removeIf(each -> each == listener);
    }

    /** Whether a selection, absent, one value or several, takes in a value. */
    static boolean selects(@Nullable Object selection, String value) {
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
        this.failures.pingFailed(object);
        tell(listener -> listener.onPingFailure(object, failures));
    }

    @Override
    public void onClose(T object, @Nullable Throwable error) {
        tell(listener -> listener.onClose(object, error));
    }

    @Override
    public void onHookFailure(Hook hook, @Nullable T object, Throwable error) {
        this.failures.failed(hook, object, error);
        PoolListener.super.onHookFailure(hook, object, error);
        tell(listener -> listener.onHookFailure(hook, object, error));
    }

    @Override
    public void onLeak(Loan loan, boolean reclaimed) {
        PoolListener.super.onLeak(loan, reclaimed);
        tell(listener -> listener.onLeak(loan, reclaimed));
    }

    private void tell(Consumer<PoolListener<? super T>> event) {
        for (PoolListener<? super T> listener : all) {
            try {
                event.accept(listener);
            } catch (Throwable failure) {
                LOG.log(
                        Level.WARNING,
                        "a listener failed: " + listener.getClass().getName(),
                        failure);
            }
        }
    }
}
