package io.conecta.contract;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.conecta.Loan;
import io.conecta.Pool;
import io.conecta.PoolException;
import io.conecta.kit.Borrower;
import io.conecta.kit.Gate;
import io.conecta.kit.Kit;
import io.conecta.kit.PoolLaws;
import io.conecta.kit.Thing;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PoolLaws.class)
@DisplayName("Every wait has an end: hooks that hang")
class HooksThatHangTest {
    /** More than hooks on a user's thread may take, however late the watch looks. */
    private static final Duration TOO_LONG = ofMinutes(2).plusSeconds(2);

    private static Borrower<Boolean> returner(Kit kit, Pool<Thing> pool) {
        return kit.thread(() -> {
            pool.put(pool.getOrCreate());
            return true;
        });
    }

    @Test
    @DisplayName("resetFunc hangs / the loan is still seen: in loans(), the figures, and as a leak")
    void hungResetIsSeen(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool =
                kit.build(kit.builder().maxSize(1).leakThreshold(ofSeconds(10)).resetFunc(thing -> gate.passDeaf()));
        Borrower<Boolean> returner = returner(kit, pool);
        gate.awaitArrivals(1);
        kit.time().advance(ofSeconds(12));
        assertThat(pool.loans()).hasSize(1);
        assertThat(pool.loans().get(0).borrower()).isEqualTo(returner.thread().getName());
        assertThat(pool.stats().lent()).isOne();
        assertThat(pool.stats().idle()).isZero();
        assertThat(kit.events().lines("leak")).containsExactly("leak 1");
        gate.open();
        returner.result();
    }

