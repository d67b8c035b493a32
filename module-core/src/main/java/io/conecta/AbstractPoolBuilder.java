package io.conecta;

import io.conecta.internal.runtime.Option;
import java.time.Duration;
import java.util.Objects;

/**
 * The options that {@link PoolBuilder} and {@link KeyedPoolBuilder} have in common. A keyed pool applies each option to every key's pool.
 * {@link PoolSettings} describes them too.
 *
 * <p>A value that is invalid on its own is refused immediately: with an {@link IllegalArgumentException} that names the option, the value and
 * the fix, or for {@code null} a {@link NullPointerException} that names the option.
 *
 * @param <B> the type of the builder, which each method returns
 */
public abstract sealed class AbstractPoolBuilder<B extends AbstractPoolBuilder<B>>
        permits PoolBuilder, KeyedPoolBuilder {
    private PoolSettings settings = PoolSettings.defaults();

    AbstractPoolBuilder() {}

    /** {@return this builder} */
    abstract B self();

    /** {@return the settings made so far} */
    final PoolSettings settings() {
        return settings;
    }

    /** Replaces the settings made so far. */
    final B replace(PoolSettings value) {
        settings = Objects.requireNonNull(value, "settings");
        return self();
    }

    /**
     * The pool's name, for logs, listeners and management; fixed once the pool is built; default {@code pool-1}, {@code pool-2}, …
     *
     * @param value not blank
     * @return this builder
     */
    public B name(String value) {
        settings = settings.withName(Objects.requireNonNull(value, "name"));
        return self();
    }

    /**
     * The maximum number of objects, in any state; at least 1; default 10.
     *
     * @param value at least 1
     * @return this builder
     */
    public B maxSize(int value) {
        if (value < 1) {
            throw Option.MAX_SIZE.refused("maxSize must be >= 1", value);
        }
        settings = settings.withMaxSize(value);
        return self();
    }

    /**
     * Objects created when the pool is built; default 1.
     *
     * @param value at least 0
     * @return this builder
     */
    public B initialSize(int value) {
        settings = settings.withInitialSize(value);
        return self();
    }

    /**
     * Idle objects kept ready in the background, as far as {@code maxSize} allows; default 0.
     *
     * @param value at least 0
     * @return this builder
     */
    public B minIdle(int value) {
        settings = settings.withMinIdle(value);
        return self();
    }

    /**
     * Borrowers that may wait at the same time; any more fail with {@link PoolFullException}; as many more may wait as there are objects idle, pinged or created, or room for; default none.
     *
     * @param value at least 0; 0: never wait for a return
     * @return this builder
     */
    public B maxWaiters(int value) {
        settings = settings.withMaxWaiters(value);
        return self();
    }

    /**
     * Consecutive failed pings after which an object is closed; default 3.
     *
     * @param value at least 1
     * @return this builder
     */
    public B pingMaxRetries(int value) {
        settings = settings.withPingMaxRetries(value);
        return self();
    }

    /**
     * Loans after which an object is closed; default none.
     *
     * @param value at least 1
     * @return this builder
     */
    public B maxUses(int value) {
        settings = settings.withMaxUses(value);
        return self();
    }

    /**
     * How long a borrow may take in total; default 30s.
     *
     * @param value zero or more
     * @return this builder
     */
    public B borrowTimeout(Duration value) {
        settings = settings.withBorrowTimeout(value);
        return self();
    }

    /**
     * How long a creation may take before it is interrupted and fails; default 30s.
     *
     * @param value above zero
     * @return this builder
     */
    public B createTimeout(Duration value) {
        settings = settings.withCreateTimeout(value);
        return self();
    }

    /**
     * The maximum number of creations in flight; default 16.
     *
     * @param value at least 1
     * @return this builder
     */
    public B maxCreating(int value) {
        settings = settings.withMaxCreating(value);
        return self();
    }

    /**
     * The longest time between two attempts to create while they fail; the first retries come sooner; default 1s.
     *
     * @param value above zero
     * @return this builder
     */
    public B retryDelay(Duration value) {
        settings = settings.withRetryDelay(value);
        return self();
    }

    /**
     * Whether a borrower that needs a new object waits for a backend that is down, instead of failing at once; default false.
     *
     * @param value whether to wait
     * @return this builder
     */
    public B waitWhenDown(boolean value) {
        settings = settings.withWaitWhenDown(value);
        return self();
    }

    /**
     * The overload valve: borrowers are turned away after this time once all of the last queueInterval waited longer; default off.
     *
     * @param value above zero
     * @return this builder
     */
    public B queueTarget(Duration value) {
        settings = settings.withQueueTarget(value);
        return self();
    }

    /**
     * How long borrowers must have waited longer than queueTarget before the valve opens; default 1s.
     *
     * @param value above zero
     * @return this builder
     */
    public B queueInterval(Duration value) {
        settings = settings.withQueueInterval(value);
        return self();
    }

    /**
     * Time over which objects are replaced when a changed configuration makes new ones necessary; default 0s.
     *
     * @param value zero or more
     * @return this builder
     */
    public B renewOver(Duration value) {
        settings = settings.withRenewOver(value);
        return self();
    }

    /**
     * How long a ping may take before its object is closed; default 5s.
     *
     * @param value above zero
     * @return this builder
     */
    public B pingTimeout(Duration value) {
        settings = settings.withPingTimeout(value);
        return self();
    }

    /**
     * How long a close may take before it is abandoned and reported; default 5s.
     *
     * @param value above zero
     * @return this builder
     */
    public B closeTimeout(Duration value) {
        settings = settings.withCloseTimeout(value);
        return self();
    }

    /**
     * How long {@code prepareFunc} and {@code resetFunc} may take before they are interrupted; default 30s.
     *
     * @param value above zero
     * @return this builder
     */
    public B hookTimeout(Duration value) {
        settings = settings.withHookTimeout(value);
        return self();
    }

    /**
     * Time between two scans, which ping the idle objects; default 10s.
     *
     * @param value above zero
     * @return this builder
     */
    public B scanInterval(Duration value) {
        settings = settings.withScanInterval(value);
        return self();
    }

    /**
     * Idle time after which an object is pinged before it is lent; zero: before every loan; default off.
     *
     * @param value zero or more
     * @return this builder
     */
    public B pingIdleAfter(Duration value) {
        settings = settings.withPingIdleAfter(value);
        return self();
    }

    /**
     * Idle time after which an object is closed, unless {@code minIdle} keeps it; minus up to 12.5 % jitter; default off.
     *
     * @param value above zero
     * @return this builder
     */
    public B idleTimeout(Duration value) {
        settings = settings.withIdleTimeout(value);
        return self();
    }

    /**
     * Age at which an object is closed, once nobody holds it; minus up to 12.5 % jitter; default off.
     *
     * @param value above zero
     * @return this builder
     */
    public B maxLifetime(Duration value) {
        settings = settings.withMaxLifetime(value);
        return self();
    }

    /**
     * Age at which a loan is reported as leaked, once; default off.
     *
     * @param value above zero
     * @return this builder
     */
    public B leakThreshold(Duration value) {
        settings = settings.withLeakThreshold(value);
        return self();
    }

    /**
     * Whether a leaked object is closed and its capacity freed; needs {@code leakThreshold}, implies {@code strict}; default false.
     *
     * @param value whether to reclaim
     * @return this builder
     */
    public B reclaimLeaked(boolean value) {
        settings = settings.withReclaimLeaked(value);
        return self();
    }

    /**
     * Which loans record where they were borrowed: {@code off}, {@code all}, or one in N, as {@code 1/100}; costs one stack trace per such loan; default off.
     *
     * @param value {@code off}, {@code all} or {@code 1/N} with a whole number N of at least 1, in any case; {@code 1/1} is {@code all}
     * @return this builder
     */
    public B leakTraces(String value) {
        settings = settings.withLeakTraces(value);
        return self();
    }

    /**
     * Whether a borrower whose wait closes a deadlock of borrowers fails at once: a cycle over pools whose {@code maxSize} objects are all
     * lent, never a wait for a permit of {@code maxTotal} or of a budget; default false.
     *
     * @param value whether to fail it
     * @return this builder
     */
    public B failOnDeadlock(boolean value) {
        settings = settings.withFailOnDeadlock(value);
        return self();
    }

    /**
     * Whether concurrent double returns are detected too; slower; default false.
     *
     * @param value whether to detect it
     * @return this builder
     */
    public B strict(boolean value) {
        settings = settings.withStrict(value);
        return self();
    }

    /**
     * Whether JMX shows the pool; needs the module {@code java.management}; default false.
     *
     * @param value whether to show it
     * @return this builder
     * @see PoolMXBean
     */
    public B jmx(boolean value) {
        settings = settings.withJmx(value);
        return self();
    }

    /**
     * The name of the registered budget that the pool shares with others, such as {@code fleet:db-main}; fixed once the pool is built; default none.
     *
     * @param value not blank; as the budget is registered by {@code io.conecta.config.Budgets}, by now or later: without it, the pool creates no
     *     object; {@code none} for none
     * @return this builder
     */
    public B budget(String value) {
        settings = settings.withBudget(value);
        return self();
    }
}
