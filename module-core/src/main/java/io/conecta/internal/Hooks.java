package io.conecta.internal;

import io.conecta.CloseFunc;
import io.conecta.Loan;
import io.conecta.NewFunc;
import io.conecta.PingFunc;
import io.conecta.PoolListener;
import io.conecta.PoolListener.Hook;
import io.conecta.PoolQueue;
import io.conecta.PrepareFunc;
import io.conecta.ResetFunc;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one door to user code. Nothing here holds a lock, and nothing that user code throws gets past: a failure becomes a result
 * and an event, and a failure of the listener goes to the log.
 *
 * @param pings whether a ping can fail or be heard of; otherwise the scan leaves it out
 * @param <T> what is pooled
 */
public record Hooks<T>(
        NewFunc<? extends T> newFunc,
        PingFunc<? super T> pingFunc,
        CloseFunc<? super T> closeFunc,
        @Nullable PrepareFunc<? super T> prepareFunc,
        @Nullable ResetFunc<? super T> resetFunc,
        PoolListener<? super T> listener,
        @Nullable PoolQueue<T> queue,
        @Nullable Executor executor,
        boolean pings) {

    private static final System.Logger LOG = System.getLogger("io.conecta");

    /** What {@link #create} came to: an object or a failure. */
    record Creation<T>(@Nullable T object, @Nullable Throwable failure) {}

    Creation<T> create() {
        try {
            T object = withLoader(newFunc, newFunc::create);
            return object == null
                    ? new Creation<>(null, new NullPointerException("newFunc returned null; return an object or throw"))
                    : new Creation<>(object, null);
        } catch (Throwable failure) {
            return new Creation<>(null, failure);
        }
    }

    /** What {@link #ping} came to; a throw is a failed ping. */
    record Ping(boolean healthy, @Nullable Throwable failure) {}

    Ping ping(T object, int failures) {
        try {
            return new Ping(pingFunc.ping(object, failures), null);
        } catch (Throwable failure) {
            return new Ping(false, failure);
        }
    }

    /** {@return what the close threw, or null} */
    @Nullable
    Throwable close(T object) {
        try {
            closeFunc.close(object);
            return null;
        } catch (Throwable failure) {
            return failure;
        }
    }

    /** {@return what the preparation threw, or null} */
    @Nullable
    Throwable prepare(T object) {
        if (prepareFunc == null) {
            return null;
        }
        try {
            prepareFunc.prepare(object);
            return null;
        } catch (Throwable failure) {
            failed(Hook.PREPARE, object, failure);
            return failure;
        }
    }

    /** {@return whether the object may be lent again} */
    boolean reset(T object) {
        if (resetFunc == null) {
            return true;
        }
        try {
            resetFunc.reset(object);
            return true;
        } catch (Throwable failure) {
            failed(Hook.RESET, object, failure);
            return false;
        }
    }

    void created(T object) {
        tell(to -> to.onCreate(object));
    }

    void pinged(T object) {
        tell(to -> to.onPingSuccess(object));
    }

    void pingFailed(T object, int failures) {
        tell(to -> to.onPingFailure(object, failures));
    }

    void closed(T object, @Nullable Throwable error) {
        tell(to -> to.onClose(object, error));
    }

    void leaked(Loan loan, boolean reclaimed) {
        tell(to -> to.onLeak(loan, reclaimed));
    }

    void failed(Hook hook, @Nullable T object, Throwable error) {
        if (error instanceof InterruptedException && (hook == Hook.PREPARE || hook == Hook.RESET)) {
            Thread.currentThread().interrupt(); // These run on the user's thread, whose interrupt it was.
        }
        tell(to -> to.onHookFailure(hook, object, error));
    }

    private void tell(Consumer<PoolListener<? super T>> event) {
        try {
            event.accept(listener);
        } catch (Throwable failure) {
            try {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "a listener threw: " + listener.getClass().getName(),
                        failure);
            } catch (Throwable unheard) {
                if (unheard != failure) { // A broken log has nobody to be told of it, and must not stop the pool.
                    failure.addSuppressed(unheard);
                }
            }
        }
    }

    /** Runs a creation as code of the bundle or module that wrote it would expect: with its class loader at hand. */
    private static <R> @Nullable R withLoader(Object code, java.util.concurrent.Callable<? extends R> body)
            throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(code.getClass().getClassLoader());
        try {
            return body.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
