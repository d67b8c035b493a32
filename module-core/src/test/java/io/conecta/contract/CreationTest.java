package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Pool;
import io.conecta.PoolCreateException;
import io.conecta.PoolSettings;
import io.conecta.PoolTimeoutException;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("Creation")
class CreationTest {
    @Test
    @DisplayName(
            "k-th initial creation fails / build / the earlier ones closed once, no thread left behind, original cause attached (HK#233)")
    void initialCreationFails(Kit kit) {
        IOException down = new IOException("connection refused");
        AtomicInteger begun = new AtomicInteger();
        kit.creating(() -> {
            if (begun.incrementAndGet() == 3) { // One alone: they run at the same time.
                throw down;
            }
        });

        assertThatThrownBy(() -> kit.build(kit.builder().name("orders").initialSize(3)))
                .isInstanceOf(PoolCreateException.class)
                .hasMessageContainingAll("orders", "connection refused", "initialSize=3", "failFast(false)")
                .hasCause(down);

        kit.mayLive(2);
        kit.time().quiesce();
        assertThat(kit.created()).hasSize(2).allMatch(thing -> thing.timesClosed() == 1);
        kit.time().advance(ofMillis(100));
        assertThat(kit.background().users()).isZero();
    }

    @Test
    @DisplayName("initial objects cannot be created and failFast is off / build / reported, and the pool runs")
    void initialCreationFailsSlowly(Kit kit) {
        kit.creationsFail("down");
        Pool<Thing> pool = kit.build(kit.builder().initialSize(3).failFast(false));
        kit.time().quiesce();
        assertThat(kit.events().lines("failed NEW")).isNotEmpty();

        kit.creating(() -> {});
        kit.time().advance(ofSeconds(6));
        assertThat(kit.borrow(pool)).isNotNull();
    }

    @Test
    @DisplayName("build / it creates initialSize objects, each heard of by the listener")
    void initialCreations(Kit kit) {
        Pool<Thing> pool = kit.fullPool(20);
        kit.time().quiesce();
        assertThat(pool.stats().idle()).isEqualTo(20);
        assertThat(pool.stats().created()).isEqualTo(20);
        assertThat(kit.events().lines("create")).hasSize(20);
    }

    @Test
    @DisplayName("NewFunc returns null / borrow / typed error, capacity kept, pool usable (POOL-407)")
    void newFuncReturnsNull(Kit kit) {
        Pool<Thing> pool = kit.pool(1);
        kit.nextCreationReturnsNull();

        PoolCreateException failure = kit.borrower(pool).failure(PoolCreateException.class);

        assertThat(failure)
                .hasMessageContaining("newFunc returned null")
                .hasCauseInstanceOf(NullPointerException.class);
        assertThat(pool.stats().creating()).isZero();
        assertThat(kit.borrow(pool)).isSameAs(kit.thing(1));
    }

    @Test
    @DisplayName("NewFunc throws Exception or Error / borrow / the cause reaches the caller, capacity kept (POOL-243)")
    void newFuncThrows(Kit kit) {
        for (Throwable thrown : List.of(new IOException("down"), new StackOverflowError("deep"), new Error("odd"))) {
            Pool<Thing> pool = kit.pool(1);
            kit.nextCreation(() -> {
                if (thrown instanceof Error error) {
                    throw error;
                }
                throw (Exception) thrown;
            });
            assertThat(kit.borrower(pool).failure(PoolCreateException.class)).hasCause(thrown);
            kit.time().quiesce();
            assertThat(pool.stats().createFailures()).isEqualTo(1);

            kit.time().advance(ofSeconds(5));
            assertThat(kit.borrow(pool)).isNotNull();
        }
        assertThat(kit.events().lines("failed NEW")).hasSize(3);
    }

    @Test
    @DisplayName("NewFunc returns an object that the pool has already / borrow / typed error, never two holders")
    void newFuncRepeatsItself(Kit kit) {
        Pool<Thing> pool = kit.pool(2);
        Thing first = kit.borrow(pool);
        kit.nextCreation(() -> first);

        assertThat(kit.borrower(pool).failure(PoolCreateException.class)).hasMessageContaining("in the pool already");
        assertThat(kit.borrow(pool)).isNotSameAs(first);
    }

