package io.conecta.contract;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("Ping and scan")
class PingAndScanTest {
    private static final Duration SCAN = ofSeconds(10);

    @Test
    @DisplayName("the scan interval has passed / every idle object is pinged once, and those lent are not")
    void scans(Kit kit) {
        Pool<Thing> pool = kit.fullPool(3);
        kit.borrow(pool);
        kit.time().advance(SCAN.minusNanos(1));
        assertThat(kit.pings()).isZero();
        kit.time().advance(Duration.ofNanos(1));
        assertThat(kit.pings()).isEqualTo(2);
        assertThat(kit.events().lines("ping")).hasSize(2);
        kit.time().advance(SCAN);
        assertThat(kit.pings()).isEqualTo(4);
    }

    @Test
    @DisplayName("fails below the limit, then succeeds / kept, counter reset")
    void failsBelowTheLimit(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().initialSize(1).pingMaxRetries(3));
        List<Integer> counts = new ArrayList<>();
        boolean[] answers = {false, false, true, false, false, true};
        kit.pinging((thing, failures) -> {
            counts.add(failures);
            return answers[counts.size() - 1];
        });

        kit.time().advance(SCAN.multipliedBy(6));

        assertThat(counts).containsExactly(0, 1, 2, 0, 1, 2);
        assertThat(kit.thing(1).isClosed()).isFalse();
        assertThat(kit.events().lines("ping"))
                .containsExactly(
                        "ping failed 1 x1",
                        "ping failed 1 x2",
                        "ping 1",
                        "ping failed 1 x1",
                        "ping failed 1 x2",
                        "ping 1");
        assertThat(pool.stats().pingFailures()).isEqualTo(4);
        assertThat(kit.borrow(pool)).isSameAs(kit.thing(1));
    }

    @Test
    @DisplayName("fails at the limit / closed once, capacity free at once")
    void failsAtTheLimit(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).initialSize(1).pingMaxRetries(2));
        kit.pinging((thing, failures) -> thing.id() != 1);
        kit.time().advance(SCAN.multipliedBy(2));

        assertThat(kit.thing(1).timesClosed()).isEqualTo(1);
        assertThat(kit.events().lines()).containsExactly("create 1", "ping failed 1 x1", "ping failed 1 x2", "close 1");
        assertThat(pool.stats().idle()).isZero();
        assertThat(kit.borrow(pool)).isSameAs(kit.thing(2));
    }

    @Test
    @DisplayName("a ping is running / that object is not lent, other borrows and returns go on")
    void pingIsRunning(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.fullPool(2);
        kit.pingsStopAt(gate);
        kit.time().advance(SCAN);
        gate.awaitArrivals(1);
        assertThat(pool.stats().idle()).isEqualTo(1);
        assertThat(pool.stats().inMaintenance()).as("being pinged").isEqualTo(1);

        Thing other = pool.get().orElseThrow();
        assertThat(pool.get()).isEmpty();
        pool.put(other);
        assertThat(pool.get()).containsSame(other);

        gate.open();
        kit.time().quiesce();
        assertThat(pool.get()).isPresent().get().isNotSameAs(other);
    }

    @Test
    @DisplayName("a waiter waits while the only object is pinged / the ping ends / the waiter is served")
    void waiterDuringPing(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.fullPool(1);
        kit.pingsStopAt(gate);
        kit.time().advance(SCAN);
        Borrower<Thing> waiter = kit.borrower(pool).awaitParked();
        gate.open();
        assertThat(waiter.result()).isSameAs(kit.thing(1));
    }

    @Test
    @DisplayName("a ping hangs / its object is closed after pingTimeout, and everything else goes on")
    void pingHangs(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(3).initialSize(3).pingTimeout(ofSeconds(5)));
        kit.pinging((thing, failures) -> {
            if (thing.id() == 1) {
                gate.passDeaf();
            }
            return true;
        });
        kit.time().advance(SCAN);
        gate.awaitArrivals(1);
        kit.time().advance(ofSeconds(5));

        assertThat(gate.held()).isEqualTo(1);
        assertThat(kit.thing(1).timesClosed()).isEqualTo(1);
        assertThat(kit.events().lines("failed PING")).containsExactly("failed PING 1 TimeoutException");
        assertThat(kit.events().lines("ping ")).contains("ping 2", "ping 3", "ping failed 1 x1");
        assertThat(kit.borrow(pool, 3)).hasSize(3);
        kit.time().advance(SCAN);
        assertThat(pool.stats().lent()).isEqualTo(3);
        gate.open();
        kit.time().quiesce();
        assertThat(kit.thing(1).timesClosed()).isEqualTo(1);
    }

    @Test
    @DisplayName("a ping throws anything / counts as a failure, the scan survives (POOL-122)")
    void pingThrows(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(3).initialSize(3).pingMaxRetries(1));
        kit.pinging((thing, failures) -> switch (thing.id()) {
            case 1 -> throw new IOException("gone");
            case 2 -> throw new StackOverflowError("deep");
            default -> true;
        });
        kit.time().advance(SCAN);
        assertThat(kit.thing(1).timesClosed()).isEqualTo(1);
        assertThat(kit.thing(2).timesClosed()).isEqualTo(1);
        assertThat(kit.events().lines("failed PING"))
                .containsExactlyInAnyOrder("failed PING 1 IOException", "failed PING 2 StackOverflowError");
        int before = kit.pings();
        kit.time().advance(SCAN);
        assertThat(kit.pings()).isEqualTo(before + 1);
        assertThat(pool.stats().idle()).isEqualTo(1);
    }

    @Test
    @DisplayName("the object is lent / scan / neither pinged nor closed")
    void lentIsLeftAlone(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().initialSize(1).pingMaxRetries(1));
        kit.pinging((thing, failures) -> false);
        Thing lent = kit.borrow(pool);
        kit.time().advance(SCAN.multipliedBy(3));
        pool.scan();
        kit.time().quiesce();
        assertThat(kit.pings()).isZero();
        assertThat(lent.isClosed()).isFalse();
    }

    @Test
    @DisplayName("a scan takes longer than its interval / no overlap, no pile-up")
    void longScan(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(
                kit.builder().initialSize(2).scanInterval(ofSeconds(1)).pingTimeout(ofMinutes(10)));
        kit.pingsStopAt(gate);
        kit.time().advance(ofSeconds(30));
        pool.scan();
        assertThat(gate.arrivals())
                .as("one that dawdles does not delay the other")
                .isEqualTo(2);
        gate.open();
        kit.time().quiesce();
        assertThat(gate.arrivals()).as("no other scan").isEqualTo(2);
        kit.time().advance(ofSeconds(1));
        assertThat(gate.arrivals()).isEqualTo(4);
    }

    @Test
    @DisplayName("everything evicted / refilled to the minimum (HK 5.0.0)")
    void refilled(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(5).minIdle(3).pingMaxRetries(1));
        kit.time().advance(ofSeconds(1));
        assertThat(pool.stats().idle()).isEqualTo(3);
        kit.pinging((thing, failures) -> false);
        kit.time().advance(SCAN.minus(ofSeconds(1)));
        kit.pinging((thing, failures) -> true);
        kit.time().advance(ofSeconds(1));
        assertThat(kit.created().subList(0, 3)).allMatch(Thing::isClosed);
        assertThat(pool.stats().idle()).isEqualTo(3);
    }

    @Test
    @DisplayName("minIdle / objects are lent / kept ready as far as maxSize allows, not beyond")
    void minIdle(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(3).minIdle(2));
        kit.time().advance(ofSeconds(1));
        assertThat(kit.created()).hasSize(2);
        kit.borrow(pool);
        kit.time().advance(ofSeconds(1));
        assertThat(pool.stats().idle()).isEqualTo(2);
        kit.borrow(pool);
        kit.time().advance(ofSeconds(1));
        assertThat(kit.created()).hasSize(3);
    }

    @Test
    @DisplayName("minIdle objects are there and pings are slow / time passes / none is created beyond the minimum")
    void minIdleWithSlowPings(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(5).minIdle(2));
        kit.time().advance(ofSeconds(1));
        kit.pingsStopAt(gate);
        kit.time().advance(SCAN.plusSeconds(3));
        assertThat(pool.stats().inMaintenance()).isEqualTo(2);
        assertThat(kit.created()).hasSize(2);
    }

    @Test
    @DisplayName("minIdle and the backend is down, then up / time passes / refilled, without a herd meanwhile")
    void minIdleRecovers(Kit kit) {
        kit.creationsFail("down");
        Pool<Thing> pool = kit.build(kit.builder().maxSize(5).minIdle(3));
        kit.time().advance(ofSeconds(60));
        assertThat(kit.creations()).isBetween(50, 140);
        kit.creating(() -> {});
        kit.time().advance(ofSeconds(6));
        assertThat(pool.stats().idle()).isEqualTo(3);
    }

    @Test
    @DisplayName("a default ping and nobody listens / scan / does nothing, and breaks nothing")
    void noPing(Kit kit) {
        Pool<Thing> pool = kit.build(Pool.builder(kit::newThing).initialSize(1).closeFunc(kit::closed));
        kit.time().advance(SCAN.multipliedBy(2));
        assertThat(pool.stats().idle()).isEqualTo(1);
    }

    @Test
    @DisplayName("a hook interrupts its own thread / the next hook on that thread does not see it")
    void interruptsItself(Kit kit) {
        List<Boolean> interrupted = new CopyOnWriteArrayList<>();
        Kit.Step hook = () -> {
            interrupted.add(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
        };
        Pool<Thing> pool = kit.fullPool(3);
        kit.pinging((thing, failures) -> {
            hook.run();
            return true;
        });
        pool.scan();
        kit.time().quiesce();
        kit.closing(thing -> hook.run());
        pool.close();
        kit.time().quiesce();
        assertThat(interrupted).hasSize(6).containsOnly(false);
    }
}
