package io.conecta.shell;

import io.conecta.Pool;
import io.conecta.PoolBudget;
import io.conecta.PoolFailure;
import io.conecta.config.Budgets;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.osgi.service.component.annotations.CollectionType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The pools as a Felix Health Check, which says what {@link Pool#health()} says: critical where a pool is down, stuck or closed; fine where it
 * is busy, recovering or suspended. A refused configuration is a warning while the last good one applies. The budgets that are registered, those of fleets
 * among them, are looked at, too. Where Health Checks are not installed nobody asks for it, and its class is never loaded.
 */
@Component(
        service = HealthCheck.class,
        property = {"hc.name=Conecta pools", "hc.tags=conecta", "hc.tags=pools"})
public final class PoolHealth implements HealthCheck {
    /** Replaced whole by Declarative Services when a pool comes or goes. */
    @Reference(service = Pool.class, collectionType = CollectionType.TUPLE, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Map.Entry<Map<String, Object>, Pool<?>>> services = List.of();

    /** For Declarative Services. */
    public PoolHealth() {}

    @Override
    public Result execute() {
        ResultLog log = new ResultLog();
        List<PoolEntry> entries = PoolDirectory.of(services).entries();
        entries.forEach(entry -> check(entry, log));
        Map<String, PoolBudget> budgets = Budgets.all();
        budgets.forEach((name, budget) -> tell(name, budget.health(), log));
        tell(
                log,
                Result.Status.OK,
                entries.size() + " pools" + (budgets.isEmpty() ? "" : " and " + budgets.size() + " budgets")
                        + " looked at");
        return new Result(log);
    }

    private static void check(PoolEntry entry, ResultLog log) {
        var health = entry.pool().health();
        if (!entry.isBuilt() && !entry.pool().isClosed()) {
            tell(
                    log,
                    Result.Status.CRITICAL,
                    entry.name() + ": lends nothing, since its configuration was refused: " + refused(entry));
            return;
        }
        tell(entry.name(), health, log);
        String refused = refused(entry);
        if (!refused.isEmpty()) {
            tell(log, Result.Status.WARN, entry.name() + ": its configuration was refused: " + refused);
        }
    }

    private static void tell(String name, io.conecta.PoolHealth health, ResultLog log) {
        tell(
                log,
                health.isUp() ? Result.Status.OK : Result.Status.CRITICAL,
                name + ": " + PoolReport.status(health) + " for " + Texts.age(health.since()) + ": " + health.reason());
    }

    private static String refused(PoolEntry entry) {
        return entry.pool().failures().stream()
                .filter(failure -> failure.what().equals("configuration"))
                .map(PoolFailure::error)
                .findFirst()
                .orElse("");
    }

    private static void tell(ResultLog log, Result.Status status, String message) {
        log.add(new ResultLog.Entry(status, message));
    }
}
