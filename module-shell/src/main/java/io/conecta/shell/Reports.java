package io.conecta.shell;

import io.conecta.KeyedPool;
import io.conecta.KeyedPoolReport;
import io.conecta.Loan;
import io.conecta.PoolBudget;
import io.conecta.PoolFailure;
import io.conecta.PoolHealth;
import io.conecta.PoolStats;
import io.conecta.config.Budgets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What pools explain of themselves, to be kept or sent: {@link io.conecta.Pool#report()} of each.
 *
 * @param pools the pools
 * @param keyed the keyed pools that somebody has registered as services
 */
record Reports(PoolDirectory pools, List<KeyedPool<?, ?>> keyed) {
    Reports {
        keyed = keyed.stream().sorted(Comparator.comparing(KeyedPool::name)).toList();
    }

    /** {@return all reports as text} */
    String text() {
        String all = Stream.concat(
                        pools.entries().stream().map(Reports::text),
                        keyed.stream().map(pool -> pool.report().toString().stripTrailing()))
                .collect(Collectors.joining("\n\n"));
        return all.isEmpty() ? "no pools" : all;
    }

    /** {@return the report of the pool with a name, or with a number where names are not unique} */
    String text(String nameOrId) {
        List<KeyedPool<?, ?>> named = keyed(nameOrId);
        if (named.isEmpty()) {
            return text(pools.find(nameOrId));
        }
        return named.stream()
                .map(pool -> pool.report().toString().stripTrailing())
                .collect(Collectors.joining("\n\n"));
    }

    /** {@return the keyed pools of a name, none if a pool has it too} */
    List<KeyedPool<?, ?>> keyed(String name) {
        boolean alsoPool =
                pools.entries().stream().anyMatch(entry -> entry.name().equals(name));
        return alsoPool
                ? List.of()
                : keyed.stream().filter(pool -> pool.name().equals(name)).toList();
    }

    /** {@return all reports as a JSON object} */
    String json() {
        return Json.of(map(
                "pools", pools.entries().stream().map(Reports::of).toList(),
                "keyedPools", keyed.stream().map(pool -> of(pool.report())).toList(),
                "budgets",
                        Budgets.all().entrySet().stream()
                                .map(each -> of(each.getKey(), each.getValue()))
                                .toList()));
    }

    private static String text(PoolEntry entry) {
        return entry.pool().report().toString();
    }

    private static Map<String, Object> of(PoolEntry entry) {
        Map<String, Object> all = map("service", entry.id(), "type", entry.type());
        all.putAll(of(entry.pool().report()));
        return all;
    }

    /** What it knows by itself: nobody waits for a ledger here. */
    private static Map<String, Object> of(String name, PoolBudget budget) {
        Map<String, Object> figures = new LinkedHashMap<>();
        budget.figures().forEach(each -> figures.put(each.name(), each.value()));
        return map("name", name, "health", of(budget.health()), "figures", figures);
    }

    private static Map<String, Object> of(KeyedPoolReport report) {
        return map(
                "name", report.name(),
                "health", of(report.health()),
                "stats", of(report.stats()),
                "keys", report.budget().pools().size(),
                "troubled", report.troubled().stream().map(Reports::of).toList());
    }

    private static Map<String, Object> of(io.conecta.PoolReport report) {
        return map(
                "name", report.name(),
                "diagnosis", report.diagnosis().kind(),
                "sentence", report.diagnosis().sentence(),
                "advice", report.advice(),
                "health", of(report.health()),
                "stats", of(report.stats()),
                "settings", report.settings().toMap(),
                "loans", report.loans().stream().map(Reports::of).toList(),
                "waiters",
                        report.waiters().stream()
                                .map(each -> map(
                                        "thread",
                                        each.thread(),
                                        "ms",
                                        each.waiting().toMillis()))
                                .toList(),
                "creations",
                        report.creations().stream()
                                .map(each -> map("ms", each.age().toMillis(), "stack", each.stack()))
                                .toList(),
                "failures", report.failures().stream().map(Reports::of).toList());
    }

    private static Map<String, Object> of(PoolHealth health) {
        return map(
                "status",
                health.status(),
                "reason",
                health.reason(),
                "ms",
                health.since().toMillis());
    }

    private static Map<String, Object> of(PoolFailure failure) {
        return map("what", failure.what(), "ms", failure.age().toMillis(), "error", failure.error());
    }

    private static Map<String, Object> of(Loan loan) {
        Map<String, Object> all = map(
                "ms", loan.age().toMillis(),
                "borrower", PoolReport.holder(loan),
                "object", PoolReport.object(loan));
        if (loan.trace() != null) {
            all.put("trace", Arrays.asList(loan.trace().getStackTrace()));
        }
        return all;
    }

    private static Map<String, Object> of(PoolStats stats) {
        Map<String, Object> all = map(
                "idle", stats.idle(),
                "lent", stats.lent(),
                "creating", stats.creating(),
                "inMaintenance", stats.inMaintenance(),
                "waiting", stats.waiting(),
                "borrowed", stats.borrowed(),
                "created", stats.created(),
                "closed", stats.closed(),
                "createFailures", stats.createFailures(),
                "pingFailures", stats.pingFailures(),
                "timeouts", stats.timeouts(),
                "rejections", stats.rejections(),
                "leaks", stats.leaks());
        all.put("maxSize", Texts.limit(stats.maxSize()));
        return all;
    }

    /** {@return a map of keys and values by turns, in that order} */
    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            all.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return all;
    }
}
