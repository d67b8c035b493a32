package io.conecta.contract;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Lease;
import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolBudget;
import io.conecta.PoolBuilder;
import io.conecta.PoolException;
import io.conecta.PoolListener;
import io.conecta.PoolQueue;
import io.conecta.PoolQueues;
import io.conecta.PoolSettings;
import io.conecta.PoolStats;
import io.conecta.kit.Borrower;
import io.conecta.kit.Jvm;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors anywhere between taking a place and handing an object over: place and object are accounted for afterwards. */
@ExtendWith(PoolLaws.class)
@DisplayName("What the pool holds in its own hand is not forgotten: errors")
class ErrorsTest {
    private static final int SIZE = 3;

    static Stream<Named<UnaryOperator<PoolBuilder<Thing>>>> modes() {
        return Stream.of(
                Named.of("plain", builder -> builder),
                Named.of("strict", builder -> builder.strict(true)),
                Named.of("hooks", builder -> builder.prepareFunc(thing -> {}).resetFunc(thing -> {})),
                Named.of("traces", builder -> builder.leakTraces("all")),
                Named.of("pinged", builder -> builder.pingIdleAfter(ZERO)),
                Named.of("maxUses", builder -> builder.maxUses(2)),
                Named.of("budget", builder -> builder.maxUses(2).budget(PoolBudget.of(SIZE))),
                Named.of(
                        "reclaimed",
                        builder -> builder.leakThreshold(ofMinutes(9)).reclaimLeaked(true)));
    }

    private static void allIsThere(Kit kit, Pool<Thing> pool) {
        allIsThere(kit, pool, ofSeconds(60));
    }

    /** Nothing is out a while later: everything can be had again, and the figures agree. */
    private static void allIsThere(Kit kit, Pool<Thing> pool, Duration later) {
        kit.time().advance(later);
        PoolStats stats = pool.stats();
        assertThat(stats.lent() + stats.creating() + stats.inMaintenance())
                .as("%s, out: %s", stats, pool.loans())
                .isZero();
        assertThat((long) stats.idle()).as("%s", stats).isEqualTo(stats.created() - stats.closed());
        allCanBeHad(kit, pool);
    }

