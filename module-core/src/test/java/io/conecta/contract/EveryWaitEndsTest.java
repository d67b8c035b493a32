package io.conecta.contract;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolClosedException;
import io.conecta.PoolCreateException;
import io.conecta.PoolSettings;
import io.conecta.PoolTimeoutException;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.Patience;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(PoolLaws.class)
@DisplayName("Every wait has an end")
class EveryWaitEndsTest {
    /** A pool whose idle objects are due for a ping, and nothing else happens by the clock. */
    private static Pool<Thing> overdue(Kit kit, PoolBuilder<Thing> builder) {
        Pool<Thing> pool = kit.build(
                builder.pingIdleAfter(ofSeconds(1)).pingTimeout(ofSeconds(5)).scanInterval(PoolSettings.FOREVER));
        kit.time().advance(ofSeconds(2));
        return pool;
    }

    @Test
    @DisplayName("initial creations hang / build / fails by createTimeout, and what still comes is closed")
    void buildWithHangingCreations(Kit kit) {
        Gate gate = kit.gate();
        kit.creating(gate::passDeaf);
        Borrower<Pool<Thing>> building = kit.thread(
                () -> kit.build(kit.builder().name("orders").initialSize(2).createTimeout(ofSeconds(5))));
        gate.awaitArrivals(2);
        kit.time().advance(ofSeconds(5).minusNanos(1));
        assertThat(building.isDone()).isFalse();
        kit.time().advance(ofMillis(1));
        assertThat(building.failure(PoolCreateException.class))
                .hasMessageContainingAll("orders", "createTimeout", "lock", "static initializer")
                .hasCauseInstanceOf(TimeoutException.class);
        kit.mayLive(2);
        gate.open();
        kit.time().advance(ofSeconds(1));
        assertThat(kit.created()).hasSize(2).allMatch(thing -> thing.timesClosed() == 1);
    }

    @Test
    @DisplayName("no thread can be started / build / fails soon after createTimeout and says so")
    void buildWithoutThreads(Kit kit) {
        kit.threads().starve();
        Borrower<Pool<Thing>> building =
                kit.thread(() -> kit.build(kit.builder().initialSize(1).createTimeout(ofSeconds(5))));
        Patience.until(
                "it waits for what it has begun",
                () -> kit.background().tasks() > 0 && building.thread().getState() == Thread.State.TIMED_WAITING);
        kit.time().advance(ofSeconds(7));
        assertThat(building.failure(PoolCreateException.class)).hasMessageContaining("no thread could be started");
        kit.threads().feed();
        kit.time().advance(ofSeconds(1));
        assertThat(kit.created()).isEmpty();
    }

    @Test
    @DisplayName("initial creations hang, or no thread can be started, and failFast is off / build / waits for nothing")
    void buildNeverWaitsWithoutFailFast(Kit kit) {
        Gate gate = kit.gate();
        kit.creating(gate::passDeaf);
        Pool<Thing> hanging = kit.thread(() ->
                        kit.build(kit.builder().initialSize(3).failFast(false).createTimeout(ofSeconds(5))))
                .result();
        gate.awaitArrivals(3);
        assertThat(hanging.stats().creating()).isEqualTo(3);
        kit.threads().starve();
        Pool<Thing> starved = kit.thread(
                        () -> kit.build(kit.builder().initialSize(3).failFast(false)))
                .result();
        assertThat(starved.stats().idle()).isZero();
        gate.open();
        kit.threads().feed();
        kit.time().advance(ofSeconds(6));
        assertThat(starved.stats().idle()).isEqualTo(3);
        assertThat(hanging.stats().idle()).isEqualTo(3);
    }

    @Test
    @DisplayName("n dead idle objects / get() / at most one pingTimeout in all")
    void getWithDeadObjects(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = overdue(kit, kit.builder().maxSize(40).initialSize(40));
        kit.pingsHangAt(gate);
        Borrower<Boolean> getting = kit.thread(() -> pool.get().isPresent()).awaitParked();
        gate.awaitArrivals(1);
        kit.time().advance(ofSeconds(5).minusNanos(1));
        assertThat(getting.isDone()).as("as long as there is hope").isFalse();
        kit.time().advance(ofMillis(1));
        assertThat(getting.awaitDone().result()).isFalse();
        assertThat(kit.creations()).as("get() creates nothing").isEqualTo(40);
    }

