package io.conecta.internal.store;

import io.conecta.internal.runtime.BorrowTrace;
import io.conecta.internal.runtime.Guard;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A place for one object, and the one state machine of the pool.
 *
 * <p>The state is a word: phase (3 bits), flags (5 bits), generation (56 bits). The generation counts the loans of the slot: it grows by
 * one with each, and once when an object moves out; so whoever remembers a word can tell whether that loan, or that object, is still there.
 * Legal moves, each a method:
 *
 * <pre>
 *   from       to         who                           how                        method
 *   EMPTY      HELD       the table, under its lock     plain, then released       occupy
 *   IDLE       LENT       a borrower                    CAS, generation + 1        tryClaim
 *   LENT       IDLE       the holder                    release store, no flags    free
 *   LENT       IDLE       the holder, with care         CAS                        tryFree
 *   LENT       RETURNING  the holder, to reset          CAS                        tryBeginReturn
 *   LENT       HELD       the holder                    CAS                        tryHold
 *   RETURNING  HELD       the holder, or a time limit   CAS                        tryHold
 *   LENT, RETURNING  HELD a reclaim                     CAS, LEAKED                tryReclaim
 *   IDLE       HELD       a ping, a close, a sweep      CAS                        tryHold
 *   HELD       IDLE       who holds it for the pool     release store              rest
 *   HELD       LENT       who holds it for the pool     release store, gen. + 1    lend
 *   HELD       HELD       who closes the object         release store, DOOMED      condemn
 *   HELD       EMPTY      the table, under its lock     release store, gen. + 1    vacate
 *   IDLE/LENT  + flag     a sweep, a clear, a close     CAS                        tryFlag
 * </pre>
 *
 * <p>HELD is the pool's own hand on the object: it is being pinged, handed over or closed, and nobody else touches the slot. RETURNING is
 * the end of a loan: {@code resetFunc} runs on the returner's thread, and the loan is still to be seen. IDLE carries no flag, SUSPECT or
 * DOUBTED. A plain return ({@code free}) is a store, not a CAS, so a flag set on a LENT slot within the same few nanoseconds can be lost;
 * whoever sets one closes the fast path first, or looks again later.
 *
 * @param <T> what is pooled
 */
public sealed class Slot<T> extends Berth<T> permits Slot.Padded {
    public static final long EMPTY = 0;
    public static final long IDLE = 1;
    public static final long LENT = 2;
    public static final long HELD = 3;
    public static final long RETURNING = 4;
    private static final long PHASE = 0x7;

    /** To be pinged before it is lent, as long as the pool doubts its objects: another has failed its ping. */
    public static final long DOUBTED = 0x08;
    /** To be pinged before it is lent. */
    public static final long SUSPECT = 0x10;
    /** To be closed when it comes back; HELD: being closed. */
    public static final long DOOMED = 0x20;
    /** This loan has been reported as leaked; HELD: it was reclaimed. */
    public static final long LEAKED = 0x40;
    /** To be returned by the careful path. */
    public static final long CAREFUL = 0x80;

    /** The place of a slot that no table has. */
    public static final int NOWHERE = -1;

    private static final long FLAGS = 0xF8;
    private static final long LOW = 0xFF;
    private static final long LOAN = ~FLAGS;
    /** The generation is above this bit. */
    public static final int GENERATION_SHIFT = 8;

    private static final long ROUND = 0xFFFL << GENERATION_SHIFT;
    private static final long NEXT_GENERATION = 1L << GENERATION_SHIFT;

    /** Added to an idle word by a claim: LENT, and the next generation. */
    public static final long PLAIN_CLAIM = (LENT - IDLE) + NEXT_GENERATION;
    /** As {@link #PLAIN_CLAIM}, for pools whose returns need care. */
    public static final long CAREFUL_CLAIM = PLAIN_CLAIM + CAREFUL;

