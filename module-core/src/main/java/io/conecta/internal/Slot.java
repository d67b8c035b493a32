package io.conecta.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A place for one object, and the one state machine of the pool.
 *
 * <p>The state is a word: phase (4 bits), flags (4 bits), generation (56 bits). The generation counts the loans of the slot: it grows by
 * one with each, so whoever remembers the word of a loan can tell whether that loan still runs. Legal moves, each a method:
 *
 * <pre>
 *   from      to        who                           how                        method
 *   EMPTY     HELD      the table, under its lock     plain, then released       occupy
 *   IDLE      LENT      a borrower                    CAS, generation + 1        tryClaim
 *   LENT      IDLE      the holder                    release store, no flags    free
 *   LENT      IDLE      the holder, with care         CAS                        tryFree
 *   LENT      HELD      the holder                    CAS                        tryHold
 *   LENT      HELD      a reclaim                     CAS, LEAKED                tryReclaim
 *   IDLE      HELD      a check, a close, a sweep     CAS                        tryHold
 *   HELD      IDLE      who holds it for the pool     release store              rest
 *   HELD      LENT      who holds it for the pool     release store, gen. + 1    lend
 *   HELD      HELD      who closes the object         release store, DOOMED      condemn
 *   HELD      EMPTY     the table, under its lock     release store              vacate
 *   IDLE/LENT + flag    a sweep, a clear, a close     CAS                        tryFlag
 * </pre>
 *
 * <p>HELD is the pool's own hand on the object: it is being checked, reset, handed over or closed, and nobody else touches the
 * slot. IDLE carries no flag or SUSPECT. A plain return ({@code free}) is a store, not a CAS, so a flag set on a LENT slot within
 * the same few nanoseconds can be lost; whoever sets one looks again later.
 *
 * @param <T> what is pooled
 */
sealed class Slot<T> extends Berth<T> permits Slot.Padded {
    static final long EMPTY = 0;
    static final long IDLE = 1;
    static final long LENT = 2;
    static final long HELD = 3;
    private static final long PHASE = 0xF;

    /** To be pinged before it is lent. */
    static final long SUSPECT = 0x10;
    /** To be closed when it comes back. */
    static final long DOOMED = 0x20;
    /** This loan has been reported as leaked; HELD: it was reclaimed. */
    static final long LEAKED = 0x40;
    /** To be returned by the careful path. */
    static final long CAREFUL = 0x80;

    /** The place of a slot that no table has. */
    static final int NOWHERE = -1;

    private static final long FLAGS = 0xF0;
    private static final long LOW = 0xFF;
    private static final long LOAN = ~FLAGS;
    private static final int GENERATION_SHIFT = 8;
    private static final long ROUND = 0xFFFL << GENERATION_SHIFT;

    /** Added to an idle word by a claim: LENT, and the next generation. */
    static final long PLAIN_CLAIM = (LENT - IDLE) + (1L << GENERATION_SHIFT);
    /** As {@link #PLAIN_CLAIM}, for pools whose returns need care. */
    static final long CAREFUL_CLAIM = PLAIN_CLAIM + CAREFUL;

