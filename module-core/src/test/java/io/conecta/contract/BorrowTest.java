package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Lease;
import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolCreateException;
import io.conecta.PoolQueues;
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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(PoolLaws.class)
@DisplayName("Borrow")
class BorrowTest {
    @Test
    @DisplayName("nothing idle / get() / empty at once, nothing created")
    void getNeverCreates(Kit kit) {
        Pool<Thing> pool = kit.pool(2);
        assertThat(pool.get()).isEmpty();
        Thing thing = kit.borrow(pool);
        assertThat(pool.get()).isEmpty();
        kit.time().quiesce();
        assertThat(kit.creations()).isEqualTo(1);

        pool.put(thing);
        assertThat(pool.get()).containsSame(thing);
    }

    private static Stream<Named<UnaryOperator<PoolBuilder<Thing>>>> modes() {
        return Stream.of(
                Named.of("plain", builder -> builder),
                Named.of("strict", builder -> builder.strict(true)),
                Named.of(
                        "with hooks",
                        builder -> builder.prepareFunc(thing -> {}).resetFunc(thing -> {})),
                Named.of("with a queue", builder -> builder.queue(PoolQueues.fifo())),
                Named.of(
                        "with everything",
                        builder -> builder.minIdle(1)
                                .maxUses(100)
                                .pingIdleAfter(ofMillis(1))
                                .idleTimeout(ofMinutes(1))
                                .maxLifetime(ofMinutes(2))
                                .leakThreshold(ofMinutes(1))
                                .leakTraces("all")
                                .reclaimLeaked(true)
                                .scanInterval(ofMillis(2))));
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("many threads loop / never two holders of one object, and each sees what the last one did")
    void neverTwoHolders(UnaryOperator<PoolBuilder<Thing>> mode, Kit kit) {
        Pool<Thing> pool = kit.inRealTime().build(mode.apply(kit.builder().maxSize(3)));
        int threads = 6;
        int rounds = 400;
        List<Borrower<Integer>> borrowers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            borrowers.add(kit.thread(() -> {
                int gain = 0;
                for (int i = 0; i < rounds; i++) {
                    Thing thing = pool.getOrCreate().take();
                    int before = thing.content;
                    Thread.onSpinWait();
                    thing.content = before + 1;
                    gain++;
                    if (i % 50 == 49) {
                        gain -= thing.content;
                        pool.discard(thing.drop());
                    } else {
                        pool.put(thing.drop());
                    }
                }
                return gain;
            }));
        }
        int left = borrowers.stream().mapToInt(Borrower::result).sum();
        // With maxUses or a close some contents are gone with their objects; nothing may ever appear twice.
        int kept = kit.created().stream()
                .filter(thing -> !thing.isClosed())
                .mapToInt(thing -> thing.content)
                .sum();
        assertThat(kept).isLessThanOrEqualTo(left);
        assertThat(pool.stats().borrowed()).isGreaterThanOrEqualTo((long) threads * rounds);
        Patience.until("all are back", () -> pool.stats().lent() == 0);
    }

    @Test
    @DisplayName("an object is idle, the caller is interrupted / borrow / succeeds, flag kept (POOL-162)")
    void interruptedWithIdle(Kit kit) {
        Pool<Thing> pool = kit.fullPool(1);
        Boolean kept = kit.thread(() -> {
                    Thread.currentThread().interrupt();
                    pool.put(pool.getOrCreate());
                    return Thread.interrupted();
                })
                .result();
        assertThat(kept).isTrue();
    }

    @Test
    @DisplayName("none is idle, the caller is interrupted / borrow / throws at once, flag taken (POOL-162)")
    void interruptedWithoutIdle(Kit kit) {
        Pool<Thing> pool = kit.pool(1);
        Boolean left = kit.thread(() -> {
                    Thread.currentThread().interrupt();
                    assertThatThrownBy(pool::getOrCreate).isInstanceOf(InterruptedException.class);
                    return Thread.interrupted();
                })
                .result();
        assertThat(left).isFalse();
        assertThat(kit.creations()).isZero();
    }

    @Test
    @DisplayName("a borrower waits, it is interrupted / throws, and nobody waits any more")
    void interruptedWhileWaiting(Kit kit) {
        Pool<Thing> pool = kit.pool(1);
        kit.borrow(pool);
        Borrower<Thing> waiter = kit.borrower(pool).awaitParked();
        waiter.interrupt().failure(InterruptedException.class);
        assertThat(pool.stats().waiting()).isZero();
    }

    @Test
    @DisplayName("objects throw from equals/hashCode / any operation / tracked by identity (POOL-284)")
    void identity(Kit kit) throws Exception {
        for (boolean queue : new boolean[] {false, true}) {
            PoolBuilder<Thing> builder = kit.builder().maxSize(4).initialSize(3).strict(queue);
            Pool<Thing> pool = kit.build(queue ? builder.queue(PoolQueues.lifo()) : builder);
            Thing first = pool.getOrCreate();
            pool.put(first);
            assertThatThrownBy(() -> pool.put(first)).isInstanceOf(IllegalStateException.class);
            pool.adopt(kit.foreign());
            pool.run(thing -> {});
            pool.discard(pool.getOrCreate());
            try (Lease<Thing> lease = pool.lease()) {
                assertThat(lease.get()).isNotNull();
            }
            pool.scan();
            kit.time().quiesce();
            assertThat(pool.loans()).isEmpty();
            pool.clear();
            assertThat(pool.stats().idle()).isZero();
        }
        // The things tell on whoever calls equals or hashCode.
    }