    private static void allCanBeHad(Kit kit, Pool<Thing> pool) {
        List<Borrower<Thing>> borrowers = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            borrowers.add(kit.borrower(pool).awaitDoneOrParked());
            kit.time().advance(ofSeconds(1));
        }
        List<Thing> all = borrowers.stream().map(Borrower::result).toList();
        assertThat(all.stream().map(Thing::id).distinct()).hasSize(SIZE);
        all.forEach(pool::put);
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("no memory at any step of borrowing, pinging, returning, creating, closing / nothing is lost")
    void noMemoryAnywhere(UnaryOperator<PoolBuilder<Thing>> mode, Kit kit) {
        kit.log();
        Pool<Thing> pool = kit.build(mode.apply(kit.builder()
                .maxSize(SIZE)
                .createTimeout(ofSeconds(5))
                .idleTimeout(ofMinutes(30))
                .borrowTimeout(ofSeconds(20))));
        boolean reached = true;
        for (int step = 1; reached && step < 60; step++) {
            kit.time().failAtLook(step);
            scenario(kit, pool, true);
            reached = kit.time().hasFailed();
            kit.time().failAtLook(0);
            allIsThere(kit, pool);
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName(
            "no memory at any step, in a pool without scans and sweeps / all is back a second after somebody waits, or looks at the figures")
    void noMemoryWithoutScans(UnaryOperator<PoolBuilder<Thing>> mode, Kit kit) {
        kit.log();
        Pool<Thing> pool = kit.build(mode.apply(kit.builder()
                .maxSize(SIZE)
                .scanInterval(PoolSettings.FOREVER)
                .createTimeout(ofSeconds(5))
                .borrowTimeout(ofSeconds(20))));
        boolean reached = true;
        for (int step = 1; reached && step < 60; step++) {
            kit.time().failAtLook(step);
            scenario(kit, pool, false);
            reached = kit.time().hasFailed();
            kit.time().failAtLook(0);
            if (step % 2 == 0) {
                assertThat(pool.loans()).as("nobody has any").isEmpty();
                pool.stats(); // Which looks.
            } else {
                allCanBeHad(kit, pool);
            }
            allIsThere(kit, pool, ofSeconds(1));
        }
    }

    private static void scenario(Kit kit, Pool<Thing> pool, boolean scans) {
        List<Borrower<Boolean>> users = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            boolean discards = i == 1;
            users.add(kit.thread(() -> {
                Thing thing = pool.getOrCreate();
                for (int attempt = 0; ; attempt++) {
                    try {
                        if (discards) {
                            pool.discard(thing);
                        } else {
                            pool.put(thing);
                        }
                        return true;
                    } catch (OutOfMemoryError again) {
                        assertThat(attempt).isLessThan(3);
                    } catch (IllegalStateException ended) {
                        return attempt > 0; // The first attempt has done it.
                    }
                }
            }));
        }
        try {
            if (scans) {
                pool.scan();
            }
        } catch (OutOfMemoryError madeUp) {
            // The caller's to hear.
        }
        users.forEach(Borrower::awaitDoneOrParked);
        kit.time().advance(ofSeconds(25));
        users.forEach(Borrower::awaitDone);
    }

    /** Those in which borrowing always takes more than a claim. */
    static Stream<Named<UnaryOperator<PoolBuilder<Thing>>>> slowModes() {
        return modes().filter(mode -> List.of("hooks", "traces", "reclaimed").contains(mode.getName()));
    }

    @ParameterizedTest
    @MethodSource("slowModes")
    @DisplayName("borrowers run out of stack at every depth, borrowing and returning / no object and no place is lost")
    void endOfStack(UnaryOperator<PoolBuilder<Thing>> mode, Kit kit) {
        kit.log();
        Pool<Thing> pool = kit.build(
                mode.apply(kit.builder().maxSize(SIZE).initialSize(SIZE).borrowTimeout(ofSeconds(1))));
        for (int round = 0; round < 2; round++) {
            Deep deep = new Deep(pool);
            Borrower<Boolean> digger = kit.thread(() -> {
                deep.dig(0);
                deep.giveBack();
                return true;
            });
            for (digger.awaitDoneOrParked(); !digger.isDone(); digger.awaitDoneOrParked()) {
                kit.time().advance(ofSeconds(1));
            }
            digger.result();
            assertThat(deep.overflows).isPositive();
            allIsThere(kit, pool);
        }
    }

    /**
     * Borrows at every depth from the end of the stack up, and returns in a stack that is as deep. What could not be returned there is kept without a
     * call, which might find no stack either.
     */
    private static final class Deep {
        private static final int DEPTHS = 150;
        private final Pool<Thing> pool;
        private final Thing[] pending = new Thing[DEPTHS];
        private int kept;
        private int overflows;
        private int left = DEPTHS;

        Deep(Pool<Thing> pool) {
            this.pool = pool;
        }

        /** Every frame tries once the one below it has come to an end. */
        private void dig(int depth) {
            try {
                if (depth < Integer.MAX_VALUE) {
                    dig(depth + 1);
                }
            } catch (StackOverflowError end) {
                overflows++;
            }
            if (left > 0) {
                left--;
                once();
            }
        }

        private void once() {
            Thing thing = null;
            try {
                thing = pool.getOrCreate(ofSeconds(1));
                pool.put(thing);
                thing = null;
            } catch (StackOverflowError end) {
                overflows++;
            } catch (PoolException | InterruptedException none) {
                // Nothing left for the moment.
            }
            if (thing != null) {
                pending[kept++] = thing;
            }
        }

        /** Returns what could not be returned in the deep. */
        void giveBack() {
            for (int i = 0; i < kept; i++) {
                again(pending[i]);
            }
        }

        private void again(Thing thing) {
            try {
                pool.put(thing);
            } catch (IllegalStateException ended) {
                // The return had got far enough.
            }
        }
    }

    @Test
    @DisplayName("run and call come to the end of the stack, in a plain and in a keyed pool / no loan is lost")
    void runAtTheEndOfTheStack() throws Exception {
        assertThat(Jvm.run(DeepRuns.class))
                .containsExactly(
                        "run: overflows true, lost 0",
                        "call: overflows true, lost 0",
                        "keyed run: overflows true, lost 0",
                        "keyed call: overflows true, lost 0");
    }

    @Test
    @DisplayName(
            "borrows come to the end of the stack, and what follows a claim needs more stack than the claim / no loan is lost")
    void borrowAtTheEndOfTheStack() throws Exception {
        assertThat(Jvm.run(
                        DeepBorrows.class,
                        "-XX:CompileCommand=quiet",
                        "-XX:CompileCommand=exclude,io.conecta.internal.store.Slot::require",
                        "-XX:CompileCommand=exclude,io.conecta.internal.SlotLease::*",
                        "-XX:CompileCommand=exclude,java.util.Optional::*"))
                .containsExactly(
                        "getOrCreate: overflows true, lost 0",
                        "get: overflows true, lost 0",
                        "lease: overflows true, lost 0");
    }

    @Test
    @DisplayName(
            "a borrower has stack to wait, and none to have an object created / it fails, and does not wait for what nobody begins")
    void waitAtTheEndOfTheStack() throws Exception {
        assertThat(Jvm.run(
                        DeepWaits.class,
                        "-XX:CompileCommand=quiet",
                        "-XX:CompileCommand=exclude,io.conecta.internal.flow.Supply::demand"))
                .containsExactly("overflows true, waited in vain 0");
    }

    @Test
    @DisplayName("the executor's thread is near the end of its stack / a worker takes the work back")
    void executorAtTheEndOfTheStack() throws Exception {
        assertThat(Jvm.run(DeepExecutor.class)).containsExactly("PING: lost 0", "CREATION: lost 0", "CLOSE: lost 0");
    }

    @Test
    @DisplayName(
            "hooks, listeners, the queue and the log throw errors at every call / nothing is lost, and it recovers")
    void everythingThrows(Kit kit) throws Exception {
        boolean[] bad = {false};
        kit.log().react(line -> fail(bad));
        kit.events().react(line -> fail(bad));
        kit.creating(() -> fail(bad));
        kit.pinging((thing, failures) -> {
            fail(bad);
            return true;
        });
        kit.closing(thing -> fail(bad));
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(SIZE)
                .initialSize(SIZE)
                .borrowTimeout(ofSeconds(2))
                .prepareFunc(thing -> fail(bad))
                .resetFunc(thing -> fail(bad))
                .queue(new Throwing(bad)));
        List<Thing> lent = kit.borrow(pool, 2);
        Lease<Thing> lease = kit.thread(() -> pool.lease()).result();
        bad[0] = true;
        lent.forEach(pool::put);
        lease.close();
        kit.time().advance(ofSeconds(30));
        Borrower<Thing> borrower = kit.borrower(pool).awaitDoneOrParked();
        kit.time().advance(ofSeconds(3));
        borrower.failure(PoolException.class);
        bad[0] = false;
        kit.time().advance(ofSeconds(10));
        allIsThere(kit, pool);
    }

