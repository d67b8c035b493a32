package io.conecta;

/**
 * A snapshot of a pool.
 *
 * @param maxSize the limit now in force, in objects
 * @param idle objects that nobody holds, those being pinged included
 * @param lent objects that are out
 * @param creating creations in flight
 * @param waiting borrowers that wait
 * @param borrowed loans since the start
 * @param created objects created or adopted since the start
 * @param closed objects closed since the start
 * @param createFailures creations that threw, timed out or returned {@code null} since the start
 * @param pingFailures pings that failed since the start
 * @param timeouts borrows that ended in {@link PoolTimeoutException} since the start
 * @param leaks loans reported as leaked since the start
 */
public record PoolStats(
        int maxSize,
        int idle,
        int lent,
        int creating,
        int waiting,
        long borrowed,
        long created,
        long closed,
        long createFailures,
        long pingFailures,
        long timeouts,
        long leaks) {}
