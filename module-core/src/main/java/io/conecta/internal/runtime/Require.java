package io.conecta.internal.runtime;

import io.conecta.BudgetStats;
import io.conecta.PoolBudget;
import io.conecta.PoolSettings;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Refuses options that contradict each other; each message names both, their values and the way out. */
public final class Require {
    private Require() {}

    /** As the other, with options that the caller spells as they are. */
    public static void noContradiction(PoolSettings settings) {
        noContradiction(settings, null);
    }

    /**
     * Refuses options that contradict each other.
     *
     * @param names the options as the caller spells them; null: as they are
     */
    public static void noContradiction(PoolSettings settings, @Nullable Function<Option, String> names) {
        String minIdle = spelled(Option.MIN_IDLE, names);
        String maxSize = spelled(Option.MAX_SIZE, names);
        if (settings.minIdle() > settings.maxSize()) {
            throw new IllegalArgumentException(minIdle + " must be <= " + maxSize + ", was " + minIdle + "="
                    + settings.minIdle() + " with " + maxSize + "=" + settings.maxSize() + "; lower " + minIdle
                    + " or raise " + maxSize);
        }
        if (settings.reclaimLeaked() && settings.leakThreshold().equals(PoolSettings.FOREVER)) {
            String reclaimLeaked = spelled(Option.RECLAIM_LEAKED, names);
            String leakThreshold = spelled(Option.LEAK_THRESHOLD, names);
            throw new IllegalArgumentException(reclaimLeaked + "=true needs a " + leakThreshold
                    + ", which is off; set one, such as 1m, or leave " + reclaimLeaked + " out");
        }
    }

    /** A share needs something to be a share of. */
    public static void budget(@Nullable PoolBudget budget, PoolSettings settings) {
        budget(budget, settings, null);
    }

    /**
     * As the other.
     *
     * @param names the options as the caller spells them; null: as they are
     */
    public static void budget(
            @Nullable PoolBudget budget, PoolSettings settings, @Nullable Function<Option, String> names) {
        if (budget == null && settings.minShare() > 0) {
            String minShare = spelled(Option.MIN_SHARE, names);
            throw new IllegalArgumentException(minShare + "=" + settings.minShare()
                    + " needs a budget, and the pool has none; build it with a budget, or leave " + minShare + " out");
        }
        if (budget != null) {
            budget.check(settings.name(), settings);
        }
    }

    /** As the other, with options that the caller spells as they are. */
    public static void room(PoolSettings settings) {
        room(settings, null);
    }

    /**
     * What only a new pool needs: room for its initial objects.
     *
     * @param names the options as the caller spells them; null: as they are
     */
    public static void room(PoolSettings settings, @Nullable Function<Option, String> names) {
        String initialSize = spelled(Option.INITIAL_SIZE, names);
        String maxSize = spelled(Option.MAX_SIZE, names);
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

    /**
     * What only a new pool of a budget needs: its initial objects can be had. Otherwise building it would wait in vain.
     *
     * @throws IllegalArgumentException if they cannot, whatever other pools give up
     */
    public static void permits(@Nullable PoolBudget budget, PoolSettings settings) {
        int initialSize = settings.initialSize();
        if (budget == null || initialSize == 0) {
            return;
        }
        BudgetStats now = budget.stats();
        if (now.limit() == 0) { // It is not there yet, and may be in time.
            return;
        }
        if (initialSize > now.limit()) {
            throw new IllegalArgumentException("initialSize must be <= limit of budget \"" + budget.name()
                    + "\", was initialSize=" + initialSize + " with limit=" + now.limit()
                    + "; lower initialSize or raise the limit");
        }
        int kept = now.pools().stream().mapToInt(BudgetStats.Part::minShare).sum();
        if (settings.failFast() && initialSize > now.limit() - kept) {
            throw new IllegalArgumentException("initialSize=" + initialSize + " is more than budget \"" + budget.name()
                    + "\" can give, limit=" + now.limit() + ", of which minShare of its other pools keeps " + kept
                    + "; lower initialSize or a minShare, raise the limit, or build with failFast(false)");
        }
    }

    /**
     * Refuses more initial objects of a key than all keys may have: they begin with the first borrow for it, whenever that comes.
     *
     * @param initialKey {@code initialSize} as the caller spells it
     * @param totalKey {@code maxTotal} as the caller spells it
     */
    public static void initialSizeOfKey(int initialSize, String initialKey, int maxTotal, String totalKey) {
        if (initialSize > maxTotal) {
            throw new IllegalArgumentException(initialKey + " must be <= " + totalKey + ", was " + initialKey + "="
                    + initialSize + " with " + totalKey + "=" + maxTotal + "; lower " + initialKey + " or raise "
                    + totalKey);
        }
    }

    private static String spelled(Option option, @Nullable Function<Option, String> names) {
        return names == null ? option.key() : names.apply(option);
    }
}
