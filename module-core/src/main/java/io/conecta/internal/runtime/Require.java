package io.conecta.internal.runtime;

import io.conecta.PoolBudget;
import io.conecta.PoolSettings;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Refuses options that contradict each other; each message names both, their values and the way out. */
public final class Require {
    private Require() {}

    /**
     * Refuses options that contradict each other.
     *
     * @param names the options as the caller spells them
     */
    public static void noContradiction(PoolSettings settings, Function<Option, String> names) {
        String minIdle = names.apply(Option.MIN_IDLE);
        String maxSize = names.apply(Option.MAX_SIZE);
        if (settings.minIdle() > settings.maxSize()) {
            throw new IllegalArgumentException(minIdle + " must be <= " + maxSize + ", was " + minIdle + "="
                    + settings.minIdle() + " with " + maxSize + "=" + settings.maxSize() + "; lower " + minIdle
                    + " or raise " + maxSize);
        }
        if (settings.reclaimLeaked() && settings.leakThreshold().equals(PoolSettings.FOREVER)) {
            String reclaimLeaked = names.apply(Option.RECLAIM_LEAKED);
            String leakThreshold = names.apply(Option.LEAK_THRESHOLD);
            throw new IllegalArgumentException(reclaimLeaked + "=true needs a " + leakThreshold
                    + ", which is off; set one, such as 1m, or leave " + reclaimLeaked + " out");
        }
    }

    /** A share needs something to be a share of. */
    public static void budget(@Nullable PoolBudget budget, PoolSettings settings, Function<Option, String> names) {
        if (budget == null && settings.minShare() > 0) {
            String minShare = names.apply(Option.MIN_SHARE);
            throw new IllegalArgumentException(minShare + "=" + settings.minShare()
                    + " needs a budget, and the pool has none; build it with budget(…), or leave " + minShare + " out");
        }
    }

    /** What only a new pool needs: room for its initial objects. */
    public static void room(PoolSettings settings, Function<Option, String> names) {
        String initialSize = names.apply(Option.INITIAL_SIZE);
        String maxSize = names.apply(Option.MAX_SIZE);
        if (settings.maxSize() == 0) {
            throw new IllegalArgumentException(maxSize + " must be >= 1, was 0; build the pool with room, and set "
                    + maxSize + " to 0 by reconfigure if it is to pause");
        }
        if (settings.initialSize() > settings.maxSize()) {
            throw new IllegalArgumentException(initialSize + " must be <= " + maxSize + ", was " + initialSize + "="
                    + settings.initialSize() + " with " + maxSize + "=" + settings.maxSize() + "; lower " + initialSize
                    + " or raise " + maxSize);
        }
    }
}
