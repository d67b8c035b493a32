package io.conecta;

import io.conecta.internal.runtime.Option;
import java.time.Duration;
import java.util.Objects;

/**
 * The {@code with…} methods that {@link PoolSettings} and {@link KeyedPoolSettings} have in common. A keyed pool applies each option to every
 * key's pool.
 *
 * <p>Each method refuses a value that is invalid on its own, with an {@link IllegalArgumentException} that names the option, the value and
 * the fix, and {@code null} with a {@link NullPointerException} that names the option.
 *
 * @param <S> the type of the settings, which each method returns
 */
public abstract sealed class AbstractPoolSettings<S extends AbstractPoolSettings<S>>
        permits PoolSettings, KeyedPoolSettings {
    AbstractPoolSettings() {}

    /** {@return a copy with this value of an option, once it is checked} */
    abstract S with(Option option, Object value);

    /**
     * {@return a copy with this {@link PoolSettings#name() name}}
     *
     * @param value not blank, without control characters, and without a secret: no user info of a URI, no {@code password=…} or the like
     */
    public S withName(String value) {
        return with(Option.NAME, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#maxSize() maxSize}}
     *
     * @param value at least 0
     */
    public S withMaxSize(int value) {
        return with(Option.MAX_SIZE, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#initialSize() initialSize}}
     *
     * @param value at least 0
     */
    public S withInitialSize(int value) {
        return with(Option.INITIAL_SIZE, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#minIdle() minIdle}}
     *
     * @param value at least 0
     */
    public S withMinIdle(int value) {
        return with(Option.MIN_IDLE, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#maxWaiters() maxWaiters}}
     *
     * @param value at least 0
     */
    public S withMaxWaiters(int value) {
        return with(Option.MAX_WAITERS, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#pingMaxRetries() pingMaxRetries}}
     *
     * @param value at least 1
     */
    public S withPingMaxRetries(int value) {
        return with(Option.PING_MAX_RETRIES, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#maxUses() maxUses}}
     *
     * @param value at least 1
     */
    public S withMaxUses(int value) {
        return with(Option.MAX_USES, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#borrowTimeout() borrowTimeout}}
     *
     * @param value zero or more
     */
    public S withBorrowTimeout(Duration value) {
        return with(Option.BORROW_TIMEOUT, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#createTimeout() createTimeout}}
     *
     * @param value above zero
     */
    public S withCreateTimeout(Duration value) {
        return with(Option.CREATE_TIMEOUT, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#maxCreating() maxCreating}}
     *
     * @param value at least 1
     */
    public S withMaxCreating(int value) {
        return with(Option.MAX_CREATING, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#retryDelay() retryDelay}}
     *
     * @param value above zero
     */
    public S withRetryDelay(Duration value) {
        return with(Option.RETRY_DELAY, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#waitWhenDown() waitWhenDown}}
     *
     * @param value true to switch it on
     */
    public S withWaitWhenDown(boolean value) {
        return with(Option.WAIT_WHEN_DOWN, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#queueTarget() queueTarget}}
     *
     * @param value above zero
     */
    public S withQueueTarget(Duration value) {
        return with(Option.QUEUE_TARGET, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#queueInterval() queueInterval}}
     *
     * @param value above zero
     */
    public S withQueueInterval(Duration value) {
        return with(Option.QUEUE_INTERVAL, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#renewOver() renewOver}}
     *
     * @param value zero or more
     */
    public S withRenewOver(Duration value) {
        return with(Option.RENEW_OVER, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#pingTimeout() pingTimeout}}
     *
     * @param value above zero
     */
    public S withPingTimeout(Duration value) {
        return with(Option.PING_TIMEOUT, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#closeTimeout() closeTimeout}}
     *
     * @param value above zero
     */
    public S withCloseTimeout(Duration value) {
        return with(Option.CLOSE_TIMEOUT, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#hookTimeout() hookTimeout}}
     *
     * @param value above zero
     */
    public S withHookTimeout(Duration value) {
        return with(Option.HOOK_TIMEOUT, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#scanInterval() scanInterval}}
     *
     * @param value above zero
     */
    public S withScanInterval(Duration value) {
        return with(Option.SCAN_INTERVAL, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#pingIdleAfter() pingIdleAfter}}
     *
     * @param value zero or more
     */
    public S withPingIdleAfter(Duration value) {
        return with(Option.PING_IDLE_AFTER, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#idleTimeout() idleTimeout}}
     *
     * @param value above zero
     */
    public S withIdleTimeout(Duration value) {
        return with(Option.IDLE_TIMEOUT, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#maxLifetime() maxLifetime}}
     *
     * @param value above zero
     */
    public S withMaxLifetime(Duration value) {
        return with(Option.MAX_LIFETIME, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#leakThreshold() leakThreshold}}
     *
     * @param value above zero
     */
    public S withLeakThreshold(Duration value) {
        return with(Option.LEAK_THRESHOLD, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#reclaimLeaked() reclaimLeaked}}
     *
     * @param value true to switch it on
     */
    public S withReclaimLeaked(boolean value) {
        return with(Option.RECLAIM_LEAKED, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#leakTraces() leakTraces}} With {@code 1/100}, exactly every hundredth loan of the pool is recorded,
     * whoever borrows.
     *
     * @param value {@code off}, {@code all} or {@code 1/N} with a whole number N of at least 1, in any case; {@code 1/1} is {@code all}
     */
    public S withLeakTraces(String value) {
        return withText(Option.LEAK_TRACES, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#failOnDeadlock() failOnDeadlock}}
     *
     * @param value true to switch it on
     */
    public S withFailOnDeadlock(boolean value) {
        return with(Option.FAIL_ON_DEADLOCK, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#strict() strict}}
     *
     * @param value true to switch it on
     */
    public S withStrict(boolean value) {
        return with(Option.STRICT, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#jmx() jmx}}
     *
     * @param value true to switch it on
     */
    public S withJmx(boolean value) {
        return with(Option.JMX, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#budget() budget}} A budget that is given to {@link PoolBuilder#budget(PoolBudget)} counts instead.
     *
     * @param value not blank; as the budget is registered by {@code io.conecta.config.Budgets}, by now or later; {@code none} for none
     */
    public S withBudget(String value) {
        return withText(Option.BUDGET, value);
    }

    private S withText(Option option, Object value) {
        return with(option, option.valueOf(Objects.requireNonNull(value, option.key())));
    }
}
