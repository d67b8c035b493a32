package io.conecta.fleet;

import io.conecta.PoolBudget;
import io.conecta.PoolSettings;
import io.conecta.fleet.internal.Protocol;
import io.conecta.fleet.internal.Terms;
import java.time.Duration;

/**
 * How far permits can be counted on, by this JVM's monotonic clock alone: whoever asks after a standstill finds out by itself that the lease has
 * ended, even if the fleet's own threads have not run yet. Thread-safe: two numbers, written by the membership.
 */
final class LeaseTerms implements PoolBudget.Lease {
    private final Terms terms;
    private volatile long validUntil = System.nanoTime();
    private volatile long creation = Long.MAX_VALUE / 4;

    LeaseTerms(Terms terms) {
        this.terms = terms;
    }

    /** What is known now. */
    void update(Protocol protocol) {
        validUntil = protocol.isIn() ? protocol.validUntil() : System.nanoTime();
        creation = protocol.isIn() ? Terms.creation(protocol.sessionTimeout()) : creation;
    }

    @Override
    public int toCreate() {
        return lasts(creation) ? Integer.MAX_VALUE : terms.offlineShare();
    }

    @Override
    public int toKeep() {
        return lasts(0) ? Integer.MAX_VALUE : terms.offlineShare();
    }

    /** A budget that is not strict keeps what it had: how much that is, its permits say. */
    private boolean lasts(long nanos) {
        return !terms.strict() || System.nanoTime() + nanos - validUntil < 0;
    }

    @Override
    public Duration mostCreation() {
        return terms.strict() ? Duration.ofNanos(creation) : PoolSettings.FOREVER;
    }
}
