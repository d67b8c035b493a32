package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.conecta.Lease;
import io.conecta.Pool;
import io.conecta.PoolBuilder;
import io.conecta.PoolClosedException;
import io.conecta.PoolCreateException;
import io.conecta.PoolFullException;
import io.conecta.PoolQueues;
import io.conecta.PoolStats;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(PoolLaws.class)
@DisplayName("Return")
class ReturnTest {
    private static Stream<Named<UnaryOperator<PoolBuilder<Thing>>>> modes() {
        return Stream.of(
                Named.of("plain", builder -> builder),
                Named.of("strict", builder -> builder.strict(true)),
                Named.of("with a queue", builder -> builder.queue(PoolQueues.fifo())));
    }

    @ParameterizedTest
    @MethodSource("modes")
    @DisplayName("returned twice / rejected, counters intact, no double lending (POOL-248)")
    void returnedTwice(UnaryOperator<PoolBuilder<Thing>> mode, Kit kit) {
        Pool<Thing> pool = kit.build(mode.apply(kit.builder().maxSize(2)));
        Thing thing = kit.borrow(pool);
        pool.put(thing);
        PoolStats before = pool.stats();

        assertThatThrownBy(() -> pool.put(thing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("returned twice");
        assertThatThrownBy(() -> pool.discard(thing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not out on loan");

        assertThat(pool.stats()).isEqualTo(before);
        assertThat(pool.get()).containsSame(thing);
        assertThat(pool.get()).isEmpty();
    }

    @Test
    @DisplayName("returned after it was discarded / rejected, not adopted")
    void returnedAfterDiscard(Kit kit) {
        Pool<Thing> pool = kit.pool(2);
        Thing thing = kit.borrow(pool);
        pool.discard(thing);
        assertThatThrownBy(() -> pool.put(thing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the pool has closed it");
        assertThatThrownBy(() -> pool.discard(thing)).isInstanceOf(IllegalStateException.class);
        assertThat(pool.stats().idle()).isZero();
        assertThat(thing.timesClosed()).isEqualTo(1);
    }

    @Test
    @DisplayName("two threads return one object at once, strict / one of them is told")
    void returnedTwiceAtOnce(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).strict(true));
        for (int round = 0; round < 50; round++) {
            Thing thing = kit.borrow(pool);
            AtomicInteger told = new AtomicInteger();
            List<Borrower<Integer>> both = Stream.of(1, 2)
                    .map(i -> kit.thread(() -> {
                        try {
                            pool.put(thing);
                            return 0;
                        } catch (IllegalStateException twice) {
                            return told.incrementAndGet();
                        }
                    }))
                    .toList();
            both.forEach(Borrower::result);
            assertThat(told).hasValue(1);
        }
    }

    @Test
    @DisplayName("null / rejected")
    @SuppressWarnings("NullAway") // To see it rejected.
    void nullIsRejected(Kit kit) {
        Pool<Thing> pool = kit.pool(1);
        assertThatThrownBy(() -> pool.put(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("object");
        assertThatThrownBy(() -> pool.discard(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("object");
    }

    @Test
    @DisplayName(
            "an object of another pool, or of nobody's / refused by put and adopt, whose it is is said; never lent by two pools")
    void foreign(Kit kit) {
        Pool<Thing> owner = kit.build(kit.builder().name("owner").maxSize(1));
        Pool<Thing> pool = kit.pool(2);
        Thing lent = kit.borrow(owner);
        assertThatThrownBy(() -> pool.put(lent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(pool.name(), "not from this pool", "pool \"owner\"");
        assertThatThrownBy(() -> pool.adopt(lent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("cannot adopt", "pool \"owner\"");
        assertThatThrownBy(() -> pool.put(kit.foreign()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("still yours", "adopt");
        assertThat(pool.get()).isEmpty();
        assertThat(owner.stats().lent()).isEqualTo(1);
        owner.put(lent);
        assertThatThrownBy(() -> pool.adopt(lent)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName(
            "a pool is closed, and what it lent is still out / another pool adopts that / refused: it has a holder")
    void adoptedFromClosed(Kit kit) {
        Pool<Thing> owner = kit.build(kit.builder().name("owner"));
        Thing lent = kit.borrow(owner);
        owner.close();
        Pool<Thing> pool = kit.pool(1);
        assertThatThrownBy(() -> pool.adopt(lent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("cannot adopt", "pool \"owner\"");
        owner.put(lent);
        assertThat(lent.timesClosed()).isOne();
    }

    @Test
    @DisplayName("a foreign object / adopted if there is room, and serves")
    void adopted(Kit kit) {
        Pool<Thing> pool = kit.pool(1);
        Thing foreign = kit.foreign();
        pool.adopt(foreign);
        assertThat(pool.stats().created()).isEqualTo(1);
        assertThat(kit.borrow(pool)).isSameAs(foreign);
        assertThat(kit.creations()).isZero();
        pool.put(foreign);
        pool.close();
        assertThat(foreign.timesClosed()).isEqualTo(1);
    }

    @Test
    @DisplayName("a foreign object, no room / a typed error and the caller keeps it")
    void notAdopted(Kit kit) {
        Pool<Thing> pool = kit.fullPool(1);
        Thing foreign = kit.foreign();
        assertThatThrownBy(() -> pool.adopt(foreign))
                .isInstanceOf(PoolFullException.class)
                .hasMessageContainingAll("maxSize=1", "still yours");
        pool.close();
        assertThatThrownBy(() -> pool.adopt(foreign))
                .isInstanceOf(PoolClosedException.class)
                .hasMessageContaining("still yours");
        assertThat(foreign.isClosed()).isFalse();
        assertThatThrownBy(() -> pool.discard(foreign)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("a foreign object, somebody waits / adopted by growing room and lent to the waiter")
    void adoptedForWaiter(Kit kit) {
        kit.creationsFail("down");
        Pool<Thing> pool = kit.build(kit.builder().maxSize(2).waitWhenDown(true));
        Borrower<Thing> waiter = kit.borrower(pool).awaitParked();
        Thing foreign = kit.foreign();
        pool.adopt(foreign);
        assertThat(waiter.result()).isSameAs(foreign);
        pool.discard(foreign);
    }

    @Test
    @DisplayName("a stale lease whose object is lent again / close / the new holder is unaffected")
    void staleLease(Kit kit) throws Exception {
        Pool<Thing> pool = kit.pool(1);
        Lease<Thing> stale = kit.thread(() -> pool.lease()).result();
        stale.close();
        assertThatThrownBy(stale::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the lease has ended");
        Lease<Thing> current = kit.thread(() -> pool.lease()).result();

        stale.close();
        stale.discard();

        assertThat(current.get()).isSameAs(kit.thing(1));
        assertThat(kit.thing(1).isClosed()).isFalse();
        assertThat(pool.stats().lent()).isEqualTo(1);
        assertThat(pool.get()).isEmpty();
        current.discard();
        assertThat(kit.thing(1).timesClosed()).isEqualTo(1);
        assertThat(pool.stats().borrowed()).isEqualTo(2);
    }

    @Test
    @DisplayName("borrowed on one thread, returned on another / accepted")
    void returnedElsewhere(Kit kit) {
        Pool<Thing> pool = kit.pool(1);
        Thing thing = kit.borrow(pool);
        kit.thread(() -> {
                    pool.put(thing);
                    return true;
                })
                .result();
        assertThat(pool.stats().idle()).isEqualTo(1);
    }

    @Test
    @DisplayName("the reset hook throws / return / object destroyed, a waiter served (POOL-240)")
    void resetThrows(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).resetFunc(thing -> {
            if (thing.id() == 1) {
                throw new IOException("broken");
            }
        }));
        Thing thing = kit.borrow(pool);
        Borrower<Thing> waiter = kit.borrower(pool).awaitParked();

        pool.put(thing);

        assertThat(waiter.result()).isSameAs(kit.thing(2));
        assertThat(thing.timesClosed()).isEqualTo(1);
        assertThat(kit.events().lines("failed RESET")).containsExactly("failed RESET 1 IOException");
        pool.put(kit.thing(2));
        assertThat(pool.stats().idle()).isEqualTo(1);
    }

    @Test
    @DisplayName("the reset hook is slow / return / nobody gets the object before it is reset, others go on")
    void resetIsSlow(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(2).initialSize(2).resetFunc(thing -> {
            if (thing.id() == 1) {
                gate.pass();
            }
        }));
        List<Thing> both = kit.borrow(pool, 2);
        Borrower<Boolean> returning = kit.thread(() -> {
            pool.put(kit.thing(1));
            return true;
        });
        gate.awaitArrivals(1);
        assertThat(pool.get()).isEmpty();
        pool.put(kit.thing(2));
        assertThat(pool.get()).containsSame(kit.thing(2));
        gate.open();
        returning.result();
        assertThat(pool.get()).containsSame(kit.thing(1));
        assertThat(both).hasSize(2);
    }

    @Test
    @DisplayName("the prepare hook throws on a used object / borrow / replaced in the same call")
    void prepareThrows(Kit kit) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).prepareFunc(thing -> {
            if (thing.content == 1) {
                throw new IOException("worn");
            }
        }));
        Thing thing = kit.borrow(pool);
        thing.content = 1;
        pool.put(thing);
        assertThat(kit.borrow(pool)).isSameAs(kit.thing(2));
        kit.time().quiesce();
        assertThat(thing.timesClosed()).isEqualTo(1);
        assertThat(kit.events().lines("failed PREPARE")).hasSize(1);
    }

    @Test
    @DisplayName("the prepare hook throws on a new object / borrow / typed error with the cause, capacity kept")
    void prepareThrowsOnNew(Kit kit) {
        IOException broken = new IOException("broken");
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).prepareFunc(thing -> {
            if (thing.id() == 1) {
                throw broken;
            }
        }));
        assertThat(kit.borrower(pool).failure(PoolCreateException.class)).hasCause(broken);
        kit.time().quiesce();
        assertThat(kit.borrow(pool)).isSameAs(kit.thing(2));
    }

    @Test
    @DisplayName(
            "the body of run or call throws / that reaches the caller, and the object is pinged before it is lent again")
    void suspect(Kit kit) throws Exception {
        Pool<Thing> pool = kit.fullPool(1);
        assertThat(pool.<Integer, RuntimeException>call(Thing::id)).isEqualTo(1);
        pool.run(thing -> {});
        assertThat(kit.borrow(pool)).isSameAs(kit.thing(1));
        pool.put(kit.thing(1));
        assertThat(kit.pings()).isZero();

        IOException broken = new IOException("broken");
        assertThatThrownBy(() -> pool.run(thing -> {
                    throw broken;
                }))
                .isSameAs(broken);
        assertThat(kit.pings()).isZero();
        assertThat(kit.borrow(pool)).isSameAs(kit.thing(1));
        assertThat(kit.pings()).isEqualTo(1);
        pool.put(kit.thing(1));

        assertThatThrownBy(() -> pool.call(thing -> {
                    throw new AssertionError("bad");
                }))
                .isInstanceOf(AssertionError.class);
        kit.pinging((thing, failures) -> false);
        assertThat(kit.borrow(pool)).isSameAs(kit.thing(2));
        assertThat(kit.thing(1).timesClosed()).isEqualTo(1);
    }

    @Test
    @DisplayName("pool closed / return / object closed exactly once (POOL-263)")
    void returnToClosed(Kit kit) throws Exception {
        Pool<Thing> pool = kit.pool(3);
        List<Thing> lent = kit.borrow(pool, 2);
        Lease<Thing> lease = kit.thread(() -> pool.lease()).result();
        pool.close();
        assertThat(kit.created()).noneMatch(Thing::isClosed);

        pool.put(lent.get(0));
        pool.discard(lent.get(1));
        lease.close();

        assertThat(kit.created()).allMatch(thing -> thing.timesClosed() == 1);
        assertThatThrownBy(() -> pool.put(lent.get(0))).isInstanceOf(IllegalStateException.class);
        lease.close();
    }

    @Test
    @DisplayName("pool closing / return at the same time / object closed exactly once (POOL-263)")
    void returnToClosing(Kit kit) {
        for (int round = 0; round < 40; round++) {
            Pool<Thing> pool = kit.pool(1);
            Thing thing = kit.borrow(pool);
            Borrower<Boolean> closing = kit.thread(() -> {
                pool.close();
                return true;
            });
            pool.put(thing);
            closing.result();
            kit.time().advance(ofMillis(100));
            assertThat(thing.timesClosed()).isEqualTo(1);
        }
        kit.mayLive(1);
    }
}
