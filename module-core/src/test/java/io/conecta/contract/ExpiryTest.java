package io.conecta.contract;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.PoolTimeoutException;
import io.conecta.kit.Borrower;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("Expiry and time")
class ExpiryTest {
    @Test
    @DisplayName("idle past its life, minus up to 12.5 % jitter / never lent, replaced")
    void idleTimeout(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(1)
                .initialSize(1)
                .idleTimeout(ofMinutes(5))
                .scanInterval(ofDays(1)));
        kit.time().advance(ofMinutes(5).multipliedBy(7).dividedBy(8).minusMillis(1));
        assertThat(kit.thing(1).isClosed()).isFalse();
        kit.time().advance(ofMinutes(5).multipliedBy(3).dividedBy(16).plusMillis(1));
        assertThat(kit.thing(1).timesClosed()).isEqualTo(1);
        assertThat(kit.borrow(pool)).isSameAs(kit.thing(2));
    }

    @Test
    @DisplayName("used within its idle time / lives on")
    void usedInTime(Kit kit) {
        Pool<Thing> pool =
                kit.build(kit.builder().maxSize(1).idleTimeout(ofMinutes(5)).scanInterval(ofDays(1)));
        for (int i = 0; i < 5; i++) {
            pool.put(kit.borrow(pool));
            kit.time().advance(ofMinutes(4));
        }
        assertThat(kit.creations()).isEqualTo(1);
    }

    @Test
    @DisplayName("lent for longer than the idle time / not closed, and its idle time begins at the return")
    void lentIsNotIdle(Kit kit) {
        Pool<Thing> pool =
                kit.build(kit.builder().maxSize(1).idleTimeout(ofMinutes(5)).scanInterval(ofDays(1)));
        Thing thing = kit.borrow(pool);
        kit.time().advance(ofMinutes(30));
        pool.put(thing);
        kit.time().advance(ofMinutes(4));
        assertThat(thing.isClosed()).isFalse();
        kit.time().advance(ofMinutes(2));
        assertThat(thing.timesClosed()).isEqualTo(1);
    }

    @Test
    @DisplayName("pings do not count as use / idle past its life / closed all the same")
    void pingIsNoUse(Kit kit) {
        kit.build(kit.builder().initialSize(1).idleTimeout(ofMinutes(1)).scanInterval(ofSeconds(1)));
        kit.time().advance(ofSeconds(66));
        assertThat(kit.pings()).isGreaterThan(50);
        assertThat(kit.thing(1).timesClosed()).isEqualTo(1);
    }

    @Test
    @DisplayName("idle past its lifetime / closed and, with minIdle, replaced")
    void maxLifetime(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().minIdle(1).maxLifetime(ofMinutes(30)));
        kit.time().advance(ofMinutes(26));
        assertThat(kit.thing(1).isClosed()).isFalse();
        kit.time().advance(ofMinutes(4));
        assertThat(kit.thing(1).timesClosed()).isEqualTo(1);
        assertThat(pool.stats().idle()).isEqualTo(1);
    }

    @Test
    @DisplayName("in use past its life / closed on return, not under the holder")
    void lifetimeEndsInUse(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).maxLifetime(ofMinutes(30)));
        Thing thing = kit.borrow(pool);
        kit.time().advance(ofHours(1));
        assertThat(thing.isClosed()).isFalse();
        pool.put(thing);
        assertThat(thing.timesClosed()).isEqualTo(1);
        assertThat(kit.borrow(pool)).isSameAs(kit.thing(2));
    }

    @Test
    @DisplayName(
            "objects born together / maxLifetime / do not die together, and none lives longer or less than 7/8 of it")
    void spread(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(100).initialSize(100).maxLifetime(ofMinutes(80)));
        kit.time().advance(ofMinutes(70).minusMillis(1));
        assertThat(kit.alive()).isEqualTo(100);
        int most = 0;
        for (int i = 0; i < 10; i++) {
            int before = kit.alive();
            kit.time().advance(ofMinutes(1));
            most = Math.max(most, before - kit.alive());
        }
        kit.time().advance(ofMillis(1));
        assertThat(kit.alive()).isZero();
        assertThat(most).as("deaths in the worst of ten minutes").isLessThan(40);
        assertThat(pool.stats().closed()).isEqualTo(100);
    }

    @Test
    @DisplayName("the process is stopped and goes on / no mass eviction of what was in use, no hang (HK#354)")
    void timeJumps(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(3).initialSize(3).idleTimeout(ofMinutes(5)));
        List<Thing> lent = kit.borrow(pool, 3);
        Borrower<Thing> waiter = kit.borrower(pool, ofMinutes(1)).awaitParked();
        kit.time().jump(ofHours(10));
        waiter.failure(PoolTimeoutException.class);
        lent.forEach(pool::put);
        kit.time().advance(ofMinutes(1));
        assertThat(kit.alive()).isEqualTo(3);
        assertThat(kit.pings())
                .as("one scan a minute each 10 s, not ten hours' worth")
                .isLessThanOrEqualTo(21);
    }

    @Test
    @DisplayName("nanoTime wraps / idle, lent and waiting meanwhile / arithmetic right")
    void nanoTimeWraps(Kit kit) {
        assertThat(kit.time().nanoTime()).as("just before the wrap").isGreaterThan(Long.MAX_VALUE - 4_000_000_000L);
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(2)
                .initialSize(2)
                .idleTimeout(ofSeconds(16))
                .leakThreshold(ofSeconds(8))
                .maxLifetime(ofMinutes(1)));
        Thing lent = kit.borrow(pool);
        kit.time().advance(ofSeconds(7));
        assertThat(kit.time().nanoTime()).isNegative();
        assertThat(kit.events().lines("leak")).isEmpty();
        assertThat(kit.events().lines("close")).isEmpty();
        kit.time().advance(ofSeconds(2));
        assertThat(kit.events().lines("leak")).containsExactly("leak " + lent.id());
        kit.time().advance(ofSeconds(9));
        assertThat(kit.events().lines("close")).containsExactly("close " + (3 - lent.id()));
    }

    @Test
    @DisplayName("nothing is limited / borrow and return / nobody asks for the time")
    void noClockOnTheHotPath(Kit kit) throws Exception {
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(4)
                .initialSize(4)
                .minIdle(1)
                .idleTimeout(ofMinutes(5))
                .maxLifetime(ofHours(1))
                .pingIdleAfter(ofMinutes(1))
                .leakThreshold(ofHours(1)));
        kit.time().quiesce();
        long before = kit.time().looks();
        for (int i = 0; i < 100; i++) {
            pool.put(pool.getOrCreate());
            pool.run(thing -> {});
            pool.lease().close();
        }
        assertThat(kit.time().looks()).isEqualTo(before);
    }
}
