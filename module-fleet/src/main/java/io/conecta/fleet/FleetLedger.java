package io.conecta.fleet;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the members of a fleet share: one value that is changed by compare-and-set, the list of the members that are alive, and a short
 * message to each. It is implemented over something that all can reach, such as a database or ZooKeeper.
 *
 * <p>A ledger opens sessions. It is thread-safe, and does no I/O before {@link #join}. The test kit {@code FleetLedgerTck}, in the {@code tests}
 * jar, holds an implementation to what is promised here.
 */
public interface FleetLedger {
    /**
     * Joins a fleet as a new member. Blocks.
     *
     * @param fleet the fleet's name: up to 100 letters, digits, and any of {@code - _ .}
     * @param publication what the others are to read of this member, up to 2,000 characters
     * @param timeout how long this may take, and each call of the session
     * @param wake told when something may have changed
     * @return the membership
     * @throws LedgerException if there is no contact within the timeout
     * @throws InterruptedException if the thread is interrupted
     */
    Session join(String fleet, String publication, Duration timeout, Listener wake)
            throws LedgerException, InterruptedException;

    /**
     * The membership of one process in one fleet. It lives as long as it is {@linkplain #renew renewed}. Used by one thread at a time; {@link #id},
     * {@link #validUntil} and {@link #sessionTimeout} by any. Every call ends within the timeout that was given to {@link FleetLedger#join}.
     */
    interface Session extends AutoCloseable {
        /**
         * The member's id: 1 to 12 characters of {@code 0-9 a-z}.
         *
         * @return an id that was never used before in this fleet, and never will be
         */
        String id();

        /**
         * Until when no session of this fleet can see this one missing from {@link #members}, whatever happens. It follows from the time at which
         * a renewal that was acknowledged had been <em>sent</em>.
         *
         * @return a time as of {@link System#nanoTime()}
         */
        long validUntil();

        /**
         * After how long without a renewal the session ends.
         *
         * @return the time as agreed with the ledger, which may change when the connection does
         */
        Duration sessionTimeout();

        /**
         * Proves that the member is alive, and publishes what the others are to read.
         *
         * @param publication up to 2,000 characters
         * @return what there is for this member
         * @throws SessionGoneException if this session has ended
         * @throws LedgerException if there was no answer
         * @throws InterruptedException if the thread is interrupted
         */
        Renewal renew(String publication) throws LedgerException, InterruptedException;

        /**
         * Reads the shared value.
         *
         * @return the value, no older than any compare-and-set that has returned to anybody
         * @throws SessionGoneException if this session has ended
         * @throws LedgerException if there was no answer
         * @throws InterruptedException if the thread is interrupted
         */
        Value read() throws LedgerException, InterruptedException;

        /**
         * Replaces the shared value, if nobody else has.
         *
         * @param version the version that is to be replaced; 0 to create the first
         * @param value up to 512 KB
         * @return whether the value had this version, and is now replaced
         * @throws SessionGoneException if this session has ended
         * @throws LedgerException if there was no answer: it may have been replaced or not
         * @throws InterruptedException if the thread is interrupted
         */
        boolean compareAndSet(long version, String value) throws LedgerException, InterruptedException;

        /**
         * Who is alive.
         *
         * @return the members' ids with what they published last, eldest first; not older than what the last {@link #read} gave
         * @throws SessionGoneException if this session has ended
         * @throws LedgerException if there was no answer
         * @throws InterruptedException if the thread is interrupted
         */
        Map<String, String> members() throws LedgerException, InterruptedException;

        /**
         * Leaves members a message, which they get with their next renewal; the last one counts. Members that are gone are skipped.
         *
         * @param perMember messages of up to 200 characters, by member
         * @param beat a number that all members see with their next renewal, with this session's id
         * @throws SessionGoneException if this session has ended
         * @throws LedgerException if there was no answer: some may have been left
         * @throws InterruptedException if the thread is interrupted
         */
        void mail(Map<String, String> perMember, long beat) throws LedgerException, InterruptedException;

        /**
         * Whether this member wants to be woken when others publish something, join or leave; else only when it has mail. A member that is not
         * woken finds out with its next renewal.
         *
         * @param on whether to be woken
         */
        void watchMembers(boolean on);

        /**
         * Ends a former session of this process, so that it need not expire. Nothing happens if it has ended.
         *
         * @param formerId its id
         * @throws SessionGoneException if this session has ended
         * @throws LedgerException if there was no answer
         * @throws InterruptedException if the thread is interrupted
         */
        void forget(String formerId) throws LedgerException, InterruptedException;

        /**
         * Ends the session now: the others see this member missing.
         *
         * @throws LedgerException if there was no answer; the session expires by itself
         * @throws InterruptedException if the thread is interrupted
         */
        void leave() throws LedgerException, InterruptedException;

        /** Stops without a word: to the others this looks like a crash. Does not block, and does nothing after {@link #leave}. */
        @Override
        void close();
    }

    /**
     * What a member gets with a renewal.
     *
     * @param mail the last message left for it, or null if there was none
     * @param beat the number of the last {@link Session#mail} of anybody, 0 if there was none
     * @param beatBy the id of the member that left it, empty if there was none
     * @param eldest whether no member that is alive joined before this one
     */
    record Renewal(@Nullable String mail, long beat, String beatBy, boolean eldest) {}

    /**
     * The shared value.
     *
     * @param version changes with each replacement; 0 if there is no value yet
     * @param text the value, empty if there is none yet
     */
    record Value(long version, String text) {}

    /** Told that something may have changed: a hint, which may be late, doubled or lost. */
    @FunctionalInterface
    interface Listener {
        /** Looks again soon. Never blocks. */
        void changed();
    }
}
