package io.conecta;

import io.conecta.internal.runtime.DurationText;
import io.conecta.internal.runtime.Option;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The options of a keyed pool, as one immutable value: those of each key ({@link #each()}), and two of the pool's own. Values are refused as by
 * {@link PoolSettings}.
 */
public final class KeyedPoolSettings {
    private static final KeyedPoolSettings DEFAULTS =
            new KeyedPoolSettings(PoolSettings.defaults(), PoolSettings.UNLIMITED, Duration.ofMinutes(1));

    private final PoolSettings each;
    private final int maxTotal;
    private final Duration keyIdleTimeout;

    private KeyedPoolSettings(PoolSettings each, int maxTotal, Duration keyIdleTimeout) {
        this.each = each;
        this.maxTotal = maxTotal;
        this.keyIdleTimeout = keyIdleTimeout;
    }

    /** {@return the settings with every option at its default} */
    public static KeyedPoolSettings defaults() {
        return DEFAULTS;
    }

    /** {@return the options of each key; {@code initialSize} counts from the first borrow for the key, {@code failFast} and {@code minShare} have no effect} */
    public PoolSettings each() {
        return each;
    }

    /**
     * {@return a copy with these options for {@link #each() each} key}
     *
     * @param value the options
     * @throws IllegalArgumentException if they have a {@code minShare}, which is for pools that share a budget
     */
    public KeyedPoolSettings withEach(PoolSettings value) {
        if (value.minShare() > 0) {
            throw new IllegalArgumentException("minShare is not for keyed pools, was " + value.minShare()
                    + "; leave it out: no key starves without it");
        }
        return new KeyedPoolSettings(value, maxTotal, keyIdleTimeout);
    }

    /** {@return the pool's name} */
    public String name() {
        return each.name();
    }

    /** {@return the maximum number of objects of one key, in any state; default 10} */
    public int maxSize() {
        return each.maxSize();
    }

    /** {@return the maximum number of objects over all keys, in any state; default none} */
    public int maxTotal() {
        return maxTotal;
    }

    /**
     * {@return a copy with this {@link #maxTotal() maxTotal}}
     *
     * @param value at least 1
     * @throws IllegalArgumentException if it is less
     */
    public KeyedPoolSettings withMaxTotal(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("maxTotal must be >= 1, was " + value + "; the default is none");
        }
        return new KeyedPoolSettings(each, value, keyIdleTimeout);
    }

    /** {@return the time after which a key without objects and borrowers is forgotten; {@link PoolSettings#FOREVER} for never; default 1 minute} */
    public Duration keyIdleTimeout() {
        return keyIdleTimeout;
    }

    /**
     * {@return a copy with this {@link #keyIdleTimeout() keyIdleTimeout}}
     *
     * @param value above zero
     * @throws IllegalArgumentException if it is not
     */
    public KeyedPoolSettings withKeyIdleTimeout(Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("keyIdleTimeout must be > 0s, was " + DurationText.of(value)
                    + "; the default is 1m, and off is no limit");
        }
        return new KeyedPoolSettings(each, maxTotal, value);
    }

    /**
     * {@return a copy with this {@link PoolSettings#name() name} for each key}
     *
     * @param value as {@link PoolSettings#withName} takes it
     */
    public KeyedPoolSettings withName(String value) {
        return withEach(each.withName(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#maxSize() maxSize} for each key}
     *
     * @param value as {@link PoolSettings#withMaxSize} takes it
     */
    public KeyedPoolSettings withMaxSize(int value) {
        return withEach(each.withMaxSize(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#initialSize() initialSize} for each key}
     *
     * @param value as {@link PoolSettings#withInitialSize} takes it
     */
    public KeyedPoolSettings withInitialSize(int value) {
        return withEach(each.withInitialSize(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#minIdle() minIdle} for each key}
     *
     * @param value as {@link PoolSettings#withMinIdle} takes it
     */
    public KeyedPoolSettings withMinIdle(int value) {
        return withEach(each.withMinIdle(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#maxWaiters() maxWaiters} for each key}
     *
     * @param value as {@link PoolSettings#withMaxWaiters} takes it
     */
    public KeyedPoolSettings withMaxWaiters(int value) {
        return withEach(each.withMaxWaiters(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#pingMaxRetries() pingMaxRetries} for each key}
     *
     * @param value as {@link PoolSettings#withPingMaxRetries} takes it
     */
    public KeyedPoolSettings withPingMaxRetries(int value) {
        return withEach(each.withPingMaxRetries(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#maxUses() maxUses} for each key}
     *
     * @param value as {@link PoolSettings#withMaxUses} takes it
     */
    public KeyedPoolSettings withMaxUses(int value) {
        return withEach(each.withMaxUses(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#borrowTimeout() borrowTimeout} for each key}
     *
     * @param value as {@link PoolSettings#withBorrowTimeout} takes it
     */
    public KeyedPoolSettings withBorrowTimeout(Duration value) {
        return withEach(each.withBorrowTimeout(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#createTimeout() createTimeout} for each key}
     *
     * @param value as {@link PoolSettings#withCreateTimeout} takes it
     */
    public KeyedPoolSettings withCreateTimeout(Duration value) {
        return withEach(each.withCreateTimeout(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#maxCreating() maxCreating} for each key}
     *
     * @param value as {@link PoolSettings#withMaxCreating} takes it
     */
    public KeyedPoolSettings withMaxCreating(int value) {
        return withEach(each.withMaxCreating(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#retryDelay() retryDelay} for each key}
     *
     * @param value as {@link PoolSettings#withRetryDelay} takes it
     */
    public KeyedPoolSettings withRetryDelay(Duration value) {
        return withEach(each.withRetryDelay(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#waitWhenDown() waitWhenDown} for each key}
     *
     * @param value as {@link PoolSettings#withWaitWhenDown} takes it
     */
    public KeyedPoolSettings withWaitWhenDown(boolean value) {
        return withEach(each.withWaitWhenDown(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#queueTarget() queueTarget} for each key}
     *
     * @param value as {@link PoolSettings#withQueueTarget} takes it
     */
    public KeyedPoolSettings withQueueTarget(Duration value) {
        return withEach(each.withQueueTarget(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#queueInterval() queueInterval} for each key}
     *
     * @param value as {@link PoolSettings#withQueueInterval} takes it
     */
    public KeyedPoolSettings withQueueInterval(Duration value) {
        return withEach(each.withQueueInterval(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#renewOver() renewOver} for each key}
     *
     * @param value as {@link PoolSettings#withRenewOver} takes it
     */
    public KeyedPoolSettings withRenewOver(Duration value) {
        return withEach(each.withRenewOver(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#pingTimeout() pingTimeout} for each key}
     *
     * @param value as {@link PoolSettings#withPingTimeout} takes it
     */
    public KeyedPoolSettings withPingTimeout(Duration value) {
        return withEach(each.withPingTimeout(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#closeTimeout() closeTimeout} for each key}
     *
     * @param value as {@link PoolSettings#withCloseTimeout} takes it
     */
    public KeyedPoolSettings withCloseTimeout(Duration value) {
        return withEach(each.withCloseTimeout(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#hookTimeout() hookTimeout} for each key}
     *
     * @param value as {@link PoolSettings#withHookTimeout} takes it
     */
    public KeyedPoolSettings withHookTimeout(Duration value) {
        return withEach(each.withHookTimeout(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#scanInterval() scanInterval} for each key}
     *
     * @param value as {@link PoolSettings#withScanInterval} takes it
     */
    public KeyedPoolSettings withScanInterval(Duration value) {
        return withEach(each.withScanInterval(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#pingIdleAfter() pingIdleAfter} for each key}
     *
     * @param value as {@link PoolSettings#withPingIdleAfter} takes it
     */
    public KeyedPoolSettings withPingIdleAfter(Duration value) {
        return withEach(each.withPingIdleAfter(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#idleTimeout() idleTimeout} for each key}
     *
     * @param value as {@link PoolSettings#withIdleTimeout} takes it
     */
    public KeyedPoolSettings withIdleTimeout(Duration value) {
        return withEach(each.withIdleTimeout(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#maxLifetime() maxLifetime} for each key}
     *
     * @param value as {@link PoolSettings#withMaxLifetime} takes it
     */
    public KeyedPoolSettings withMaxLifetime(Duration value) {
        return withEach(each.withMaxLifetime(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#leakThreshold() leakThreshold} for each key}
     *
     * @param value as {@link PoolSettings#withLeakThreshold} takes it
     */
    public KeyedPoolSettings withLeakThreshold(Duration value) {
        return withEach(each.withLeakThreshold(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#reclaimLeaked() reclaimLeaked} for each key}
     *
     * @param value as {@link PoolSettings#withReclaimLeaked} takes it
     */
    public KeyedPoolSettings withReclaimLeaked(boolean value) {
        return withEach(each.withReclaimLeaked(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#leakTraces() leakTraces} for each key}
     *
     * @param value as {@link PoolSettings#withLeakTraces} takes it
     */
    public KeyedPoolSettings withLeakTraces(String value) {
        return withEach(each.withLeakTraces(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#failOnDeadlock() failOnDeadlock} for each key}
     *
     * @param value as {@link PoolSettings#withFailOnDeadlock} takes it
     */
    public KeyedPoolSettings withFailOnDeadlock(boolean value) {
        return withEach(each.withFailOnDeadlock(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#strict() strict} for each key}
     *
     * @param value as {@link PoolSettings#withStrict} takes it
     */
    public KeyedPoolSettings withStrict(boolean value) {
        return withEach(each.withStrict(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#jmx() jmx} for each key}
     *
     * @param value as {@link PoolSettings#withJmx} takes it
     */
    public KeyedPoolSettings withJmx(boolean value) {
        return withEach(each.withJmx(value));
    }

    /**
     * {@return a copy with this {@link PoolSettings#budget() budget} for all keys}
     *
     * @param value as {@link PoolSettings#withBudget} takes it
     */
    public KeyedPoolSettings withBudget(String value) {
        return withEach(each.withBudget(value));
    }

    /**
     * Refuses options that contradict each other.
     *
     * @throws IllegalArgumentException with the options, their values and the way out
     */
    public void check() {
        each.check();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyedPoolSettings that
                && each.equals(that.each)
                && maxTotal == that.maxTotal
                && keyIdleTimeout.equals(that.keyIdleTimeout);
    }

    @Override
    public int hashCode() {
        return Objects.hash(each, maxTotal, keyIdleTimeout);
    }

    /** {@return all options, as a configuration writes them} */
    @Override
    public String toString() {
        return "KeyedPoolSettings[maxTotal=" + Option.MAX_SIZE.text(maxTotal) + ", keyIdleTimeout="
                + DurationText.of(keyIdleTimeout) + ", each=" + each + "]";
    }
}
