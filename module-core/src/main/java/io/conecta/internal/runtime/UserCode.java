package io.conecta.internal.runtime;

import io.conecta.CloseFunc;
import io.conecta.Loan;
import io.conecta.NewFunc;
import io.conecta.PoolBudget;
import io.conecta.PoolHealth;
import io.conecta.PoolListener;
import io.conecta.PoolListener.Hook;
import io.conecta.PoolSettings;
import io.conecta.PoolTimeoutException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one door to the user's code. Nothing here holds a lock, and nothing that user code throws gets past: a failure becomes a result,
 * an entry in {@link Failures}, a line in the log and an event.
 *
 * @param <T> what is pooled
 */
public final class UserCode<T> {
    /** What is told of a creation that yields what is there already. */
    public static final String IN_POOL_ALREADY =
            "newFunc returned an object that is in the pool already; return a new one at every call";

    private static final String FIX_IT = "; the pool carries on; fix the listener";

    private final Hooks<T> hooks;
    private final @Nullable PoolListener<? super T> listener;
    private final PoolLog log;
    private final Background background;
    private final Failures failures;
    private final Instruments instruments;

    public UserCode(String pool, Hooks<T> hooks, Background background) {
        this.hooks = hooks;
        this.background = background;
        this.failures = new Failures(background.clock());
        this.log = new PoolLog(pool, background);
        this.instruments = new Instruments(pool, background.clock(), log);
        this.listener = hooks.oneOfMany() ? hooks.listener() : listenerFor(pool, hooks.listener(), log);
    }

    /** {@return the listener of one pool, as the one that was given says} */
    public static <T> @Nullable PoolListener<? super T> listenerFor(
            String pool, @Nullable PoolListener<? super T> given, PoolLog log) {
        if (given == null) {
            return null;
        }
        try {
            PoolListener<? super T> hears = ContextLoader.call(given, () -> given.forPool(pool));
            return hears == null ? given : hears; // A proxy answers null to what it does not know.
        } catch (Throwable failure) {
            log.warn("listener threw", "a listener threw: " + given.getClass().getName() + FIX_IT, failure);
            return given;
        }
    }

    public Hooks<T> hooks() {
        return hooks;
    }

    public Failures failures() {
        return failures;
    }

    public Instruments instruments() {
        return instruments;
    }

    public PoolLog log() {
        return log;
    }

    public Background background() {
        return background;
    }

    public Clock clock() {
        return background.clock();
    }

    /**
     * What a creation came to: an object or a failure. There before the object is: once that has been created, nothing takes memory before it is known.
     *
     * @param <T> what is pooled
     */
    public static final class Creation<T> {
        private @Nullable T object;
        private @Nullable Throwable thrown;
        private @Nullable String text;

        public @Nullable T object() {
            return object;
        }

        /** {@return why there is no object} Only if there is none. */
        public Failure failure() {
            return new Failure(Objects.requireNonNull(thrown), Objects.requireNonNull(text));
        }
    }

    /** Calls {@code newFunc}, and prints what it throws. Does not fail. */
    public void create(Creation<T> result) {
        Object recording = null;
        try {
            recording = instruments.creates();
        } catch (VirtualMachineError noMemory) {
            // The recording lacks one creation.
        }
        createdBy(hooks.newFunc(), hooks.siblings(), result);
        try {
            instruments.created(recording, result.thrown);
        } catch (VirtualMachineError noMemory) {
            // As above; the pool must not lack its object.
        }
        if (result.thrown != null) {
            result.text = Failure.print(result.thrown);
        }
    }

    private static <T> void createdBy(NewFunc<? extends T> newFunc, @Nullable Siblings siblings, Creation<T> result) {
        try {
            ClassLoader before = ContextLoader.enter(newFunc);
            try {
                result.object = newFunc.create();
                if (result.object == null) {
                    throw new NullPointerException("newFunc returned null; return an object or throw");
                }
                if (siblings != null && !siblings.add(result.object)) {
                    result.object = null; // It is another's.
                    throw new IllegalStateException(IN_POOL_ALREADY);
                }
            } finally {
                ContextLoader.leave(before);
            }
        } catch (Throwable thrown) {
            result.thrown =
                    result.object == null ? thrown : null; // What fails behind newFunc is no failure of newFunc's.
        }
    }