    private static void fail(boolean[] bad) {
        if (bad[0]) {
            throw new OutOfMemoryError("made up");
        }
    }

    private static final class Throwing implements PoolQueue<Thing> {
        private final boolean[] bad;
        private final PoolQueue<Thing> queue = PoolQueues.fifo();

        Throwing(boolean[] bad) {
            this.bad = bad;
        }

        @Override
        public boolean add(Thing element) {
            fail(bad);
            return queue.add(element);
        }

        @Override
        public @Nullable Thing get() {
            fail(bad);
            return queue.get();
        }

        @Override
        public int len() {
            fail(bad);
            return queue.len();
        }

        @Override
        public void range(Predicate<? super Thing> visitor) {
            fail(bad);
            queue.range(visitor);
        }

        @Override
        public void done(Thing element) {
            fail(bad);
            queue.done(element);
        }

        @Override
        public void stop() {
            fail(bad);
            queue.stop();
        }

        @Override
        public boolean isClosed() {
            fail(bad);
            return queue.isClosed();
        }
    }

    @Test
    @DisplayName("a listener throws errors from leak reports / the loan goes on, and comes back")
    void leakListenerThrows(Kit kit) {
        Pool<Thing> pool =
                kit.build(kit.builder().maxSize(1).leakThreshold(ofSeconds(10)).listener(new PoolListener<Thing>() {
                    @Override
                    public void onLeak(Loan loan, boolean reclaimed) {
                        throw new StackOverflowError("made up");
                    }
                }));
        Thing thing = kit.borrow(pool);
        kit.time().advance(ofSeconds(30));
        pool.put(thing);
        assertThat(kit.borrow(pool)).isSameAs(thing);
    }
}