    private static final VarHandle STATE;
    private static final VarHandle BORROWER;
    private static final VarHandle HOOK;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Slot.class, "state", long.class);
            HOOK = MethodHandles.lookup().findVarHandle(Slot.class, "hook", Guard.class);
            BORROWER = MethodHandles.lookup().findVarHandle(Slot.class, "borrower", Thread.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private static final Slot<?>[] NO_SLOTS = {};
    private static final Slot<?> NO_SLOT = new Slot<>(true, NOWHERE);

    /** Whether the slot is beyond the hot ones: its object goes to the reserve when idle. */
    final boolean cold;
    /** Where it stands among the hot or the cold ones, or {@link #NOWHERE}. Written under the table's lock, read as a hint. */
    int index;
    /** About the object that is here. Written while HELD. */
    public final Stay stay = new Stay();
    /** When it was last seen to move. Touched by the housekeeper only, one sweep at a time. */
    public final Sighting sighting = new Sighting();
    /** Whether returns look for waiters. Written as {@link Turn} says. */
    public final Turn turn = new Turn();
    /** Where the running loan began, if that is recorded. Written by the borrower, read by reports. */
    public volatile @Nullable BorrowTrace trace;
    /** The hook that the holder's own thread is in, for who watches its time. Written by the holder; through {@link #HOOK}. */
    @SuppressWarnings("UnusedVariable")
    private @Nullable Guard hook;
    /** In a pool with a queue: the object is not in the queue. Written by who holds the slot or has taken it off the queue. */
    public volatile boolean unlisted;
    /** The {@link #tenure} of whoever has gone by an error of ours without having settled the slot. A mere store: needs no memory, no stack. */
    public volatile long abandoned = EMPTY;

    /** The loan that began by a claim from the state as it was. Written by the borrower, who can read it where nothing can be called. */
    public long claimed;

    Slot(boolean cold, int index) {
        this.cold = cold;
        this.index = index;
    }

    /** {@return the slot that is in no table and never idle} One for all pools: nobody writes to it. */
    @SuppressWarnings("unchecked")
    public static <T> Slot<T> nowhere() {
        return (Slot<T>) NO_SLOT;
    }

    @SuppressWarnings("unchecked")
    public static <T> Slot<T>[] array(int length) {
        return (Slot<T>[]) new Slot<?>[length];
    }

    /** {@return an array without slots, the same for all} */
    @SuppressWarnings("unchecked")
    static <T> Slot<T>[] noSlots() {
        return (Slot<T>[]) NO_SLOTS;
    }

    /**
     * IDLE → LENT, if {@code word} is idle and nothing is to be done first. Acquire: sees what the last holder did. The loan is known
     * from {@code word + step}; reading the state again, right behind the CAS, would make the borrower wait.
     */
    public final boolean tryClaim(long word, long step, Thread thread) {
        if ((word & LOW) == IDLE && STATE.compareAndSet(this, word, word + step)) {
            if (borrower != thread) { // Mostly it is: a look is cheaper than a store that the next CAS has to wait for.
                borrower = thread;
            }
            return true;
        }
        return false;
    }

    /** LENT → IDLE, for a word that {@link #isPlainLoan}. Release: the next holder sees what this one did. */
    public final void free(long word) {
        STATE.setRelease(this, word - (LENT - IDLE));
    }

    /** LENT → IDLE, for a word that {@link #isCarefulLoan}: exact, should another thread end the loan too. */
    public final boolean tryFree(long word) {
        return STATE.compareAndSet(this, word, (word & ~LOW) | IDLE);
    }

    /** LENT → RETURNING, flags kept: the loan is on its end. Fails if the slot has moved on. */
    public final boolean tryBeginReturn(long word) {
        return STATE.compareAndSet(this, word, (word & ~PHASE) | RETURNING);
    }

    /** From {@code word} to HELD: mine now, for the pool. Fails if the slot has moved on. */
    public final boolean tryHold(long word) {
        return STATE.compareAndSet(this, word, (word & ~LOW) | HELD);
    }

    /** From {@code word}, a loan, to HELD and LEAKED: its holder's late return finds that it has ended. */
    public final boolean tryReclaim(long word) {
        return STATE.compareAndSet(this, word, (word & ~LOW) | HELD | LEAKED);
    }

    /** LENT → HELD, if this loan still runs, whatever flags it gets meanwhile. */
    public final boolean tryHoldLoan(long loan) {
        for (long word = loanWord(); loan(word) == loan; word = loanWord()) {
            if (tryHold(word)) {
                return true;
            }
        }
        return false;
    }

    /** RETURNING → HELD, if the return of this loan is still under way, whatever flags it gets meanwhile. {@return its word, or -1} */
    public final long tryEndReturn(long loan) {
        for (long word = word(); phase(word) == RETURNING && tenure(word) == loan; word = word()) {
            if (tryHold(word)) {
                return word;
            }
        }
        return -1;
    }

    /** IDLE → HELD, if it is a suspect. */
    final boolean tryHoldSuspect() {
        long word = word();
        return phase(word) == IDLE && has(word, SUSPECT | DOUBTED) && tryHold(word);
    }

    /** HELD → HELD and doomed: it is being closed. */
    public final void condemn() {
        STATE.setRelease(this, word() | DOOMED);
    }

    /** EMPTY → HELD, under the table's lock. */
    final void occupy() {
        STATE.setRelease(this, (word() & ~LOW) | HELD);
    }

    /** HELD → IDLE, with SUSPECT, DOUBTED or neither. Release: the next holder sees all that was done under HELD. */
    public final void rest(long flag) {
        STATE.setRelease(this, (word() & ~LOW) | IDLE | flag);
    }

    /** HELD → LENT, on behalf of a borrower. {@return the loan's word} */
    public final long lend(long step, Thread thread) {
        long word = ((word() & ~LOW) | IDLE) + step;
        borrower = thread;
        STATE.setRelease(this, word);
        return word;
    }

    /** HELD → EMPTY, under the table's lock. */
    final void vacate() {
        borrower = null;
        STATE.setRelease(this, ((word() & ~LOW) | EMPTY) + NEXT_GENERATION);
    }

    /** Adds a flag to {@code word}. Fails if the slot has moved on. */
    public final boolean tryFlag(long word, long flag) {
        return STATE.compareAndSet(this, word, word | flag);
    }

    /** LENT + CAREFUL: this loan is to be returned by the careful path. By who keeps the holder from returning it meanwhile, or looks again later. */
    public final void requireCare(long loan) {
        for (long word = loanWord(); loan(word) == loan && !has(word, CAREFUL); word = loanWord()) {
            tryFlag(word, CAREFUL);
        }
    }

    /** Takes a flag off {@code word}. Fails if the slot has moved on. */
    public final boolean tryUnflag(long word, long flag) {
        return STATE.compareAndSet(this, word, word & ~flag);
    }

    /** The state now; acquire, so that what it announces can be read. */
    public final long word() {
        return (long) STATE.getAcquire(this);
    }

    /** The state of a slot that the caller believes to hold; opaque, since the caller's own order is enough. */
    public final long loanWord() {
        return (long) STATE.getOpaque(this);
    }

    /** The object, or null; racy unless the caller owns the slot. */
    public final @Nullable T object() {
        return object;
    }

    /** The object; for whoever owns the slot. */
    public final T require() {
        T present = object;
        if (present == null) {
            throw new IllegalStateException("slot without object in state " + Long.toHexString(word())
                    + "; a bug of the pool, please report it");
        }
        return present;
    }

    /** Whether its idle object goes to the reserve. */
    public final boolean isCold() {
        return cold;
    }

    /** The hook that runs for the object, or null; racy unless the caller owns the slot. */
    public final @Nullable Guard hook() {
        return (Guard) HOOK.getAcquire(this);
    }

    /** A hook begins, or, if null, has ended. Release: who sees it sees all of it. */
    public final void hook(@Nullable Guard guard) {
        HOOK.setRelease(this, guard);
    }

    /** The thread that borrowed last, racily; null if it has ended and been forgotten. */
    public final @Nullable Thread borrower() {
        return (Thread) BORROWER.getOpaque(this);
    }

    /** Whether whoever has the slot by {@code word} has {@link #abandoned} it: a sweep settles it. */
    public final boolean isAbandoned(long word) {
        long left = abandoned;
        return left != EMPTY && tenure(left) == tenure(word);
    }

    /** Marks this loan as {@link #abandoned}, unless it is over, or who has the slot after it has left a mark already. */
    public final void abandonLoan(long loan) {
        if ((abandoned ^ loan) >>> GENERATION_SHIFT != 0 && (word() ^ loan) >>> GENERATION_SHIFT == 0) {
            abandoned = loan;
        }
    }

    /** Forgets a borrower that has ended, so that an idle slot keeps no class loader alive; unless somebody else has borrowed. */
    public final void forgetEnded() {
        Thread last = borrower();
        if (last != null && !last.isAlive()) {
            BORROWER.compareAndSet(this, last, null);
        }
    }

    /** How many loans the object has had until {@code word}, those before it came to this slot included. */
    public final long uses(long word) {
        return loans(word) - stay.loansBefore;
    }

    /** Whether {@code word} is a loan that may end by {@link #free}. */
    public static boolean isPlainLoan(long word) {
        return (word & LOW) == LENT;
    }

    /** Whether {@code word} is a loan that may end by {@link #tryFree}. */
    public static boolean isCarefulLoan(long word) {
        return (word & LOW) == (LENT | CAREFUL);
    }

    public static long phase(long word) {
        return word & PHASE;
    }

    /** Whether somebody has the object: its loan runs, or is on its end. */
    public static boolean isOut(long word) {
        long phase = word & PHASE;
        return phase == LENT || phase == RETURNING;
    }

    public static boolean has(long word, long flag) {
        return (word & flag) != 0;
    }

    /** Whether the object of {@code word} may be lent as it is. */
    public static boolean isPlainIdle(long word) {
        return (word & LOW) == IDLE;
    }

    /** The word without its flags: what identifies a loan. */
    public static long loan(long word) {
        return word & LOAN;
    }

    /** As {@link #loan}, the same until a loan's very end: RETURNING counts as LENT. */
    public static long tenure(long word) {
        return phase(word) == RETURNING ? (word & ~LOW) | LENT : word & LOAN;
    }

    /** {@return the {@link #tenure} of a slot that is HELD when this loan has ended} */
    public static long heldAfter(long loan) {
        return (loan & ~LOW) | HELD;
    }

    /** {@return the {@link #tenure} of a HELD slot once it has come to rest} */
    public static long atRest(long word) {
        return (word & ~LOW) | IDLE;
    }

    /** Whether {@code word} has made a multiple of 4,096 loans: something to do once in a while, without a counter. */
    public static boolean isRound(long word) {
        return (word & ROUND) == 0;
    }

    /** {@return what no word is below that has made so many loans more than {@code word}} */
    public static long loansLater(long word, int loans) {
        return (word & ~LOW) + ((long) loans << GENERATION_SHIFT);
    }

    /** How many loans the slot has made until {@code word}, and how many objects have moved out. */
    public static long loans(long word) {
        return word >>> GENERATION_SHIFT;
    }

    /**
     * A slot with the rest of two cache lines to itself, so that neighbours do not slow each other down.
     *
     * @param <T> what is pooled
     */
    @SuppressWarnings("unused") // Padding is there to be there.
    static final class Padded<T> extends Slot<T> {
        private long p0, p1, p2, p3, p4, p5, p6, p7;

        Padded(int index) {
            super(false, index);
        }
    }
}
