package io.conecta.fleet.internal;

import java.util.Random;

/**
 * When a member renews its entry: in time for its lease, and sooner for news to publish or mail to fetch, but not too often. Times are in
 * nanoseconds.
 */
final class Pace {
    /** News is published at most this often. */
    private static final long NEWS_APART = 200_000_000;

    private static final long MAIL_APART = 50_000_000;

    private long tryAt;
    private long renewedAt;
    /** Whether there may be mail. */
    private boolean woken;

    Pace(long now) {
        tryAt = now;
    }

    /** {@return when the ledger may be asked again, after a failure or a session that has ended} */
    long tryAt() {
        return tryAt;
    }

    /** There was no answer: not at once again, and not when all others try. */
    void retry(long timeout, Random random, long now) {
        long renewal = Terms.renewal(timeout);
        tryAt = now + renewal / 4 + (long) (random.nextDouble() * renewal / 4);
    }

    /** The session has ended: soon, but not when all others join. */
    void rejoin(Random random, long now) {
        tryAt = now + (long) (random.nextDouble() * NEWS_APART);
    }

    boolean isWoken() {
        return woken;
    }

    void woken() {
        woken = true;
    }

    /** A renewal is under way, and brings what mail there is. */
    void renewing() {
        woken = false;
    }

    void renewed(long now) {
        renewedAt = now;
    }

    /** The next renewal is due as soon as news would be. */
    void renewSoon(long timeout, long now) {
        renewedAt = now - Terms.renewal(timeout) + NEWS_APART;
    }

    boolean isRenewalDue(long timeout, long now) {
        return now - renewedAt >= Terms.renewal(timeout);
    }

    boolean isMailDue(long now) {
        return woken && now - renewedAt >= MAIL_APART;
    }

    boolean isNewsDue(long now) {
        return now - renewedAt >= NEWS_APART;
    }

    /** {@return when the next renewal is due, for whichever reason comes first} */
    long due(long timeout, boolean news) {
        long renewal = Terms.renewal(timeout);
        long sooner = woken ? MAIL_APART : news ? NEWS_APART : renewal;
        return renewedAt + Math.min(renewal, sooner);
    }
}
