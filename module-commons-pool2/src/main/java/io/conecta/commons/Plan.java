package io.conecta.commons;

import io.conecta.PoolSettings;
import java.time.Duration;
import org.apache.commons.pool2.impl.AbandonedConfig;
import org.apache.commons.pool2.impl.BaseObjectPoolConfig;
import org.apache.commons.pool2.impl.DefaultEvictionPolicy;
import org.apache.commons.pool2.impl.GenericKeyedObjectPoolConfig;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration of commons-pool2 means to the engine. Everything in it is mapped, or refused with the reason; see
 * {@code docs/from-commons-pool2.md}.
 *
 * @param settings the engine's settings
 * @param lifo whether the object returned last is lent first
 * @param testOnCreate whether a new object is validated
 * @param testOnBorrow whether an object is validated before each loan
 * @param testOnReturn whether an object is validated when it comes back
 * @param testWhileIdle whether idle objects are validated by the scan
 * @param maxIdle idle objects at most, {@link PoolSettings#UNLIMITED} if none is too many
 * @param maxWait how long a borrower waits; negative: for ever
 * @param abandoned what to do with objects that are not given back; null: nothing
 */
record Plan(
        PoolSettings settings,
        boolean lifo,
        boolean testOnCreate,
        boolean testOnBorrow,
        boolean testOnReturn,
        boolean testWhileIdle,
        int maxIdle,
        Duration maxWait,
        @Nullable AbandonedConfig abandoned) {

    static <T> Plan of(GenericObjectPoolConfig<T> config, @Nullable AbandonedConfig abandoned) {
        if (config.getMaxTotal() < 1) {
            throw refused(
                    "maxTotal",
                    config.getMaxTotal(),
                    "the engine has no pools without a limit, or without room; say how many objects the backend can bear");
        }
        return of(config, abandoned, config.getMaxTotal(), config.getMaxIdle(), config.getMinIdle());
    }

    static <T> Plan of(GenericKeyedObjectPoolConfig<T> config, @Nullable AbandonedConfig abandoned) {
        int total = config.getMaxTotal();
        int perKey = config.getMaxTotalPerKey() < 0 ? total : config.getMaxTotalPerKey();
        if (total == 0 || perKey < 1) {
            throw refused(
                    "maxTotalPerKey",
                    config.getMaxTotalPerKey() + ", maxTotal=" + total,
                    "one of them has to be a limit of at least 1, and neither may be 0; say how many objects the backend can bear");
        }
        if (total > 0 && config.getMinIdlePerKey() > 0) {
            throw refused(
                    "minIdlePerKey",
                    config.getMinIdlePerKey() + ", maxTotal=" + total,
                    "objects kept ready for one key would be closed for those of another, and be made again; set one of the two");
        }
        return of(
                config,
                abandoned,
                total < 0 ? perKey : Math.min(perKey, total),
                config.getMaxIdlePerKey(),
                config.getMinIdlePerKey());
    }

    private static <T> Plan of(
            BaseObjectPoolConfig<T> config,
            @Nullable AbandonedConfig abandoned,
            int maxSize,
            int maxIdle,
            int minIdle) {
        boolean evicts = isPositive(config.getDurationBetweenEvictionRuns());
        refuseWhatEvictionLacks(config, evicts, maxSize);
        PoolSettings settings = PoolSettings.defaults()
                .withInitialSize(0)
                .withMaxSize(maxSize)
                .withMinIdle(Math.max(0, Math.min(minIdle, maxIdle < 0 ? minIdle : maxIdle)))
                .withPingMaxRetries(1)
                .withBorrowTimeout(
                        config.getMaxWaitDuration().isNegative() ? PoolSettings.FOREVER : config.getMaxWaitDuration());
        if (!config.getBlockWhenExhausted()) {
            settings = settings.withMaxWaiters(0);
        }
        if (evicts) {
            settings = settings.withScanInterval(config.getDurationBetweenEvictionRuns())
                    .withIdleTimeout(idleTimeout(config));
        }
        AbandonedConfig removal = removes(abandoned, evicts) ? abandoned : null;
        if (removal != null) {
            settings = withRemoval(settings, removal);
        }
        return new Plan(
                settings,
                config.getLifo(),
                config.getTestOnCreate(),
                config.getTestOnBorrow(),
                config.getTestOnReturn(),
                evicts && config.getTestWhileIdle(),
                maxIdle < 0 || maxIdle >= maxSize ? PoolSettings.UNLIMITED : maxIdle,
                config.getBlockWhenExhausted() ? config.getMaxWaitDuration() : PoolSettings.FOREVER,
                removal);
    }

    private static void refuseWhatEvictionLacks(BaseObjectPoolConfig<?> config, boolean evicts, int maxSize) {
        if (!evicts) {
            return; // Nothing of it is used then, there as here.
        }
        Object policy = config.getEvictionPolicy() == null
                ? config.getEvictionPolicyClassName()
                : config.getEvictionPolicy().getClass().getName();
        if (policy != null && !policy.equals(DefaultEvictionPolicy.class.getName())) {
            throw refused(
                    "evictionPolicy",
                    policy,
                    "the engine decides by idle time and age; put a rule of your own into validateObject, with testWhileIdle");
        }
        int tests = config.getNumTestsPerEvictionRun();
        if (tests != BaseObjectPoolConfig.DEFAULT_NUM_TESTS_PER_EVICTION_RUN && tests != -1 && tests < maxSize) {
            throw refused(
                    "numTestsPerEvictionRun",
                    tests,
                    "every scan looks at every idle object; leave it out, or set -1, and choose durationBetweenEvictionRuns"
                            + " accordingly");
        }
    }

    /** The engine has one idle time, which leaves minIdle objects alone: the shorter one. */
    private static Duration idleTimeout(BaseObjectPoolConfig<?> config) {
        Duration hard = forever(config.getMinEvictableIdleDuration());
        Duration soft = forever(config.getSoftMinEvictableIdleDuration());
        return hard.compareTo(soft) < 0 ? hard : soft;
    }

    private static Duration forever(Duration time) {
        return isPositive(time) && time.compareTo(PoolSettings.FOREVER) < 0 ? time : PoolSettings.FOREVER;
    }

    private static boolean removes(@Nullable AbandonedConfig abandoned, boolean evicts) {
        return abandoned != null
                && (abandoned.getRemoveAbandonedOnBorrow() || (abandoned.getRemoveAbandonedOnMaintenance() && evicts));
    }

    private static PoolSettings withRemoval(PoolSettings settings, AbandonedConfig abandoned) {
        if (abandoned.getUseUsageTracking()) {
            throw refused(
                    "useUsageTracking",
                    true,
                    "it needs a proxy around every object, and a stack trace a call; the engine counts from the borrow");
        }
        Duration timeout = abandoned.getRemoveAbandonedTimeoutDuration();
        if (!isPositive(timeout)) {
            throw refused("removeAbandonedTimeout", timeout, "every loan would be taken away; set a time above zero");
        }
        return settings.withLeakThreshold(timeout).withReclaimLeaked(true);
    }

    private static boolean isPositive(@Nullable Duration time) {
        return time != null && !time.isNegative() && !time.isZero();
    }

    private static IllegalArgumentException refused(String setting, Object value, String reason) {
        return new IllegalArgumentException(setting + "=" + value + " cannot be had on Conecta: " + reason
                + "; see \"The bridge\" in docs/from-commons-pool2.md");
    }
}
