package io.conecta;

import io.conecta.internal.runtime.Option;
import java.util.List;

/**
 * What a {@link PoolBudget} has given out, at one moment. Immutable.
 *
 * @param limit the most objects that all its pools may have together
 * @param used permits that are taken: from the start of a creation to the end of the close. Above the limit only after it was lowered,
 *     until objects have been returned and closed
 * @param waiting pools that were refused a permit and still want one
 * @param pools its pools, in the order in which they joined
 */
public record BudgetStats(int limit, int used, int waiting, List<Part> pools) {
    /**
     * A snapshot.
     *
     * @param limit the most objects that all its pools may have together
     * @param used permits that are taken: from the start of a creation to the end of the close
     * @param waiting pools that were refused a permit and still want one
     * @param pools its pools, in the order in which they joined
     */
    public BudgetStats {
        pools = List.copyOf(pools);
    }

    /** {@return the figures by name, {@code limit=none} if there is no limit} */
    @Override
    public String toString() {
        return "BudgetStats[limit=" + Option.MAX_SIZE.text(limit) + ", used=" + used + ", waiting=" + waiting
                + ", pools=" + pools + "]";
    }

    /**
     * What one pool has of a budget.
     *
     * @param pool the pool's name
     * @param minShare permits that are kept for it
     * @param used permits that it has taken
     * @param waiting whether it was refused a permit and still wants one
     */
    public record Part(String pool, int minShare, int used, boolean waiting) {}
}
