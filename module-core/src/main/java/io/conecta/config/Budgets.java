package io.conecta.config;

import io.conecta.PoolBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The budgets of this process by name, so that configuration and operators can find them. A fleet's budget is registered as {@code fleet:} and its
 * name while it is open; any other by who builds it:
 *
 * <pre>{@code
 * PoolBudget server = PoolBudget.of(100).name("db-main");
 * Budgets.register("db-main", server);
 * }</pre>
 *
 * <p>Thread-safe; no method blocks.
 */
public final class Budgets {
    /** By name, eldest first. Guarded by itself. */
    private static final Map<String, List<PoolBudget>> ALL = new TreeMap<>();

    private Budgets() {}

    /** Takes a budget out of the register again. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        /** Nobody finds the budget by that name any more; pools that have it keep it. Does nothing the second time. */
        @Override
        void close();
    }

    /**
     * Registers a budget. If there are several of one name, the one that was registered first is found.
     *
     * @param name not blank
     * @param budget what is found by that name
     * @return ends the registration; the budget is kept in memory until then
     * @throws IllegalArgumentException if the name is blank
     */
    public static Registration register(String name, PoolBudget budget) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a budget's name must not be blank, was \"" + name + "\"");
        }
        PoolBudget one = Objects.requireNonNull(budget, "budget");
        synchronized (ALL) {
            ALL.computeIfAbsent(name, none -> new ArrayList<>()).add(one);
        }
        return new Entry(name, one);
    }

    /**
     * Finds a budget.
     *
     * @param name as registered
     * @return the budget; empty if there is none of that name now
     */
    public static Optional<PoolBudget> find(String name) {
        synchronized (ALL) {
            List<PoolBudget> found = ALL.get(name);
            return found == null ? Optional.empty() : Optional.of(found.get(0));
        }
    }

    /**
     * All that are registered.
     *
     * @return a snapshot, by name; of several of one name, the one that is found
     */
    public static Map<String, PoolBudget> all() {
        Map<String, PoolBudget> found = new TreeMap<>();
        synchronized (ALL) {
            ALL.forEach((name, budgets) -> found.put(name, budgets.get(0)));
        }
        return found;
    }

    private static final class Entry implements Registration {
        private final String name;
        private final PoolBudget budget;
        /** Guarded by {@link #ALL}. */
        private boolean closed;

        Entry(String name, PoolBudget budget) {
            this.name = name;
            this.budget = budget;
        }

        @Override
        public void close() {
            synchronized (ALL) {
                if (closed) {
                    return;
                }
                closed = true;
                List<PoolBudget> all = ALL.get(name);
                if (all != null && removeThis(all) && all.isEmpty()) {
                    ALL.remove(name);
                }
            }
        }

        /** By identity: a budget may be registered twice. */
        private boolean removeThis(List<PoolBudget> all) {
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i) == budget) {
                    all.remove(i);
                    return true;
                }
            }
            return false;
        }
    }
}
