package io.conecta;

import io.conecta.internal.runtime.Option;

/**
 * A snapshot of a pool: {@code idle + lent + creating + inMaintenance} places of {@code maxSize} are taken.
 *
 * @param maxSize the current limit, in objects
 * @param idle objects that are idle
 * @param lent objects that are lent, including those whose {@link ResetFunc} is running
 * @param creating creations in flight; not those that have exceeded {@code createTimeout}, which are given up, though {@code newFunc} may still run
 * @param inMaintenance objects that the pool itself holds: being pinged, handed off or closed
 * @param waiting borrowers that are waiting
 * @param borrowed loans since the start
 * @param created objects created or adopted since the start
 * @param closed objects closed since the start
 * @param createFailures creations that threw, timed out or returned {@code null} since the start
 * @param pingFailures pings that failed since the start
 * @param timeouts borrows that ended in {@link PoolTimeoutException} since the start
 * @param rejections borrows that were refused without a timeout since the start: {@link PoolFullException}, {@link PoolDownException},
 *     {@link PoolDeadlockException}
 * @param leaks loans reported as leaked since the start
 */
public record PoolStats(
        int maxSize,
        int idle,
        int lent,
        int creating,
        int inMaintenance,
        int waiting,
        long borrowed,
        long created,
        long closed,
        long createFailures,
        long pingFailures,
        long timeouts,
        long rejections,
        long leaks) {
    /** {@return the figures by name, {@code maxSize=none} if there is no limit} */
    @Override
    public String toString() {
        return "PoolStats[maxSize=" + Option.MAX_SIZE.text(maxSize)
                + ", idle=" + idle
                + ", lent=" + lent
                + ", creating=" + creating
                + ", inMaintenance=" + inMaintenance
                + ", waiting=" + waiting
                + ", borrowed=" + borrowed
                + ", created=" + created
                + ", closed=" + closed
                + ", createFailures=" + createFailures
                + ", pingFailures=" + pingFailures
                + ", timeouts=" + timeouts
                + ", rejections=" + rejections
                + ", leaks=" + leaks
                + "]";
    }
}
