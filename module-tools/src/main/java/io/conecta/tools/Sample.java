package io.conecta.tools;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was in a pool at one moment.
 *
 * @param oldest the loan that had run for longest, or null
 */
record Sample(
        Instant at,
        int maxSize,
        InPool inPool,
        int waiting,
        Totals totals,
        @Nullable Loan oldest) {
    /** More waiting, then more lent: of several samples that fall on one spot of the chart, it shows the busiest. */
    static final Comparator<Sample> BY_LOAD =
            Comparator.comparingInt(Sample::waiting).thenComparingInt(each -> each.inPool.lent());

    /** Objects by what they are doing. */
    record InPool(int lent, int held, int creating, int idle) {
        int taken() {
            return lent + held + creating + idle;
        }
    }

    /** Counts since the pool was built. */
    record Totals(long borrowed, long timeouts, long rejections) {}

    /** A loan, by whom, and how old it was when it was last seen. */
    record Loan(@Nullable String borrower, Instant since, Duration age) {
        /** Whether this is the same loan seen again; ages are rounded to milliseconds. */
        boolean isSameAs(Loan other) {
            return Objects.equals(borrower, other.borrower)
                    && Duration.between(since, other.since).abs().toMillis() < 50;
        }
    }
}
