package io.conecta.internal.runtime;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Races for the work that no thread could be started for, and for a call's deadline. */
public final class BackgroundRaces {
    private BackgroundRaces() {}

    /**
     * Work for which no thread can be started is put in line while the only worker finds the line empty and ends.
     * The race: the worker looks just before the work is there, and nobody looks again.
     * Promise: the worker does it, or the timekeeper has it on its list; it is done once.
     * Made by: the background's lock, and {@code untilNext}, which asks for the line.
     */
    @JCStressTest
    @State
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "Done by the worker, or the timekeeper knows of it.")
    @Outcome(expect = FORBIDDEN, desc = "Work that nobody knows of, or done twice.")
    public static class LineAgainstEndOfWorker {
        private final Threadless threads = new Threadless();
        private final AtomicInteger done = new AtomicInteger();

        @Actor
        public void asks() {
            threads.background.execute(Work.of(done::incrementAndGet));
        }

        @Actor
        public void worker() {
            threads.work();
        }

        @Arbiter
        public void after(II_Result r) {
            r.r1 = done.get();
            r.r2 = threads.background.untilNext() == Clock.FOREVER ? 0 : 1;
        }
    }

    /**
     * Two pieces of work are put in line, and two workers take from it.
     * The race: the links of the line are changed by all four.
     * Promise: each is done once, and none is left once a worker has found the line empty.
     * Made by: the background's lock.
     */
    @JCStressTest
    @State
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Each once.")
    @Outcome(expect = FORBIDDEN, desc = "Lost, or done twice.")
    public static class LineAgainstLine {
        private final Threadless threads = new Threadless();
        private final AtomicInteger one = new AtomicInteger();
        private final AtomicInteger other = new AtomicInteger();

        @Actor
        public void first() {
            threads.background.execute(Work.of(one::incrementAndGet));
            threads.work();
        }

        @Actor
        public void second() {
            threads.background.execute(Work.of(other::incrementAndGet));
            threads.work();
        }

        @Arbiter
        public void after(II_Result r) {
            threads.work();
            r.r1 = one.get();
            r.r2 = other.get();
        }
    }

    /**
     * A call finishes in the instant in which its deadline passes.
     * The race: the interrupt of the deadline is on its way while the call returns.
     * Promise: the call was in time, or it was overdue, never both and never neither; and its thread carries no interrupt on.
     * Made by: the CAS on {@code Guard.state}, and {@code finish}, which waits for an interrupt under way.
     */
    @JCStressTest
    @State
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "In time.")
    @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "Overdue.")
    @Outcome(expect = FORBIDDEN, desc = "Both, neither, or an interrupt that outlives the call.")
    public static class FinishAgainstDeadline {
        private final Threadless threads = new Threadless();
        private final AtomicInteger overdue = new AtomicInteger();

        @Actor
        public void call(III_Result r) {
            Guard guard = Guard.start(threads.background, 1, limit -> {
                limit.where(new TimeoutException());
                overdue.incrementAndGet();
            });
            r.r1 = guard.finish() ? 1 : 0;
            r.r3 = Thread.interrupted() ? 1 : 0;
        }

        @Actor
        public void time() {
            threads.pass(1);
            threads.pass(1);
            threads.work();
        }

        @Arbiter
        public void after(III_Result r) {
            threads.work();
            r.r2 = overdue.get();
        }
    }

    /**
     * As above, and the call is hurried too: the pool is being closed.
     * The race: two interrupts, one of which must not cost the call its deadline, while it returns.
     * Promise: in time or overdue, exactly one of them; and no interrupt outlives the call.
     * Made by: INTERRUPTING, the state in which one of the three waits for another.
     */
    @JCStressTest
    @State
    @Outcome(id = "1, 0, 0", expect = ACCEPTABLE, desc = "In time.")
    @Outcome(id = "0, 1, 0", expect = ACCEPTABLE, desc = "Overdue.")
    @Outcome(expect = FORBIDDEN, desc = "Both, neither, or an interrupt that outlives the call.")
    public static class FinishAgainstHurry {
        private final Threadless threads = new Threadless();
        private final AtomicInteger overdue = new AtomicInteger();
        private volatile boolean begun;
        private volatile Guard guard;

        @SuppressWarnings("NullAway.Init")
        public FinishAgainstHurry() {}

        @Actor
        public void call(III_Result r) {
            guard = Guard.start(threads.background, 1, limit -> overdue.incrementAndGet());
            begun = true;
            r.r1 = guard.finish() ? 1 : 0;
            r.r3 = Thread.interrupted() ? 1 : 0;
        }

        @Actor
        public void close() {
            if (begun) {
                guard.hurry();
                threads.pass(2);
                threads.work();
            }
        }

        @Arbiter
        public void after(III_Result r) {
            threads.work();
            r.r2 = overdue.get();
        }
    }
}
