package io.conecta.shell;

import io.conecta.Pool;
import io.conecta.PoolFailure;
import io.conecta.PoolStats;
import java.time.Duration;
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
 * The pools as a Felix Health Check: critical where nothing can be lent, a warning where borrowers wait or a configuration was
 * refused. Where Health Checks are not installed nobody asks for it, and its class is never loaded.
 */
@Component(
        service = HealthCheck.class,
        property = {"hc.name=Conecta pools", "hc.tags=conecta", "hc.tags=pools"})
public final class PoolHealth implements HealthCheck {
    /** An older failure says little about a pool that has worked before and that nobody has used since. */
    private static final Duration RECENT = Duration.ofMinutes(1);

    /** Replaced whole by Declarative Services when a pool comes or goes. */
    @Reference(service = Pool.class, collectionType = CollectionType.TUPLE, policyOption = ReferencePolicyOption.GREEDY)
    volatile List<Map.Entry<Map<String, Object>, Pool<?>>> services = List.of();

    /** For Declarative Services. */
    public PoolHealth() {}

    @Override
    public Result execute() {
        ResultLog log = new ResultLog();
        List<PoolEntry> entries = services.stream()
                .map(service -> PoolEntry.of(service.getKey(), service.getValue()))
                .toList();
        new PoolDirectory(entries).entries().forEach(entry -> check(entry, log));
        tell(log, Result.Status.OK, entries.size() + " pools looked at");
        return new Result(log);
    }

    private static void check(PoolEntry entry, ResultLog log) {
        PoolStats stats = entry.pool().stats();
        boolean empty = stats.idle() + stats.lent() == 0;
        for (PoolFailure failure : entry.pool().failures()) {
            if (failure.what().equals("configuration") && !entry.isBuilt()) {
                tell(
                        log,
                        Result.Status.CRITICAL,
                        entry.name() + ": lends nothing, since its configuration was refused: " + failure.error());
            } else if (failure.what().equals("creation") && empty && isRecent(failure, stats)) {
                tell(
                        log,
                        Result.Status.CRITICAL,
                        entry.name() + ": has no objects; creation failed " + Texts.age(failure.age()) + " ago: "
                                + failure.error());
            } else if (failure.what().equals("configuration")) {
                tell(log, Result.Status.WARN, entry.name() + ": its configuration was refused: " + failure.error());
            }
        }
        if (stats.waiting() > 0) {
            tell(
                    log,
                    Result.Status.WARN,
                    entry.name() + ": " + stats.waiting() + " borrowers wait, "
                            + Texts.of(stats.lent(), stats.maxSize()) + " objects are lent");
        }
    }

    /** A pool that has never had an object has not got over any failure. */
    private static boolean isRecent(PoolFailure failure, PoolStats stats) {
        return failure.age().compareTo(RECENT) < 0 || stats.created() == 0;
    }

    private static void tell(ResultLog log, Result.Status status, String message) {
        log.add(new ResultLog.Entry(status, message));
    }
}
