package io.conecta.internal.runtime;

import io.conecta.Loan;
import io.conecta.PoolStats;
import java.util.List;
import java.util.Set;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/**
 * The events of the flight recorder. To be touched only where there is one, and it has been started: {@link Flight} knows. Making an event
 * before that would start the recorder's machinery, which takes a tenth of a second.
 */
final class FlightEvents {
    private static final Set<String> OWN = Set.of("io.conecta", "io.conecta.config", "io.conecta.commons");

    private FlightEvents() {}

    /** All that is asked before it is started; the events are not even loaded for it. */
    static final class Recorder {
        private Recorder() {}

        /** Whether a recording has been started since the process began. */
        static boolean isStarted() {
            return FlightRecorder.isInitialized();
        }
    }

    /** Has the recorder ask for statistics, at the intervals that its settings say. */
    static void everyPeriod(Runnable hook) {
        FlightRecorder.addPeriodicEvent(Statistics.class, hook);
    }

    @Category("Conecta")
    abstract static class OfPool extends Event {
        @Label("Pool")
        @Description("The pool's name")
        String pool = "";
    }

    @Name("io.conecta.Wait")
    @Label("Wait")
    @Description("A borrower stood in line")
    @Threshold("1 ms")
    static final class Wait extends OfPool {
        @Label("Served")
        @Description("Whether it got an object")
        boolean served;
    }

    @Name("io.conecta.Create")
    @Label("Create")
    @Description("An attempt to create an object")
    @StackTrace(false)
    static final class Create extends OfPool {
        @Label("Succeeded")
        @Description("Whether there is an object")
        boolean succeeded;

        @Label("Failure")
        @Description("What newFunc threw, if it failed")
        @Nullable
        String failure;
    }

    @Name("io.conecta.Ping")
    @Label("Ping")
    @Description("A check whether an object still works")
    @StackTrace(false)
    static final class Ping extends OfPool {
        @Label("Healthy")
        @Description("Whether the object may be lent")
        boolean healthy;
    }

    @Name("io.conecta.Close")
    @Label("Close")
    @Description("The end of an object")
    @StackTrace(false)
    static final class Close extends OfPool {
        @Label("Failure")
        @Description("What closeFunc threw, if it failed")
        @Nullable
        String failure;
    }

    @Name("io.conecta.Exhausted")
    @Label("Exhausted")
    @Description("A borrower found every object lent, and nobody in line before it")
    static final class Exhausted extends OfPool {
        @Label("Places taken")
        @Description("Objects that exist or are being created, of which none was free")
        int taken;

        @Label("Limit")
        @Description("maxSize")
        int maxSize;
    }

    @Name("io.conecta.Leak")
    @Label("Leak")
    @Description("A loan that exceeded leakThreshold")
    @StackTrace(false)
    static final class Leak extends OfPool {
        @Label("Borrower")
        @Description("The name of the thread that borrowed")
        @Nullable
        String borrower;

        @Label("Age")
        @Description("How long the object has been lent")
        @Timespan(Timespan.MILLISECONDS)
        long age;

        @Label("Place")
        @Description("Where it was borrowed, if leakTraces recorded it")
        @Nullable
        String place;

        @Label("Reclaimed")
        @Description("Whether its place was taken back (reclaimLeaked)")
        boolean reclaimed;
    }

    @Name("io.conecta.Down")
    @Label("Down")
    @Description("The backend is known to be down")
    @StackTrace(false)
    static final class Down extends OfPool {
        @Label("Reason")
        @Description("The failure that told, and when the next attempt is due")
        String reason = "";
    }

    @Name("io.conecta.Up")
    @Label("Up")
    @Description("The backend is back")
    @StackTrace(false)
    static final class Up extends OfPool {
        @Label("Outage")
        @Description("How long the backend was known to be down")
        @Timespan(Timespan.MILLISECONDS)
        long outage;
    }

    @Name("io.conecta.PoolStatistics")
    @Label("Pool Statistics")
    @Description("What is in a pool")
    @Period("1 s")
    @StackTrace(false)
    static final class Statistics extends OfPool {
        @Label("Limit")
        @Description("maxSize")
        int maxSize;

        @Label("Idle")
        @Description("Objects that can be borrowed")
        int idle;