    @Test
    @DisplayName("an executor whose threads are all busy / get() / the ping is done all the same, within pingTimeout")
    void getWithSaturatedExecutor(Kit kit) {
        List<Runnable> waiting = new CopyOnWriteArrayList<>();
        boolean[] busy = {false};
        Pool<Thing> pool = overdue(kit, kit.builder().maxSize(1).initialSize(1).executor(task -> {
            if (busy[0]) {
                waiting.add(task);
            } else {
                task.run();
            }
        }));
        busy[0] = true;
        Borrower<Thing> getting = kit.thread(() -> pool.get().orElseThrow()).awaitParked();
        kit.time().advance(ofSeconds(5));
        assertThat(getting.result()).isSameAs(kit.thing(1));
        assertThat(kit.pings()).isOne();
        busy[0] = false;
        waiting.forEach(Runnable::run);
        assertThat(kit.pings())
                .as("what the executor begins in the end is not done twice")
                .isOne();
    }

    @Test
    @DisplayName("called on the only thread of the pool's executor / get() / within pingTimeout")
    void getOnTheExecutor(Kit kit) throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Pool<Thing> pool =
                    overdue(kit, kit.builder().maxSize(1).initialSize(1).executor(executor));
            AtomicReference<Thread> self = new AtomicReference<>();
            Future<Boolean> got = executor.submit(() -> {
                self.set(Thread.currentThread());
                return pool.get().isPresent();
            });
            Patience.until("it waits", () -> self.get() != null && kit.time().isParked(self.get()));
            kit.time().advance(ofSeconds(5));
            assertThat(got.get(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            executor.shutdown();
        }
    }

    @Test
    @DisplayName("get() waits for a ping / interrupted / empty at once, the flag kept")
    void getIsInterruptible(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = overdue(kit, kit.builder().maxSize(1).initialSize(1));
        kit.pingsHangAt(gate);
        Borrower<Boolean> getting = kit.thread(
                        () -> pool.get().isEmpty() && Thread.currentThread().isInterrupted())
                .awaitParked();
        gate.awaitArrivals(1);
        assertThat(getting.interrupt().result()).isTrue();
    }

    @Test
    @DisplayName("get() waits for a ping that hangs / close / fails with the closed error at once")
    void getIsEndedByClose(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = overdue(kit, kit.builder().maxSize(1).initialSize(1));
        kit.pingsHangAt(gate);
        Borrower<Boolean> getting = kit.thread(() -> pool.get().isPresent()).awaitParked();
        gate.awaitArrivals(1);
        Borrower<Boolean> closing = kit.thread(() -> {
            pool.close();
            return true;
        });
        getting.failure(PoolClosedException.class);
        gate.open();
        closing.result();
        assertThat(kit.thing(1).isClosed()).isTrue();
    }

    @Test
    @DisplayName("prepareFunc fails slowly on object after object / borrow / ends by its deadline, and says why")
    void failingPrepare(Kit kit) {
        boolean[] down = {false};
        Pool<Thing> pool = kit.build(kit.builder().maxSize(10).initialSize(10).prepareFunc(thing -> {
            if (down[0]) {
                kit.time().parkNanos(thing, ofMillis(300).toNanos());
                throw new IOException("dead peer");
            }
        }));
        kit.borrow(pool, 10).forEach(pool::put);
        down[0] = true;
        Borrower<Thing> borrower = kit.borrower(pool, ofMillis(500)).awaitParked();
        kit.time().advance(ofMillis(300));
        borrower.awaitParked();
        kit.time().advance(ofMillis(200));
        assertThat(borrower.failure(PoolTimeoutException.class))
                .hasMessageContainingAll("500 ms", "prepareFunc")
                .hasCauseInstanceOf(Exception.class);
        kit.time().advance(ofSeconds(1));
        assertThat(pool.stats().lent()).isZero();
        assertThat(pool.stats().idle()).as("it did not try them all").isBetween(7, 9);
    }

    @Test
    @DisplayName("prepareFunc dawdles on object after object / get(), and a timeout of zero / one hookTimeout in all")
    void dawdlingPrepareAtOnce(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(4)
                .initialSize(4)
                .hookTimeout(ofSeconds(1))
                .prepareFunc(thing -> gate.pass()));
        Borrower<Boolean> getting = kit.thread(() -> pool.get().isPresent());
        gate.awaitArrivals(1);
        kit.time().advance(ofSeconds(1));
        assertThat(getting.result()).isFalse();

