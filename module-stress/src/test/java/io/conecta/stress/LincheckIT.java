package io.conecta.stress;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * The whole pool under Lincheck: short random programs of two threads, each run many times. By stress: under Lincheck's model
 * checker the identity hash code of an object changes, and with it what the pool knows the object by.
 */
class LincheckIT {
    @Test
    void lending_is_linearizable() {
        stress(Lending.class);
    }

    @Test
    void lending_is_linearizable_if_strict() {
        stress(StrictLending.class);
    }

    @Test
    void laws_hold_whatever_ends_an_object() {
        stress(Ending.class);
    }

    private static void stress(Class<?> subject) {
        new StressOptions()
                .iterations(10)
                .invocationsPerIteration(500)
                .threads(2)
                .actorsPerThread(4)
                .check(subject);
    }

    /**
     * One object: who finds it idle gets it, who finds it lent does not. The specification is the pool itself, used by one thread.
     * With several objects "none is idle" would not be linearizable, and is not promised: a borrower looks at one slot after
     * the other.
     */
    @Param(name = "thread", gen = ThreadIdGen.class)
    public static class Lending {
        private final Bench bench;

        public Lending() {
            this(false);
        }

        Lending(boolean strict) {
            bench = new Bench(1, strict);
        }

        @Operation
        public boolean get(@Param(name = "thread") int thread) {
            return bench.get(thread);
        }

        @Operation
        public boolean getOrCreate(@Param(name = "thread") int thread) throws InterruptedException {
            return bench.getOrCreate(thread);
        }

        @Operation
        public boolean lease(@Param(name = "thread") int thread) throws InterruptedException {
            return bench.lease(thread);
        }

        @Operation
        public boolean giveBack(@Param(name = "thread") int thread) {
            return bench.giveBack(thread);
        }

        @Validate
        public void laws() {
            bench.check();
        }
    }

    /** As {@link Lending}, every return by compare-and-set. */
    public static class StrictLending extends Lending {
        public StrictLending() {
            super(true);
        }
    }

    /**
     * Two objects, and everything that ends one. What an operation answers depends on how far a close has come, which is not
     * promised; that nobody gets an object that another has, or one that is closed, and that the accounts agree at the end, is.
     */
    @Param(name = "thread", gen = ThreadIdGen.class)
    @Param(name = "size", gen = IntGen.class, conf = "0:2")
    public static class Ending {
        private final Bench bench = new Bench(2, false);

        @Operation
        public void get(@Param(name = "thread") int thread) {
            bench.get(thread);
        }

        @Operation
        public void getOrCreate(@Param(name = "thread") int thread) throws InterruptedException {
            bench.getOrCreate(thread);
        }

        @Operation
        public void giveBack(@Param(name = "thread") int thread) {
            bench.giveBack(thread);
        }

        @Operation
        public void discard(@Param(name = "thread") int thread) {
            bench.discard(thread);
        }

        @Operation
        public void clear() {
            bench.clear();
        }

        @Operation
        public void adopt() {
            bench.adopt();
        }

        @Operation
        public void resize(@Param(name = "size") int size) {
            bench.resize(size);
        }

        @Validate
        public void laws() {
            bench.check();
        }
    }
}
