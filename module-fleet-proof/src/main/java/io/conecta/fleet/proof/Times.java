package io.conecta.fleet.proof;

import java.time.Duration;

/** What all fleets here are set to: short times, so that much happens in an hour. */
final class Times {
    /** T. */
    static final Duration SESSION = Duration.ofSeconds(4);
    /** Q. */
    static final Duration QUARANTINE = Duration.ofSeconds(4);
    /** The pools' closeTimeout. */
    static final Duration CLOSE = Duration.ofSeconds(1);
    /** P: for so long a process may stand still, counted from the end of its lease. */
    static final Duration STANDSTILL = QUARANTINE.minus(CLOSE).minusMillis(200);
    /** How often a member renews its lease. */
    static final Duration RENEWAL = SESSION.dividedBy(5);
    /** ZooKeeper's tickTime. */
    static final Duration TICK = Duration.ofMillis(500);
    /** A freeze that always outlives the lease, and ends within P: a lease that ZooKeeper proves lasts for T - 2 R at least. */
    static final Duration LONGER_THAN_LEASE = SESSION.plusMillis(600);
    /** A freeze that no client can make up for. */
    static final Duration LONGER_THAN_QUARANTINE = SESSION.plus(QUARANTINE).plusMillis(4_500);
    /** For so long the proof waits for what has to happen some time: no promise, but a machine may be slow. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private Times() {}
}
