package io.conecta.contract;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.PoolCreateException;
import io.conecta.PoolDownException;
import io.conecta.PoolHealth.Status;
import io.conecta.PoolTimeoutException;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("An outage")
class OutageTest {
    private static final Duration MISHAP_OVER = ofMillis(60);

    private static void down(Kit kit) {
        kit.creationsFail("refused");
    }

    private static void up(Kit kit) {
        kit.creating(() -> {});
    }

    /** A pool whose backend is known to be down, and which has nothing. */
    private static Pool<Thing> downPool(Kit kit, boolean waitWhenDown) {
        down(kit);
        Pool<Thing> pool = kit.build(kit.builder().name("orders").maxSize(40).waitWhenDown(waitWhenDown));
        Borrower<Thing> first = kit.borrower(pool, ofMinutes(1));
        if (waitWhenDown) {
            first.awaitParked();
        } else {
            first.failure(PoolCreateException.class);
        }
        kit.time().advance(MISHAP_OVER);
        return pool;
    }

    @Test
    @DisplayName("the backend is known to be down / borrow / fails at once, with since when, why and when next")
    void failsAtOnce(Kit kit) {
        Pool<Thing> pool = downPool(kit, false);
        kit.time().advance(ofSeconds(2));

        PoolDownException failure = kit.borrower(pool, ofMinutes(1)).failure(PoolDownException.class);

        assertThat(failure)
                .hasMessageContainingAll("pool \"orders\"", "refused", "next attempt", "waitWhenDown")
                .hasCauseInstanceOf(IOException.class);
        assertThat(failure.down()).isBetween(ofSeconds(2), ofSeconds(3));
        assertThat(failure.nextAttempt()).isBetween(ZERO, ofSeconds(1));
        assertThat(pool.stats().rejections()).isOne();
        assertThat(pool.health().status()).isEqualTo(Status.DOWN);
        assertThat(pool.health().isUp()).isFalse();
        assertThat(pool.health().reason()).contains("refused", "next attempt");
        assertThat(pool.health().failures()).isNotEmpty();
        assertThat(pool.get()).isEmpty();
    }

    @Test
    @DisplayName("one creation fails, the next would succeed / borrow soon after / served: one failure may be a mishap")
    void mishap(Kit kit) {
        Pool<Thing> pool = kit.pool(2);
        kit.nextCreation(() -> {
            throw new IOException("made up");
        });
        kit.borrower(pool).failure(PoolCreateException.class);

        assertThat(kit.borrower(pool).result()).isNotNull();
    }

    @Test
    @DisplayName("the backend is back / who has borrowed the first new object asks for the health / up, every time")
    void whoeverHasANewObjectFindsThePoolUp(Kit kit) throws Exception {
        for (int round = 0; round < 2_000; round++) {
            down(kit);
            Pool<Thing> pool = kit.build(kit.builder().maxSize(1));
            kit.borrower(pool, ofMinutes(1)).failure(PoolCreateException.class);
            up(kit);
            pool.clear(); // Tries again at once.

            pool.run(thing -> assertThat(pool.health().isUp()).isTrue());
            pool.close();
        }
    }

    @Test
    @DisplayName("many began to wait before the backend was down / their creations fail / each hears the cause")
    void thoseWhoWaited(Kit kit) {
        Gate gate = kit.gate();
        kit.creating(() -> {
            gate.pass();
            throw new IOException("refused");
        });
        Pool<Thing> pool = kit.pool(4);
        List<Borrower<Thing>> waiters = IntStream.range(0, 8)
                .mapToObj(i -> kit.borrower(pool).awaitParked())
                .toList();
        gate.awaitArrivals(4);
        gate.open();

        waiters.forEach(
                each -> assertThat(each.failure(PoolCreateException.class)).hasCauseInstanceOf(IOException.class));
    }

    @Test
    @DisplayName(
            "nobody borrows / the backend comes back / found out within retryDelay, by one probe at a time; told once")
    void probes(Kit kit) {
        Pool<Thing> pool = downPool(kit, false);
        kit.time().advance(ofSeconds(10));
        int before = kit.creations();
        kit.time().advance(ofSeconds(10));
        assertThat(kit.creations() - before).as("probes in 10 s").isBetween(9, 22);

        up(kit);
        kit.time().advance(ofMillis(1_001));

        assertThat(pool.health().status()).isEqualTo(Status.RECOVERING);
        assertThat(pool.health().isUp()).isTrue();
        assertThat(pool.get()).isPresent();
        kit.time().advance(ofMillis(1_001));
        assertThat(pool.health().status()).isEqualTo(Status.UP);
        assertThat(kit.events().lines("down ")).containsExactly("down DOWN");
        assertThat(kit.events().lines("up ")).containsExactly("up RECOVERING");
    }

    @Test
    @DisplayName("waitWhenDown / borrow / waits, and is served as soon as the backend is back")
    void waits(Kit kit) {
        Pool<Thing> pool = downPool(kit, true);
        Borrower<Thing> waiter = kit.borrower(pool, ofMinutes(1)).awaitParked();
        kit.time().advance(ofSeconds(5));
        assertThat(waiter.isDone()).isFalse();

        up(kit);
        kit.time().advance(ofMillis(1_001));

        assertThat(waiter.result()).isNotNull();
        kit.borrowers().forEach(Borrower::awaitDone);
    }

