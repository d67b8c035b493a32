package io.conecta.fleet.internal.jdbc;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What databases say differently. */
enum Dialect {
    POSTGRESQL(
            // Not now(), which is when the transaction began.
            "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)",
            "SET statement_timeout = %d",
            "SET lock_timeout = %d"),
    H2(
            // With autocommit, the start of the statement.
            "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 AS BIGINT)",
            "SET QUERY_TIMEOUT %d",
            "SET LOCK_TIMEOUT %d"),
    OTHER("", "", "");

    /** The database's time in milliseconds, by its own clock; empty if that has to be said by hand. */
    final String clock;

    private final String limit;
    private final String lockLimit;

    Dialect(String clock, String limit, String lockLimit) {
        this.clock = clock;
        this.limit = limit;
        this.lockLimit = lockLimit;
    }

    /** {@return what is said on a new connection, so that no statement is carried out after it has been given up} */
    List<String> limits(long millis) {
        return Stream.of(limit, lockLimit)
                .filter(text -> !text.isEmpty())
                .map(text -> String.format(Locale.ROOT, text, Math.max(1, millis)))
                .toList();
    }

    static Dialect of(String product) {
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "postgresql" -> POSTGRESQL;
            case "h2" -> H2;
            default -> OTHER;
        };
    }
}
