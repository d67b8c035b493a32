package io.conecta.contract;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolClosedException;
import io.conecta.PoolSettings;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("What the pool holds in its own hand is not forgotten")
class InThePoolsHandTest {
    /** Three objects, all being pinged, and the pings hear an interrupt or not. */
    private static Pool<Thing> pinged(Kit kit, Gate gate, boolean deaf) {
        Pool<Thing> pool = kit.build(kit.builder().maxSize(3).initialSize(3).pingTimeout(ofHours(1)));
        kit.pinging((thing, failures) -> {
            if (deaf) {
                gate.passDeaf();
            } else {
                gate.pass();
            }
            return true;
        });
        pool.scan();
        kit.time().advance(ofSeconds(1));
        gate.awaitArrivals(3);
        return pool;
    }

    @Test
    @DisplayName("objects are pinged / close / the pings are interrupted, and all are closed before it returns")
    void closeDuringPings(Kit kit) {
        Pool<Thing> pool = pinged(kit, kit.gate(), false);
        kit.thread(() -> {
                    pool.close();
                    return true;
                })
                .result();
        assertThat(kit.created()).allMatch(thing -> thing.timesClosed() == 1);
        assertThat(kit.events().lines("ping failed"))
                .as("not the objects' fault")
                .isEmpty();
    }

    @Test
    @DisplayName("a clear waits for a close / another clear begins / the first does not wait for what came afterwards")
    void clearDuringClear(Kit kit) {
        Gate gate = kit.gate();
        kit.closing(thing -> gate.passDeaf());
        Pool<Thing> pool = kit.build(kit.builder().maxSize(2).initialSize(1));
        Borrower<Boolean> first = clearing(kit, pool);
        gate.awaitArrivals(1);
        first.awaitParked();
        Borrower<Boolean> second = clearing(kit, pool).awaitParked();
        Thing later = kit.borrow(pool);
        pool.put(later);

        gate.open();
        first.result();
        second.result();
        assertThat(later.isClosed()).isFalse();
    }

    private static Borrower<Boolean> clearing(Kit kit, Pool<Thing> pool) {
        return kit.thread(() -> {
            pool.clear();
            return true;
        });
    }

    @Test
    @DisplayName("objects are pinged / clear / the pings are interrupted, and all are closed before it returns")
    void clearDuringPings(Kit kit) {
        Pool<Thing> pool = pinged(kit, kit.gate(), false);
        kit.thread(() -> {
                    pool.clear();
                    return true;
                })
                .result();
        assertThat(kit.created()).allMatch(thing -> thing.timesClosed() == 1);
        assertThat(pool.stats().inMaintenance()).isZero();
        assertThat(kit.borrow(pool)).isSameAs(kit.thing(4));
    }

    @Test
    @DisplayName("pings that ignore interrupts / close / waits for them, up to closeTimeout")
    void closeDuringDeafPings(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = pinged(kit, gate, true);
        Borrower<Boolean> closing = kit.thread(() -> {
                    pool.close();
                    return true;
                })
                .awaitParked();
        gate.open();
        closing.result();
        assertThat(kit.created()).allMatch(thing -> thing.timesClosed() == 1);

        Gate never = kit.gate();
        Pool<Thing> other = pinged(kit, never, true);
        Borrower<Boolean> bounded = kit.thread(() -> {
                    other.close();
                    return true;
                })
                .awaitParked();
        kit.time().advance(ofSeconds(5));
        assertThat(bounded.awaitDone().result()).isTrue();
        assertThat(never.held()).isEqualTo(3);
    }