    /** What a ping came to; a throw is a failed ping. */
    public record Ping(boolean healthy, @Nullable Failure failure) {
        private static final Ping NO_MEMORY = new Ping(false, null);
    }

    /** Calls {@code pingFunc}. Does not fail: without memory, the ping has failed. */
    public Ping ping(T object, int failed) {
        try {
            Object recording = instruments.pings();
            Ping result = pinged(object, failed);
            instruments.pinged(recording, result.healthy());
            return result;
        } catch (VirtualMachineError noMemory) {
            return Ping.NO_MEMORY;
        }
    }

    private Ping pinged(T object, int failed) {
        try {
            return new Ping(
                    ContextLoader.call(hooks.pingFunc(), () -> hooks.pingFunc().ping(object, failed)), null);
        } catch (Throwable failure) {
            return new Ping(false, Failure.of(failure));
        }
    }

    /**
     * Calls {@code closeFunc}, unless that has begun.
     *
     * @param begun set as the last step before the call; what fails before comes out, and it can be tried again
     * @return what the close threw, or null
     */
    public @Nullable Throwable close(T object, AtomicBoolean begun) {
        CloseFunc<? super T> closeFunc = hooks.closeFunc();
        Object recording = instruments.closes();
        ClassLoader before = ContextLoader.enter(closeFunc);
        Throwable failure = null;
        try {
            if (begun.compareAndSet(false, true)) {
                closeFunc.close(object);
            }
        } catch (Throwable thrown) {
            failure = thrown;
        }
        try {
            ContextLoader.leave(before);
            instruments.closed(recording, failure);
            Siblings siblings = hooks.siblings();
            if (siblings != null) {
                siblings.remove(object);
            }
        } catch (VirtualMachineError noMemory) {
            // The object is closed, and must not be closed again.
        }
        return failure;
    }

    /** {@return what the preparation threw, or null} To be told by {@link #failed}. */
    public @Nullable Failure prepare(T object) {
        var prepareFunc = hooks.prepareFunc();
        return prepareFunc == null ? null : failureOf(prepareFunc, () -> prepareFunc.prepare(object));
    }

    /** {@return what the reset threw, or null} To be told by {@link #failed}. */
    public @Nullable Failure reset(T object) {
        var resetFunc = hooks.resetFunc();
        return resetFunc == null ? null : failureOf(resetFunc, () -> resetFunc.reset(object));
    }

    @FunctionalInterface
    private interface Body {
        void run() throws Exception;
    }

    private static @Nullable Failure failureOf(Object code, Body body) {
        try {
            ContextLoader.<@Nullable Object>call(code, () -> {
                body.run();
                return null;
            });
            return null;
        } catch (Throwable failure) {
            return Failure.of(failure);
        }
    }

    /** Whether what a body threw makes its object a suspect; what throws here, does. */
    public boolean isSuspicious(Throwable thrown) {
        try {
            Predicate<? super Throwable> suspicious = hooks.suspicious();
            return suspicious == null || ContextLoader.call(suspicious, () -> suspicious.test(thrown));
        } catch (Throwable failure) {
            log.warn(
                    "suspectOn threw",
                    "the predicate of suspectOn threw; the object counts as suspect; fix the predicate",
                    failure);
            return true;
        }
    }

    public void created(T object) {
        if (listener != null) {
            tell(to -> to.onCreate(object));
        }
    }

    public void pinged(T object) {
        tell(to -> to.onPingSuccess(object));
    }

    /** Told is what it threw, if it threw, by {@link #failed}. */
    public void pingFailed(T object, int failed, boolean told) {
        if (!told) {
            failures.pingFailed();
        }
        log.warn(
                "ping failed",
                "failed ping number " + failed + " in a row on " + describe(object)
                        + "; if this goes on without an outage, something may cut off what is idle: set idleTimeout below its limit",
                null);
        tell(to -> to.onPingFailure(object, failed));
    }

