package io.conecta.internal;

import io.conecta.PoolSettings;
import java.time.Duration;

/**
 * The settings in force, with their times in nanoseconds ({@link Clock#FOREVER} for never). Immutable; replaced as a whole.
 *
 * @param settings what the user set
 */
record Limits(
        PoolSettings settings,
        long borrow,
        long create,
        long ping,
        long close,
        long scan,
        long pingIdleAfter,
        long idle,
        long lifetime,
        long leak) {

    /** @throws IllegalArgumentException if options contradict each other */
    static Limits of(PoolSettings s) {
        s.check();
        return new Limits(
                s,
                Clock.nanos(s.borrowTimeout()),
                Clock.nanos(s.createTimeout()),
                Clock.nanos(s.pingTimeout()),
                Clock.nanos(s.closeTimeout()),
                Clock.nanos(s.scanInterval()),
                Clock.nanos(s.pingIdleAfter()),
                Clock.nanos(s.idleTimeout()),
                Clock.nanos(s.maxLifetime()),
                Clock.nanos(s.leakThreshold()));
    }

    int maxSize() {
        return settings.maxSize();
    }

    boolean pingsEveryTime() {
        return pingIdleAfter == 0;
    }

    /** Whether a loan must end by an exact compare-and-set and a look at its object. */
    boolean careful() {
        return settings.strict()
                || settings.reclaimLeaked()
                || settings.maxUses() != PoolSettings.UNLIMITED
                || pingsEveryTime();
    }

    /** Whether so many loans are all that an object may have. */
    boolean isUsedUp(long loans) {
        int most = settings.maxUses();
        return loans >= most && most != PoolSettings.UNLIMITED; // Loans soon count further than that.
    }

    /** Whether a careful return has nothing to look at: care is taken only because another thread may end the loan too. */
    boolean restsAsItIs() {
        return settings.maxUses() == PoolSettings.UNLIMITED && !pingsEveryTime();
    }

    /** {@return how old this object may become: the lifetime, less its own share of up to an eighth} */
    long lifetimeOf(Object object) {
        if (lifetime == Clock.FOREVER) {
            return Clock.FOREVER;
        }
        int spread = (System.identityHashCode(object) * 0x9E3779B9) >>> 22; // 0 to 1023, evenly
        return lifetime - (lifetime >> 13) * spread;
    }

    static String millis(Duration duration) {
        return duration.equals(PoolSettings.FOREVER) ? "no limit" : duration.toMillis() + " ms";
    }
}
