package io.conecta;

import io.conecta.internal.runtime.DurationText;
import io.conecta.internal.runtime.Option;
import io.conecta.internal.runtime.Require;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The options of a keyed pool, as one immutable value: those of each key ({@link #each()}), and two of the pool's own. Values are refused as by
 * {@link PoolSettings}.
 */
public final class KeyedPoolSettings extends AbstractPoolSettings<KeyedPoolSettings> {
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

    @Override
    KeyedPoolSettings with(Option option, Object value) {
        return withEach(each.with(option, value));
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
        Objects.requireNonNull(value, "keyIdleTimeout");
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException("keyIdleTimeout must be > 0s, was " + DurationText.of(value)
                    + "; the default is 1m, and off is no limit");
        }
        return new KeyedPoolSettings(each, maxTotal, value);
    }

    /**
     * Refuses options that contradict each other.
     *
     * @throws IllegalArgumentException with the options, their values and the way out
     */
    public void check() {
        each.check();
        Require.initialSizeOfKey(each.initialSize(), "initialSize", maxTotal, "maxTotal");
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
