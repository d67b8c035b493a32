package io.conecta.internal.flow;

import io.conecta.Diagnosis;
import io.conecta.Diagnosis.Kind;
import io.conecta.PoolBudget;
import io.conecta.PoolHealth.Status;
import io.conecta.internal.flow.Rotation.Pace;
import io.conecta.internal.runtime.Limits;
import io.conecta.internal.runtime.Option;
import io.conecta.internal.runtime.Sampling;
import java.util.List;

/** Decides from the facts what is wrong, and what to do. A function: no clock, no pool. */
final class Diagnostician {
    private static final long STUCK_NANOS = 3_000_000_000L;
    /** Ten times the usual is no news below this: the machine may be busy. */
    private static final long LEAST_STUCK_NANOS = 500_000_000;

    private static final int STUCK_FACTOR = 10;
    private static final long STILL_NANOS = 1_000_000_000;
    /** Loans that take so many times as long as they used to are slow, if that is worth talking of. */
    private static final int SLOW_FACTOR = 3;

    private static final long LEAST_SLOW_NANOS = 100_000_000;
    private static final String WAY_OUT = "return objects sooner, raise maxSize or wait longer (borrowTimeout)";
    static final String CANNOT_WAIT = "nothing is created for a borrower that cannot wait (timeout zero)";

    private static final String KEEP_READY = "keep objects ready (initialSize, minIdle)";

    private final Facts facts;
    private final Pace pace;

    private Diagnostician(Facts facts) {
        this.facts = facts;
        this.pace = facts.pace();
    }

    /**
     * What was found.
     *
     * @param advice what to do about it; empty if nothing is wrong
     */
    record Finding(Diagnosis diagnosis, String advice) {
        static Finding of(Kind kind, String sentence, String advice) {
            return new Finding(new Diagnosis(kind, sentence), advice);
        }
    }

    static Finding examine(Facts facts) {
        return new Diagnostician(facts).find();
    }

    private Finding find() {
        Status status = facts.health().status();
        if (status == Status.CLOSED) {
            return Finding.of(Kind.NONE, "the pool is closed", "");
        }
        if (status == Status.SUSPENDED) {
            return Finding.of(
                    Kind.SUSPENDED,
                    "the pool is suspended, for " + time(facts.health().since().toNanos()) + ", and lends nothing"
                            + waiters(),
                    "resume it, or wait longer (borrowTimeout)");
        }
        if (facts.deadlock() != null) {
            return Finding.of(
                    Kind.DEADLOCK,
                    "borrowers wait for each other: " + facts.deadlock(),
                    "borrow from several pools in the same order everywhere, or return one object before borrowing the next;"
                            + " failOnDeadlock fails the borrower that completes the cycle");
        }
        PoolBudget budget = facts.shortOf();
        boolean broken = status == Status.DOWN && facts.failure() == null; // It is the budget that is down.
        boolean refused = budget != null && (broken || facts.waiting() > 0); // Then nothing is even tried.
        if (facts.failure() != null && !refused) {
            return down(facts.failure());
        }
        if (isStuck()) {
            return stuck();
        }
        if (budget != null && refused) {
            return Finding.of(
                    Kind.BUDGET,
                    "what the pool shares with others leaves no room: " + budget + waiters(),
                    wayOut(budget));
        }
        Finding held = isLeak() ? leak() : facts.isExhausted() && facts.waiting() > 0 ? exhausted() : null;
        return held == null ? nothing() : held;
    }

    /** To return objects helps where some are lent, and not where the budget gives no permits at all. */
    private static String wayOut(PoolBudget budget) {
        return budget.advice()
                + (!budget.health().isUp()
                        ? ""
                        : budget.lent() > 0 ? ", or return objects sooner" : ", or wait longer (borrowTimeout)");
    }

    private Finding down(String failure) {
        return facts.health().status() == Status.DOWN
                ? Finding.of(
                        Kind.BACKEND_DOWN,
                        "the backend has been down for "
                                + time(facts.health().since().toNanos()) + ": creations fail, the last with " + failure,
                        "check that what newFunc connects to is up; the pool looks for it by itself, with attempts at most retryDelay="
                                + Limits.text(facts.settings().retryDelay()) + " apart")
                : Finding.of(
                        Kind.NONE,
                        "creations fail, the last with " + failure,
                        "see why; an executor that refuses needs more threads, or a longer queue");
    }

    private boolean isStuck() {
        long age = facts.creationNanos();
        long usual = facts.usualNanos();
        return facts.waiting() > 0
                && facts.creating() > 0
                && (age >= STUCK_NANOS || (usual > 0 && age >= LEAST_STUCK_NANOS && age / STUCK_FACTOR >= usual));
    }

