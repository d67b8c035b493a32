package io.conecta.internal.budget;

import io.conecta.PoolBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The budgets of this process by name, and the shares of pools that go by a name. A share is told whenever another budget may be found by its
 * name, without any lock held. It watches before it looks for the first time, so it misses none.
 */
public final class Register {
    /** That of this process. */
    public static final Register PROCESS = new Register();

    /** By name, eldest first. Guarded by this object's monitor, as all below. */
    private final Map<String, List<PoolBudget>> budgets = new TreeMap<>();

    private final Map<String, List<NamedShare>> watchers = new TreeMap<>();

    Register() {}

    /**
     * Adds a budget. If there are several of one name, the one that was added first is found.
     *
     * @return takes it out again; does nothing the second time
     */
    public Runnable add(String name, PoolBudget budget) {
        synchronized (this) {
            budgets.computeIfAbsent(name, none -> new ArrayList<>()).add(budget);
        }
        tell(name);
        boolean[] removed = {false}; // Guarded by the register's monitor.
        return () -> {
            synchronized (this) {
                if (removed[0]) {
                    return;
                }
                removed[0] = true;
                remove(budgets, name, budget);
            }
            tell(name);
        };
    }

    /** {@return the budget of that name, null if there is none now} */
    public synchronized @Nullable PoolBudget find(String name) {
        List<PoolBudget> found = budgets.get(name);
        return found == null ? null : found.get(0);
    }

    /** {@return what is found, by name} */
    public synchronized Map<String, PoolBudget> all() {
        Map<String, PoolBudget> found = new TreeMap<>();
        budgets.forEach((name, each) -> found.put(name, each.get(0)));
        return found;
    }

    synchronized void watch(String name, NamedShare share) {
        watchers.computeIfAbsent(name, none -> new ArrayList<>()).add(share);
    }

    synchronized void unwatch(String name, NamedShare share) {
        remove(watchers, name, share);
    }

    private synchronized List<NamedShare> watchers(String name) {
        return List.copyOf(watchers.getOrDefault(name, List.of()));
    }

    private void tell(String name) {
        watchers(name).forEach(NamedShare::changed);
    }

    /** By identity: one may be there twice. */
    private static <V> void remove(Map<String, List<V>> map, String name, V value) {
        List<V> all = map.get(name);
        for (int i = 0; all != null && i < all.size(); i++) {
            if (all.get(i) == value) {
                all.remove(i);
                if (all.isEmpty()) {
                    map.remove(name);
                }
                return;
            }
        }
    }
}