    @Test
    @DisplayName("resetFunc hangs / reclaimLeaked / its place comes back at leakThreshold, and it is closed once")
    void hungResetIsReclaimed(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder()
                .maxSize(1)
                .leakThreshold(ofSeconds(10))
                .reclaimLeaked(true)
                .resetFunc(thing -> gate.passDeaf()));
        Borrower<Boolean> returner = returner(kit, pool);
        gate.awaitArrivals(1);
        Borrower<Thing> waiter = kit.borrower(pool, ofHours(1)).awaitParked();
        kit.time().advance(ofSeconds(12));
        assertThat(waiter.result()).isSameAs(kit.thing(2));
        gate.open();
        returner.result();
        kit.time().quiesce();
        assertThat(kit.thing(1).timesClosed()).isOne();
    }

    @Test
    @DisplayName(
            "resetFunc hangs and ignores interrupts / a waiter / gets the place in bounded time, and that is reported")
    void hungResetGivesItsPlaceBack(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).resetFunc(thing -> gate.passDeaf()));
        Borrower<Boolean> returner = returner(kit, pool);
        gate.awaitArrivals(1);
        Borrower<Thing> waiter = kit.borrower(pool, ofHours(1)).awaitParked();
        kit.time().advance(TOO_LONG);
        assertThat(waiter.result()).isSameAs(kit.thing(2));
        assertThat(kit.thing(1).timesClosed()).isOne();
        assertThat(kit.events().lines("failed RESET")).containsExactly("failed RESET 1 TimeoutException");
        assertThat(returner.isDone()).isFalse();
        gate.open();
        returner.result();
        assertThat(pool.stats().lent()).isOne();
    }

    @Test
    @DisplayName("resetFunc hangs / it is interrupted in bounded time, and the returner goes on")
    void hungResetIsInterrupted(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).resetFunc(thing -> gate.pass()));
        Borrower<Boolean> returner = kit.thread(() -> {
            pool.put(pool.getOrCreate());
            return Thread.currentThread().isInterrupted();
        });
        gate.awaitArrivals(1);
        kit.time().advance(TOO_LONG);
        assertThat(returner.result())
                .as("the interrupt was the hook's, not the thread's")
                .isFalse();
        kit.time().quiesce();
        assertThat(kit.thing(1).timesClosed()).isOne();
        assertThat(pool.stats().lent()).isZero();
    }

    @Test
    @DisplayName(
            "prepareFunc hangs and ignores interrupts / its loan is seen, and the place comes back in bounded time")
    void hungPrepare(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).initialSize(1).prepareFunc(thing -> {
            if (thing.id() == 1) {
                gate.passDeaf();
            }
        }));
        kit.time().advance(ofSeconds(1));
        Borrower<Thing> slow = kit.borrower(pool, ofHours(1));
        gate.awaitArrivals(1);
        assertThat(pool.loans()).hasSize(1);
        assertThat(pool.loans().get(0).borrower()).isEqualTo(slow.thread().getName());
        assertThat(pool.stats().lent()).isOne();
        Borrower<Thing> waiter = kit.borrower(pool, ofHours(1)).awaitParked();
        kit.time().advance(TOO_LONG);
        Thing second = waiter.result();
        assertThat(second).isSameAs(kit.thing(2));
        assertThat(kit.thing(1).timesClosed()).isOne();
        assertThat(kit.events().lines("failed PREPARE")).containsExactly("failed PREPARE 1 TimeoutException");
        gate.open();
        slow.awaitParked();
        pool.put(second);
        assertThat(slow.result()).as("another object, not the closed one").isSameAs(second);
    }

    @Test
    @DisplayName("resetFunc hangs / close(drain) / ends by then and lists the loan with its borrower")
    void drainWithHungReset(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).resetFunc(thing -> gate.passDeaf()));
        Borrower<Boolean> returner = returner(kit, pool);
        gate.awaitArrivals(1);
        Borrower<List<Loan>> closing =
                kit.thread(() -> pool.close(ofSeconds(3))).awaitParked();
        kit.time().advance(ofSeconds(3));
        List<Loan> left = closing.result();
        assertThat(left).hasSize(1);
        assertThat(left.get(0).borrower()).isEqualTo(returner.thread().getName());
        gate.open();
        returner.result();
        assertThat(kit.thing(1).timesClosed()).isOne();
    }

    @Test
    @DisplayName("a close hook hangs / close(drain) / ends by drain, and lists the object without a borrower")
    void drainWithHungClose(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.fullPool(2);
        kit.closing(thing -> {
            if (thing.id() == 1) {
                gate.passDeaf();
            }
        });
        Borrower<List<Loan>> closing =
                kit.thread(() -> pool.close(ofMillis(500))).awaitParked();
        gate.awaitArrivals(1);
        kit.time().advance(ofMillis(499));
        assertThat(closing.isDone()).isFalse();
        kit.time().advance(ofMillis(1));
        onlyTheFirstWithoutBorrower(kit, closing.result());
    }

    private static void onlyTheFirstWithoutBorrower(Kit kit, List<Loan> left) {
        assertThat(left).hasSize(1);
        assertThat(left.get(0).object()).isSameAs(kit.thing(1));
        assertThat(left.get(0).borrower()).isNull();
        assertThat(left.get(0).toString()).contains("being pinged or closed by the pool");
    }

    @Test
    @DisplayName("a close hook is given up after closeTimeout / close(drain) / still lists its object")
    void drainWithGivenUpClose(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).initialSize(1).closeTimeout(ofSeconds(1)));
        kit.closing(thing -> gate.passDeaf());
        Borrower<List<Loan>> closing =
                kit.thread(() -> pool.close(ofSeconds(10))).awaitParked();
        gate.awaitArrivals(1);
        kit.time().advance(ofSeconds(10));
        onlyTheFirstWithoutBorrower(kit, closing.result());
    }

    @Test
    @DisplayName(
            "a creation was given up after createTimeout / close(drain) / does not wait for it; its object is closed")
    void drainWithGivenUpCreation(Kit kit) {
        Gate gate = kit.gate();
        kit.creating(gate::passDeaf);
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).createTimeout(ofSeconds(1)));
        Borrower<Thing> borrower = kit.borrower(pool, ofSeconds(1)).awaitParked();
        gate.awaitArrivals(1);
        kit.time().advance(ofSeconds(1));
        borrower.failure(PoolException.class);
        kit.creating(() -> {
            throw new IOException("refused");
        });

        assertThat(kit.thread(() -> pool.close(ofSeconds(10))).result()).isEmpty();

        assertThat(pool.stats().creating()).isZero();
        assertThat(kit.created()).isEmpty();
        gate.open();
        kit.time().quiesce();
        assertThat(kit.thing(1).timesClosed()).isOne();
    }

    @Test
    @DisplayName("a ping hangs / close(drain) / ends by drain, and lists the object without a borrower")
    void drainWithHungPing(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(1).initialSize(1).pingTimeout(ofMinutes(1)));
        kit.pingsHangAt(gate);
        pool.scan();
        gate.awaitArrivals(1);
        Borrower<List<Loan>> closing =
                kit.thread(() -> pool.close(ofMillis(500))).awaitParked();
        kit.time().advance(ofMillis(499));
        assertThat(closing.isDone()).isFalse();
        kit.time().advance(ofMillis(1));
        onlyTheFirstWithoutBorrower(kit, closing.result());
        gate.open();
        kit.time().quiesce();
        assertThat(kit.thing(1).timesClosed()).isOne();
    }

    @Test
    @DisplayName(
            "what was lent comes back in time, and its close takes a while / close(drain) / returns when that is closed")
    void drainReturnsWhenAllIsClosed(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(2).initialSize(2).closeTimeout(ofHours(1)));
        List<Thing> lent = kit.borrow(pool, 2);
        Borrower<List<Loan>> closing = kit.thread(() -> pool.close(ofHours(1))).awaitParked();
        kit.closing(thing -> {
            if (thing.id() == lent.get(0).id()) {
                gate.pass();
            }
        });
        Borrower<Boolean> returning = kit.thread(() -> {
            pool.put(lent.get(0));
            return true;
        });
        gate.awaitArrivals(1);
        pool.put(lent.get(1));
        closing.awaitParked();
        assertThat(closing.isDone()).as("the first is still being closed").isFalse();
        gate.open();
        assertThat(closing.result()).isEmpty();
        assertThat(kit.events().lines("close")).hasSize(2);
        returning.result();
    }

    @Test
    @DisplayName("idle objects whose close takes a while / close(drain) / returns when they are closed")
    void drainWaitsForIdle(Kit kit) {
        Gate gate = kit.gate();
        Pool<Thing> pool = kit.build(kit.builder().maxSize(3).initialSize(3).closeTimeout(ofHours(1)));
        kit.closing(thing -> gate.pass());
        Borrower<List<Loan>> closing = kit.thread(() -> pool.close(ofHours(1))).awaitParked();
        gate.awaitArrivals(3);
        assertThat(closing.isDone()).isFalse();
        gate.open();
        assertThat(closing.result()).isEmpty();
        assertThat(pool.stats().closed()).isEqualTo(3);
    }
}
