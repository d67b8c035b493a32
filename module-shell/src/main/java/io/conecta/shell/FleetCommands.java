package io.conecta.shell;

import io.conecta.PoolBudget;
import io.conecta.config.Budgets;
import io.conecta.config.PoolConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Component;

/**
 * The shell command {@code conecta:fleet}. It finds budgets by {@link Budgets}, and knows nothing of fleets but that their names begin with {@code fleet:}.
 *
 * <p>Gogo calls it by name, prints what it returns, and says what it throws.
 */
@Component(
        service = FleetCommands.class,
        property = {"osgi.command.scope=conecta", "osgi.command.function=fleet"})
public final class FleetCommands {
    private static final String FLEET = "fleet:";

    /** For Declarative Services. */
    public FleetCommands() {}

    /**
     * Shows every fleet that this process is a member of, each on a page: who has what of it, wants what, and what is missing. Asks their ledgers.
     *
     * @return the pages
     * @throws InterruptedException if interrupted while it waits for a ledger
     */
    public String fleet() throws InterruptedException {
        Map<String, PoolBudget> fleets = new TreeMap<>(Budgets.all());
        fleets.keySet().removeIf(name -> !name.startsWith(FLEET));
        List<String> pages = new ArrayList<>();
        for (PoolBudget each : fleets.values()) {
            pages.add(each.report());
        }
        return pages.isEmpty() ? "no fleet" : String.join("\n\n", pages);
    }

    /**
     * Shows one fleet, or any other budget that is registered.
     *
     * @param name the fleet's name, or the name of a budget as registered
     * @return the page
     * @throws InterruptedException if interrupted while it waits for a ledger
     */
    public String fleet(String name) throws InterruptedException {
        return Budgets.find(FLEET + name)
                .or(() -> Budgets.find(name))
                .orElseThrow(() -> unknown(name))
                .report();
    }

    private static IllegalArgumentException unknown(String name) {
        List<String> names = Budgets.all().keySet().stream()
                .map(each -> each.startsWith(FLEET) ? each.substring(FLEET.length()) : each)
                .toList();
        String meant = names.isEmpty()
                ? "no budget is registered; is the bundle that builds it started?"
                : PoolConfiguration.nearest(name, names)
                        .map(closest -> "did you mean \"" + closest + "\"?")
                        .orElse("there are " + String.join(", ", names));
        return new IllegalArgumentException("no fleet \"" + name + "\"; " + meant);
    }
}
