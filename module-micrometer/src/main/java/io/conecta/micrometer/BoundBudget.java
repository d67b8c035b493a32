package io.conecta.micrometer;

import io.conecta.BudgetFigure;
import io.conecta.PoolBudget;
import io.conecta.PoolHealth.Status;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.lang.ref.WeakReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one budget in one registry. Thread-safe.
 *
 * <p>The registry's gauges hold this, and this holds the budget weakly: a budget that nobody can reach, or that is closed, is noticed by who looks.
 */
final class BoundBudget {
    static final String PREFIX = "conecta.";
    /** The tag with the budget's name. */
    static final String BUDGET = "budget";

    private final WeakReference<PoolBudget> budget;
    /** Null once the meters are gone. Written under {@link BoundPool#LOCK}. */
    private volatile @Nullable Registration registration;
    /** For who looks when the budget has just gone. */
    private volatile List<BudgetFigure> latest;

    /**
     * Registers the meters of a budget. To be called under {@link BoundPool#LOCK}.
     *
     * @throws IllegalStateException if the registry has one of them already; nothing is registered then
     */
    BoundBudget(PoolBudget budget, Tags tags, MeterRegistry registry) {
        this.budget = new WeakReference<>(budget);
        latest = budget.figures();
        Registration own = new Registration(
                registry,
                new Registration.Owner(
                        "budget", budget.name(), PREFIX + "budget.limit", "new BudgetMetrics(budget, Tags.of(…))"),
                tags);
        boolean complete = false;
        try {
            for (int i = 0; i < latest.size(); i++) {
                register(own, latest.get(i), i);
            }
            own.complete();
            complete = true;
        } finally {
            if (!complete) {
                own.remove();
            }
        }
        registration = own;
    }

    private void register(Registration own, BudgetFigure figure, int index) {
        String name = PREFIX + figure.name();
        String unit = figure.unit().equals("second") ? "seconds" : null; // Others would only lengthen the name.
        own.add(
                figure.total()
                        ? FunctionCounter.builder(name, this, bound -> bound.look(index))
                                .tags(own.tags())
                                .description(figure.meaning())
                                .register(own.registry())
                        : Gauge.builder(name, this, bound -> bound.look(index))
                                .strongReference(true)
                                .tags(own.tags())
                                .description(figure.meaning())
                                .baseUnit(unit)
                                .register(own.registry()));
    }

    /** {@return the figure as it is now, or the last one known if the budget has just gone; then the meters go, too} */
    private double look(int index) {
        PoolBudget live = budget.get();
        if (live != null) {
            latest = live.figures();
        }
        // Whoever holds the lock may wait for a lock of the registry that the one who looks has.
        if ((live == null || isClosed(live)) && BoundPool.LOCK.tryLock()) {
            try {
                remove();
            } finally {
                BoundPool.LOCK.unlock();
            }
        }
        return latest.get(index).value();
    }

    static boolean isClosed(PoolBudget budget) {
        return budget.health().status() == Status.CLOSED;
    }

    boolean isIn(MeterRegistry registry) {
        Registration own = registration;
        return own != null && own.registry() == registry;
    }

    boolean isOver() {
        return registration == null;
    }

    /** Removes the meters. With the lock. */
    void remove() {
        Registration own = registration;
        if (own != null) {
            registration = null;
            own.remove();
        }
    }
}
