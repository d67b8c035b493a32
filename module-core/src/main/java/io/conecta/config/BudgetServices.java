package io.conecta.config;

import io.conecta.PoolBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The budgets that are OSGi services, registered by the names that they have as a property for as long as they are there. Each component does that
 * for itself; to be registered several times harms no budget. Thread-safe.
 */
final class BudgetServices {
    /** The service property that names a budget. */
    private static final String NAME = "conecta.budget";

    private record Added(PoolBudget budget, List<Budgets.Registration> registrations) {}

    /** Guarded by itself. */
    private final List<Added> all = new ArrayList<>();

    void add(PoolBudget budget, Map<String, ?> properties) {
        List<Budgets.Registration> registrations = names(properties.get(NAME)).stream()
                .map(name -> Budgets.register(name, budget))
                .toList();
        synchronized (all) {
            all.add(new Added(budget, registrations));
        }
    }

    void remove(PoolBudget budget) {
        Added removed = null;
        synchronized (all) {
            for (int i = 0; i < all.size() && removed == null; i++) {
                removed = all.get(i).budget() == budget ? all.remove(i) : null;
            }
        }
        if (removed != null) {
            removed.registrations().forEach(Budgets.Registration::close);
        }
    }

    private static List<String> names(@Nullable Object property) {
        Collection<?> several = property instanceof Collection<?> collection
                ? collection
                : property instanceof Object[] array
                        ? Arrays.asList(array)
                        : property == null ? List.of() : List.of(property);
        return several.stream()
                .map(String::valueOf)
                .filter(name -> !name.isBlank())
                .map(Budgets::checked) // All of them first: if one is refused, none is registered.
                .toList();
    }
}
