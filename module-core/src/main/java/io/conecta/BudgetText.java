package io.conecta;

import java.util.Locale;

/** A budget as text for people. */
final class BudgetText {
    private BudgetText() {}

    /** {@return who has what of it, a line each} */
    static String of(PoolBudget budget) {
        BudgetStats now = budget.stats();
        PoolHealth health = budget.health();
        StringBuilder text = new StringBuilder("budget \"" + budget.name() + "\": " + now.used()
                + (now.limit() == PoolSettings.UNLIMITED
                        ? " permits taken, without limit; "
                        : " of " + now.limit() + " permits taken; ")
                + now.waiting() + " of " + now.pools().size() + " pools want one and get none");
        text.append("\nhealth ").append(health.status().name().toLowerCase(Locale.ROOT));
        text.append(": ").append(health.reason());
        for (BudgetStats.Part each : now.pools()) {
            text.append("\npool \"")
                    .append(each.pool())
                    .append("\": ")
                    .append(each.used())
                    .append(" taken");
            text.append(each.minShare() > 0 ? ", minShare " + each.minShare() : "");
            text.append(each.waiting() ? ", wants one and gets none" : "");
        }
        return text.toString();
    }
}
