package io.conecta.config;

import io.conecta.PoolBudget;
import io.conecta.internal.budget.Register;
import io.conecta.internal.runtime.Option;
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
     * @param name not blank, and without a secret: messages show it
     * @param budget what is found by that name
     * @return ends the registration; the budget is kept in memory until then
     * @throws IllegalArgumentException if the name is blank, or holds a secret
     */
    public static Registration register(String name, PoolBudget budget) {
        String checked = checked(name);
        return Register.PROCESS.add(checked, Objects.requireNonNull(budget, "budget"))::run;
    }

    /** {@return the name, which messages may repeat} */
    static String checked(String name) {
        return (String) Option.BUDGET.checked("a budget's name", name);
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
