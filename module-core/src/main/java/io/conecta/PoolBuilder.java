package io.conecta;

import io.conecta.internal.Engine;
import io.conecta.internal.budget.NamedBudget;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Hooks;
import io.conecta.internal.runtime.Option;
import io.conecta.internal.runtime.Require;
import io.conecta.internal.runtime.Unsaid;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Pool}. Not thread-safe; may build several pools.
 *
 * <p>A value that is invalid on its own is refused immediately: with an {@link IllegalArgumentException} that names the option and its
 * value, or for {@code null} a {@link NullPointerException} that names the option. {@link #build()} refuses values that contradict each
 * other. {@link PoolSettings} describes the options it shares with this builder.
 *
 * @param <T> what is pooled
 */
public class PoolBuilder<T> {
    private final NewFunc<? extends T> newFunc;
    private @Nullable PingFunc<? super T> pingFunc;
    private CloseFunc<? super T> closeFunc = Unsaid.INSTANCE;
    private @Nullable PrepareFunc<? super T> prepareFunc;
    private @Nullable ResetFunc<? super T> resetFunc;
    private @Nullable PoolListener<? super T> listener;
    private @Nullable PoolQueue<T> queue;
    private @Nullable Executor executor;
    private @Nullable Predicate<? super Throwable> suspicious;
    private @Nullable PoolMeter meter;
    private @Nullable PoolBudget budget;
    private PoolSettings settings = PoolSettings.defaults();

    /**
     * Starts a pool's construction, for builders of typed pools; others call {@link Pool#builder}.
     *
     * @param newFunc creates the objects
     * @throws NullPointerException if the argument is null
     */
    protected PoolBuilder(NewFunc<? extends T> newFunc) {
        this.newFunc = Objects.requireNonNull(newFunc, "newFunc");
    }

    /**
     * Checks whether an object still works; default: assumes that it does.
     *
     * @param value the check
     * @return this builder
     */
    public PoolBuilder<T> pingFunc(PingFunc<? super T> value) {
        pingFunc = Objects.requireNonNull(value, "pingFunc");
        return this;
    }

    /**
     * Closes an object; default: calls {@code close()} if it is {@link AutoCloseable}, or else does nothing.
     *
     * @param value what closes it
     * @return this builder
     */
    public PoolBuilder<T> closeFunc(CloseFunc<? super T> value) {
        closeFunc = Objects.requireNonNull(value, "closeFunc");
        return this;
    }

    /**
     * Runs before every loan; default: nothing.
     *
     * @param value what prepares the object
     * @return this builder
     */
    public PoolBuilder<T> prepareFunc(PrepareFunc<? super T> value) {
        prepareFunc = Objects.requireNonNull(value, "prepareFunc");
        return this;
    }

    /**
     * Runs on every return; default: nothing.
     *
     * @param value what resets the object
     * @return this builder
     */
    public PoolBuilder<T> resetFunc(ResetFunc<? super T> value) {
        resetFunc = Objects.requireNonNull(value, "resetFunc");
        return this;
    }

    /**
     * Receives the pool's events; default: none. Failures and leaks are logged in any case, to {@link System.Logger} {@code "io.conecta"}.
     *
     * @param value the listener
     * @return this builder
     */
    public PoolBuilder<T> listener(PoolListener<? super T> value) {
        listener = Objects.requireNonNull(value, "listener");
        return this;
    }

    /**
     * Receives the times of borrowers and creations, for a metrics library; default: none. {@link Pool#addMeter} adds one later.
     *
     * @param value the meter
     * @return this builder
     */
    public PoolBuilder<T> meter(PoolMeter value) {
        meter = Objects.requireNonNull(value, "meter");
        return this;
    }

    /**
     * The name of the registered budget that the pool shares with others, such as {@code fleet:db-main}; fixed once the pool is built; default none.
     *
     * @param value not blank; as the budget is registered by {@code io.conecta.config.Budgets}, by now or later: without it, the pool creates no
     *     object; {@code none} for none
     * @return this builder
     */
    public PoolBuilder<T> budget(String value) {
        settings = settings.withBudget(value);
        return this;
    }

    /**
     * Shares a limit with other pools; default: none. {@link #minShare} says what is kept for this pool. A budget that is given here counts, whatever
     * {@link #budget(String)} or the settings name.
     *
     * @param value the budget
     * @return this builder
     */
    public PoolBuilder<T> budget(PoolBudget value) {
        budget = Objects.requireNonNull(value, "budget");
        return this;
    }

    /**
     * Determines the order of reuse; default: the pool's own slot table, which is fastest.
     *
     * @param value a queue that no other pool uses
     * @return this builder
     */
    public PoolBuilder<T> queue(PoolQueue<T> value) {
        queue = Objects.requireNonNull(value, "queue");
        return this;
    }

    /**
     * Runs the hooks that may be slow (new, ping, close); default: daemon threads shared by all pools. One of those threads submits the
     * tasks. A bounded executor limits creations: a creation fails if the executor rejects it, or has not started it within
     * {@code createTimeout}. The pool's own threads run pings and closes that the executor rejects, or has not started within half their
     * timeout.
     *
     * @param value the executor
     * @return this builder
     */
    public PoolBuilder<T> executor(Executor value) {
        executor = Objects.requireNonNull(value, "executor");
        return this;
    }

    /**
     * Decides which exceptions from a body ({@link Pool#run}, {@link Pool#call}) make its object suspect, so that it is pinged before the
     * next loan; default: all of them.
     *
     * @param value returns true for such an exception
     * @return this builder
     */
    public PoolBuilder<T> suspectOn(Predicate<? super Throwable> value) {
        suspicious = Objects.requireNonNull(value, "suspectOn");
        return this;
    }

    /**
     * Replaces all settings made so far.
     *
     * @param value the settings
     * @return this builder
     */
    public PoolBuilder<T> settings(PoolSettings value) {
        settings = Objects.requireNonNull(value, "settings");
        return this;
    }

    /**
     * The pool's name, for logs, listeners and management; fixed once the pool is built; default {@code pool-1}, {@code pool-2}, …
     *
     * @param value not blank
     * @return this builder
     */
    public PoolBuilder<T> name(String value) {
        settings = settings.withName(Objects.requireNonNull(value, "name"));
        return this;
    }

    /**
     * The maximum number of objects, in any state; at least 1; default 10.
     *
     * @param value at least 1
     * @return this builder
     */
    public PoolBuilder<T> maxSize(int value) {
        if (value < 1) {
            throw Option.MAX_SIZE.refused("maxSize must be >= 1", value);
        }
        settings = settings.withMaxSize(value);
        return this;
    }

    /**
     * Objects created when the pool is built; default 1.
     *
     * @param value at least 0
     * @return this builder
     */
    public PoolBuilder<T> initialSize(int value) {
        settings = settings.withInitialSize(value);
        return this;
    }

    /**
     * Idle objects kept ready in the background, as far as {@code maxSize} allows; default 0.
     *
     * @param value at least 0
     * @return this builder
     */
    public PoolBuilder<T> minIdle(int value) {
        settings = settings.withMinIdle(value);
        return this;
    }

    /**
     * Objects that the pool can always have of its budget, kept free for it while it has fewer; at most {@code maxSize} counts; default 0.
     *
     * @param value at least 0
     * @return this builder
     */
    public PoolBuilder<T> minShare(int value) {
        settings = settings.withMinShare(value);
        return this;
    }

    /**
     * Borrowers that may wait at the same time; any more fail with {@link PoolFullException}; as many more may wait as there are objects idle, pinged or created, or room for; default none.
     *
     * @param value at least 0; 0: never wait for a return
     * @return this builder
     */
    public PoolBuilder<T> maxWaiters(int value) {
        settings = settings.withMaxWaiters(value);
        return this;
    }

    /**
     * Consecutive failed pings after which an object is closed; default 3.
     *
     * @param value at least 1
     * @return this builder
     */
    public PoolBuilder<T> pingMaxRetries(int value) {
        settings = settings.withPingMaxRetries(value);
        return this;
    }

    /**
     * Loans after which an object is closed; default none.
     *
     * @param value at least 1
     * @return this builder
     */
    public PoolBuilder<T> maxUses(int value) {
        settings = settings.withMaxUses(value);
        return this;
    }

    /**
     * How long a borrow may take in total; default 30s.
     *
     * @param value zero or more
     * @return this builder
     */
    public PoolBuilder<T> borrowTimeout(Duration value) {
        settings = settings.withBorrowTimeout(value);
        return this;
    }

    /**
     * How long a creation may take before it is interrupted and fails; default 30s.
     *
     * @param value above zero
     * @return this builder
     */
    public PoolBuilder<T> createTimeout(Duration value) {
        settings = settings.withCreateTimeout(value);
        return this;
    }

    /**
     * The maximum number of creations in flight; default 16.
     *
     * @param value at least 1
     * @return this builder
     */
    public PoolBuilder<T> maxCreating(int value) {
        settings = settings.withMaxCreating(value);
        return this;
    }

    /**
     * The longest time between two attempts to create while they fail; the first retries come sooner; default 1s.
     *
     * @param value above zero
     * @return this builder
     */
    public PoolBuilder<T> retryDelay(Duration value) {
        settings = settings.withRetryDelay(value);
        return this;
    }

    /**
     * Whether a borrower that needs a new object waits for a backend that is down, instead of failing at once; default false.
     *
     * @param value whether to wait
     * @return this builder
     */
    public PoolBuilder<T> waitWhenDown(boolean value) {
        settings = settings.withWaitWhenDown(value);
        return this;
    }

    /**
     * The overload valve: borrowers are turned away after this time once all of the last queueInterval waited longer; default off.
     *
     * @param value above zero
     * @return this builder
     */
    public PoolBuilder<T> queueTarget(Duration value) {
        settings = settings.withQueueTarget(value);
        return this;
    }

    /**
     * How long borrowers must have waited longer than queueTarget before the valve opens; default 1s.
     *
     * @param value above zero
     * @return this builder
     */
    public PoolBuilder<T> queueInterval(Duration value) {
        settings = settings.withQueueInterval(value);
        return this;
    }

    /**
     * Time over which objects are replaced when a changed configuration makes new ones necessary; default 0s.
     *
     * @param value zero or more
     * @return this builder
     */
    public PoolBuilder<T> renewOver(Duration value) {
        settings = settings.withRenewOver(value);
        return this;
    }

    /**
     * How long a ping may take before its object is closed; default 5s.
     *
     * @param value above zero
     * @return this builder
     */
    public PoolBuilder<T> pingTimeout(Duration value) {
        settings = settings.withPingTimeout(value);
        return this;
    }

    /**
     * How long a close may take before it is abandoned and reported; default 5s.
     *
     * @param value above zero
     * @return this builder
     */
    public PoolBuilder<T> closeTimeout(Duration value) {
        settings = settings.withCloseTimeout(value);
        return this;
    }

    /**
     * How long {@code prepareFunc} and {@code resetFunc} may take before they are interrupted; default 30s.
     *
     * @param value above zero
     * @return this builder
     */
    public PoolBuilder<T> hookTimeout(Duration value) {
        settings = settings.withHookTimeout(value);
        return this;
    }

    /**
     * Time between two scans, which ping the idle objects; default 10s.
     *
     * @param value above zero
     * @return this builder
     */
    public PoolBuilder<T> scanInterval(Duration value) {
        settings = settings.withScanInterval(value);
        return this;
    }

    /**
     * Idle time after which an object is pinged before it is lent; zero: before every loan; default off.
     *
     * @param value zero or more
     * @return this builder
     */
    public PoolBuilder<T> pingIdleAfter(Duration value) {
        settings = settings.withPingIdleAfter(value);
        return this;
    }

    /**
     * Idle time after which an object is closed, unless {@code minIdle} keeps it; minus up to 12.5 % jitter; default off.
     *
     * @param value above zero
     * @return this builder
     */
    public PoolBuilder<T> idleTimeout(Duration value) {
        settings = settings.withIdleTimeout(value);
        return this;
    }

    /**
     * Age at which an object is closed, once nobody holds it; minus up to 12.5 % jitter; default off.
     *
     * @param value above zero
     * @return this builder
     */
    public PoolBuilder<T> maxLifetime(Duration value) {
        settings = settings.withMaxLifetime(value);
        return this;
    }

    /**
     * Age at which a loan is reported as leaked, once; default off.
     *
     * @param value above zero
     * @return this builder
     */
    public PoolBuilder<T> leakThreshold(Duration value) {
        settings = settings.withLeakThreshold(value);
        return this;
    }

    /**
     * Whether a leaked object is closed and its capacity freed; needs {@code leakThreshold}, implies {@code strict}; default false.
     *
     * @param value whether to reclaim
     * @return this builder
     */
    public PoolBuilder<T> reclaimLeaked(boolean value) {
        settings = settings.withReclaimLeaked(value);
        return this;
    }

    /**
     * Which loans record where they were borrowed: {@code off}, {@code all}, or one in N, as {@code 1/100}; costs one stack trace per such loan; default off.
     *
     * @param value {@code off}, {@code all} or {@code 1/N} with a whole number N of at least 1, in any case; {@code 1/1} is {@code all}
     * @return this builder
     */
    public PoolBuilder<T> leakTraces(String value) {
        settings = settings.withLeakTraces(value);
        return this;
    }

    /**
     * Whether a borrower whose wait closes a deadlock of borrowers fails at once; default false.
     *
     * @param value whether to fail it
     * @return this builder
     */
    public PoolBuilder<T> failOnDeadlock(boolean value) {
        settings = settings.withFailOnDeadlock(value);
        return this;
    }

    /**
     * Whether building fails if an initial object cannot be created; default true.
     *
     * @param value whether to fail
     * @return this builder
     */
    public PoolBuilder<T> failFast(boolean value) {
        settings = settings.withFailFast(value);
        return this;
    }

    /**
     * Whether concurrent double returns are detected too; slower; default false.
     *
     * @param value whether to detect it
     * @return this builder
     */
    public PoolBuilder<T> strict(boolean value) {
        settings = settings.withStrict(value);
        return this;
    }

    /**
     * Whether JMX shows the pool; needs the module {@code java.management}; default false.
     *
     * @param value whether to show it
     * @return this builder
     * @see PoolMXBean
     */
    public PoolBuilder<T> jmx(boolean value) {
        settings = settings.withJmx(value);
        return this;
    }

    /**
     * Builds the pool and creates its initial objects.
     *
     * @return the running pool, which the caller must close
     * @throws IllegalArgumentException if options contradict each other, or the budget is below the sum of the shares, or can never give
     *     {@code initialSize} objects
     * @throws PoolCreateException if an initial object cannot be created and {@code failFast} is on; those already created are closed
     */
    public Pool<T> build() {
        return build(Background.SHARED);
    }

    /** As {@link #build()}, on threads and a clock of its own. */
    Pool<T> build(Background background) {
        Require.room(settings);
        settings.check();
        return Engine.start(hooks(), settings, background);
    }

    PoolSettings settings() {
        return settings;
    }

    /** {@return the budget that was given, else the one that the settings name, null if they name none} */
    private @Nullable PoolBudget budget() {
        String name = settings.budget();
        boolean named = budget == null && !name.equals(PoolSettings.defaults().budget());
        return named ? NamedBudget.of(name) : budget;
    }

    Hooks<T> hooks() {
        boolean pings = pingFunc != null || listener != null;
        return new Hooks<>(
                newFunc,
                pingFunc == null ? Unsaid.INSTANCE : pingFunc,
                closeFunc,
                prepareFunc,
                resetFunc,
                listener,
                queue,
                executor,
                suspicious,
                meter,
                budget(),
                pings,
                false);
    }
}
