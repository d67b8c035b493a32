package io.conecta.shell;

import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolFailure;
import io.conecta.PoolStats;
import java.util.Comparator;
import java.util.List;

/** What the commands say about pools. */
final class PoolReport {
    /** Of a long line the beginning. */
    private static final int MOST_WAITERS = 10;

    private PoolReport() {}

    /** {@return one line a pool} */
    static String table(List<PoolEntry> entries) {
        if (entries.isEmpty()) {
            return "no pools";
        }
        Table table = new Table("").row("ID", "NAME", "TYPE", "SIZE", "IDLE", "LENT", "WAITING", "FAILURES", "PROBLEM");
        for (PoolEntry entry : entries) {
            PoolStats stats = entry.pool().stats();
            table.row(
                    entry.id(),
                    entry.name(),
                    entry.type(),
                    size(stats) + "/" + Texts.limit(stats.maxSize()),
                    stats.idle(),
                    stats.lent(),
                    stats.waiting(),
                    stats.createFailures() + stats.pingFailures(),
                    problem(entry, stats));
        }
        return table.toString();
    }

    /** {@return what keeps a pool from doing what it is there for, empty if nothing does} */
    private static String problem(PoolEntry entry, PoolStats stats) {
        if (entry.pool().isClosed()) {
            return "closed";
        }
        boolean empty = stats.idle() + stats.lent() == 0;
        return entry.pool().failures().stream()
                .filter(failure -> failure.what().equals("configuration")
                        || (failure.what().equals("creation") && empty))
                .max(Comparator.comparing(failure -> failure.what().equals("configuration")))
                .map(failure -> failure.what() + ": " + line(failure.error()))
                .orElse("");
    }

    /** {@return text on one line} */
    static String line(String text) {
        return text.strip().replaceAll(":?\\s*\\R\\s*", "; ");
    }

    /** {@return everything about one pool} */
    static String details(PoolEntry entry) {
        Pool<?> pool = entry.pool();
        PoolStats stats = pool.stats();
        Table facts = new Table("")
                .row("pool", entry.name() + (pool.isClosed() ? ", closed" : entry.isBuilt() ? "" : ", not built"))
                .row("type", entry.type())
                .row("service", entry.id())
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
            Object object = loan.object();
            table.row(
                    Texts.age(loan.age()),
                    loan.borrower() == null ? "the pool itself" : loan.borrower(),
                    object.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(object)));
        }
        return table.toString();
    }

    private static int size(PoolStats stats) {
        return stats.idle() + stats.lent() + stats.creating() + stats.inMaintenance();
    }
}