        Borrower<Thing> borrower = kit.borrower(pool, Duration.ZERO);
        gate.awaitArrivals(2);
        kit.time().advance(ofSeconds(1));
        borrower.failure(PoolTimeoutException.class);
        assertThat(pool.stats().idle()).as("it did not try them all").isEqualTo(2);
    }

    @Test
    @DisplayName("prepareFunc dawdles / borrow / it is interrupted at the borrow's deadline, and the object closed")
    void dawdlingPrepare(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).prepareFunc(thing -> gate.pass()));
        Borrower<Thing> borrower = kit.borrower(pool, ofMillis(500));
        gate.awaitArrivals(1);
        kit.time().advance(ofMillis(500));
        assertThat(borrower.failure(PoolTimeoutException.class)).hasMessageContaining("prepareFunc");
        kit.time().quiesce();
        assertThat(kit.thing(1).timesClosed()).isOne();
        assertThat(pool.stats().lent()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName(
            "prepareFunc fails as its borrower is interrupted / get(), borrows / ended by that, with one object closed and not all")
    void interruptedInPrepare(boolean flagStaysSet, Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(9).initialSize(9).prepareFunc(thing -> {
            if (flagStaysSet && Thread.currentThread().isInterrupted()) {
                throw new IOException("made up: closed by interrupt");
            } else if (Thread.interrupted()) {
                throw new InterruptedException("made up");
            }
        }));
        kit.time().advance(ofSeconds(1)); // None of them is new to who borrows.
        Borrower<Boolean> getting = interrupted(
                kit, () -> pool.get().isEmpty() && Thread.currentThread().isInterrupted());
        assertThat(getting.result()).isTrue();
        kit.time().quiesce();
        assertThat(pool.stats().closed()).isOne();
        interrupted(kit, () -> pool.getOrCreate()).failure(InterruptedException.class);
        interrupted(kit, () -> pool.getOrCreate(ZERO)).failure(InterruptedException.class);
        kit.time().quiesce();
        assertThat(pool.stats().closed()).isEqualTo(3);
        assertThat(pool.stats().idle()).isEqualTo(6);
        assertThat(pool.stats().lent()).isZero();
    }

    private static <R> Borrower<R> interrupted(Kit kit, Callable<R> call) {
        return kit.thread(() -> {
            Thread.currentThread().interrupt();
            return call.call();
        });
    }

    @Test
    @DisplayName("timeout zero, every borrow pings / an idle, healthy object is lent every time")
    void zeroTimeout(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(5).initialSize(1).pingIdleAfter(ZERO));
        for (int i = 0; i < 50; i++) {
            Thing thing = kit.borrower(pool, ZERO).result();
            assertThat(thing).isSameAs(kit.thing(1));
            pool.put(thing);
        }
        kit.time().quiesce();
        assertThat(kit.pings()).isGreaterThanOrEqualTo(49);
        assertThat(kit.creations()).isOne();
    }

    @Test
    @DisplayName("timeout zero, and nothing idle is healthy / fails, and nothing is created for it")
    void zeroTimeoutCreatesNothing(Kit kit) {
        Pool<Thing> empty = kit.pool(3);
        kit.borrower(empty, ZERO).failure(PoolTimeoutException.class);
        kit.borrower(empty, ofSeconds(-1)).failure(PoolTimeoutException.class);
        assertThat(kit.thread(empty::get).result()).isEmpty();
        Pool<Thing> dead = overdue(kit, kit.builder().maxSize(3).initialSize(1));
        kit.pinging((thing, failures) -> false);
        kit.borrower(dead, ZERO).failure(PoolTimeoutException.class);
        kit.time().advance(ofSeconds(1));
        assertThat(kit.creations()).isOne();
        assertThat(kit.thing(1).isClosed()).isTrue();
    }

    @Test
    @DisplayName(
            "hung connects, and createTimeout is at its default / clear, then borrow / the pool is not dead for ever")
    void hungConnects(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(2).createTimeout(ofSeconds(30)));
        kit.creating(gate::passDeaf);
        List<Borrower<Thing>> hung =
                new ArrayList<>(List.of(kit.borrower(pool, ofSeconds(40)), kit.borrower(pool, ofSeconds(40))));
        gate.awaitArrivals(2);
        kit.creating(() -> {});
        kit.mayLive(4);
        kit.time().advance(ofSeconds(31));
        assertThat(kit.borrower(pool, ofHours(1)).awaitDoneOrParked()).isNotNull();
        kit.time().advance(ofSeconds(5));
        assertThat(pool.stats().lent() + pool.stats().idle()).isPositive();
        hung.forEach(Borrower::awaitDone);
    }
}
