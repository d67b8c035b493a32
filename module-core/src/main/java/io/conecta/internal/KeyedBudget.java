package io.conecta.internal;

import io.conecta.internal.budget.LocalBudget;

/** What {@code maxTotal} is: the budget that the pools of a keyed pool share. */
final class KeyedBudget extends LocalBudget {
    KeyedBudget(String pool, int maxTotal) {
        super(maxTotal);
        name(pool);
    }

    @Override
    protected String title() {
        return "maxTotal of keyed pool \"" + name() + "\"";
    }

    @Override
    public String advice() {
        return "raise maxTotal if the backends can do more";
    }
}
