package io.conecta;

import io.conecta.internal.Engine;
import io.conecta.internal.budget.NamedBudget;
import io.conecta.internal.runtime.Background;
import io.conecta.internal.runtime.Hooks;
import io.conecta.internal.runtime.Require;
import io.conecta.internal.runtime.Unsaid;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Pool}. Not thread-safe; may build several pools.
 *
 * <p>A value that is invalid on its own is refused immediately, as {@link AbstractPoolBuilder} says. {@link #build()} refuses values that
 * contradict each other.
 *
 * @param <T> what is pooled
 */
public non-sealed class PoolBuilder<T> extends AbstractPoolBuilder<PoolBuilder<T>> {
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
        return replace(value);
    }

    /**
     * Objects that the pool can always have of its budget, kept free for it while it has fewer; at most {@code maxSize} counts; default 0.
     *
     * @param value at least 0
     * @return this builder
     */
    public PoolBuilder<T> minShare(int value) {
        return replace(settings().withMinShare(value));
    }

    /**
     * Whether building fails if an initial object cannot be created; default true.
     *
     * @param value whether to fail
     * @return this builder
     */
    public PoolBuilder<T> failFast(boolean value) {
        return replace(settings().withFailFast(value));
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
        Require.room(settings());
        settings().check();
        return Engine.start(hooks(), settings(), background);
    }

    @Override
    PoolBuilder<T> self() {
        return this;
    }

    /** {@return the budget that was given, else the one that the settings name, null if they name none} */
    private @Nullable PoolBudget budget() {
        String name = settings().budget();
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
                null);
    }
}
