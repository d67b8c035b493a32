package io.conecta.contract;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.PoolFullException;
import io.conecta.PoolOverloadException;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("Overload, with a valve of 100 ms and 1 s")
class OverloadTest {
    private static Pool<Thing> valved(Kit kit, int size) {
        return kit.build(kit.builder()
                .name("orders")
                .maxSize(size)
                .initialSize(size)
                .borrowTimeout(ofMinutes(1))
                .queueTarget(ofMillis(100))
                .queueInterval(ofSeconds(1)));
    }

    private static List<Borrower<Thing>> wait(Kit kit, Pool<Thing> pool, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> kit.borrower(pool).awaitParked())
                .toList();
    }

    @Test
    @DisplayName(
            "everybody waits too long for longer than queueInterval / turned away after queueTarget, with the figures")
    void opens(Kit kit) {
        Pool<Thing> pool = valved(kit, 1);
        Thing thing = kit.borrow(pool);
        List<Borrower<Thing>> line = wait(kit, pool, 5);
        kit.time().advance(ofMillis(900));
        assertThat(line).as("a burst is waited out").noneMatch(Borrower::isDone);

        kit.time().advance(ofMillis(300));

        assertThat(line.get(4).failure(PoolOverloadException.class))
                .isInstanceOf(PoolFullException.class)
                .hasMessageContainingAll("pool \"orders\"", "overloaded", "queueTarget=100 ms", "maxSize=1", "lent=1");
        line.forEach(each -> each.failure(PoolOverloadException.class));
        assertThat(pool.stats().rejections()).isEqualTo(5);
        pool.put(thing);
        assertThat(kit.borrow(pool)).isSameAs(thing);
    }

    @Test
    @DisplayName("the valve is open / a newcomer is turned away after queueTarget; once the line is short, it is shut")
    void opensAndShuts(Kit kit) {
        Pool<Thing> pool = valved(kit, 1);
        kit.borrow(pool);
        List<Borrower<Thing>> all = new ArrayList<>(wait(kit, pool, 2));
        for (int i = 0; i < 12; i++) {
            kit.time().advance(ofMillis(90));
            all.addAll(wait(kit, pool, 1));
        }
        kit.time().advance(ofMillis(20));
        assertThat(all.get(0).isDone()).isTrue();
        Borrower<Thing> newest = all.get(all.size() - 1);
        assertThat(newest.isDone()).as("it has waited for 20 ms").isFalse();
        kit.time().advance(ofMillis(90));
        newest.failure(PoolOverloadException.class);

        kit.time().advance(ofSeconds(2)); // Nobody waits any more.
        Borrower<Thing> later = wait(kit, pool, 1).get(0);
        kit.time().advance(ofMillis(500));
        assertThat(later.isDone()).as("it is shut").isFalse();
        pool.put(kit.thing(1));
        later.result();
    }

    @Test
    @DisplayName("some are served in time / nobody is turned away, however long others wait")
    void staysShut(Kit kit) {
        Pool<Thing> pool = valved(kit, 1);
        Thing thing = kit.borrow(pool);
        for (int i = 0; i < 30; i++) {
            Borrower<Thing> waiter = wait(kit, pool, 1).get(0);
            kit.time().advance(ofMillis(80));
            pool.put(thing);
            assertThat(waiter.result()).isSameAs(thing);
        }
        assertThat(pool.stats().rejections()).isZero();
    }

    @Test
    @DisplayName("suspended for long, resumed / the wait for that was no overload, and turns nobody away")
    void resumed(Kit kit) {
        Pool<Thing> pool = valved(kit, 1);
        pool.suspend();
        List<Borrower<Thing>> line = wait(kit, pool, 3);
        kit.time().advance(ofSeconds(5));

        pool.resume();

        for (Borrower<Thing> each : line) {
            Thing thing = each.result();
            kit.time().advance(ofMillis(200));
            pool.put(thing);
        }
        assertThat(pool.stats().rejections()).isZero();
    }

    @Test
    @DisplayName("creations are slow / nobody is turned away below capacity")
    void belowCapacity(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = valved(kit, 3);
        List<Thing> held = kit.borrow(pool, 3);
        kit.creating(gate::pass);
        pool.discard(held.get(0));
        List<Borrower<Thing>> line = wait(kit, pool, 2);
        gate.awaitArrivals(1);
        kit.time().advance(ofSeconds(5));
        assertThat(line).noneMatch(Borrower::isDone);
        gate.open();
        line.get(0).result();
        pool.put(held.get(1));
        line.get(1).awaitDone();
    }

    @Test
    @DisplayName("suspended / nobody is turned away by the valve")
    void suspended(Kit kit) {
        Pool<Thing> pool = valved(kit, 1);
        pool.suspend();
        List<Borrower<Thing>> line = wait(kit, pool, 1);
        kit.time().advance(ofSeconds(5));
        assertThat(line).noneMatch(Borrower::isDone);
        pool.resume();
        line.get(0).result();
    }
}
