package io.conecta.internal;

import io.conecta.PoolStats;
import java.util.Collection;

/** The figures of several pools together. */
final class KeyTotals {
    private KeyTotals() {}

    static PoolStats none(int maxSize) {
        return new PoolStats(maxSize, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    static PoolStats sum(int maxSize, Collection<PoolStats> all) {
        PoolStats sum = none(maxSize);
        for (PoolStats each : all) {
            sum = new PoolStats(
                    maxSize,
                    sum.idle() + each.idle(),
                    sum.lent() + each.lent(),
                    sum.creating() + each.creating(),
                    sum.inMaintenance() + each.inMaintenance(),
                    sum.waiting() + each.waiting(),
                    sum.borrowed() + each.borrowed(),
                    sum.created() + each.created(),
                    sum.closed() + each.closed(),
                    sum.createFailures() + each.createFailures(),
                    sum.pingFailures() + each.pingFailures(),
                    sum.timeouts() + each.timeouts(),
                    sum.rejections() + each.rejections(),
                    sum.leaks() + each.leaks());
        }
        return sum;
    }
}
