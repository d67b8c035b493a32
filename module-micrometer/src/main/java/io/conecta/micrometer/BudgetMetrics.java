package io.conecta.micrometer;

import io.conecta.PoolBudget;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The meters of one budget, for any number of registries:
 *
 * <pre>{@code
 * new BudgetMetrics(budget).bindTo(registry);
 * }</pre>
 *
 * <p>There is one for each of {@link PoolBudget#figures()}, whose name is {@code conecta.} and that of the figure, such as {@code conecta.budget.used},
 * and for a fleet {@code conecta.fleet.granted} and others. Every meter has the tag {@code budget}, the budget's name. Each look takes the figures as they
 * are then; it asks nobody but the budget, and waits for nothing.
 *
 * <p>The meters are removed as soon as somebody looks at them after the budget was closed, or found to be unreachable. Neither this object nor a
 * registry keeps a budget reachable, so give it the budget that you keep, not a wrapper that you drop.
 *
 * <p>Thread-safe.
 */
public final class BudgetMetrics implements MeterBinder, AutoCloseable {
    private final WeakReference<PoolBudget> budget;
    private final Tags tags;
    /** Guarded by {@link BoundPool#LOCK}. */
    private final List<BoundBudget> bound = new ArrayList<>();

    /**
     * The meters of a budget, with its name as their only tag.
     *
     * @param budget the budget
     * @throws NullPointerException if {@code budget} is null
     */
    public BudgetMetrics(PoolBudget budget) {
        this(budget, Tags.empty());
    }

    /**
     * The meters of a budget, with further tags. Prometheus demands the same keys of all meters of one name: give all budgets the same keys there.
     *
     * @param budget the budget
     * @param tags the tags besides {@code budget}
     * @throws NullPointerException if an argument is null
     * @throws IllegalArgumentException if there is a tag {@code budget}, which is the budget's name
     */
    public BudgetMetrics(PoolBudget budget, Iterable<Tag> tags) {
        this.budget = new WeakReference<>(Objects.requireNonNull(budget, "budget"));
        this.tags = Registration.tags(BoundBudget.BUDGET, budget.name(), Objects.requireNonNull(tags, "tags"));
    }

    /**
     * Registers the meters, until the budget or this object is closed. Does nothing if they are there already, or if the budget is closed.
     *
     * @param registry the registry
     * @throws NullPointerException if {@code registry} is null
     * @throws IllegalStateException if the registry has the meters of another budget of the same name and tags; nothing is registered then
     */
    @Override
    public void bindTo(MeterRegistry registry) {
        Objects.requireNonNull(registry, "registry");
        PoolBudget live = budget.get();
        if (live == null || BoundBudget.isClosed(live)) {
            return;
        }
        BoundPool.LOCK.lock();
        try {
            bound.removeIf(BoundBudget::isOver);
            if (bound.stream().noneMatch(each -> each.isIn(registry))) {
                bound.add(new BoundBudget(live, tags, registry));
            }
        } finally {
            BoundPool.LOCK.unlock();
        }
    }

    /** Removes the meters from all registries, and leaves the budget as it is. Doing it again changes nothing. */
    @Override
    public void close() {
        BoundPool.LOCK.lock();
        try {
            bound.forEach(BoundBudget::remove);
            bound.clear();
        } finally {
            BoundPool.LOCK.unlock();
        }
    }
}
