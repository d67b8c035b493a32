package io.conecta.internal.runtime;

import io.conecta.PoolSettings;
import java.time.Duration;

/**
 * The settings in force, with their times in nanoseconds ({@link Clock#FOREVER} for never). Immutable; replaced as a whole.
 *
 * @param settings what the user set
 * @param times what that means; the same for pools that differ in their name
 */
public record Limits(PoolSettings settings, Times times) {
    /** @param traceEvery of how many loans one records where it was borrowed; 0: none does */
    record Times(
            long borrow,
            long create,
            long ping,
            long close,
            long hook,
            long scan,
            long pingIdleAfter,
            long idle,
            long lifetime,
            long leak,
            long traceEvery,
            long retryDelay,
            long queueTarget,
            long queueInterval) {}

    /**
     * {@return the limits that these settings mean}
     *
     * @throws IllegalArgumentException if options contradict each other
     */
    public static Limits of(PoolSettings s) {
        s.check();
        return new Limits(
                s,
                new Times(
                        Clock.nanos(s.borrowTimeout()),
                        Clock.nanos(s.createTimeout()),
                        Clock.nanos(s.pingTimeout()),
                        Clock.nanos(s.closeTimeout()),
                        Clock.nanos(s.hookTimeout()),
                        Clock.nanos(s.scanInterval()),
                        Clock.nanos(s.pingIdleAfter()),
                        Clock.nanos(s.idleTimeout()),
                        Clock.nanos(s.maxLifetime()),
                        Clock.nanos(s.leakThreshold()),
                        Sampling.every(s.leakTraces()),
                        Clock.nanos(s.retryDelay()),
                        Clock.nanos(s.queueTarget()),
                        Clock.nanos(s.queueInterval())));
    }

    /** {@return the same for a pool of this name} */
    public Limits named(String name) {
        return new Limits(settings.withName(name), times);
    }

    public long borrow() {
        return times.borrow;
    }

    public long create() {
        return times.create;
    }

    public long ping() {
        return times.ping;
    }

    public long close() {
        return times.close;
    }

    public long hook() {
        return times.hook;
    }

    public long scan() {
        return times.scan;
    }

    public long pingIdleAfter() {
        return times.pingIdleAfter;
    }

    public long idle() {
        return times.idle;
    }

    public long lifetime() {
        return times.lifetime;
    }

    public long leak() {
        return times.leak;
    }

    public long traceEvery() {
        return times.traceEvery;
    }

    public long retryDelay() {
        return times.retryDelay;
    }

    public long queueTarget() {
        return times.queueTarget;
    }

    public long queueInterval() {
        return times.queueInterval;
    }

    public int maxSize() {
        return settings.maxSize();
    }

    /** {@return what the budget keeps for the pool: no more than it can use} */
    public int minShare() {
        return Math.min(settings.minShare(), settings.maxSize());
    }

    public boolean pingsEveryTime() {
        return times.pingIdleAfter == 0;
    }

    public boolean traces() {
        return times.traceEvery > 0;
    }

    /** Whether a loan must end by an exact compare-and-set and a look at its object. */
    public boolean careful() {
        return settings.strict()
                || settings.reclaimLeaked()
                || settings.maxUses() != PoolSettings.UNLIMITED
                || pingsEveryTime();
    }

    /** Whether so many loans are all that an object may have. */
    public boolean isUsedUp(long loans) {
        int most = settings.maxUses();
        return loans >= most && most != PoolSettings.UNLIMITED; // Loans soon count further than that.
    }

    /** Whether a careful return has nothing to look at: care is taken only because another thread may end the loan too. */
    public boolean restsAsItIs() {
        return settings.maxUses() == PoolSettings.UNLIMITED && !pingsEveryTime();
    }

    /** {@return how old this object may become: the lifetime, minus up to 12.5 % jitter} */
    public long lifetimeOf(Object object) {
        return jittered(times.lifetime, object, 0x9E3779B9);
    }

    /** {@return how long this object may be idle: the timeout, minus up to 12.5 % jitter} */
    public long idleOf(Object object) {
        return jittered(times.idle, object, 0x85EBCA6B);
    }

    private static long jittered(long nanos, Object object, int factor) {
        if (nanos == Clock.FOREVER) {
            return Clock.FOREVER;
        }
        int share = (System.identityHashCode(object) * factor) >>> 22; // 0 to 1023, evenly
        return nanos - (nanos >> 13) * share;
    }

    /** {@return the time as messages show it} */
    public static String text(long nanos) {
        return nanos == Clock.FOREVER ? "off" : nanos / 1_000_000 + " ms";
    }

    /** {@return the duration as messages show it} */
    public static String text(Duration duration) {
        return DurationText.isForEver(duration) ? "off" : duration.toMillis() + " ms";
    }
}
