package io.conecta.contract;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolCreateException;
import io.conecta.PoolDownException;
import io.conecta.PoolHealth;
import io.conecta.PoolTimeoutException;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("Every wait has an end: exceptions of the user's whose toString hangs")
class PrintingThatHangsTest {
    /** Stops at a gate when it is printed. */
    @SuppressWarnings("OverrideThrowableToString")
    private static final class Hanging extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Kit.Step printing;

        private Hanging(Kit.Step printing) {
            this.printing = printing;
        }

        @Override
        public String toString() {
            try {
                printing.run();
                return "printed";
            } catch (Exception interrupted) {
                return "interrupted";
            }
        }
    }

    private static void creationsThrow(Kit kit, Kit.Step printing) {
        kit.creating(() -> {
            throw new Hanging(printing);
        });
    }

    @Test
    @DisplayName("newFunc's, deaf to interrupts / borrowers time out, figures are told, close(Duration) ends")
    void newFuncHoldsNobodyUp(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.pool(5);
        creationsThrow(kit, gate::passDeaf);
        Borrower<Thing> first = kit.borrower(pool, ofSeconds(1));
        gate.awaitArrivals(1);
        first.awaitParked();
        kit.thread(pool::stats).result();
        assertThat(kit.thread(pool::health).result().status()).isEqualTo(PoolHealth.Status.UP);
        kit.time().advance(ofSeconds(1));
        first.failure(PoolTimeoutException.class);
        Borrower<List<Loan>> closing =
                kit.thread(() -> pool.close(ofSeconds(1))).awaitParked();
        kit.time().advance(ofSeconds(1));
        closing.awaitDone();
    }

    @Test
    @DisplayName("newFunc's, deaf to interrupts / its place comes back at createTimeout, and its borrower is told")
    void newFuncGivesItsPlaceBack(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).createTimeout(ofSeconds(5)));
        creationsThrow(kit, gate::passDeaf);
        Borrower<Thing> first = kit.borrower(pool, ofHours(1));
        gate.awaitArrivals(1);
        first.awaitParked();
        kit.creating(() -> {});
        kit.time().advance(ofSeconds(5));
        assertThat(first.failure(PoolCreateException.class)).hasMessageContaining("newFunc took longer than");
        assertThat(kit.borrow(pool)).isSameAs(kit.thing(1));
        gate.open();
        kit.time().quiesce();
        assertThat(pool.stats().createFailures()).isOne();
        pool.put(kit.thing(1));
    }

    @Test
    @DisplayName("newFunc's / no borrower and nobody who asks prints it")
    void nobodyElsePrints(Kit kit) {
        Pool<Thing> pool = kit.pool(1);
        AtomicInteger byOthers = new AtomicInteger();
        creationsThrow(kit, () -> {
            if (!Thread.currentThread().getName().startsWith("conecta-")) {
                byOthers.incrementAndGet();
            }
        });
        assertThat(kit.borrower(pool).failure(PoolCreateException.class))
                .hasMessageContaining("newFunc failed: printed;");
        assertThat(kit.borrower(pool).failure(PoolCreateException.class))
                .hasMessageContaining("newFunc failed: printed;");
        kit.time().quiesce();
        assertThat(kit.borrower(pool).failure(PoolDownException.class)).hasMessageContaining("see the cause: printed;");
        assertThat(pool.health().reason()).contains("printed");
        assertThat(pool.report().toString()).contains("printed");
        assertThat(pool.failures().get(0).error()).isEqualTo("printed");
        assertThat(byOthers).hasValue(0);
    }

    @Test
    @DisplayName("newFunc's, which could be printed at first / the creation that succeeds next is lent")
    void recovery(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.pool(2);
        AtomicBoolean hangs = new AtomicBoolean();
        creationsThrow(kit, () -> {
            if (hangs.get()) {
                gate.passDeaf();
            }
        });
        kit.borrower(pool).failure(PoolCreateException.class);
        kit.time().quiesce();
        hangs.set(true);
        kit.creating(() -> {});
        pool.put(kit.borrow(pool));
        assertThat(gate.arrivals()).isZero();
    }

    @Test
    @DisplayName("prepareFunc's / it is interrupted when the borrower's time is up, and the borrower goes on")
    void prepareFuncIsInterrupted(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).prepareFunc(thing -> {
            throw new Hanging(gate::pass);
        }));
        Borrower<Thing> borrower = kit.borrower(pool, ofSeconds(1));
        gate.awaitArrivals(1);
        kit.time().advance(ofSeconds(1));
        borrower.failure(PoolTimeoutException.class);
    }

    @Test
    @DisplayName("prepareFunc's, deaf to interrupts / its place comes back in bounded time")
    void prepareFuncGivesItsPlaceBack(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).prepareFunc(thing -> {
            if (thing.id() == 1) {
                throw new Hanging(gate::passDeaf);
            }
        }));
        Borrower<Thing> slow = kit.borrower(pool, ofHours(1));
        gate.awaitArrivals(1);
        Borrower<Thing> waiter = kit.borrower(pool, ofHours(1)).awaitParked();
        kit.time().advance(ofMinutes(2).plusSeconds(2));
        pool.put(waiter.result());
        assertThat(kit.events().lines("failed PREPARE")).containsExactly("failed PREPARE 1 TimeoutException");
        gate.open();
        slow.awaitDone();
    }
}
