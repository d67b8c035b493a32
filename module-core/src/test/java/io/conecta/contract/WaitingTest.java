package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Pool;
import io.conecta.PoolFullException;
import io.conecta.PoolSettings;
import io.conecta.PoolTimeoutException;
import io.conecta.kit.Borrower;
import io.conecta.kit.Kit;
import io.conecta.kit.Patience;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("Waiting")
class WaitingTest {
    @Test
    @DisplayName("parked / an object comes back / woken promptly, longest waiter first")
    void longestFirst(Kit kit) {
        Pool<Thing> pool = kit.pool(1);
        Thing thing = kit.borrow(pool);
        List<Borrower<Thing>> waiters = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waiters.add(kit.borrower(pool).awaitParked());
        }
        assertThat(pool.stats().waiting()).isEqualTo(5);
        for (Borrower<Thing> next : waiters) {
            pool.put(thing); // No time passes at all.
            assertThat(next.result()).isSameAs(thing);
            assertThat(waiters.stream().filter(waiter -> !waiter.isDone()))
                    .as("still waiting, in order")
                    .containsExactlyElementsOf(waiters.subList(waiters.indexOf(next) + 1, 5));
        }
    }

    @Test
    @DisplayName("spurious wake-up / waits the exact remainder (POOL-418)")
    void spuriousWakeUp(Kit kit) {
        Pool<Thing> pool = kit.pool(1);
        kit.borrow(pool);
        Borrower<Thing> waiter = kit.borrower(pool, ofSeconds(10)).awaitParked();
        for (int second = 0; second < 9; second++) {
            kit.time().advance(ofSeconds(1));
            kit.time().wakeSpuriously();
            assertThat(waiter.isDone()).isFalse();
        }
        kit.time().advance(ofSeconds(1).minusNanos(1));
        kit.time().wakeSpuriously();
        assertThat(waiter.isDone()).isFalse();
        kit.time().advance(Duration.ofNanos(1));
        waiter.failure(PoolTimeoutException.class);
    }

    @Test
    @DisplayName("timeout zero or negative / at once: an idle object or failure")
    void noTimeout(Kit kit) throws Exception {
        Pool<Thing> pool = kit.fullPool(1);
        Thing thing = pool.getOrCreate(Duration.ZERO);
        for (Duration timeout : List.of(Duration.ZERO, ofSeconds(-1), ofSeconds(Long.MIN_VALUE))) {
            assertThatThrownBy(() -> pool.getOrCreate(timeout)).isInstanceOf(PoolTimeoutException.class);
            assertThatThrownBy(() -> pool.lease(timeout)).isInstanceOf(PoolTimeoutException.class);
        }
        pool.put(thing);
        assertThat(pool.getOrCreate(ofSeconds(-1))).isSameAs(thing);
    }

    @Test
    @DisplayName("Duration maximum / no overflow")
    void endlessTimeout(Kit kit) {
        Pool<Thing> pool = kit.build(
                kit.builder().maxSize(1).borrowTimeout(PoolSettings.FOREVER).scanInterval(PoolSettings.FOREVER));
        Thing thing = kit.borrow(pool);
        Borrower<Thing> longest = kit.borrower(pool, ofSeconds(Long.MAX_VALUE)).awaitParked();
        Borrower<Thing> longer = kit.borrower(pool, Duration.ofDays(36_500)).awaitParked();
        Borrower<Thing> byDefault = kit.borrower(pool).awaitParked();
        kit.time().advance(ofSeconds(100));
        assertThat(Stream.of(longest, longer, byDefault)).noneMatch(Borrower::isDone);
        pool.put(thing);
        pool.put(longest.result());
        pool.put(longer.result());
        assertThat(byDefault.result()).isSameAs(thing);
    }

    @Test
    @DisplayName("a thread returns and tries for another / the waiter has it in person (HK#1909)")
    void handedOver(Kit kit) throws Exception {
        Pool<Thing> pool = kit.pool(1);
        Thing thing = kit.borrow(pool);
        for (int round = 0; round < 30; round++) {
            Borrower<Thing> waiter = kit.borrower(pool).awaitParked();
            pool.put(thing);
            assertThat(pool.get()).as("what is no longer there").isEmpty();
            assertThat(waiter.result()).isSameAs(thing);
        }
    }

    /** {@return the only thing, in a pool whose returners are known to come straight back} */
    private static Thing comeStraightBack(Kit kit, Pool<Thing> pool) {
        Thing thing = kit.borrow(pool);
        Borrower<Thing> waiter = kit.borrower(pool).awaitParked();
        pool.put(thing);
        assertThatThrownBy(() -> pool.getOrCreate(Duration.ZERO)).isInstanceOf(PoolTimeoutException.class);
        return waiter.result();
    }

    @Test
    @DisplayName("barging threads loop / no waiter starves (HK#1909): a return hands over, once in 200 µs")
    void barging(Kit kit) throws Exception {
        Pool<Thing> pool = kit.pool(1);
        Thing thing = comeStraightBack(kit, pool);
        for (int round = 0; round < 30; round++) {
            Borrower<Thing> waiter = kit.borrower(pool).awaitParked();
            for (int i = 0; i < 100; i++) {
                pool.put(thing);
                assertThat(pool.get().orElseThrow()).as("one more in this turn").isSameAs(thing);
            }
            assertThat(waiter.isDone()).isFalse();

            kit.time().advance(ofNanos(200_000));
            int returns = 0;
            do {
                pool.put(thing);
                returns++;
            } while (pool.get().isPresent());
            assertThat(returns).as("returns that did not look at the clock").isLessThanOrEqualTo(256);
            assertThat(waiter.result()).isSameAs(thing);
            assertThatThrownBy(() -> pool.getOrCreate(Duration.ZERO)).isInstanceOf(PoolTimeoutException.class);
        }
    }

    @Test
    @DisplayName("barging threads work for 10 µs each time / a return hands over, once in 50 µs")
    void bargingWithWork(Kit kit) throws Exception {
        Pool<Thing> pool = kit.pool(1);
        Thing thing = comeStraightBack(kit, pool);
        for (int round = 0; round < 10; round++) {
            Borrower<Thing> waiter = kit.borrower(pool).awaitParked();
            int loans = 0;
            do {
                kit.time().advance(ofNanos(10_000));
                pool.put(thing);
                loans++;
            } while (pool.get().isPresent());
            assertThat(waiter.result()).isSameAs(thing);
            assertThat(loans).as("loans of 10 µs in a turn").isBetween(4, 8);
            assertThatThrownBy(() -> pool.getOrCreate(Duration.ZERO)).isInstanceOf(PoolTimeoutException.class);
        }
    }

    @Test
    @DisplayName("a barging thread does not come back / what it left is found and the waiter has it")
    void bargerGone(Kit kit) {
        Pool<Thing> pool = kit.pool(1);
        Thing thing = comeStraightBack(kit, pool);
        Borrower<Thing> waiter = kit.borrower(pool).awaitParked();
        pool.put(thing);
        assertThat(pool.stats().idle())
                .as("left for whoever comes straight back")
                .isOne();
        kit.time().advance(ofMillis(2));
        assertThat(waiter.result()).isSameAs(thing);
    }

    @Test
    @DisplayName(
            "short loans become long ones, of a thread that comes straight back / the waiter is served by the next return or so")
    void longAfterShort(Kit kit) throws Exception {
        Pool<Thing> pool = kit.pool(1);
        Thing thing = comeStraightBack(kit, pool);
        Borrower<Thing> waiter = kit.borrower(pool).awaitParked();
        for (int i = 0; i < 2_000; i++) { // No time passes: returns look for waiters at ever more loans' distance.
            pool.put(thing);
            assertThat(pool.get()).isPresent();
        }
        int returns = 0;
        do {
            kit.time().advance(ofMillis(10));
            pool.put(thing);
            returns++;
        } while (pool.get().isPresent());
        assertThat(returns).as("returns until one handed over").isLessThanOrEqualTo(2);
        assertThat(waiter.result()).isSameAs(thing);
    }

    @Test
    @DisplayName("nobody comes straight back any more / every return hands over again")
    void noLongerStraightBack(Kit kit) {
        Pool<Thing> pool = kit.pool(1);
        Thing thing = comeStraightBack(kit, pool);
        for (int round = 0; round < 16; round++) {
            Borrower<Thing> waiter = kit.borrower(pool).awaitParked();
            kit.time().advance(ofMillis(3));
            pool.put(thing);
            assertThat(waiter.result()).isSameAs(thing);
            kit.time().advance(ofMillis(1));
        }
        for (int i = 0; i < 3; i++) {
            Borrower<Thing> waiter = kit.borrower(pool).awaitParked();
            pool.put(thing); // No time passes at all.
            assertThat(waiter.result()).isSameAs(thing);
        }
    }

    @Test
    @DisplayName("barging threads loop without end / every waiter is served in real time")
    void bargingForReal(Kit kit) {
        Pool<Thing> pool = kit.inRealTime().pool(1);
        List<Borrower<Integer>> bargers = new ArrayList<>();
        boolean[] stop = {false};
        for (int i = 0; i < 3; i++) {
            bargers.add(kit.thread(() -> {
                int rounds = 0;
                do { // Once at least, even if the others were done before this thread had begun.
                    pool.put(pool.getOrCreate());
                    rounds++;
                } while (!stop[0]);
                return rounds;
            }));
        }
        for (int i = 0; i < 20; i++) {
            Borrower<Thing> waiter = kit.borrower(pool);
            pool.put(waiter.result());
        }
        stop[0] = true;
        assertThat(bargers).allSatisfy(barger -> assertThat(barger.result()).isPositive());
    }

    @Test
    @DisplayName("maxWaiters wait / one more / fails at once, typed; others wait on")
    void maxWaiters(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).maxWaiters(2));
        Thing thing = kit.borrow(pool);
        Borrower<Thing> first = kit.borrower(pool).awaitParked();
        Borrower<Thing> second = kit.borrower(pool).awaitParked();

        assertThat(kit.borrower(pool).failure(PoolFullException.class)).hasMessageContaining("maxWaiters=2");
        assertThat(pool.stats().waiting()).isEqualTo(2);

        pool.put(thing);
        pool.put(first.result());
        assertThat(second.result()).isSameAs(thing);
    }

    @Test
    @DisplayName("maxWaiters is 0 / borrow / creates while there is room, fails at once when there is none")
    void maxWaitersZero(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(2).maxWaiters(0));
        List<Thing> both = kit.borrow(pool, 2);
        assertThat(kit.borrower(pool).failure(PoolFullException.class)).hasMessageContaining("maxWaiters=0");

        pool.put(both.get(0));
        pool.reconfigure(pool.settings().withPingIdleAfter(Duration.ZERO));
        pool.put(both.get(1));
        assertThat(kit.borrow(pool, 2)).as("pinged first").hasSize(2);
        assertThat(kit.pings()).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "maxWaiters is 0, the creation has brought its object and not quite ended / one more borrower fails at once")
    void maxWaitersAfterCreation(Kit kit) throws Exception {
        kit.inRealTime();
        for (int round = 0; round < 3_000; round++) {
            Pool<Thing> pool = kit.build(kit.builder().maxSize(1).maxWaiters(0));
            Thing thing = pool.getOrCreate();
            assertThatThrownBy(() -> pool.getOrCreate(ofSeconds(5)))
                    .as("round %s", round)
                    .isInstanceOf(PoolFullException.class);
            pool.put(thing);
            pool.close();
        }
    }

    @Test
    @DisplayName("a chosen waiter is interrupted or times out / the object goes to the next")
    void chosenWaiterLeaves(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1));
        Thing thing = kit.borrow(pool);
        for (int round = 0; round < 60; round++) {
            Borrower<Thing> chosen = kit.borrower(pool, ofSeconds(1)).awaitParked();
            Borrower<Thing> next = kit.borrower(pool).awaitParked();
            Borrower<Thing> interrupting = kit.thread(() -> {
                chosen.interrupt();
                return thing;
            });
            pool.put(thing);
            interrupting.awaitDone();
            chosen.awaitDone();
            if (chosen.hasResult()) {
                pool.put(chosen.result());
            }
            assertThat(next.result()).isSameAs(thing);
        }
    }

    @Test
    @DisplayName("a waiter is handed an object and interrupted / it has the object, flag kept (POOL-162)")
    void interruptedWithGrant(Kit kit) {
        Pool<Thing> pool = kit.pool(1);
        Thing thing = kit.borrow(pool);
        for (int round = 0; round < 30; round++) {
            Borrower<Thing> waiter = kit.thread(() -> {
                        Thing got = pool.getOrCreate();
                        Thread self = Thread.currentThread();
                        Patience.until("the interrupt is there", self::isInterrupted);
                        return got;
                    })
                    .awaitParked();
            pool.put(thing);
            waiter.interrupt();
            assertThat(waiter.result()).isSameAs(thing);
        }
    }
}
