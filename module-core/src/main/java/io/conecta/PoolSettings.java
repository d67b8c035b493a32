package io.conecta;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The options of a pool, as one immutable value with a {@code with…} method for each.
 *
 * <pre>{@code
 * pool.reconfigure(pool.settings().withMaxSize(32));
 * }</pre>
 *
 * <p>An absent limit is the largest value: {@link #FOREVER} for times, {@link #UNLIMITED} for numbers. Each {@code with…} method
 * refuses a value that makes no sense by itself, with {@link IllegalArgumentException} that names option, value and bound, and
 * {@code null} with {@link NullPointerException}. What contradicts another option is refused where the settings are put to use:
 * by {@link PoolBuilder#build()} and {@link Pool#reconfigure}.
 */
public final class PoolSettings {
    /** The longest time there is: as a timeout, never. */
    public static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

    /** As a number, no limit. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final PoolSettings DEFAULTS = new PoolSettings(new Draft());

    private final String name;
    private final int maxSize;
    private final int initialSize;
    private final int minIdle;
    private final int maxWaiters;
    private final int pingMaxRetries;
    private final int maxUses;
    private final Duration borrowTimeout;
    private final Duration createTimeout;
    private final Duration pingTimeout;
    private final Duration closeTimeout;
    private final Duration scanInterval;
    private final Duration pingIdleAfter;
    private final Duration idleTimeout;
    private final Duration maxLifetime;
    private final Duration leakThreshold;
    private final boolean reclaimLeaked;
    private final boolean leakTraces;
    private final boolean failFast;
    private final boolean strict;

    private PoolSettings(Draft draft) {
        name = draft.name;
        maxSize = draft.maxSize;
        initialSize = draft.initialSize;
        minIdle = draft.minIdle;
        maxWaiters = draft.maxWaiters;
        pingMaxRetries = draft.pingMaxRetries;
        maxUses = draft.maxUses;
        borrowTimeout = draft.borrowTimeout;
        createTimeout = draft.createTimeout;
        pingTimeout = draft.pingTimeout;
        closeTimeout = draft.closeTimeout;
        scanInterval = draft.scanInterval;
        pingIdleAfter = draft.pingIdleAfter;
        idleTimeout = draft.idleTimeout;
        maxLifetime = draft.maxLifetime;
        leakThreshold = draft.leakThreshold;
        reclaimLeaked = draft.reclaimLeaked;
        leakTraces = draft.leakTraces;
        failFast = draft.failFast;
        strict = draft.strict;
    }

    /** {@return the settings with every option at its default} */
    public static PoolSettings defaults() {
        return DEFAULTS;
    }

    /** {@return the pool's name, fixed once it is built; default empty: the pool numbers itself} */
    public String name() {
        return name;
    }

    /** {@return a copy with this name} Not blank, and without user info of a URI, a {@code password=…} or the like. */
    public PoolSettings withName(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(
                    "name must not be blank, was \"" + value + "\"; give one or leave it out");
        }
        if (Secrets.isIn(value)) {
            throw new IllegalArgumentException("name must not hold a secret, was \"" + Secrets.hidden(value)
                    + "\"; logs, threads and services show it, so give another");
        }
        Draft draft = new Draft(this);
        draft.name = value;
        return new PoolSettings(draft);
    }

    /** Objects at most, in any state; 0 pauses a running pool until it is raised, and builds none; default 10. */
    public int maxSize() {
        return maxSize;
    }

    /** {@return a copy with this {@link #maxSize() maxSize}} At least 0. */
    public PoolSettings withMaxSize(int value) {
        Draft draft = new Draft(this);
        draft.maxSize = Require.atLeast(0, "maxSize", value);
        return new PoolSettings(draft);
    }

    /** Objects that {@code build()} creates; default 1. */
    public int initialSize() {
        return initialSize;
    }

    /** {@return a copy with this {@link #initialSize() initialSize}} At least 0. */
    public PoolSettings withInitialSize(int value) {
        Draft draft = new Draft(this);
        draft.initialSize = Require.atLeast(0, "initialSize", value);
        return new PoolSettings(draft);
    }

    /** Idle objects kept ready in the background, as far as {@code maxSize} allows; default 0. */
    public int minIdle() {
        return minIdle;
    }

    /** {@return a copy with this {@link #minIdle() minIdle}} At least 0. */
    public PoolSettings withMinIdle(int value) {
        Draft draft = new Draft(this);
        draft.minIdle = Require.atLeast(0, "minIdle", value);
        return new PoolSettings(draft);
    }

    /** Borrowers that may wait at once; one more fails with {@link PoolFullException}; default none. */
    public int maxWaiters() {
        return maxWaiters;
    }

    /** {@return a copy with this {@link #maxWaiters() maxWaiters}} At least 0. */
    public PoolSettings withMaxWaiters(int value) {
        Draft draft = new Draft(this);
        draft.maxWaiters = Require.atLeast(0, "maxWaiters", value);
        return new PoolSettings(draft);
    }

    /** Failed pings in a row after which an object is closed; default 3. */
    public int pingMaxRetries() {
        return pingMaxRetries;
    }

    /** {@return a copy with this {@link #pingMaxRetries() pingMaxRetries}} At least 1. */
    public PoolSettings withPingMaxRetries(int value) {
        Draft draft = new Draft(this);
        draft.pingMaxRetries = Require.atLeast(1, "pingMaxRetries", value);
        return new PoolSettings(draft);
    }

    /** Loans after which an object is closed; default none. */
    public int maxUses() {
        return maxUses;
    }

    /** {@return a copy with this {@link #maxUses() maxUses}} At least 1. */
    public PoolSettings withMaxUses(int value) {
        Draft draft = new Draft(this);
        draft.maxUses = Require.atLeast(1, "maxUses", value);
        return new PoolSettings(draft);
    }

    /** How long a borrow may take, everything included; default 30 s. */
    public Duration borrowTimeout() {
        return borrowTimeout;
    }

    /** {@return a copy with this {@link #borrowTimeout() borrowTimeout}} Zero or more. */
    public PoolSettings withBorrowTimeout(Duration value) {
        Draft draft = new Draft(this);
        draft.borrowTimeout = Require.notNegative("borrowTimeout", value);
        return new PoolSettings(draft);
    }

    /** How long a creation may take before it has failed; default none. */
    public Duration createTimeout() {
        return createTimeout;
    }

    /** {@return a copy with this {@link #createTimeout() createTimeout}} Above zero. */
    public PoolSettings withCreateTimeout(Duration value) {
        Draft draft = new Draft(this);
        draft.createTimeout = Require.positive("createTimeout", value);
        return new PoolSettings(draft);
    }

    /** How long a ping may take before its object is closed; default 5 s. */
    public Duration pingTimeout() {
        return pingTimeout;
    }

    /** {@return a copy with this {@link #pingTimeout() pingTimeout}} Above zero. */
    public PoolSettings withPingTimeout(Duration value) {
        Draft draft = new Draft(this);
        draft.pingTimeout = Require.positive("pingTimeout", value);
        return new PoolSettings(draft);
    }

    /** How long a close may take before it is given up and reported; default 5 s. */
    public Duration closeTimeout() {
        return closeTimeout;
    }

    /** {@return a copy with this {@link #closeTimeout() closeTimeout}} Above zero. */
    public PoolSettings withCloseTimeout(Duration value) {
        Draft draft = new Draft(this);
        draft.closeTimeout = Require.positive("closeTimeout", value);
        return new PoolSettings(draft);
    }

    /** Time between two scans, which ping the idle objects; default 10 s. */
    public Duration scanInterval() {
        return scanInterval;
    }

    /** {@return a copy with this {@link #scanInterval() scanInterval}} Above zero. */
    public PoolSettings withScanInterval(Duration value) {
        Draft draft = new Draft(this);
        draft.scanInterval = Require.positive("scanInterval", value);
        return new PoolSettings(draft);
    }

    /** Idle time after which an object is pinged before it is lent; zero: before every lending; default none. */
    public Duration pingIdleAfter() {
        return pingIdleAfter;
    }

    /** {@return a copy with this {@link #pingIdleAfter() pingIdleAfter}} Zero or more. */
    public PoolSettings withPingIdleAfter(Duration value) {
        Draft draft = new Draft(this);
        draft.pingIdleAfter = Require.notNegative("pingIdleAfter", value);
        return new PoolSettings(draft);
    }

    /** Idle time after which an object is closed; default none. */
    public Duration idleTimeout() {
        return idleTimeout;
    }

    /** {@return a copy with this {@link #idleTimeout() idleTimeout}} Above zero. */
    public PoolSettings withIdleTimeout(Duration value) {
        Draft draft = new Draft(this);
        draft.idleTimeout = Require.positive("idleTimeout", value);
        return new PoolSettings(draft);
    }

    /** Age at which an object is closed, if nobody holds it; spread up to an eighth earlier; default none. */
    public Duration maxLifetime() {
        return maxLifetime;
    }

    /** {@return a copy with this {@link #maxLifetime() maxLifetime}} Above zero. */
    public PoolSettings withMaxLifetime(Duration value) {
        Draft draft = new Draft(this);
        draft.maxLifetime = Require.positive("maxLifetime", value);
        return new PoolSettings(draft);
    }

    /** Age at which a loan is reported as leaked, once; default none. */
    public Duration leakThreshold() {
        return leakThreshold;
    }

    /** {@return a copy with this {@link #leakThreshold() leakThreshold}} Above zero. */
    public PoolSettings withLeakThreshold(Duration value) {
        Draft draft = new Draft(this);
        draft.leakThreshold = Require.positive("leakThreshold", value);
        return new PoolSettings(draft);
    }

    /** Whether a leaked object is closed and its capacity freed; needs {@code leakThreshold}, implies {@code strict}; default off. */
    public boolean reclaimLeaked() {
        return reclaimLeaked;
    }

    /** {@return a copy with this {@link #reclaimLeaked() reclaimLeaked}} */
    public PoolSettings withReclaimLeaked(boolean value) {
        Draft draft = new Draft(this);
        draft.reclaimLeaked = value;
        return new PoolSettings(draft);
    }

    /** Whether loans record where they were borrowed; costs a stack trace a loan; default off. */
    public boolean leakTraces() {
        return leakTraces;
    }

    /** {@return a copy with this {@link #leakTraces() leakTraces}} */
    public PoolSettings withLeakTraces(boolean value) {
        Draft draft = new Draft(this);
        draft.leakTraces = value;
        return new PoolSettings(draft);
    }

    /** Whether {@code build()} fails if an initial object cannot be created; default on. */
    public boolean failFast() {
        return failFast;
    }

    /** {@return a copy with this {@link #failFast() failFast}} */
    public PoolSettings withFailFast(boolean value) {
        Draft draft = new Draft(this);
        draft.failFast = value;
        return new PoolSettings(draft);
    }

    /** Whether even two threads that return one object in the same instant are told apart; slower; default off. */
    public boolean strict() {
        return strict;
    }

    /** {@return a copy with this {@link #strict() strict}} */
    public PoolSettings withStrict(boolean value) {
        Draft draft = new Draft(this);
        draft.strict = value;
        return new PoolSettings(draft);
    }

    /**
     * Refuses options that contradict each other, as building and reconfiguring do.
     *
     * @throws IllegalArgumentException with both options, their values and the way out
     */
    public void check() {
        Require.noContradiction(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PoolSettings that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return "PoolSettings[name=" + name
                + ", maxSize=" + maxSize
                + ", initialSize=" + initialSize
                + ", minIdle=" + minIdle
                + ", maxWaiters=" + maxWaiters
                + ", pingMaxRetries=" + pingMaxRetries
                + ", maxUses=" + maxUses
                + ", borrowTimeout=" + borrowTimeout
                + ", createTimeout=" + createTimeout
                + ", pingTimeout=" + pingTimeout
                + ", closeTimeout=" + closeTimeout
                + ", scanInterval=" + scanInterval
                + ", pingIdleAfter=" + pingIdleAfter
                + ", idleTimeout=" + idleTimeout
                + ", maxLifetime=" + maxLifetime
                + ", leakThreshold=" + leakThreshold
                + ", reclaimLeaked=" + reclaimLeaked
                + ", leakTraces=" + leakTraces
                + ", failFast=" + failFast
                + ", strict=" + strict
                + "]";
    }

    /** The options while they are written; never leaves this class. */
    private static final class Draft {
        private String name = "";
        private int maxSize = 10;
        private int initialSize = 1;
        private int minIdle = 0;
        private int maxWaiters = UNLIMITED;
        private int pingMaxRetries = 3;
        private int maxUses = UNLIMITED;
        private Duration borrowTimeout = Duration.ofSeconds(30);
        private Duration createTimeout = FOREVER;
        private Duration pingTimeout = Duration.ofSeconds(5);
        private Duration closeTimeout = Duration.ofSeconds(5);
        private Duration scanInterval = Duration.ofSeconds(10);
        private Duration pingIdleAfter = FOREVER;
        private Duration idleTimeout = FOREVER;
        private Duration maxLifetime = FOREVER;
        private Duration leakThreshold = FOREVER;
        private boolean reclaimLeaked;
        private boolean leakTraces;
        private boolean failFast = true;
        private boolean strict;

        Draft() {}

        Draft(PoolSettings from) {
            name = from.name;
            maxSize = from.maxSize;
            initialSize = from.initialSize;
            minIdle = from.minIdle;
            maxWaiters = from.maxWaiters;
            pingMaxRetries = from.pingMaxRetries;
            maxUses = from.maxUses;
            borrowTimeout = from.borrowTimeout;
            createTimeout = from.createTimeout;
            pingTimeout = from.pingTimeout;
            closeTimeout = from.closeTimeout;
            scanInterval = from.scanInterval;
            pingIdleAfter = from.pingIdleAfter;
            idleTimeout = from.idleTimeout;
            maxLifetime = from.maxLifetime;
            leakThreshold = from.leakThreshold;
            reclaimLeaked = from.reclaimLeaked;
            leakTraces = from.leakTraces;
            failFast = from.failFast;
            strict = from.strict;
        }
    }
}