    @Test
    @DisplayName(
            "creation blocks / timed borrow / returns by its deadline plus slack (AG-190); the late newborn joins the pool")
    void creationBlocks(Kit kit) {
        Gate gate = kit.gate();
        kit.creating(gate::pass);
        Pool<Thing> pool = kit.pool(1);
        Borrower<Thing> borrower = kit.borrower(pool, ofSeconds(2)).awaitParked();
        gate.awaitArrivals(1);

        kit.time().advance(ofMillis(1_999));
        assertThat(borrower.isDone()).isFalse();
        kit.time().advance(ofMillis(1));
        assertThat(borrower.failure(PoolTimeoutException.class)).hasMessageContaining("creating=1");

        gate.open();
        kit.time().quiesce();
        assertThat(pool.get()).containsSame(kit.thing(1));
    }

    @Test
    @DisplayName(
            "a creation outlasts createTimeout / it is interrupted, the borrower gets a TimeoutException as cause, its place is free")
    void creationTimesOut(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).createTimeout(ofSeconds(1)));
        kit.nextCreation(() -> {
            gate.pass();
            return kit.newThing();
        });
        Borrower<Thing> borrower = kit.borrower(pool).awaitParked();
        gate.awaitArrivals(1);

        kit.time().advance(ofSeconds(1));

        assertThat(borrower.failure(PoolCreateException.class))
                .hasCauseInstanceOf(TimeoutException.class)
                .hasMessageContaining("createTimeout=1000 ms");
        assertThat(gate.held()).isZero();
        assertThat(pool.stats().createFailures()).isEqualTo(1);
        assertThat(kit.borrow(pool)).isSameAs(kit.thing(1));
    }

    @Test
    @DisplayName(
            "a creation outlasts createTimeout, deaf to interrupts, and returns after all / it joins the pool if there is room")
    void lateNewbornJoins(Kit kit) {
        Gate gate = kit.gate();
        kit.creating(gate::passDeaf);
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).createTimeout(ofSeconds(1)));
        Borrower<Thing> borrower = kit.borrower(pool).awaitParked();
        gate.awaitArrivals(1);
        kit.time().advance(ofSeconds(1));
        borrower.failure(PoolCreateException.class);

        gate.open();
        kit.time().quiesce();

        assertThat(pool.get()).containsSame(kit.thing(1));
        assertThat(kit.events().lines("create")).containsExactly("create 1");
    }

    @Test
    @DisplayName("a creation returns too late and its place is taken / the late newborn is closed once")
    void lateNewbornIsClosed(Kit kit) {
        Gate gate = kit.gate();
        kit.nextCreation(() -> {
            gate.passDeaf();
            return kit.newThing();
        });
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).createTimeout(ofSeconds(1)));
        Borrower<Thing> first = kit.borrower(pool).awaitParked();
        gate.awaitArrivals(1);
        kit.time().advance(ofSeconds(1));
        first.failure(PoolCreateException.class);
        Thing lent = kit.borrow(pool);

        kit.mayLive(2); // Nobody can keep newFunc from making one too many; it is closed at once.
        gate.open();
        kit.time().quiesce();

        assertThat(kit.thing(2).timesClosed()).isEqualTo(1);
        assertThat(lent.isClosed()).isFalse();
        assertThat(pool.stats().created() - pool.stats().closed()).isEqualTo(1);
    }

    @Test
    @DisplayName("creations are failing, a valid object is idle / borrow / served (QK#31246)")
    void idleServesWhileCreationsFail(Kit kit) {
        Pool<Thing> pool = kit.pool(2);
        Thing only = kit.borrow(pool);
        kit.creationsFail("down");
        kit.borrower(pool).failure(PoolCreateException.class);
        pool.put(only);

        assertThat(kit.borrow(pool)).isSameAs(only);
    }

    @Test
    @DisplayName("creations are failing, a lent object comes back / the waiter is served")
    void returnServesWhileCreationsFail(Kit kit) {
        Pool<Thing> pool = kit.pool(2);
        Thing only = kit.borrow(pool);
        kit.creationsFail("down");
        kit.borrower(pool).failure(PoolCreateException.class);
        Borrower<Thing> waiter = kit.borrower(pool).awaitParked();

        pool.put(only);

        assertThat(waiter.result()).isSameAs(only);
    }

    @Test
    @DisplayName(
            "backend down, then up / waiters / recover without a restart, with back-off and no busy spin meanwhile (AG#214)")
    void backendRecovers(Kit kit) {
        kit.creationsFail("down");
        Pool<Thing> pool = kit.pool(10);
        for (int i = 0; i < 8; i++) {
            kit.borrower(pool).awaitDone();
            kit.time().advance(ofSeconds(3));
        }
        int before = kit.creations();
        Borrower<Thing> patient = kit.borrower(pool, ofSeconds(60));
        kit.time().quiesce();
        kit.time().advance(ofMillis(200));
        assertThat(kit.creations() - before)
                .as("tries within 200 ms of a long failure")
                .isLessThanOrEqualTo(1);

        kit.creating(() -> {});
        kit.time().advance(ofSeconds(5));
        Borrower<Thing> next = patient.isDone() ? kit.borrower(pool) : patient;
        assertThat(next.result()).isNotNull();
        Gate gate = kit.gate();
        kit.creating(gate::pass);
        List<Borrower<Thing>> two = List.of(kit.borrower(pool), kit.borrower(pool));
        gate.awaitArrivals(2); // After a success, creations run beside one another again.
        gate.open();
        two.forEach(Borrower::result);
    }

    @Test
    @DisplayName("backend down / many wait / one probe at a time, not a herd")
    void oneProbe(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(10).createTimeout(PoolSettings.FOREVER));
        Thing held = kit.borrow(pool);
        kit.creationsFail("down");
        kit.borrower(pool).failure(PoolCreateException.class);
        Gate gate = kit.gate();
        kit.creating(() -> {
            gate.pass();
            throw new IOException("still down");
        });
        for (int i = 0; i < 5; i++) {
            kit.borrower(pool).awaitParked();
        }
        gate.awaitArrivals(1);
        kit.time().advance(ofMillis(900));
        assertThat(gate.arrivals()).isEqualTo(1);
        assertThat(pool.stats().creating()).isEqualTo(1);
        kit.time()
                .advance(ofMillis(
                        200)); // Far longer than usual: it is interrupted, and the next one begins in its time.
        gate.awaitArrivals(2);
        kit.time().advance(ofMillis(1_900)); // Which has twice the time, since it may be the backend that is slow now.
        assertThat(gate.arrivals()).isEqualTo(2);
        pool.put(held);
    }

    @Test
    @DisplayName("creations are slow / several borrow / they are created beside one another, up to maxSize")
    void parallelCreations(Kit kit) {
        Gate gate = kit.gate();
        kit.creating(gate::pass);
        Pool<Thing> pool = kit.pool(3);
        List<Borrower<Thing>> borrowers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            borrowers.add(kit.borrower(pool).awaitParked());
        }
        gate.awaitArrivals(3);
        kit.time().quiesce();
        assertThat(gate.arrivals()).isEqualTo(3);
        assertThat(pool.stats().creating()).isEqualTo(3);

        gate.open();
        kit.time().quiesce();
        assertThat(borrowers.subList(0, 3)).allSatisfy(Borrower::result);
        pool.put(borrowers.get(0).result());
        assertThat(borrowers.get(3).result()).isNotNull();
    }

    @Test
    @DisplayName(
            "an initial object comes to rest just as a borrower begins to wait / it is lent, and no second one is created")
    void nothingIsCreatedBesideWhatIsThere(Kit kit) throws InterruptedException {
        kit.inRealTime();
        for (int i = 0; i < 3_000; i++) {
            try (Pool<Thing> pool =
                    kit.build(kit.builder().maxSize(2).initialSize(1).failFast(false))) {
                pool.put(pool.getOrCreate(ofSeconds(20)));
            }
        }
        assertThat(kit.creations()).isEqualTo(3_000);
    }
}
