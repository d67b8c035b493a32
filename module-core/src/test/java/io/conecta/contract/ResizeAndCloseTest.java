package io.conecta.contract;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Lease;
import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolClosedException;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("Resize and close")
class ResizeAndCloseTest {
    private static void resize(Pool<Thing> pool, int maxSize) {
        pool.reconfigure(pool.settings().withMaxSize(maxSize));
    }

    @Test
    @DisplayName("waiters parked / grow / served at once")
    void grow(Kit kit) {
        Pool<Thing> pool = kit.pool(1);
        kit.mayLive(3);
        kit.borrow(pool);
        List<Borrower<Thing>> waiters =
                Stream.of(1, 2, 3).map(i -> kit.borrower(pool).awaitParked()).toList();
        resize(pool, 3);
        assertThat(waiters.get(0).result()).isNotNull();
        assertThat(waiters.get(1).result()).isNotNull();
        assertThat(pool.stats().waiting()).isEqualTo(1);
        assertThat(pool.settings().maxSize()).isEqualTo(3);
        assertThat(pool.stats().maxSize()).isEqualTo(3);
        pool.discard(waiters.get(0).result());
        waiters.get(2).result();
    }

    @Test
    @DisplayName("lent / shrink / none closed in use, falls to the target on returns")
    void shrink(Kit kit) throws Exception {
        Pool<Thing> pool = kit.fullPool(4);
        List<Thing> lent = kit.borrow(pool, 3);
        Lease<Thing> lease = kit.thread(() -> pool.lease()).result();
        resize(pool, 2);
        assertThat(kit.created()).noneMatch(Thing::isClosed);

        pool.put(lent.get(0));
        lease.close();
        kit.time().quiesce();
        assertThat(kit.alive()).isEqualTo(2);
        pool.put(lent.get(1));
        pool.put(lent.get(2));
        kit.time().advance(ofSeconds(20));
        assertThat(kit.alive()).isEqualTo(2);
        assertThat(pool.stats().idle()).isEqualTo(2);
    }

    @Test
    @DisplayName("idle / shrink / closed at once down to the target")
    void shrinkIdle(Kit kit) {
        Pool<Thing> pool = kit.fullPool(5);
        resize(pool, 2);
        kit.time().quiesce();
        assertThat(kit.alive()).isEqualTo(2);
        assertThat(pool.stats().idle()).isEqualTo(2);
        assertThat(kit.borrow(pool, 2)).hasSize(2);
        Borrower<Thing> third = kit.borrower(pool).awaitParked();
        kit.time().advance(ofSeconds(30));
        third.failure(PoolTimeoutException.class);
    }

    @Test
    @DisplayName("to 0 and back / nothing is lent meanwhile, waiters are served after")
    void toZeroAndBack(Kit kit) {
        Pool<Thing> pool = kit.fullPool(2);
        Thing lent = kit.borrow(pool);
        resize(pool, 0);
        kit.time().quiesce();
        assertThat(kit.alive()).isEqualTo(1);
        Borrower<Thing> waiter = kit.borrower(pool).awaitParked();
        pool.put(lent);
        assertThat(pool.get()).isEmpty();
        kit.time().quiesce();
        assertThat(kit.alive()).isZero();
        Borrower<Thing> hasty = kit.borrower(pool, ofMillis(5)).awaitParked();
        kit.time().advance(ofMillis(5));
        assertThat(hasty.failure(PoolTimeoutException.class)).hasMessageContaining("raise maxSize");
        assertThat(waiter.isDone()).isFalse();

        resize(pool, 2);
        assertThat(waiter.result()).isSameAs(kit.thing(3));
    }

    @Test
    @DisplayName("shrunk and settled / borrow and return / as fast as before: no clock, no look at the size")
    void fastAfterShrink(Kit kit) throws Exception {
        Pool<Thing> pool = kit.fullPool(4);
        Thing lent = kit.borrow(pool);
        resize(pool, 1);
        kit.time().advance(ofMillis(100));
        pool.put(lent);
        kit.time().advance(ofSeconds(20));
        long before = kit.time().looks();
        for (int i = 0; i < 10; i++) {
            pool.put(pool.getOrCreate());
        }
        assertThat(kit.time().looks()).isEqualTo(before);
    }

