package io.conecta.internal.budget;

import io.conecta.internal.runtime.Row;
import org.jspecify.annotations.Nullable;

/**
 * What is kept for each pool of a budget. The shares together never exceed the limit. If fewer permits are there than that, each share counts
 * in proportion. Guarded by the lock of the {@link Ledger}.
 */
final class Shares {
    private final Row<LocalShare> members;
    private int limit;
    private int permits;
    /** The sum of the shares. */
    private int sum;
    /** Permits that pools below their share have not taken. */
    private int kept;

    Shares(int limit, int permits, Row<LocalShare> members) {
        this.limit = limit;
        this.permits = permits;
        this.members = members;
    }

    int limit() {
        return limit;
    }

    int sum() {
        return sum;
    }

    int kept() {
        return kept;
    }

    /** @throws IllegalArgumentException if the shares are more */
    void limit(int value, Ledger ledger) {
        if (value < sum) {
            throw refused(
                    ledger,
                    "limit=" + value + " is below the sum of the shares, " + sum + text(null, 0)
                            + "; lower minShare of its pools first");
        }
        limit = value;
    }

    /** So many are there. */
    void permits(int value) {
        boolean scales = Math.min(permits, value) < sum;
        permits = value;
        if (scales) {
            countAll();
        }
    }

    /** {@return what counts of a share now} */
    int scaled(int minShare) {
        return permits >= sum ? minShare : (int) ((long) minShare * permits / sum);
    }

    /** What is kept for a pool is about to change: {@link #count} follows. */
    void leave(LocalShare share) {
        kept -= share.kept();
    }

    void count(LocalShare share) {
        kept += share.kept();
    }

    private void countAll() {
        kept = 0;
        for (Row.Link<LocalShare> at = members.first(); at != null; at = at.next()) {
            count(at.element);
        }
    }

    /** @throws IllegalArgumentException if it cannot be kept */
    void check(LocalShare share, int minShare, Ledger ledger) {
        int after = sum - share.minShare + minShare;
        if (after > limit && minShare > share.minShare) {
            throw refused(
                    ledger,
                    "minShare=" + minShare + " of pool \"" + share.member.name() + "\" makes the sum of the shares "
                            + after + ", above limit=" + limit + text(share, minShare)
                            + "; lower a minShare, or raise the limit first");
        }
    }

    /** @throws IllegalArgumentException if it cannot be kept */
    void set(LocalShare share, int minShare, Ledger ledger) {
        check(share, minShare, ledger);
        int before = sum;
        leave(share);
        sum += minShare - share.minShare;
        share.minShare = minShare;
        count(share);
        if (permits < Math.max(before, sum)) {
            countAll();
        }
    }

    private static IllegalArgumentException refused(Ledger ledger, String reason) {
        return new IllegalArgumentException("budget \"" + ledger.name + "\": " + reason);
    }

    private String text(@Nullable LocalShare changing, int minShare) {
        StringBuilder text = new StringBuilder();
        for (Row.Link<LocalShare> at = members.first(); at != null; at = at.next()) {
            LocalShare each = at.element;
            int share = each == changing ? minShare : each.minShare;
            if (share > 0) {
                text.append(text.isEmpty() ? " (" : ", ")
                        .append(each.member.name())
                        .append(' ')
                        .append(share);
            }
        }
        return text.isEmpty() ? "" : text.append(')').toString();
    }
}
