package io.conecta.contract;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Pool;
import io.conecta.PoolCreateException;
import io.conecta.PoolTimeoutException;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.Patience;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every path that frees capacity serves the next waiter: one test, many ways. */
@ExtendWith(PoolLaws.class)
@DisplayName("The wake law")
class WakeLawTest {
    /** Frees the only place of the pool, which is lent as thing 1. */
    @FunctionalInterface
    private interface Way {
        void free(Kit kit, Pool<Thing> pool) throws Exception;
    }

    private static Stream<Named<Way>> ways() {
        return Stream.of(
                Named.of("return", (kit, pool) -> pool.put(kit.thing(1))),
                Named.of("discard", (kit, pool) -> pool.discard(kit.thing(1))),
                Named.of("return of what is worn out", (kit, pool) -> {
                    pool.reconfigure(pool.settings().withMaxUses(1));
                    pool.put(kit.thing(1));
                }),
                Named.of("return past its life", (kit, pool) -> {
                    pool.reconfigure(pool.settings().withMaxLifetime(ofSeconds(1)));
                    kit.time().advance(ofSeconds(2));
                    pool.put(kit.thing(1));
                }),
                Named.of("clear, then return", (kit, pool) -> {
                    pool.clear();
                    pool.put(kit.thing(1));
                }),
                Named.of("reclaim of a leak", (kit, pool) -> {
                    pool.reconfigure(
                            pool.settings().withLeakThreshold(ofSeconds(1)).withReclaimLeaked(true));
                    kit.time().advance(ofSeconds(3));
                }),
                Named.of("growth", (kit, pool) -> {
                    kit.mayLive(2);
                    pool.reconfigure(pool.settings().withMaxSize(2));
                }),
                Named.of("a waiter ahead that is interrupted", (kit, pool) -> {
                    kit.borrowers().get(1).interrupt();
                    pool.put(kit.thing(1));
                }));
    }

    @ParameterizedTest
    @MethodSource("ways")
    @DisplayName("every path that frees capacity serves the next waiter")
    void served(Way way, Kit kit) throws Exception {
        Pool<Thing> pool = kit.pool(1);
        kit.borrow(pool);
        Borrower<Thing> first = kit.borrower(pool, ofMinutes(10)).awaitParked();
        Borrower<Thing> second = kit.borrower(pool, ofMinutes(10)).awaitParked();

        way.free(kit, pool);

        Patience.until("one is served", () -> first.hasResult() || second.hasResult());
        first.awaitDone(); // The longest waiter is served, or gone.
    }

    @Test
    @DisplayName("a creation fails and is the only hope / all waiters hear the cause, none is left behind")
    void creationFails(Kit kit) {
        Gate gate = kit.gate();
        kit.creating(() -> {
            gate.pass();
            throw new IOException("down");
        });
        Pool<Thing> pool = kit.pool(1);
        List<Borrower<Thing>> waiters =
                Stream.of(1, 2, 3).map(i -> kit.borrower(pool).awaitParked()).toList();
        gate.awaitArrivals(1);
        gate.open();
        waiters.forEach(
                waiter -> assertThat(waiter.failure(PoolCreateException.class)).hasCauseInstanceOf(IOException.class));
    }

    @Test
    @DisplayName("a creation fails, another succeeds / the waiter that did not hear the failure is served")
    void oneCreationFails(Kit kit) {
        Gate gate = kit.gate();
        kit.nextCreation(() -> {
            gate.pass();
            throw new IOException("down");
        });
        Gate other = kit.gate();
        kit.creating(other::pass);
        Pool<Thing> pool = kit.pool(2);
        Borrower<Thing> first = kit.borrower(pool).awaitParked();
        gate.awaitArrivals(1);
        Borrower<Thing> second = kit.borrower(pool).awaitParked();
        other.awaitArrivals(1);
        gate.open();
        first.failure(PoolCreateException.class);
        other.open();
        assertThat(second.result()).isNotNull();
    }

    @Test
    @DisplayName("a creation hangs / who comes later is served by another, while there is room")
    void hangingCreation(Kit kit) {
        Gate gate = kit.gate();
        kit.nextCreation(() -> {
            gate.pass();
            return kit.newThing();
        });
        Pool<Thing> pool = kit.pool(3);
        Borrower<Thing> first = kit.borrower(pool).awaitParked();
        gate.awaitArrivals(1);
        Borrower<Thing> second = kit.borrower(pool);
        assertThat(first.result()).as("has waited longest").isSameAs(kit.thing(1));
        second.awaitParked();
        kit.time().advance(ofSeconds(1));
        assertThat(second.result()).isSameAs(kit.thing(2));
        assertThat(pool.stats().creating()).isOne();
        gate.open();
        kit.time().quiesce();
        assertThat(pool.stats().idle()).as("it came at last").isOne();
    }

    @Test
    @DisplayName("a borrower waits in vain for a creation that hangs / who comes later is served by another at once")
    void hangingCreationGivenUp(Kit kit) {
        Gate gate = kit.gate();
        kit.nextCreation(() -> {
            gate.pass();
            return kit.newThing();
        });
        Pool<Thing> pool = kit.pool(3);
        Borrower<Thing> first = kit.borrower(pool, ofSeconds(5)).awaitParked();
        gate.awaitArrivals(1);
        kit.time().advance(ofSeconds(4));
        assertThat(pool.stats().creating())
                .as("one borrower, one creation, however slow")
                .isOne();
        kit.time().advance(ofSeconds(1));
        first.failure(PoolTimeoutException.class);

        assertThat(kit.borrower(pool).result()).isSameAs(kit.thing(1));
        gate.open();
        kit.time().quiesce();
        assertThat(pool.stats().idle()).as("it came at last").isOne();
    }

    @Test
    @DisplayName("the creation's borrower gives up / the newborn serves the next waiter")
    void abandonedCreation(Kit kit) {
        Gate gate = kit.gate();
        kit.creating(gate::pass);
        Pool<Thing> pool = kit.pool(1);
        Borrower<Thing> impatient = kit.borrower(pool, ofSeconds(1)).awaitParked();
        Borrower<Thing> patient = kit.borrower(pool, ofMinutes(1)).awaitParked();
        gate.awaitArrivals(1);
        kit.time().advance(ofSeconds(1));
        impatient.failure(PoolTimeoutException.class);
        gate.open();
        assertThat(patient.result()).isSameAs(kit.thing(1));
    }

    @Test
    @DisplayName("the only object fails its ping / the waiter gets a new one")
    void failedPing(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).initialSize(1).pingMaxRetries(1));
        kit.pinging((thing, failures) -> {
            gate.pass();
            return false;
        });
        pool.scan();
        gate.awaitArrivals(1);
        Borrower<Thing> waiter = kit.borrower(pool).awaitParked();
        gate.open();
        assertThat(waiter.result()).isSameAs(kit.thing(2));
    }

    @Test
    @DisplayName("the only object expires while its close is slow / the waiter gets a new one when the close ends")
    void expiry(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).initialSize(1).idleTimeout(ofSeconds(16)));
        kit.closing(thing -> gate.pass());
        kit.time().advance(ofSeconds(17));
        gate.awaitArrivals(1);
        Borrower<Thing> waiter = kit.borrower(pool).awaitParked();
        gate.open();
        assertThat(waiter.result()).isSameAs(kit.thing(2));
    }
}