    @Test
    @DisplayName("pings that wait for a thread / close / do not begin any more, and their objects are closed")
    void closeBeforePings(Kit kit) {
        boolean[] busy = {false};
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(2)
                .initialSize(2)
                .pingIdleAfter(ofSeconds(1))
                .scanInterval(PoolSettings.FOREVER)
                .executor(task -> {
                    if (!busy[0]) {
                        task.run();
                    }
                }));
        kit.time().advance(ofSeconds(2));
        busy[0] = true;
        Borrower<Thing> waiter = kit.borrower(pool, ofHours(1)).awaitParked();
        kit.time().quiesce();
        busy[0] = false;
        pool.close();
        waiter.failure(PoolClosedException.class);
        assertThat(kit.created()).allMatch(thing -> thing.timesClosed() == 1);
        kit.time().advance(ofMinutes(1));
        assertThat(kit.pings()).isZero();
    }

    @Test
    @DisplayName("an object is being reset / clear, and close(drain) / it is closed when that is over, and waited for")
    void duringReset(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).resetFunc(thing -> gate.pass()));
        Borrower<Boolean> returning = kit.thread(() -> {
            pool.put(pool.getOrCreate());
            return true;
        });
        gate.awaitArrivals(1);
        pool.clear();
        assertThat(kit.thing(1).isClosed()).as("not under the hook").isFalse();
        Borrower<List<Loan>> closing = kit.thread(() -> pool.close(ofHours(1))).awaitParked();
        gate.open();
        assertThat(closing.result()).isEmpty();
        assertThat(kit.thing(1).timesClosed()).isOne();
        returning.result();
    }

    @Test
    @DisplayName("an object is being prepared / clear / it is closed, and the borrower gets a new one")
    void clearDuringHandOver(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).prepareFunc(thing -> gate.pass()));
        Borrower<Thing> borrower = kit.borrower(pool);
        gate.awaitArrivals(1);
        pool.clear();
        gate.open();
        assertThat(borrower.result()).isSameAs(kit.thing(2));
        assertThat(kit.thing(1).timesClosed()).isOne();
    }

    @Test
    @DisplayName(
            "an object is being prepared / clear, for a borrower that cannot wait / it gets nothing, and nothing from before")
    void clearDuringHandOverAtOnce(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).initialSize(1).prepareFunc(thing -> gate.pass()));
        Borrower<Boolean> getting = kit.thread(() -> pool.get().isPresent());
        gate.awaitArrivals(1);
        pool.clear();
        gate.open();
        assertThat(getting.result()).isFalse();
        kit.time().quiesce();
        assertThat(kit.thing(1).timesClosed()).isOne();
    }

    @Test
    @DisplayName(
            "an object is being prepared / close(drain) / it is not lent any more, and is closed before the close is over")
    void closeDuringHandOver(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).prepareFunc(thing -> gate.pass()));
        Borrower<Thing> borrower = kit.borrower(pool);
        gate.awaitArrivals(1);
        Borrower<List<Loan>> closing = kit.thread(() -> pool.close(ofHours(1))).awaitParked();
        gate.open();
        borrower.failure(PoolClosedException.class);
        assertThat(closing.result()).isEmpty();
        assertThat(kit.thing(1).timesClosed()).isOne();
    }

    @Test
    @DisplayName(
            "creations that ignore interrupts / close(drain) / waits for them, and what they yield is closed before it is over")
    void closeDuringCreations(Kit kit) {
        Gate gate = kit.gate();
        kit.creating(gate::passDeaf);
        Pool<Thing> pool = kit.build(kit.builder().maxSize(2).createTimeout(ofHours(2)));
        Borrower<Thing> one = kit.borrower(pool);
        Borrower<Thing> two = kit.borrower(pool);
        gate.awaitArrivals(2);
        Borrower<List<Loan>> closing = kit.thread(() -> pool.close(ofHours(1))).awaitParked();
        one.failure(PoolClosedException.class);
        two.failure(PoolClosedException.class);
        gate.open();
        assertThat(closing.result()).isEmpty();
        assertThat(kit.created()).hasSize(2).allMatch(thing -> thing.timesClosed() == 1);
    }

    @Test
    @DisplayName("get() pings, deaf to interrupts / clear meanwhile / does not lend that object")
    void getAcrossClear(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = overdue(kit, gate);
        Borrower<Boolean> getting = kit.thread(() -> pool.get().isPresent()).awaitParked();
        gate.awaitArrivals(1);
        Borrower<Boolean> clearing = kit.thread(() -> {
                    pool.clear();
                    return true;
                })
                .awaitParked();
        gate.open();
        assertThat(getting.result()).isFalse();
        clearing.result();
        assertThat(kit.thing(1).timesClosed()).isOne();
    }

    @Test
    @DisplayName("get() pings, deaf to interrupts / close meanwhile / does not lend that object, which is closed")
    void getAcrossClose(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = overdue(kit, gate);
        Borrower<Boolean> getting = kit.thread(() -> pool.get().isPresent()).awaitParked();
        gate.awaitArrivals(1);
        Borrower<List<Loan>> closing = kit.thread(() -> pool.close(ofSeconds(3)));
        getting.failure(PoolClosedException.class);
        closing.awaitParked();
        gate.open();
        assertThat(closing.result()).isEmpty();
        assertThat(kit.thing(1).timesClosed()).isOne();
        assertThat(pool.stats().borrowed()).isZero();
    }

    private static Pool<Thing> overdue(Kit kit, Gate gate) {
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(1)
                .initialSize(1)
                .pingIdleAfter(ofSeconds(1))
                .scanInterval(PoolSettings.FOREVER));
        kit.time().advance(ofSeconds(2));
        kit.pingsHangAt(gate);
        return pool;
    }
}
