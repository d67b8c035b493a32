package io.conecta.internal;

import io.conecta.PoolBudget;
import io.conecta.internal.budget.NestedBudget;
import org.jspecify.annotations.Nullable;

/** What {@code maxTotal} is: the budget that the pools of a keyed pool share, in that of the keyed pool if it has one. */
final class KeyedBudget extends NestedBudget {
    KeyedBudget(String pool, int maxTotal, @Nullable PoolBudget outer) {
        super(maxTotal, outer);
        name(pool);
    }

    @Override
    protected String title() {
        return "maxTotal of keyed pool \"" + name() + "\"";
    }

    @Override
    protected String ownAdvice() {
        return "raise maxTotal if the backends can do more";
    }
}