    @Test
    @DisplayName("any other option changed / in place, at once")
    void otherOptions(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().initialSize(2).scanInterval(ofHours(1)));
        pool.reconfigure(pool.settings().withScanInterval(ofSeconds(1)));
        kit.time().advance(ofSeconds(1));
        assertThat(kit.pings()).isEqualTo(2);
        pool.reconfigure(pool.settings().withScanInterval(ofHours(1)));
        kit.time().advance(ofSeconds(30));
        assertThat(kit.pings()).as("the old scans have ended").isEqualTo(2);
        pool.reconfigure(pool.settings().withMinIdle(4));
        kit.time().quiesce();
        assertThat(pool.stats().idle()).isEqualTo(4);
        pool.reconfigure(pool.settings().withMinIdle(0).withIdleTimeout(ofSeconds(10)));
        kit.time().advance(ofSeconds(12));
        assertThat(kit.alive()).isZero();
        pool.reconfigure(pool.settings().withBorrowTimeout(ofSeconds(1)).withMaxSize(1));
        kit.borrow(pool);
        Borrower<Thing> waiter = kit.borrower(pool).awaitParked();
        kit.time().advance(ofSeconds(1));
        waiter.failure(PoolTimeoutException.class);
    }

    @Test
    @DisplayName("a fixed or contradictory option / reconfigure / refused with both values, nothing changed")
    void refused(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().name("a"));
        PoolSettings before = pool.settings();
        assertThatThrownBy(() -> pool.reconfigure(before.withName("b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("name", "was a", "would be b");
        assertThatThrownBy(() -> pool.reconfigure(before.withStrict(true)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("strict");
        assertThatThrownBy(() -> pool.reconfigure(before.withMinIdle(11)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("minIdle=11", "maxSize=10");
        assertThat(pool.settings()).isEqualTo(before);
    }

    @Test
    @DisplayName("open / close / later calls fail typed, idle closed, waiters woken with the closed error (POOL-189)")
    void close(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().name("orders").maxSize(2).initialSize(2));
        kit.borrow(pool, 2);
        List<Borrower<Thing>> waiters =
                Stream.of(1, 2, 3).map(i -> kit.borrower(pool).awaitParked()).toList();
        pool.put(kit.thing(2));
        waiters.get(0).result();

        pool.close();

        assertThat(pool.isClosed()).isTrue();
        for (Borrower<Thing> waiter : waiters.subList(1, 3)) {
            assertThat(waiter.failure(PoolClosedException.class)).hasMessageContaining("orders");
        }
        assertThatThrownBy(pool::get).isInstanceOf(PoolClosedException.class);
        assertThatThrownBy(pool::getOrCreate).isInstanceOf(PoolClosedException.class);
        assertThatThrownBy(() -> pool.getOrCreate(ofSeconds(1))).isInstanceOf(PoolClosedException.class);
        assertThatThrownBy(pool::lease).isInstanceOf(PoolClosedException.class);
        assertThatThrownBy(() -> pool.run(thing -> {})).isInstanceOf(PoolClosedException.class);
        assertThatThrownBy(() -> pool.call(Thing::id)).isInstanceOf(PoolClosedException.class);
        assertThatThrownBy(() -> pool.reconfigure(pool.settings())).isInstanceOf(PoolClosedException.class);
        assertThat(pool.stats().waiting()).isZero();
        pool.scan();
        assertThat(pool.toString()).contains("orders", "closed");
    }

    @Test
    @DisplayName("idle / close / all closed before it returns, in parallel")
    void closesIdle(Kit kit) {
        Pool<Thing> pool = kit.fullPool(20);
        pool.close();
        assertThat(kit.created()).allMatch(thing -> thing.timesClosed() == 1);
        assertThat(kit.events().lines("close")).hasSize(20);
    }

    @Test
    @DisplayName("closed twice or concurrently / same result")
    void closedConcurrently(Kit kit) {
        Pool<Thing> pool = kit.fullPool(10);
        List<Borrower<Boolean>> closers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            closers.add(kit.thread(() -> {
                pool.close();
                return pool.isClosed();
            }));
        }
        assertThat(closers).allSatisfy(closer -> assertThat(closer.result()).isTrue());
        pool.close();
        kit.time().quiesce();
        assertThat(kit.created()).allMatch(thing -> thing.timesClosed() == 1);
    }

    @Test
    @DisplayName("lent and never returned / close(Duration) / ends by then and says what is still out and with whom")
    void drainEnds(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(2).initialSize(2).leakTraces("all"));
        Borrower<Thing> forgetful = kit.borrower(pool);
        forgetful.result();
        Borrower<List<Loan>> closing =
                kit.thread(() -> pool.close(ofSeconds(30))).awaitParked();
        kit.time().advance(ofSeconds(30).minusNanos(1));
        assertThat(closing.isDone()).isFalse();
        kit.time().advance(Duration.ofNanos(1));

        List<Loan> out = closing.result();
        assertThat(out).hasSize(1);
        assertThat(out.get(0).object()).isSameAs(forgetful.result());
        assertThat(out.get(0).borrower()).isEqualTo(forgetful.thread().getName());
        assertThat(out.get(0).age()).isGreaterThanOrEqualTo(ofSeconds(30));
        assertThat(forgetful.result().isClosed()).isFalse();
    }

    @Test
    @DisplayName("lent and returned in time / close(Duration) / ends with the last return")
    void drained(Kit kit) {
        Pool<Thing> pool = kit.fullPool(2);
        List<Thing> lent = kit.borrow(pool, 2);
        Borrower<List<Loan>> closing = kit.thread(() -> pool.close(ofHours(1))).awaitParked();
        pool.put(lent.get(0));
        assertThat(closing.isDone()).isFalse();
        pool.discard(lent.get(1));
        assertThat(closing.result()).isEmpty();
        assertThat(kit.created()).allMatch(Thing::isClosed);
    }

    @Test
    @DisplayName("draining, interrupted / throws, the pool is closed all the same")
    void drainInterrupted(Kit kit) {
        Pool<Thing> pool = kit.pool(1);
        kit.borrow(pool);
        Borrower<List<Loan>> closing = kit.thread(() -> pool.close(ofHours(1))).awaitParked();
        closing.interrupt().failure(InterruptedException.class);
        assertThat(pool.isClosed()).isTrue();
    }

    @Test
    @DisplayName("a close hook throws / close / the rest still closed, reported")
    void closeHookThrows(Kit kit) {
        Pool<Thing> pool = kit.fullPool(5);
        kit.closing(thing -> {
            if (thing.id() == 2) {
                throw new IOException("stuck");
            }
            if (thing.id() == 3) {
                throw new StackOverflowError("deep");
            }
        });
        pool.close();
        assertThat(kit.created()).allMatch(thing -> thing.timesClosed() == 1);
        assertThat(kit.events().lines("failed CLOSE"))
                .containsExactlyInAnyOrder("failed CLOSE 2 IOException", "failed CLOSE 3 StackOverflowError");
        assertThat(kit.events().lines("close")).contains("close 2 IOException", "close 3 StackOverflowError");
        assertThat(pool.stats().closed()).isEqualTo(5);
    }

    @Test
    @DisplayName("close hooks hang / close / the rest still closed, bounded, reported")
    void closeHooksHang(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(30).initialSize(30).closeTimeout(ofSeconds(5)));
        kit.closing(thing -> {
            if (thing.id() <= 10) {
                gate.passDeaf();
            }
        });
        Borrower<Boolean> closing = kit.thread(() -> {
            pool.close();
            return true;
        });
        gate.awaitArrivals(8);
        closing.awaitParked();
        kit.time().advance(ofSeconds(5));
        closing.result();
        kit.time().advance(ofSeconds(5));
        assertThat(kit.created()).allMatch(thing -> thing.timesClosed() == 1);
        assertThat(kit.events().lines("failed CLOSE")).hasSize(10).allMatch(line -> line.endsWith("TimeoutException"));
        assertThat(pool.stats().closed()).isEqualTo(30);
    }

    @Test
    @DisplayName("a close hook hangs / discard / its place is free after closeTimeout, and the waiter served")
    void discardHangs(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).closeTimeout(ofSeconds(5)));
        kit.mayLive(1);
        Thing thing = kit.borrow(pool);
        kit.closing(any -> gate.passDeaf());
        Borrower<Thing> waiter = kit.borrower(pool).awaitParked();
        Borrower<Boolean> discarding = kit.thread(() -> {
            pool.discard(thing);
            return true;
        });
        gate.awaitArrivals(1);
        discarding.awaitParked();
        kit.time().advance(ofSeconds(5).minusMillis(1));
        assertThat(waiter.isDone())
                .as("while it may still be open, its place is taken")
                .isFalse();
        kit.time().advance(ofMillis(1));
        discarding.result();
        assertThat(waiter.result()).isSameAs(kit.thing(2));
    }

    @Test
    @DisplayName("creations are in flight / close / interrupted, what they return all the same is closed")
    void closeDuringCreation(Kit kit) {
        Gate gate = kit.gate();
        Gate deaf = kit.gate();
        Pool<Thing> pool = kit.pool(2);
        kit.nextCreation(() -> {
            gate.pass();
            return kit.newThing();
        });
        kit.nextCreation(() -> {
            deaf.passDeaf();
            return kit.newThing();
        });
        List<Borrower<Thing>> waiters =
                List.of(kit.borrower(pool).awaitParked(), kit.borrower(pool).awaitParked());
        gate.awaitArrivals(1);
        deaf.awaitArrivals(1);

        pool.close();

        waiters.forEach(waiter -> waiter.failure(PoolClosedException.class));
        Patience.until("the interrupted one is out", () -> gate.held() == 0);
        deaf.open();
        kit.time().quiesce();
        assertThat(kit.thing(1).timesClosed()).isEqualTo(1);
    }

    @Test
    @DisplayName("closed / inspect / no thread, timer, thread-local or reference is left (POOL-337, HK#741)")
    void nothingLeft(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(5)
                .initialSize(5)
                .minIdle(2)
                .idleTimeout(ofMinutes(1))
                .leakThreshold(ofMinutes(1))
                .maxLifetime(ofMinutes(9)));
        Thing lent = kit.borrow(pool);
        kit.time().advance(ofSeconds(15));
        pool.close();
        kit.time().advance(ofMillis(100));
        assertThat(kit.background().users()).isZero();
        assertThat(kit.background().untilNext()).isEqualTo(Long.MAX_VALUE);
        Patience.until(
                "its threads are gone",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("conecta-")));
        pool.put(lent);
    }

    @Test
    @DisplayName("closed in real time / inspect / the timekeeper is gone")
    void timekeeperEnds(Kit kit) {
        Pool<Thing> pool = kit.inRealTime().fullPool(3);
        pool.close();
        Patience.until(
                "its threads are gone",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("conecta-")));
        assertThat(kit.background().users()).isZero();
    }
}