    private Finding stuck() {
        return Finding.of(
                Kind.CREATOR_STUCK,
                "a creation has been under way for " + time(facts.creationNanos())
                        + (facts.usualNanos() == 0 ? "" : ", and usually takes " + time(facts.usualNanos()))
                        + (facts.creationAt() == null ? "" : "; it is at " + facts.creationAt()) + waiters(),
                "check what newFunc connects to (a firewall that drops packets looks like this), give it a connect timeout, lower createTimeout="
                        + Limits.text(facts.settings().createTimeout())
                        + ", or " + KEEP_READY);
    }

    private boolean isLeak() {
        boolean someOnly = facts.overdue() < facts.lent() || !facts.isExhausted() || facts.lent() == 1;
        return (facts.overdue() > 0 && someOnly) || isLostWithItsThread();
    }

    /** Nobody is left who could return it, unless somebody else does. */
    private boolean isLostWithItsThread() {
        return !facts.ended().isEmpty()
                && !facts.othersReturn()
                && ((facts.isExhausted() && facts.waiting() > 0) || facts.overdue() > 0);
    }

    private Finding leak() {
        String sentence = isLostWithItsThread()
                ? facts.ended().size() + " of " + facts.lent() + " lent objects "
                        + (facts.ended().size() == 1 ? "is held by a thread that has" : "are held by threads that have")
                        + " ended: " + names(facts.ended())
                : facts.overdue() + " of " + facts.lent()
                        + " lent objects " + (facts.overdue() == 1 ? "has" : "have")
                        + " been held for longer than leakThreshold="
                        + Limits.text(facts.settings().leakThreshold())
                        + (facts.overdue() < facts.lent() ? ", while others come and go" : "")
                        + (facts.overdueHolder() == null ? "" : "; the oldest by \"" + facts.overdueHolder() + "\"");
        return Finding.of(
                Kind.LEAK,
                sentence + waiters(),
                "return every object, whatever its user throws: call, run or a lease do that; "
                        + traces()
                        + ", and reclaimLeaked takes it back after leakThreshold"
                        + (isLostWithItsThread() ? "; if another thread is to return it: " + WAY_OUT : ""));
    }

    private String traces() {
        long every = Sampling.every(facts.settings().leakTraces());
        return every == 0
                ? "leakTraces shows where it was borrowed"
                : every == 1
                        ? "the loans show where they were borrowed"
                        : "one loan in " + every + " shows where it was borrowed, with leakTraces=all each does";
    }

    /** All are held, and somebody waits. */
    private Finding exhausted() {
        if (facts.turnsAway()) {
            return Finding.of(
                    Kind.OVERLOAD,
                    "overloaded: everybody who was served lately had waited longer than queueTarget="
                            + Limits.text(facts.settings().queueTarget()) + rate() + waiters(),
                    "send less, or raise maxSize if the backend can do more" + size());
        }
        long still = pace.stillNanos();
        if (still >= STILL_NANOS && still >= SLOW_FACTOR * pace.usualNanos()) {
            return Finding.of(
                    Kind.SLOW_USE,
                    held()
                            + (facts.lent() == 1 ? ", and has not come back for " : ", and none has come back for ")
                            + time(still)
                            + (pace.usualNanos() == 0 ? "" : ", where loans took " + time(pace.usualNanos()))
                            + waiters(),
                    "find out what the holders wait for, and give it a time limit; return objects sooner or wait longer (borrowTimeout)");
        }
        double hold = pace.holdNanos();
        if (hold >= LEAST_SLOW_NANOS && pace.usualNanos() > 0 && hold >= SLOW_FACTOR * pace.usualNanos()) {
            return Finding.of(
                    Kind.SLOW_USE,
                    held() + ", and loans take " + time(hold) + ", where they took " + time(pace.usualNanos())
                            + waiters(),
                    "find out what has become slow, most likely the backend; return objects sooner or wait longer (borrowTimeout)");
        }
        return isTooSmall() ? tooSmall() : nothing();
    }

    /** Whether the objects have gone round for long enough, and often enough, to say how fast. */
    private boolean isSteady() {
        double loans = pace.perSecond() * pace.windowNanos() / 1e9;
        return pace.holdNanos() > 0 && pace.windowNanos() >= STILL_NANOS && loans >= 2.0 * facts.lent();
    }

    private boolean isTooSmall() {
        boolean longLine = pace.grown() > 0
                && facts.longestNanos() >= LEAST_SLOW_NANOS
                && facts.longestNanos() >= 2 * pace.holdNanos();
        return isSteady() && (pace.refused() > 0 || longLine);
    }

