package io.conecta.internal.runtime;

import io.conecta.Loan;
import io.conecta.PoolStats;
import java.util.List;
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
    private FlightEvents() {}

    /** Whether a recording has been started since the process began. */
    static boolean isRecorderStarted() {
        return FlightRecorder.isInitialized();
    }

    /** Has the recorder ask for statistics, at the intervals that its settings say. */
    static void everyPeriod(Runnable hook) {
        FlightRecorder.addPeriodicEvent(Statistics.class, hook);
    }

    @Category("Conecta")
    abstract static class OfPool extends Event {
        @Label("Pool")
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
        boolean succeeded;

        @Label("Failure")
        @Nullable
        String failure;
    }

    @Name("io.conecta.Ping")
    @Label("Ping")
    @Description("A check whether an object still works")
    @StackTrace(false)
    static final class Ping extends OfPool {
        @Label("Healthy")
        boolean healthy;
    }

    @Name("io.conecta.Close")
    @Label("Close")
    @Description("The end of an object")
    @StackTrace(false)
    static final class Close extends OfPool {
        @Label("Failure")
        @Nullable
        String failure;
    }

    @Name("io.conecta.Exhausted")
    @Label("Exhausted")
    @Description("A borrower found every object lent, and nobody in line before it")
    static final class Exhausted extends OfPool {
        @Label("Places taken")
        int taken;

        @Label("Limit")
        int maxSize;
    }

    @Name("io.conecta.Leak")
    @Label("Leak")
    @Description("A loan that exceeded leakThreshold")
    @StackTrace(false)
    static final class Leak extends OfPool {
        @Label("Borrower")
        @Nullable
        String borrower;

        @Label("Age")
        @Timespan(Timespan.MILLISECONDS)
        long age;

        @Label("Place")
        @Description("Where it was borrowed, if leakTraces recorded it")
        @Nullable
        String place;

        @Label("Reclaimed")
        boolean reclaimed;
    }

    @Name("io.conecta.Down")
    @Label("Down")
    @Description("The backend is known to be down")
    @StackTrace(false)
    static final class Down extends OfPool {
        @Label("Reason")
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
        int maxSize;

        @Label("Idle")
        int idle;

        @Label("Lent")
        int lent;

        @Label("Creating")
        int creating;

        @Label("In maintenance")
        int inMaintenance;

        @Label("Waiting")
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
        @Timespan(Timespan.MILLISECONDS)
        long oldestLoan;

        @Label("Borrower of the oldest loan")
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
        event.place = loan.trace() == null ? null : place(loan.trace());
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

    /** {@return the topmost frame that is not the pool's} */
    private static @Nullable String place(Throwable trace) {
        for (StackTraceElement frame : trace.getStackTrace()) {
            if (!frame.getClassName().startsWith("io.conecta.internal.")) {
                return frame.toString();
            }
        }
        return null;
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
}
