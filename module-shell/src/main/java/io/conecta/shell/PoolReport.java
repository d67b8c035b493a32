package io.conecta.shell;

import io.conecta.BudgetStats;
import io.conecta.KeyedPool;
import io.conecta.KeyedPoolReport;
import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolFailure;
import io.conecta.PoolHealth.Status;
import io.conecta.PoolStats;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What the commands say about pools. */
final class PoolReport {
    /** Of a long line the beginning. */
    private static final int MOST_WAITERS = 10;
    /** Those that want more come first, then the largest. */
    private static final int MOST_KEYS = 50;

    private PoolReport() {}

    /** {@return one line a pool} */
    static String table(List<PoolEntry> entries, List<KeyedPool<?, ?>> keyed) {
        if (entries.isEmpty() && keyed.isEmpty()) {
            return "no pools";
        }
        Table table = new Table("")
                .row("ID", "NAME", "TYPE", "HEALTH", "SINCE", "SIZE", "IDLE", "LENT", "WAITING", "FAILURES", "PROBLEM");
        for (PoolEntry entry : entries) {
            io.conecta.PoolHealth health = entry.pool().health();
            row(
                    table,
                    entry.id(),
                    entry.name(),
                    entry.type(),
                    health,
                    entry.pool().stats(),
                    problem(entry, health));
        }
        for (KeyedPool<?, ?> pool : keyed) {
            io.conecta.PoolHealth health = pool.health();
            String problem = tellsAll(health.status()) ? "" : line(health.reason());
            row(table, "-", pool.name(), "keyed", health, pool.stats(), problem);
        }
        return table.toString();
    }

    private static void row(
            Table table,
            Object id,
            String name,
            String type,
            io.conecta.PoolHealth health,
            PoolStats stats,
            String problem) {
        table.row(
                id,
                name,
                type,
                status(health),
                Texts.age(health.since()),
                size(stats) + "/" + Texts.limit(stats.maxSize()),
                stats.idle(),
                stats.lent(),
                stats.waiting(),
                stats.createFailures() + stats.pingFailures(),
                problem);
    }

    /** {@return everything about a keyed pool} */
    static String keys(KeyedPoolReport report) {
        Table table = new Table("  ").row("KEY", "SIZE", "LACKS");
        List<BudgetStats.Part> keys = report.budget().pools();
        keys.stream()
                .sorted(Comparator.comparing(BudgetStats.Part::waiting)
                        .thenComparing(BudgetStats.Part::used)
                        .reversed())
                .limit(MOST_KEYS)
                .forEach(each -> table.row(each.pool(), each.used(), each.waiting() ? "yes" : ""));
        return String.join(
                System.lineSeparator(),
                report.toString().stripTrailing(),
                keys.size() > MOST_KEYS ? "keys, " + MOST_KEYS + " of " + keys.size() : "keys",
                keys.isEmpty() ? "  none" : table.toString());
    }

    /** {@return what is to be known of a pool that does not simply lend, empty if it does} */
    private static String problem(PoolEntry entry, io.conecta.PoolHealth health) {
        return entry.pool().failures().stream()
                .filter(failure -> failure.what().equals("configuration"))
                .findFirst()
                .map(failure -> failure.what() + ": " + line(failure.error()))
                .orElseGet(() -> tellsAll(health.status()) ? "" : line(health.reason()));
    }

    private static boolean tellsAll(Status status) {
        return status == Status.UP || status == Status.BUSY || status == Status.CLOSED;
    }

    /** {@return a state in lower case} */
    static String status(io.conecta.PoolHealth health) {
        return health.status().name().toLowerCase(Locale.ROOT);
    }

    /** {@return text on one line} */
    static String line(String text) {
        return text.strip().replaceAll(":?\\s*\\R\\s*", "; ");
    }

    /** {@return everything about one pool} */
    static String details(PoolEntry entry) {
        Pool<?> pool = entry.pool();
        PoolStats stats = pool.stats();
        io.conecta.PoolHealth health = pool.health();
        Table facts = new Table("")
                .row("pool", entry.name() + (pool.isClosed() ? ", closed" : entry.isBuilt() ? "" : ", not built"))
                .row("type", entry.type())
                .row("service", entry.id())
                .row("health", status(health) + " for " + Texts.age(health.since()) + ": " + line(health.reason()))
                .row(
                        "now",
                        Texts.of(size(stats), stats.maxSize()) + " objects: " + stats.idle() + " idle, " + stats.lent()
                                + " lent, " + stats.creating() + " being created; " + stats.waiting() + " waiting")
                .row(
                        "so far",
                        stats.borrowed() + " borrowed, " + stats.created() + " created, " + stats.closed() + " closed, "
                                + stats.timeouts() + " timed out, " + stats.leaks() + " leaked")
                .row("failures", stats.createFailures() + " of creation, " + stats.pingFailures() + " of ping");
        Table settings = new Table("  ");
        pool.settings().toMap().forEach((option, value) -> {
            if (!option.equals("name")) {
                settings.row(option, value);
            }
        });
        return String.join(
                System.lineSeparator(),
                facts.toString(),
                "diagnosis",
                diagnosis(pool.report()),
                "last errors",
                errors(pool),
                "settings",
                settings.toString(),
                "loans",
                loans(pool));
    }

    /** {@return what is wrong, what to do, who waits and what is being created} */
    private static String diagnosis(io.conecta.PoolReport report) {
        Table table = new Table("  ")
                .row(report.diagnosis().kind(), line(report.diagnosis().sentence()));
        if (!report.advice().isEmpty()) {
            table.row("advice", report.advice());
        }
        report.waiters().stream()
                .limit(MOST_WAITERS)
                .forEach(each -> table.row("waits", each.thread() + ", for " + Texts.age(each.waiting())));
        report.creations()
                .forEach(each -> table.row(
                        "creates",
                        "for " + Texts.age(each.age())
                                + (each.stack().isEmpty()
                                        ? ""
                                        : ", at " + each.stack().get(0))));
        return table.toString();
    }

    private static String errors(Pool<?> pool) {
        List<PoolFailure> failures = pool.failures();
        if (failures.isEmpty()) {
            return "  none";
        }
        Table table = new Table("  ");
        for (PoolFailure failure : failures) {
            table.row(failure.what(), Texts.age(failure.age()) + " ago", line(failure.error()));
        }
        return table.toString();
    }

    private static String loans(Pool<?> pool) {
        List<Loan> loans = pool.loans().stream()
                .sorted(Comparator.comparing(Loan::age).reversed())
                .toList();
        if (loans.isEmpty()) {
            return "  none";
        }
        Table table = new Table("  ").row("AGE", "HOLDER", "OBJECT");
        for (Loan loan : loans) {
            table.row(Texts.age(loan.age()), holder(loan), object(loan));
        }
        return table.toString();
    }

    /** {@return who has an object} */
    static String holder(Loan loan) {
        return loan.borrower() == null ? "the pool itself" : loan.borrower();
    }

    /** {@return which object it is, without asking it: it may be in use, or its text a secret} */
    static String object(Loan loan) {
        Object object = loan.object();
        return object.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(object));
    }

    private static int size(PoolStats stats) {
        return stats.idle() + stats.lent() + stats.creating() + stats.inMaintenance();
    }
}