    private Finding tooSmall() {
        return Finding.of(
                Kind.TOO_SMALL,
                held() + (facts.lent() == 1 ? " and comes" : " and come") + " back as usual, but borrowers come faster"
                        + rate()
                        + waiters()
                        + (pace.refused() == 0
                                ? ""
                                : "; " + pace.refused() + " got none in " + time(pace.windowNanos())),
                "raise maxSize if the backend can do more, or return objects sooner" + size());
    }

    private Finding nothing() {
        int most = facts.settings().maxSize();
        if (most == 0) {
            return Finding.of(Kind.NONE, "the pool is paused, maxSize=0" + waiters(), "raise maxSize by reconfigure");
        }
        if (facts.waiting() == 0) {
            return Finding.of(Kind.NONE, "nothing is wrong, as far as the pool can tell", "");
        }
        if (facts.cannotWait() && !facts.full()) {
            return Finding.of(
                    Kind.NONE,
                    CANNOT_WAIT + (facts.inHand() == 0 ? "" : ", and " + inHand()) + waiters(),
                    "give it a timeout, or " + KEEP_READY);
        }
        if (facts.lent() < most && facts.creating() > 0) {
            return Finding.of(
                    Kind.NONE,
                    "a creation has been under way for " + time(facts.creationNanos()) + waiters(),
                    "check what newFunc connects to, wait longer (borrowTimeout) or " + KEEP_READY);
        }
        return facts.isExhausted() ? Finding.of(Kind.NONE, held() + waiters(), WAY_OUT) : partlyHeld();
    }

    /** Somebody waits, not all are held, and none is being created. */
    private Finding partlyHeld() {
        String held = facts.lent() == 0
                ? ""
                : facts.lent() + " of " + Option.MAX_SIZE.text(facts.settings().maxSize()) + " objects "
                        + (facts.lent() == 1 ? "is" : "are") + " held, and ";
        if (!facts.full() || facts.inHand() == 0) {
            return Finding.of(
                    Kind.NONE,
                    held
                            + (facts.full()
                                    ? "one has just become free"
                                    : "there is room for one that is not created yet")
                            + waiters(),
                    "wait longer (borrowTimeout) or " + KEEP_READY);
        }
        return facts.lent() == 0
                ? Finding.of(
                        Kind.NONE,
                        "all places are taken by objects that are pinged, handed off or closed" + waiters(),
                        "check why that takes long (pingTimeout, closeTimeout) or wait longer (borrowTimeout)")
                : Finding.of(
                        Kind.NONE,
                        held + "the other places are taken by ones that are pinged, handed off or closed" + waiters(),
                        WAY_OUT);
    }

    private String inHand() {
        return (facts.inHand() == 1 ? "1 object is" : facts.inHand() + " objects are")
                + " being pinged, handed off or closed";
    }

    /** All are held. */
    private String held() {
        return facts.lent() == 1 ? "the only object is held" : "all " + facts.lent() + " objects are held";
    }

    /** Who is told that it cannot wait is none of them. */
    private String waiters() {
        int waiting = facts.waiting() - (facts.cannotWait() ? 1 : 0);
        return waiting == 0 ? "" : waiting == 1 ? "; 1 borrower waits" : "; " + waiting + " borrowers wait";
    }

    private String rate() {
        return pace.holdNanos() == 0
                ? ""
                : ": served " + number(pace.perSecond()) + "/s, " + time(pace.holdNanos()) + " each";
    }

    /** What Little's law says of the size. */
    private String size() {
        int most = facts.settings().maxSize();
        int enough = !isSteady() ? 0 : Sizing.objects(pace.demand(), pace.holdNanos());
        return enough <= most
                ? ""
                : ": served " + number(pace.perSecond()) + "/s, " + time(pace.holdNanos()) + " each, wanted "
                        + number(pace.demand()) + "/s: " + enough + " objects suffice at 0.5 s p99; you have " + most;
    }

    private static String names(List<String> threads) {
        int shown = Math.min(3, threads.size());
        return "\"" + String.join("\", \"", threads.subList(0, shown)) + "\"" + (shown < threads.size() ? ", …" : "");
    }

    /** Not by a format, whose classes would never work again if a borrower at the end of its stack were the first to use them. */
    private static String number(double value) {
        long tenths = Math.round(10 * value);
        return value < 10 ? tenths / 10 + "." + tenths % 10 : String.valueOf(Math.round(value));
    }

    private static String time(long nanos) {
        return time((double) nanos);
    }

    private static String time(double nanos) {
        return nanos < 10_000_000_000L
                ? Math.round(nanos / 1_000_000) + " ms"
                : Math.round(nanos / 1_000_000_000) + " s";
    }
}