    @Test
    @DisplayName("waitWhenDown / the time is up / the timeout's cause is the last failed creation")
    void waitsInVain(Kit kit) {
        Pool<Thing> pool = downPool(kit, true);
        Borrower<Thing> waiter = kit.borrower(pool, ofSeconds(3)).awaitParked();
        kit.time().advance(ofSeconds(3));

        assertThat(waiter.failure(PoolTimeoutException.class)).hasCauseInstanceOf(IOException.class);
        kit.time().advance(ofMinutes(1));
    }

    @Test
    @DisplayName("down, an object is idle / borrow / it is pinged and lent; nothing is left / fails at once")
    void idleIsLent(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(3).initialSize(1).pingIdleAfter(ZERO));
        Thing only = kit.borrow(pool);
        down(kit);
        kit.borrower(pool).failure(PoolCreateException.class);
        kit.time().advance(ofSeconds(1));
        pool.put(only);

        assertThat(kit.borrow(pool)).isSameAs(only);
        assertThat(kit.events().lines("ping 1")).isNotEmpty();
        pool.discard(only);
        kit.time().quiesce();
        kit.borrower(pool, ofMinutes(1)).failure(PoolDownException.class);
    }

    @Test
    @DisplayName("down, an object is lent / borrow / waits its turn; the object is discarded / fails then")
    void waitsItsTurn(Kit kit) {
        Pool<Thing> pool = kit.pool(3);
        Thing only = kit.borrow(pool);
        down(kit);
        kit.borrower(pool).failure(PoolCreateException.class);
        kit.time().advance(ofSeconds(1));
        Borrower<Thing> waiter = kit.borrower(pool, ofMinutes(1)).awaitParked();
        kit.time().advance(ofSeconds(5));
        assertThat(waiter.isDone()).as("probes fail nobody").isFalse();

        pool.discard(only);

        waiter.failure(PoolDownException.class);
    }

    @Test
    @DisplayName("the backend is back, many wait / creations begin slowly: 1, 2, 4, … at once")
    void slowStart(Kit kit) {
        Pool<Thing> pool = downPool(kit, true);
        IntStream.range(0, 39).forEach(i -> kit.borrower(pool, ofMinutes(1)).awaitParked());
        Gate gate = kit.gate();
        kit.creating(gate::pass);
        kit.time().advance(ofMillis(1_001));
        for (int atOnce = 1; atOnce <= 8; atOnce *= 2) {
            gate.awaitArrivals(atOnce);
            assertThat(pool.stats().creating()).isEqualTo(atOnce);
            Gate next = kit.gate();
            kit.creating(next::pass);
            gate.open();
            gate = next;
        }
        gate.awaitArrivals(16); // maxCreating
        assertThat(pool.stats().creating()).isEqualTo(16);
        gate.open();
        kit.borrowers().forEach(Borrower::result);
    }

    @Test
    @DisplayName("an empty pool of 100, 200 borrowers / 16 creations at a time")
    void maxCreating(Kit kit) {
        Gate gate = kit.gate();
        kit.creating(gate::pass);
        Pool<Thing> pool = kit.pool(100);
        List<Borrower<Thing>> all = IntStream.range(0, 200)
                .mapToObj(i -> kit.borrower(pool, ofMinutes(1)).awaitParked())
                .toList();
        gate.awaitArrivals(16);
        assertThat(pool.stats().creating()).isEqualTo(16);
        assertThat(gate.arrivals()).isEqualTo(16);
        gate.open();
        all.forEach(each -> pool.put(each.result()));
        assertThat(pool.stats().created()).isLessThanOrEqualTo(100);
    }

    @Test
    @DisplayName("down, a probe hangs far longer than creations did / it is cut short, and the next finds the backend")
    void hangingProbe(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(2).initialSize(1).createTimeout(ofMinutes(5)));
        pool.discard(kit.borrow(pool));
        down(kit);
        kit.borrower(pool).failure(PoolCreateException.class);
        Gate never = kit.gate();
        kit.creating(never::pass);
        kit.time().advance(MISHAP_OVER);
        never.awaitArrivals(1);
        up(kit);

        kit.time().advance(ofMillis(2_200));

        assertThat(pool.health().isUp()).isTrue();
        assertThat(pool.get()).isPresent();
    }

    @Test
    @DisplayName(
            "the server is down at the start, failFast is off / build / waits for nothing; later the pool comes up by itself")
    void downAtTheStart(Kit kit) {
        down(kit);
        Pool<Thing> pool = kit.build(kit.builder().maxSize(4).initialSize(2).failFast(false));
        kit.time().advance(ofSeconds(3));
        assertThat(pool.health().status()).isEqualTo(Status.DOWN);
        assertThat(pool.ready().toCompletableFuture()).isCompletedExceptionally();
        up(kit);
        kit.time().advance(ofSeconds(1));
        assertThat(kit.borrower(pool).result()).isNotNull();
    }

    @Test
    @DisplayName("the cause of an outage is put right and the pool cleared / borrow / tried at once")
    void clearedWhileDown(Kit kit) {
        Pool<Thing> pool = downPool(kit, false);
        kit.time().advance(ofSeconds(30));
        up(kit);
        pool.clear();
        assertThat(kit.borrower(pool).result()).isNotNull();
        assertThat(pool.health().isUp()).isTrue();
    }

    @Test
    @DisplayName("the pool is closed while down / no probe begins any more")
    void closedWhileDown(Kit kit) {
        Pool<Thing> pool = downPool(kit, false);
        pool.close();
        kit.time().quiesce();
        int before = kit.creations();
        kit.time().advance(ofMinutes(1));
        assertThat(kit.creations()).isEqualTo(before);
        assertThat(pool.health().status()).isEqualTo(Status.CLOSED);
    }
}
