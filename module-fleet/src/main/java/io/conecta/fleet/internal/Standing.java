package io.conecta.fleet.internal;

import org.jspecify.annotations.Nullable;

/**
 * What one member may have, as far as it knows. Its grant is raised by the optimiser alone, and lowered by nothing but its own promise: it is
 * asked, comes down, promises not to go up again, and keeps to that until it hears of a newer epoch.
 *
 * <pre>
 *   grant g, epoch e ── ask a ──▶ usable = a ── taken &lt;= a ──▶ promise a/e ── mail, epoch e+1 ──▶ grant a, epoch e+1
 * </pre>
 *
 * Not thread-safe.
 */
public final class Standing {
    /** What a member makes of its mail. */
    public enum Heard {
        NOTHING_NEW,
        NEWS,
        /** It contradicts what is known: the ledger has to be read. */
        DOUBT
    }

    private static final int NO_END = Integer.MAX_VALUE;

    private String word = "";
    private int grant;
    private long epoch;
    /** What the optimiser wants it to come down to; what it comes down to by itself; and what it has promised for this epoch. */
    private int ask = NO_END;

    private int ownAsk = NO_END;
    private int promise = NO_END;
    /** Whether the last mail was for an older epoch. */
    private boolean olderHeard;

    public Heard hear(Mail mail) {
        if (isOther(mail.word())) {
            return Heard.DOUBT;
        }
        if (mail.epoch() < epoch) {
            boolean again = olderHeard;
            olderHeard = true;
            return again ? Heard.DOUBT : Heard.NOTHING_NEW;
        }
        if (mail.epoch() == epoch && epoch > 0 && mail.grant() != grant) {
            return Heard.DOUBT;
        }
        olderHeard = false;
        boolean news = mail.epoch() > epoch || mail.ask() != ask;
        word = mail.word();
        begin(mail.grant(), mail.epoch());
        ask = Math.min(mail.ask(), mail.grant());
        return news ? Heard.NEWS : Heard.NOTHING_NEW;
    }

    /**
     * Holds what is known against the ledger.
     *
     * @param entry what the ledger holds for this member, null if nothing
     * @return false if the ledger is not the one that has granted it: the session has to end
     */
    public boolean agrees(String ledgersWord, Book.@Nullable Grant entry) {
        olderHeard = false;
        if (epoch == 0 && entry == null) {
            return true; // Nothing was granted yet.
        }
        if (entry == null || isOther(ledgersWord) || entry.epoch() < epoch) {
            return false;
        }
        if (entry.epoch() == epoch && entry.permits() != grant) {
            return false;
        }
        word = ledgersWord;
        begin(entry.permits(), entry.epoch());
        return true;
    }

    private boolean isOther(String ledgersWord) {
        return !word.isEmpty() && !word.equals(ledgersWord);
    }

    private void begin(int permits, long newEpoch) {
        if (newEpoch > epoch) {
            grant = permits;
            epoch = newEpoch;
            ask = NO_END;
            ownAsk = NO_END;
            promise = NO_END;
        }
    }

    /** {@return how many objects it may have} */
    public int usable() {
        return Math.min(Math.min(grant, ask), Math.min(ownAsk, promise));
    }

    /** Comes down to so many by itself. To be followed by taking them away from the pools, then by {@link #promise}. */
    public void offer(int permits) {
        ownAsk = Math.min(ownAsk, permits);
    }

    /**
     * Promises what it can, once the pools have been told that {@link #usable} is all they may have.
     *
     * @param taken what they have, looked at after that
     */
    public void promise(int taken) {
        int kept = Math.max(usable(), taken);
        if (kept < grant) {
            promise = Math.min(promise, kept);
        }
    }

    /** {@return what it has promised for this epoch, its grant if nothing} */
    public int promised() {
        return Math.min(promise, grant);
    }

    public int grant() {
        return grant;
    }

    public long epoch() {
        return epoch;
    }

    /** {@return what it was asked to come down to, its grant if it was not} */
    public int asked() {
        return Math.min(ask, grant);
    }

    public String word() {
        return word;
    }
}