    /** An object has left the pool, and its close threw this, if it threw. Without memory, nobody hears of it. */
    public void closed(T object, @Nullable Throwable error) {
        try {
            if (error != null) {
                failed(Hook.CLOSE, object, error);
            }
            tell(to -> to.onClose(object, error));
        } catch (VirtualMachineError noMemory) {
            // What has to be done now counts for more.
        }
    }

    public void leaked(Loan loan, boolean reclaimed) {
        log.warn(
                "loan leaked",
                "leaked: " + loan + (reclaimed ? "; its object is closed and its capacity freed" : "")
                        + "; return every object, in a finally block or by a lease",
                loan.trace());
        instruments.leaked(loan, reclaimed);
        tell(to -> to.onLeak(loan, reclaimed));
    }

    /** The budget has wanted back what was lent. */
    public void revoked(int objects, PoolBudget budget) {
        log.warn(
                "loans revoked",
                "closed " + objects + " lent object" + (objects == 1 ? "" : "s") + ", whose permits have ended: "
                        + budget + "; their borrowers see them fail, and borrow others once there are permits again",
                null);
    }

    /** A borrower is about to get this. On its own thread, whose time it is. */
    public void timedOut(PoolTimeoutException timeout) {
        tell(to -> to.onTimeout(timeout));
    }

    /** There are new settings, in force. */
    public void reconfigured(PoolSettings before, PoolSettings after) {
        tell(to -> to.onReconfigured(before, after));
    }

    /** The backend is known to be down. */
    public void down(PoolHealth health) {
        PoolHealth now = withFailures(health);
        log.warn(
                "down",
                "down: " + health.reason() + "; the pool comes back by itself with what newFunc connects to",
                null);
        instruments.down(health.reason());
        tell(to -> to.onDown(now));
    }

    /** The backend is back. */
    public void up(PoolHealth health) {
        PoolHealth now = withFailures(health);
        instruments.up();
        tell(to -> to.onUp(now));
    }

    /** {@return the health with the latest failures} */
    public PoolHealth withFailures(PoolHealth health) {
        return new PoolHealth(health.status(), health.reason(), health.since(), failures.list());
    }

    /** As the other; prints what it threw. */
    public void failed(Hook hook, @Nullable T object, Throwable error) {
        failed(hook, object, Failure.of(error));
    }

    /** A hook threw, took too long or broke its contract. */
    public void failed(Hook hook, @Nullable T object, Failure failure) {
        failures.failed(hook, failure);
        String what = hookName(hook) + " failed";
        log.warn(
                what,
                what + (object == null ? "" : " on " + describe(object)) + ": " + failure.text() + wayOut(hook),
                failure.error());
        tell(to -> to.onHookFailure(hook, object, failure.error()));
    }

    private static String wayOut(Hook hook) {
        return switch (hook) {
            case NEW -> "; check what newFunc needs: a backend that is up, credentials, room for one more connection";
            case PING -> "; it counts as a failed ping; if the object works all the same, fix pingFunc";
            case CLOSE -> "; the object has left the pool; see that nothing of it stays open";
            case PREPARE, RESET -> "; fix " + hookName(hook) + ", or what it talks to";
            case QUEUE -> "; the pool carries on; fix the queue";
        };
    }

    /** The user's name of a hook. */
    public static String hookName(Hook hook) {
        return switch (hook) {
            case NEW -> "newFunc";
            case PING -> "pingFunc";
            case CLOSE -> "closeFunc";
            case PREPARE -> "prepareFunc";
            case RESET -> "resetFunc";
            case QUEUE -> "queue";
        };
    }

    /** {@return how messages name an object: by class and identity, since its {@code toString} is not to be trusted} */
    public static String describe(Object object) {
        return object.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(object));
    }

    private void tell(Consumer<PoolListener<? super T>> event) {
        PoolListener<? super T> to = listener;
        if (to == null) {
            return;
        }
        try {
            ContextLoader.<@Nullable Object>call(to, () -> {
                event.accept(to);
                return null;
            });
        } catch (Throwable failure) {
            log.warn("listener threw", "a listener threw: " + to.getClass().getName() + FIX_IT, failure);
        }
    }
}