    private static final VarHandle STATE;
    private static final VarHandle TAKEN_UP;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Slot.class, "state", long.class);
            TAKEN_UP = MethodHandles.lookup().findVarHandle(Slot.class, "takenUp", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** The last careful loan whose borrower knows what it has. Through {@link #TAKEN_UP}, but the first. */
    @SuppressWarnings("UnusedVariable")
    private long takenUp;
    /** When the object joined the pool. Written while HELD. */
    long born;
    /** The pool's epoch when its creation began; a {@code clear} since then dooms it. Written while HELD. */
    int epoch;
    /** Failed pings in a row. Touched while HELD. */
    int failures;
    /** {@link #loans} when the object moved in, less its uses before that. Written while HELD. */
    long loansBefore;
    /** The state that the last sweep saw, without flags, and when it first saw it. Touched by sweeps only, one at a time. */
    long seen = -1;

    long seenAt;
    /**
     * Returns whose word is below this leave waiting borrowers alone; this and the next two by {@link Turns}, while HELD. The patrol
     * sets it to zero at any time.
     */
    long lookAt;

    long lookedAt;
    int stride;
    /** The state that the last patrol saw, if idle. Touched by the patrol only. */
    long patrolled = -1;
    /** Where the running loan began, if traces are recorded. Written by the borrower, read by reports. */
    volatile @Nullable BorrowTrace trace;
    /** In a pool with a queue: the object is not in the queue. Written by who holds the slot or has taken it off the queue. */
    volatile boolean unlisted;

    /** Whether the slot is beyond the hot ones: its object goes to the reserve when idle. */
    final boolean cold;
    /** Where it stands among the hot or the cold ones, or {@link #NOWHERE}. Written under the table's lock, read as a hint. */
    int index;

    Slot(boolean cold, int index) {
        this.cold = cold;
        this.index = index;
    }

    /** As the other, from the state now. */
    final boolean tryClaim(long step, long thread) {
        return tryClaim(loanWord(), step, thread);
    }

    /**
     * IDLE → LENT, if {@code word} is idle and nothing is to be done first. Acquire: sees what the last holder did. The loan is known
     * from {@code word + step}; reading the state again, right behind the CAS, would make the borrower wait.
     */
    final boolean tryClaim(long word, long step, long thread) {
        if ((word & LOW) == IDLE && STATE.compareAndSet(this, word, word + step)) {
            if (borrower != thread) { // Mostly it is: a look is cheaper than a store that the next CAS has to wait for.
                borrower = thread;
            }
            return true;
        }
        return false;
    }

    /** LENT → IDLE, for a word that {@link #isPlainLoan}. Release: the next holder sees what this one did. */
    final void free(long word) {
        STATE.setRelease(this, word - (LENT - IDLE));
    }

    /** LENT → IDLE, for a word that {@link #isCarefulLoan}: exact, should another thread end the loan too. */
    final boolean tryFree(long word) {
        return STATE.compareAndSet(this, word, (word & ~LOW) | IDLE);
    }

    /** From {@code word} to HELD: mine now, for the pool. Fails if the slot has moved on. */
    final boolean tryHold(long word) {
        return STATE.compareAndSet(this, word, (word & ~LOW) | HELD);
    }

    /** From {@code word}, a loan, to HELD and LEAKED: its holder's late return finds that it has ended. */
    final boolean tryReclaim(long word) {
        return STATE.compareAndSet(this, word, (word & ~LOW) | HELD | LEAKED);
    }

    /** LENT → HELD, if this loan still runs, whatever flags it gets meanwhile. */
    final boolean tryHoldLoan(long loan) {
        for (long word = loanWord(); loan(word) == loan; word = loanWord()) {
            if (tryHold(word)) {
                return true;
            }
        }
        return false;
    }

    /** IDLE → HELD, if it is a suspect. */
    final boolean tryHoldSuspect() {
        long word = word();
        return phase(word) == IDLE && has(word, SUSPECT) && tryHold(word);
    }

    /** HELD → HELD and doomed: it is being closed. */
    final void condemn() {
        STATE.setRelease(this, word() | DOOMED);
    }

    /** EMPTY → HELD, under the table's lock. */
    final void occupy() {
        STATE.setRelease(this, (word() & ~LOW) | HELD);
    }

    /** HELD → IDLE. Release: the next holder sees all that was done under HELD. */
    final void rest(boolean suspect) {
        STATE.setRelease(this, (word() & ~LOW) | IDLE | (suspect ? SUSPECT : 0));
    }

    /** HELD → LENT, on behalf of a waiting borrower, who is told afterwards. */
    final void lend(long step, long thread) {
        long word = ((word() & ~LOW) | IDLE) + step;
        borrower = thread;
        STATE.setRelease(this, word);
    }

    /** HELD → EMPTY, under the table's lock. */
    final void vacate() {
        STATE.setRelease(this, (word() & ~LOW) | EMPTY);
    }

    /**
     * The borrower has read what it has; from here on the loan may be reclaimed. Release: after those reads. A loan that is not careful
     * may end by a store, which a reclaim would race with; it has to be made careful first.
     */
    final void takeUp() {
        long word = loanWord();
        if (has(word, CAREFUL)) {
            TAKEN_UP.setRelease(this, loan(word));
        }
    }

    /** Whether the borrower of this loan has taken it up. */
    final boolean isTakenUp(long word) {
        return (long) TAKEN_UP.getAcquire(this) == loan(word);
    }

    /** Adds a flag to {@code word}. Fails if the slot has moved on. */
    final boolean tryFlag(long word, long flag) {
        return STATE.compareAndSet(this, word, word | flag);
    }

    /** The state now; acquire, so that what it announces can be read. */
    final long word() {
        return (long) STATE.getAcquire(this);
    }

    /** The state of a slot that the caller believes to hold; opaque, since the caller's own order is enough. */
    final long loanWord() {
        return (long) STATE.getOpaque(this);
    }

    /** Whether {@code word} is a loan that may end by {@link #free}. */
    static boolean isPlainLoan(long word) {
        return (word & LOW) == LENT;
    }

    /** Whether {@code word} is a loan that may end by {@link #tryFree}. */
    static boolean isCarefulLoan(long word) {
        return (word & LOW) == (LENT | CAREFUL);
    }

    static long phase(long word) {
        return word & PHASE;
    }

    static boolean has(long word, long flag) {
        return (word & flag) != 0;
    }

    /** Whether the object of {@code word} may be lent as it is. */
    static boolean isPlainIdle(long word) {
        return (word & LOW) == IDLE;
    }

    /** The word without its flags: what identifies a loan. */
    static long loan(long word) {
        return word & LOAN;
    }

    /** Whether {@code word} has made a multiple of 4,096 loans: something to do once in a while, without a counter. */
    static boolean isRound(long word) {
        return (word & ROUND) == 0;
    }

    /** {@return what no word is below that has made so many loans more than {@code word}} */
    static long loansLater(long word, int loans) {
        return (word & ~LOW) + ((long) loans << GENERATION_SHIFT);
    }

    /** How many loans the slot has made until {@code word}. */
    static long loans(long word) {
        return word >>> GENERATION_SHIFT;
    }

    /** The object; for whoever owns the slot. */
    final T require() {
        T present = object;
        if (present == null) {
            throw new IllegalStateException("slot without object in state " + Long.toHexString(word()));
        }
        return present;
    }

    /**
     * A slot with the rest of two cache lines to itself, so that neighbours do not slow each other down.
     *
     * @param <T> what is pooled
     */
    @SuppressWarnings("unused") // Padding is there to be there.
    static final class Padded<T> extends Slot<T> {
        private long p0, p1, p2, p3, p4, p5;

        Padded(int index) {
            super(false, index);
        }
    }
}