    @Test
    @DisplayName("an idle object is stale / borrow / replaced within the same call (AG-229)")
    void staleIsReplaced(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().initialSize(1).maxSize(1).pingIdleAfter(ofSeconds(5)));
        kit.pinging((thing, failures) -> thing.id() != 1);
        kit.time().advance(ofSeconds(6));

        Thing lent = kit.borrow(pool);

        assertThat(lent).isSameAs(kit.thing(2));
        assertThat(kit.thing(1).timesClosed()).isEqualTo(1);
        assertThat(kit.events().lines("ping failed")).containsExactly("ping failed 1 x1");
    }

    @Test
    @DisplayName("idle for less than pingIdleAfter / borrow / no ping; for longer / one ping first")
    void pingIdleAfter(Kit kit) {
        Pool<Thing> pool = kit.build(
                kit.builder().initialSize(1).pingIdleAfter(ofSeconds(5)).scanInterval(ofMinutes(60)));
        kit.time().advance(ofSeconds(4));
        pool.put(kit.borrow(pool));
        kit.time().advance(ofSeconds(4));
        assertThat(kit.pings()).isZero();
        kit.time().advance(ofSeconds(2));
        assertThat(kit.pings()).isZero();
        assertThat(kit.borrow(pool)).isSameAs(kit.thing(1));
        assertThat(kit.pings()).isEqualTo(1);
    }

    @Test
    @DisplayName("pingIdleAfter is zero / every borrow of a used object / pings first, get() too")
    void pingEveryTime(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().initialSize(1).pingIdleAfter(Duration.ZERO));
        for (int i = 1; i <= 3; i++) {
            pool.put(kit.borrow(pool));
            assertThat(kit.pings()).isEqualTo(i);
        }
        pool.put(kit.thread(pool::get).result().orElseThrow());
        assertThat(kit.pings()).isEqualTo(4);
    }

    @Test
    @DisplayName("an idle object is stale and everything is slow / borrow / ping and creation share one deadline")
    void oneDeadline(Kit kit) {
        Gate pings = kit.gate();
        Gate creations = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(1)
                .initialSize(1)
                .pingIdleAfter(Duration.ZERO)
                .pingTimeout(ofSeconds(3))
                .borrowTimeout(ofSeconds(5)));
        kit.pingsStopAt(pings);
        kit.creating(creations::pass);
        Borrower<Thing> borrower = kit.borrower(pool).awaitParked();
        pings.awaitArrivals(1);
        kit.time().advance(ofSeconds(3));
        creations.awaitArrivals(1);
        assertThat(kit.thing(1).isClosed()).isTrue();

        kit.time().advance(ofMillis(1_999));
        assertThat(borrower.isDone()).isFalse();
        kit.time().advance(ofMillis(1));
        borrower.failure(PoolTimeoutException.class);
    }

    @Test
    @DisplayName("at capacity / getOrCreate() / waits to its deadline, then a typed timeout; never above the cap")
    void timeout(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().name("orders").maxSize(2).borrowTimeout(ofSeconds(30)));
        kit.borrow(pool, 2);
        Borrower<Thing> waiter = kit.borrower(pool).awaitParked();

        kit.time().advance(ofSeconds(30).minusNanos(1));
        assertThat(waiter.isDone()).isFalse();
        assertThat(pool.stats().waiting()).isEqualTo(1);
        kit.time().advance(Duration.ofNanos(1));

        assertThat(waiter.failure(PoolTimeoutException.class))
                .hasMessageContainingAll("orders", "30000 ms", "maxSize=2", "lent=2", "borrowTimeout");
        assertThat(pool.stats().timeouts()).isEqualTo(1);
        assertThat(pool.stats().waiting()).isZero();
        assertThat(kit.alive()).isEqualTo(2);
    }

    @Test
    @DisplayName("creations fail / a borrow times out / the timeout carries the last failure as its cause")
    void timeoutWithCause(Kit kit) {
        Pool<Thing> pool = kit.pool(2);
        kit.borrow(pool);
        IOException down = new IOException("down");
        kit.creating(() -> {
            throw down;
        });
        kit.borrower(pool).failure(PoolCreateException.class);
        Borrower<Thing> waiter = kit.borrower(pool, ofMillis(10)).awaitParked();
        kit.time().advance(ofMillis(10));
        assertThat(waiter.failure(PoolTimeoutException.class)).hasCause(down).hasMessageContaining("creations fail");
    }

    @Test
    @DisplayName("maxUses / the last allowed loan ends / the object is closed and replaced")
    void maxUses(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).maxUses(3));
        for (int i = 0; i < 3; i++) {
            Thing thing = kit.borrow(pool);
            assertThat(thing).isSameAs(kit.thing(1));
            pool.put(thing);
        }
        assertThat(kit.thing(1).timesClosed()).isEqualTo(1);
        assertThat(kit.borrow(pool)).isSameAs(kit.thing(2));
    }
}