        @Label("Lent")
        @Description("Objects with a borrower")
        int lent;

        @Label("Creating")
        @Description("Creations that have neither ended nor exceeded createTimeout")
        int creating;

        @Label("In maintenance")
        @Description("Objects that are being pinged, reset, handed off or closed")
        int inMaintenance;

        @Label("Waiting")
        @Description("Borrowers in line")
        int waiting;

        @Label("Borrowed")
        @Description("Loans since the pool was built")
        long borrowed;

        @Label("Timeouts")
        @Description("Borrows that timed out since the pool was built")
        long timeouts;

        @Label("Rejections")
        @Description("Borrows that were turned away since the pool was built")
        long rejections;

        @Label("Oldest loan")
        @Description("How long the object has been lent that was borrowed first; zero if none is lent")
        @Timespan(Timespan.MILLISECONDS)
        long oldestLoan;

        @Label("Borrower of the oldest loan")
        @Description("The name of the thread that borrowed it")
        @Nullable
        String oldestBorrower;
    }

    static Object waits(String pool) {
        return begun(new Wait(), pool);
    }

    static void waited(Object wait, boolean served) {
        Wait event = (Wait) wait;
        event.served = served;
        event.commit();
    }

    static Object creates(String pool) {
        return begun(new Create(), pool);
    }

    static void created(Object create, @Nullable Throwable failure) {
        Create event = (Create) create;
        event.succeeded = failure == null;
        event.failure = textOf(failure);
        event.commit();
    }

    static Object pings(String pool) {
        return begun(new Ping(), pool);
    }

    static void pinged(Object ping, boolean healthy) {
        Ping event = (Ping) ping;
        event.healthy = healthy;
        event.commit();
    }

    static Object closes(String pool) {
        return begun(new Close(), pool);
    }

    static void closed(Object close, @Nullable Throwable failure) {
        Close event = (Close) close;
        event.failure = textOf(failure);
        event.commit();
    }

    static void exhausted(String pool, int taken, int maxSize) {
        Exhausted event = of(new Exhausted(), pool);
        event.taken = taken;
        event.maxSize = maxSize;
        event.commit();
    }

    static void leaked(String pool, Loan loan, boolean reclaimed) {
        Leak event = of(new Leak(), pool);
        event.borrower = loan.borrower();
        event.age = loan.age().toMillis();
        event.place = placeOf(loan.trace());
        event.reclaimed = reclaimed;
        event.commit();
    }

    static void down(String pool, String reason) {
        Down event = of(new Down(), pool);
        event.reason = reason;
        event.commit();
    }

    static void up(String pool, long outageMillis) {
        Up event = of(new Up(), pool);
        event.outage = outageMillis;
        event.commit();
    }

    static void statistics(String pool, PoolStats stats, List<Loan> loans) {
        Statistics event = of(new Statistics(), pool);
        event.maxSize = stats.maxSize();
        event.idle = stats.idle();
        event.lent = stats.lent();
        event.creating = stats.creating();
        event.inMaintenance = stats.inMaintenance();
        event.waiting = stats.waiting();
        event.borrowed = stats.borrowed();
        event.timeouts = stats.timeouts();
        event.rejections = stats.rejections();
        if (!loans.isEmpty()) {
            event.oldestLoan = loans.get(0).age().toMillis();
            event.oldestBorrower = loans.get(0).borrower();
        }
        event.commit();
    }

    private static <E extends OfPool> E of(E event, String pool) {
        event.pool = pool;
        return event;
    }

    private static Object begun(OfPool event, String pool) {
        event.pool = pool;
        event.begin();
        return event;
    }

    private static @Nullable String textOf(@Nullable Throwable failure) {
        return failure == null ? null : Failures.text(failure);
    }

    /** The line that borrowed: the first that is not of the pool itself. */
    private static @Nullable String placeOf(@Nullable Throwable trace) {
        if (trace != null) {
            for (StackTraceElement frame : trace.getStackTrace()) {
                String type = frame.getClassName();
                String container = type.substring(0, Math.max(0, type.lastIndexOf('.')));
                if (!container.startsWith("io.conecta.internal") && !OWN.contains(container)) {
                    return frame.toString();
                }
            }
        }
        return null;
    }
}
