package io.conecta.config;

import io.conecta.PoolBudget;
import io.conecta.internal.budget.Register;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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
        return Register.PROCESS.add(name, Objects.requireNonNull(budget, "budget"))::run;
    }

    /**
     * Finds a budget.
     *
     * @param name as registered
     * @return the budget; empty if there is none of that name now
     */
    public static Optional<PoolBudget> find(String name) {
        return Optional.ofNullable(Register.PROCESS.find(name));
    }

    /**
     * All that are registered.
     *
     * @return a snapshot, by name; of several of one name, the one that is found
     */
    public static Map<String, PoolBudget> all() {
        return Register.PROCESS.all();
    }
}
