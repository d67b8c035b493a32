package io.conecta;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * One figure of a {@link PoolBudget}, as metrics libraries show it. Immutable.
 *
 * @param name lower-case words with dots, such as {@code budget.used}
 * @param total whether it counts something since the start, and only grows
 * @param unit what it counts, such as {@code permit}; {@code second} for times
 * @param meaning what it says, in a few words
 * @param value how much it is now
 */
public record BudgetFigure(String name, boolean total, String unit, String meaning, double value) {
    /**
     * A figure.
     *
     * @param name lower-case words with dots
     * @param total whether it only grows
     * @param unit what it counts
     * @param meaning what it says
     * @param value how much it is now
     * @throws NullPointerException if a text is null
     */
    public BudgetFigure {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(meaning, "meaning");
    }

    /**
     * What there is of this moment.
     *
     * @param name lower-case words with dots
     * @param unit what it counts
     * @param meaning what it says
     * @param value how much it is now
     * @return a figure that goes up and down
     */
    public static BudgetFigure now(String name, String unit, String meaning, double value) {
        return new BudgetFigure(name, false, unit, meaning, value);
    }

    /**
     * A time.
     *
     * @param name lower-case words with dots
     * @param meaning what it says
     * @param time how long it is now
     * @return a figure in seconds
     */
    public static BudgetFigure time(String name, String meaning, Duration time) {
        return now(name, "second", meaning, time.toSeconds() + time.toNanosPart() / 1e9);
    }

    /**
     * What there was since the start.
     *
     * @param name lower-case words with dots
     * @param unit what it counts
     * @param meaning what it says
     * @param value how much it is now
     * @return a figure that only grows
     */
    public static BudgetFigure total(String name, String unit, String meaning, long value) {
        return new BudgetFigure(name, true, unit, meaning, value);
    }

    /** {@return the figures that every budget has} */
    static List<BudgetFigure> of(PoolBudget budget) {
        BudgetStats now = budget.stats();
        return List.of(
                now("budget.limit", "permit", "Objects that its pools may have together", now.limit()),
                now("budget.used", "permit", "Permits that its pools have taken", now.used()),
                now("budget.waiting", "pool", "Pools that were refused a permit and want one", now.waiting()),
                now(
                        "budget.up",
                        "budget",
                        "1 if it can give permits, else 0",
                        budget.health().isUp() ? 1 : 0));
    }
}
